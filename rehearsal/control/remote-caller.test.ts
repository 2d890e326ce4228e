import { expect, it, vi } from "vitest";
import { RemoteCaller } from "./remote-caller.ts";

const listening = { by: "agent", floor: true } as const;
const speaking = { by: "agent", floor: false } as const;
const never = new AbortController().signal;

it("says what is on its list, one sentence at each turn, then hangs up on an agent", async () => {
  const caller = new RemoteCaller(["Hello", "Bye"]);
  expect(await caller.turn(listening, never)).toEqual({ speech: "Hello" });
  expect(await caller.turn(speaking, AbortSignal.timeout(5))).toBeUndefined();
  expect(await caller.turn(listening, never)).toEqual({ speech: "Bye" });
  expect(await caller.turn({ by: "person", floor: true }, never)).toBeUndefined();
  expect(await caller.turn(listening, never)).toEqual({ hangUp: true });
});

it("waits for what comes, and for its turn unless it interrupts", async () => {
  const caller = new RemoteCaller();
  const turn = caller.turn(listening, never);
  caller.obey({ say: "Hello" });
  expect(await turn).toEqual({ speech: "Hello" });

  const during = caller.turn(speaking, never);
  caller.obey({ dtmf: "1#", interrupts: true });
  expect(await during).toEqual({ digits: "1#" });

  const patient = new AbortController();
  const silent = caller.turn(speaking, patient.signal);
  caller.obey({ say: "later" });
  patient.abort();
  expect(await silent).toBeUndefined();
  expect(await caller.turn(listening, never)).toEqual({ speech: "later" });
});

it("is waited for until it has nothing more to say, and then hangs up on whoever waits", async () => {
  const caller = new RemoteCaller();
  expect(caller.unhurried).toBe(true);
  const turn = caller.turn({ by: "gather", floor: true }, never);
  caller.obey({ done: true });
  expect(await turn).toEqual({ hangUp: true });
  expect(caller.unhurried).toBe(false);
  expect(new RemoteCaller(["Hello"]).unhurried).toBe(false);
});

it("hangs up at once, also when that was asked before the call began", async () => {
  const handset = { callSid: "CA1", hangUp: vi.fn() };
  const caller = new RemoteCaller();
  const turn = caller.turn(listening, never);
  caller.connected(handset);
  caller.obey({ hangUp: true });
  expect(handset.hangUp).toHaveBeenCalledTimes(1);
  expect(await turn).toEqual({ hangUp: true });

  const early = new RemoteCaller();
  early.obey({ hangUp: true });
  early.connected(handset);
  expect(handset.hangUp).toHaveBeenCalledTimes(2);
});

it("hangs up when who speaks for it is gone", async () => {
  const handset = { callSid: "CA1", hangUp: vi.fn() };
  const caller = new RemoteCaller();
  caller.connected(handset);
  await caller.follow(
    (async function* () {
      yield { say: "Hello" };
    })(),
  );
  expect(handset.hangUp).toHaveBeenCalledTimes(1);
});
