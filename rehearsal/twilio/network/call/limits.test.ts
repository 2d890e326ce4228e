import { afterEach, expect, test } from "vitest";
import { MovableClock, machineClock } from "../../clock.ts";
import { closeWorlds, codes, HOST, heard, type Reply, SORRY, startPhones, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

const silent: Reply = () => {};

test.each([
  ["15 seconds", "", 15_000, 1],
  ["the time of its override", "#rt=4000", 4_000, 1],
  ["that of all attempts together", "#rt=6000&rc=5&rp=rt", 15_000, 3],
])("a webhook that doesn't answer is given up after %s", async (_what, fragment, ms, attempts) => {
  const clock = new MovableClock(undefined, { patienceMs: 250 });
  const world = await startPhones({ "/voice": silent }, { clock, voice: { url: `https://${HOST}/voice${fragment}` } });
  const placed = world.place();
  await world.clock.advance(ms - 1);
  expect(world.notifications).toEqual([]);
  await world.clock.advance(1);
  expect(world.notifications.map((one) => one.code)).toEqual([11200]);
  const result = await world.clock.runUntil(placed);
  expect([codes(result), heard(result), result.webhooks.length]).toEqual([["error 11200"], [SORRY], attempts]);
});

test("an answer in the last moment counts", async () => {
  const world = await startPhones({
    "/voice": async (_seen, response) => {
      await world.clock.sleep(14_900);
      response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml("<Say>At last.</Say>"));
    },
  });
  const result = await world.clock.runUntil(world.place());
  expect([heard(result), result.webhooks[0]?.ms]).toEqual([["network: At last."], 14_900]);
});

test("a call lasts four hours at most", async () => {
  const world = await startPhones({ "/voice": twiml("<Say loop='0'>la</Say>") });
  const placed = world.place({ caller: { turn: () => undefined, unhurried: true }, pace: 1_000 });
  await world.clock.advance(4 * 3_600_000);
  expect(await placed).toMatchObject({ status: "completed", seconds: 14_400 });
});

test("the dates of records and callbacks are the clock's", async () => {
  const world = await startPhones(
    { "/voice": twiml('<Pause/><Pause length="90"/>'), "/status": twiml("") },
    { voice: { statusCallback: `https://${HOST}/status` } },
  );
  const result = await world.clock.runUntil(world.place());
  const record = world.calls.get(result.sid);
  expect([record?.dateCreated, record?.startTime, record?.endTime]).toEqual(
    ["09:00:00", "09:00:01", "09:01:31"].map((time) => new Date(`2026-03-02T${time}Z`)),
  );
  expect(world.application.at("/status")[0]).toMatchObject({
    ...{ CallDuration: "90", Duration: "2", Timestamp: "Mon, 02 Mar 2026 09:01:31 +0000" },
  });
});

test("a hundred calls at once keep apart, each with a second call to another number of the exchange", async () => {
  const world = await startPhones(
    {
      "/voice": (seen, response) => {
        const { From = "", ForwardedFrom } = seen.params;
        const verbs = ForwardedFrom
          ? `<Dial callerId="${From}" action="/after">+14155550101</Dial>`
          : '<Gather input="speech" action="/said"><Say>Yes?</Say></Gather>';
        response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml(verbs));
      },
      "/said": (seen, response) =>
        void response
          .writeHead(200, { "Content-Type": "text/xml" })
          .end(twiml(`<Say>${seen.params.From} said ${seen.params.SpeechResult}</Say>`)),
      "/after": twiml("<Hangup/>"),
    },
    { clock: machineClock },
  );
  const callers = Array.from({ length: 100 }, (_, i) => `+121255501${String(i).padStart(2, "0")}`);
  const placed = callers.map((from, i) => world.place({ from, says: [`word${i}`], forwardedFrom: "+14155550199" }));
  const results = await Promise.all(placed);
  for (const [i, result] of results.entries()) {
    expect(heard(result)).toEqual(["phone: Yes?", `caller: word${i}`, `phone: ${callers[i]} said word${i}`]);
    expect(result.errors).toEqual([]);
  }
  expect([world.calls.size, world.network.liveCalls.size]).toEqual([300, 0]);
  expect([...world.calls.values()].every((one) => one.status === "completed")).toBe(true);
  expect(new Set(world.application.at("/after").map((one) => one.DialCallSid)).size).toBe(100);
});
