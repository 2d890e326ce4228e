import { afterEach, expect, test } from "vitest";
import { closeWorlds, codes, HOST, heard, place, type Reply, SORRY, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

const answer =
  (type: string | undefined, body: string): Reply =>
  (_seen, response) =>
    void response.writeHead(200, type === undefined ? {} : { "Content-Type": type }).end(body);

test.each<[string, Reply, number]>([
  ["an error status", (_seen, response) => void response.writeHead(404).end(), 11200],
  ["no content type", answer(undefined, twiml("")), 12300],
  ["another content type", answer("application/json", "{}"), 12300],
  ["bad XML", answer("text/xml", "<Response>"), 12100],
  ["another root", answer("text/html", "<html></html>"), 12100],
  ["too much", answer("text/xml", twiml(`<Say>${"x".repeat(70_000)}</Say>`)), 11750],
  ["a broken connection", (_seen, response) => void response.destroy(), 11206],
])("%s: the announcement, and the error is recorded", async (_what, reply, code) => {
  const { result, notifications, calls } = await place({ "/voice": reply });
  expect(codes(result)).toEqual([`error ${code}`]);
  expect(notifications.map((one) => [one.code, one.url])).toEqual([[code, `https://${HOST}/voice`]]);
  expect(heard(result)).toEqual([SORRY]);
  expect(result).toMatchObject({ status: "completed", answered: false, answeredBy: undefined, twiml: [] });
  expect(calls.get(result.sid)?.history).toEqual(["ringing", "in-progress", "completed"]);
});

test("no answer within the time of the override", async () => {
  const { result } = await place({ "/voice": () => {} }, { url: `https://${HOST}/voice#rt=120` });
  expect(codes(result)).toEqual(["error 11200"]);
  expect(result.errors[0]?.message).toBe(`No answer from ${HOST} within 120 ms`);
});

test("an address that isn't in the world, and one that isn't a web address", async () => {
  expect(codes((await place({}, { url: "https://nowhere.example/" })).result)).toEqual(["error 11210"]);
  expect(codes((await place({}, { url: "ftp://voice.us.aybiza.example/" })).result)).toEqual(["error 11100"]);
});

test("the fallback URL hears of the error and answers instead", async () => {
  const { result, application } = await place(
    {
      "/voice": (_seen, response) => void response.writeHead(502).end(),
      "/fallback": twiml("<Say>Please call later.</Say>"),
    },
    { fallbackUrl: `https://${HOST}/fallback`, fallbackMethod: "GET" },
  );
  expect(application.seen[1]?.method).toBe("GET");
  expect(application.at("/fallback")[0]).toMatchObject({
    ErrorCode: "11200",
    ErrorUrl: `https://${HOST}/voice`,
    CallSid: result.sid,
    CallStatus: "ringing",
  });
  expect(heard(result)).toEqual(["network: Please call later."]);
  expect(result).toMatchObject({ answered: true, answeredBy: "twiml", status: "completed" });
});

test("the fallback serves a later document too, but only once", async () => {
  const { result, application } = await place(
    { "/voice": twiml("<Redirect>/gone</Redirect>"), "/fallback": twiml("<Say>Hm.</Say><Redirect>/gone</Redirect>") },
    { fallbackUrl: `https://${HOST}/fallback` },
  );
  expect(heard(result)).toEqual(["network: Hm.", SORRY]);
  expect(application.seen.map((one) => one.path)).toEqual(["/voice", "/gone", "/fallback", "/gone"]);
  expect(codes(result)).toEqual(["error 11200", "error 11200"]);
});

test("plain text is read aloud, audio is played", async () => {
  expect(heard((await place({ "/voice": answer("text/plain", "We moved.\n") })).result)).toEqual([
    "network: We moved.",
  ]);
  expect(heard((await place({ "/voice": answer("audio/mpeg", "…") })).result)).toEqual([
    `network: (plays https://${HOST}/voice)`,
  ]);
});
