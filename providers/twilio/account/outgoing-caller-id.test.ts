import { afterAll, beforeAll, expect, test } from "vitest";
import { addCallerId, enterCode } from "../../../rehearsal/twilio/operations/numbers/outgoing-caller-ids.ts";
import { type Engine, unknown } from "../../kit/testing/engine.ts";
import { acme, startWorld, type World } from "../testing/world.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());

const urnOf = (name: string) => `urn:pulumi:acme-us::aybiza::twilio:index:OutgoingCallerId::${name}`;
const held = (phoneNumber: string) => [...world.store.callerIds.values()].filter((c) => c.phone_number === phoneNumber);
/** Plays the person who answers the verification call and enters the code from the engine's output. */
const answer = async (phoneNumber: string) => {
  const shown = () => world.log.messages.find((m) => m.text.includes(`Twilio is calling ${phoneNumber}.`))?.text;
  await expect.poll(shown, { timeout: 5000 }).toMatch(/enter the code \d{6}$/);
  return enterCode(world.store, phoneNumber, shown()!.slice(-6));
};

test("a person verifies a number by entering the code that the engine shows; a delete removes it", async () => {
  const inputs = { phoneNumber: "+12125550142", friendlyName: "Practice", callDelay: 5, extension: "12" };
  const making = engine.create(urnOf("practice"), inputs);
  const verified = await answer("+12125550142");
  const { id, state } = await making;
  expect(id).toBe(verified?.sid);
  expect(state).toEqual({
    ...inputs,
    ...{ sid: id, accountSid: acme.sid, dateCreated: expect.stringMatching(/\+0000$/), adopted: false },
  });
  expect(await engine.read(urnOf("practice"), id, inputs, state)).toEqual({ id, inputs, state });
  const { friendlyName: _, ...news } = inputs;
  await engine.update(urnOf("practice"), { id, oldInputs: inputs, oldState: state, news });
  expect(held("+12125550142").map((c) => c.friendly_name)).toEqual(["+12125550142"]);
  held("+12125550142")[0]!.friendly_name = "By hand";
  expect((await engine.read(urnOf("practice"), id, news, state)).inputs).toEqual({ ...news, friendlyName: "By hand" });
  const other = { id, oldInputs: inputs, oldState: state, news: { ...inputs, phoneNumber: "+12125550143" } };
  expect((await engine.diff(urnOf("practice"), other)).replaces).toEqual(["phoneNumber"]);
  await engine.delete(urnOf("practice"), id, inputs, state);
  await engine.delete(urnOf("practice"), id, inputs, state);
  expect(held("+12125550142")).toEqual([]);
});

test("one that was verified before is taken over, and stays verified when the resource goes", async () => {
  const { sid } = addCallerId(world.store, acme.sid, "+12125550144");
  const inputs = { phoneNumber: "+12125550144", friendlyName: "Old" };
  world.changes();
  const { id, state } = await engine.create(urnOf("old"), inputs);
  expect([id, state.adopted, world.changes()]).toEqual([sid, true, [`POST OutgoingCallerIds/${sid}.json`]]);
  const imported = await engine.read(urnOf("old"), id);
  expect([imported.inputs, imported.state.adopted]).toEqual([inputs, true]);
  await engine.delete(urnOf("old"), id, inputs, state);
  expect(held("+12125550144").length).toBe(1);
  expect((await engine.read(urnOf("old"), `PN${"0".repeat(32)}`)).id).toBe("");
});

test("without the code the create fails, and the next run calls again", async () => {
  const inputs = { phoneNumber: "+12125550145" };
  await expect(engine.create(urnOf("nobody"), inputs, { timeout: 1 })).rejects.toThrow(
    "+12125550145 isn't verified: the code wasn't entered in time. Run `pulumi up` again when a person can answer the call",
  );
  expect(held("+12125550145")).toEqual([]);
});

test("a preview makes no call", async () => {
  world.changes();
  const { state } = await engine.create(urnOf("planned"), { phoneNumber: "+12125550146" }, { preview: true });
  expect(state).toEqual({
    phoneNumber: "+12125550146",
    ...{ sid: unknown, accountSid: acme.sid, dateCreated: unknown, adopted: unknown },
  });
  expect(world.changes()).toEqual([]);
});
