import { afterEach, expect, test } from "vitest";
import { closeWorlds, heard, type Reply, startPhones, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

const SECOND = "+14155550124";

/** Starts a world whose callers wait in a queue, except calls from SECOND: they get the attendant's TwiML. */
async function queueing(attendant: string, extra: Record<string, Reply> = {}, enqueue = 'action="/left"') {
  const world = await startPhones({
    "/voice": (seen, response) => {
      const verbs = seen.params.From === SECOND ? attendant : `<Enqueue ${enqueue}>support</Enqueue><Say>After.</Say>`;
      response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml(verbs));
    },
    "/left": twiml("<Say>Bye.</Say>"),
    "/done": twiml(""),
    ...extra,
  });
  return world;
}

test("a call waits, is taken out by an attendant, and both hear each other", async () => {
  const world = await queueing('<Dial action="/done"><Queue url="/about">support</Queue></Dial>', {
    "/about": twiml("<Say>You are next.</Say>"),
  });
  const waits = world.place({ says: ["My tooth hurts."] });
  await world.clock.advance(10_000);
  expect(world.queues.get("support")?.members.length).toBe(1);
  const takes = world.place({ from: SECOND, says: ["Come in at ten."] });
  const [waited, taken] = await world.clock.runUntil(Promise.all([waits, takes]));
  expect(heard(waited)).toEqual([
    "network: You are next.",
    "caller: My tooth hurts.",
    "caller: Come in at ten.",
    "network: Bye.",
  ]);
  expect(heard(taken)).toEqual(["caller: My tooth hurts.", "caller: Come in at ten."]);
  expect(world.application.at("/left")[0]).toMatchObject({ QueueResult: "bridged", QueueTime: "10" });
  expect(world.application.at("/about")[0]).toMatchObject({
    QueueTime: "10",
    DequeingCallSid: taken.sid,
    CallSid: waited.sid,
  });
  expect(world.application.at("/done")[0]).toMatchObject({ DialCallStatus: "completed", DialCallSid: waited.sid });
  expect(world.queues.get("support")?.members).toEqual([]);
});

test("an attendant waits for the first caller, and not for ever", async () => {
  const world = await queueing('<Dial timeout="20" action="/done"><Queue>support</Queue></Dial>');
  const takes = world.place({ from: SECOND, says: ["Yes?"] });
  await world.clock.advance(15_000);
  const waits = world.place({ says: ["Hello."] });
  const [taken] = await world.clock.runUntil(Promise.all([takes, waits]));
  expect(heard(taken)).toEqual(["caller: Hello.", "caller: Yes?"]);
  const nobody = await queueing('<Dial timeout="20" action="/done"><Queue>support</Queue></Dial>');
  const result = await nobody.clock.runUntil(nobody.place({ from: SECOND }));
  expect(nobody.application.at("/done")[0]).toMatchObject({ DialCallStatus: "no-answer" });
  expect(result.seconds).toBe(20);
});

test("a waiting caller hears the wait document again and again, with his place", async () => {
  const world = await queueing(
    "",
    { "/wait": twiml("<Say>one two</Say><Pause length='9'/>") },
    'waitUrl="/wait" action="/left"',
  );
  const waits = world.place({ caller: { turn: () => undefined, unhurried: true } });
  await world.clock.advance(25_000);
  expect(world.application.at("/wait").map((one) => [one.QueuePosition, one.QueueTime, one.CurrentQueueSize])).toEqual([
    ["1", "0", "1"],
    ["1", "10", "1"],
    ["1", "20", "1"],
  ]);
  await world.network.update([...world.network.liveCalls.keys()][0] ?? "", { status: "completed" });
  expect((await world.clock.runUntil(waits)).status).toBe("completed");
  expect(world.application.at("/left")[0]).toMatchObject({ QueueResult: "hangup", CallStatus: "completed" });
});

test.each([
  ["<Leave/>", "leave", ["network: Bye."]],
  ["<Hangup/>", "hangup", []],
])("%s in the wait document", async (verb, result, lines) => {
  const world = await queueing("", { "/wait": twiml(verb) }, 'waitUrl="/wait" action="/left"');
  expect(heard(await world.clock.runUntil(world.place()))).toEqual(lines);
  expect(world.application.at("/left")[0]).toMatchObject({ QueueResult: result });
});

test("without an action the document goes on; a full queue isn't entered", async () => {
  const world = await queueing("", { "/wait": twiml("<Leave/>") }, 'waitUrl="/wait"');
  expect(heard(await world.clock.runUntil(world.place()))).toEqual(["network: After."]);
  const full = await queueing("");
  const first = [full.place(), full.place()];
  await full.clock.advance(100);
  await full.clock.runUntil(full.place());
  expect(full.application.at("/left")[0]).toMatchObject({ QueueResult: "queue-full" });
  await full.clock.runUntil(Promise.all(first));
});

test("the API takes a call out and gives it other instructions", async () => {
  const world = await queueing("", { "/other": twiml("<Say>Here.</Say>") });
  const waits = world.place();
  await world.clock.advance(3_000);
  const queue = world.queues.get("support")?.sid ?? "";
  const sid = world.network.dequeue(queue, "Front", { url: "https://voice.us.aybiza.example/other" });
  const result = await world.clock.runUntil(waits);
  expect([sid, heard(result)]).toEqual([result.sid, ["network: Here."]]);
  expect(world.application.at("/left")[0]).toMatchObject({ QueueResult: "redirected", QueueTime: "3" });
  expect(world.network.dequeue(queue, "Front", { url: "https://voice.us.aybiza.example/other" })).toBeUndefined();
});

test("a scripted caller gives up after a while", async () => {
  const world = await queueing("");
  const result = await world.clock.runUntil(world.place());
  expect([result.seconds, result.status]).toEqual([60, "completed"]);
  expect(world.application.at("/left")[0]).toMatchObject({ QueueResult: "hangup", QueueTime: "60" });
});
