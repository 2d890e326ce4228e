import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { MovableClock } from "../../clock.ts";
import type { CallRequest, SimulatedPhone } from "../../network/index.ts";
import { ACME, startWorld, type World } from "../../testing/world.ts";

/** Tests of the API with the phone network behind it: calls that the API places, changes and ends run in the network. */
const OWN = "+14155550101";
const ANN = "+12125550142";
const HOST = "voice.us.aybiza.example";
const at = (path: string) => `https://${HOST}/${path}`;
const REPLIES: Readonly<Record<string, string>> = {
  "/hello": "<Say>Hello.</Say>",
  "/wait": "<Pause length='60'/>",
  "/next": "<Say>You are next.</Say><Hangup/>",
  "/room": "<Dial><Conference beep='false' participantLabel='guest'>daily</Conference></Dial><Say>Bye.</Say>",
  "/queue": "<Enqueue>support</Enqueue>",
};
const PATIENT = { turn: () => new Promise<undefined>(() => {}), unhurried: true };

let server: Server;
let world: World;
let clock: MovableClock;
let client: ReturnType<World["sdk"]>;
const told: URLSearchParams[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let form = "";
    for await (const chunk of request) form += chunk;
    const path = request.url?.split("?")[0] ?? "";
    if (path === "/status") told.push(new URLSearchParams(form));
    response.writeHead(200, { "Content-Type": "text/xml" }).end(`<Response>${REPLIES[path] ?? ""}</Response>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => server.close());
beforeEach(async () => {
  told.length = 0;
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const phones = new Map<string, SimulatedPhone>([
    [ANN, { name: "Ann", answers: true, person: () => PATIENT }],
    ["+12125550143", { name: "machine", answers: "machine", says: ["one two three four"] }],
    ["client:ann", { name: "Ann's browser", answers: true, person: () => PATIENT }],
  ]);
  clock = new MovableClock();
  world = await startWorld({
    clock,
    phones,
    resolve: async (url) => (url.hostname === HOST ? { origin, host: url.host } : undefined),
    accounts: [{ ...ACME, numbers: [{ phoneNumber: OWN, voiceUrl: at("hello") }] }],
  });
  client = world.sdk();
});
afterEach(() => world.close());

const statusOf = async (sid: string) => (await client.calls(sid).fetch()).status;

it("places a call that goes its way by itself", async () => {
  const { sid, status } = await client.calls.create({
    ...{ to: "(212) 555-0142", from: OWN, url: at("hello"), statusCallback: at("status") },
    statusCallbackEvent: ["initiated", "ringing", "answered", "completed", "nonsense"],
  });
  expect(status).toBe("queued");
  await clock.advance(100);
  expect(await statusOf(sid)).toBe("ringing");
  await clock.runUntil(world.network.finished(sid));
  expect(await client.calls(sid).fetch()).toMatchObject({
    ...{ status: "completed", direction: "outbound-api", to: ANN, from: OWN, duration: "1", answeredBy: null },
    startTime: new Date("2026-03-02T09:00:03Z"),
  });
  expect(told.map((one) => one.get("CallStatus"))).toEqual(["initiated", "ringing", "in-progress", "completed"]);
});

it("takes instructions from TwiML and from an application, and calls clients", async () => {
  const { sid: applicationSid } = await client.applications.create({ voiceUrl: at("hello") });
  const heard = async (instructions: { applicationSid: string } | { twiml: string }) => {
    const { sid } = await client.calls.create({ to: "client:ann", from: "client:desk", ...instructions });
    const result = await clock.runUntil(world.network.finished(sid));
    return result?.transcript.map((line) => line.text);
  };
  expect(await heard({ twiml: "<Response><Say>Good day.</Say></Response>" })).toEqual(["Good day."]);
  expect(await heard({ applicationSid })).toEqual(["Hello."]);
});

it("tells who answered", async () => {
  const { sid } = await client.calls.create({
    to: "+12125550143",
    from: OWN,
    url: at("hello"),
    machineDetection: "Enable",
  });
  await clock.runUntil(world.network.finished(sid));
  expect((await client.calls(sid).fetch()).answeredBy).toBe("machine_start");
});

it("cancels what rings, completes and redirects what was answered, and neither when it is over", async () => {
  const place = async (ms: number) => {
    const { sid } = await client.calls.create({ to: ANN, from: OWN, url: at("wait") });
    await clock.advance(ms);
    return sid;
  };
  const ringing = await place(1_000);
  await expect(client.calls(ringing).update({ twiml: "<Response/>" })).rejects.toMatchObject({
    status: 400,
    code: 21220,
  });
  expect((await client.calls(ringing).update({ status: "canceled" })).status).toBe("canceled");

  const held = await place(4_000);
  await expect(client.calls(held).update({ status: "canceled" })).rejects.toMatchObject({ status: 400, code: 21220 });
  expect((await client.calls(held).update({ status: "completed" })).status).toBe("completed");
  await expect(client.calls(held).update({ status: "completed" })).rejects.toMatchObject({ status: 400, code: 21220 });

  const redirected = await place(4_000);
  await client.calls(redirected).update({ url: at("next"), method: "GET" });
  const result = await clock.runUntil(world.network.finished(redirected));
  expect(result?.transcript.map((line) => line.text)).toEqual(["You are next."]);
});

it("records a call from its start, and on demand", async () => {
  const { sid } = await client.calls.create({ to: ANN, from: OWN, url: at("wait"), record: true });
  await clock.advance(8_000);
  const second = await client.calls(sid).recordings.create({ recordingChannels: "mono" });
  expect(second).toMatchObject({ status: "in-progress", channels: 1, source: "StartCallRecordingAPI", duration: null });
  const path = `/Accounts/${ACME.sid}/Recordings/${second.sid}.wav`;
  expect((await world.raw("GET", path)).statusCode).toBe(404);
  await clock.advance(4_000);
  const current = client.calls(sid).recordings("Twilio.CURRENT");
  expect((await current.update({ status: "paused" })).status).toBe("paused");
  await clock.advance(4_000);
  expect((await current.update({ status: "in-progress" })).status).toBe("in-progress");
  await clock.advance(1_000);
  await expect(client.recordings(second.sid).remove()).rejects.toMatchObject({ status: 409, code: 20009 });
  expect(await current.update({ status: "stopped" })).toMatchObject({ status: "completed", duration: "5" });
  await client.calls(sid).update({ status: "completed" });
  await clock.runUntil(world.network.finished(sid));
  const listed = await client.calls(sid).recordings.list();
  expect(listed.map((one) => [one.source, one.status])).toEqual([
    ["StartCallRecordingAPI", "completed"],
    ["OutboundAPI", "completed"],
  ]);

  const get = (of: string, headers = {}) => world.raw("GET", of, { headers, unchecked: true });
  for (const of of [path, path.replace(".wav", "")]) {
    const { statusCode, headers, body } = await get(of);
    expect([statusCode, headers["content-type"], String(body).slice(0, 4)]).toEqual([200, "audio/x-wav", "RIFF"]);
  }
  expect((await get(path.replace(".wav", ".mp3"))).statusCode).toBe(501);
  expect((await get(path, { Authorization: "Basic nonsense" })).statusCode).toBe(401);
  expect((await get(path, { Authorization: "" })).statusCode).toBe(200);
  await client.recordings(second.sid).remove();
  expect((await get(path)).statusCode).toBe(404);
  await expect(client.calls(sid).recordings.create({})).rejects.toMatchObject({ status: 400, code: 21220 });
});

/** Places a call to the number from a caller who never hangs up. */
const comes = (from: string, path: string, more: Partial<CallRequest> = {}) => {
  const number = world.store.holder(OWN);
  if (number) number.voice_url = at(path);
  return world.network.call({ from, to: OWN, caller: PATIENT, ...more });
};

it("mutes and removes who takes part in a conference, and ends it", async () => {
  const [first, second] = [comes("+12125550144", "room"), comes("+12125550145", "room")];
  await clock.advance(2_000);
  const [conference] = await client.conferences.list({ status: "in-progress" });
  const room = client.conferences(conference?.sid ?? "");
  const inside = await room.participants.list();
  expect(inside.map((one) => [one.muted, one.hold, one.label])).toEqual([
    [false, false, "guest"],
    [false, false, "guest"],
  ]);
  const [last, early] = inside;
  expect((await room.participants(last?.callSid ?? "").update({ muted: true })).muted).toBe(true);
  expect(await room.participants.list({ muted: true })).toHaveLength(1);
  expect(await room.participants(last?.callSid ?? "").remove()).toBe(true);
  const kicked = await clock.runUntil(Promise.race([first, second]));
  expect([kicked.sid, kicked.transcript.at(-1)?.text]).toEqual([last?.callSid, "Bye."]);
  expect((await room.participants.list()).map((one) => one.callSid)).toEqual([early?.callSid]);
  expect(await room.update({ status: "completed" })).toMatchObject({
    status: "completed",
    reasonConferenceEnded: "conference-ended-via-api",
  });
  await clock.runUntil(Promise.all([first, second]));
  expect((await room.update({ status: "completed" })).status).toBe("completed");
  await expect(room.participants(early?.callSid ?? "").fetch()).rejects.toMatchObject({ status: 404 });
});

it("shows who waits in a queue, and sends him on", async () => {
  const waits = comes("+12125550144", "queue");
  await clock.advance(30_000);
  const [queue] = await client.queues.list();
  expect(queue).toMatchObject({ friendlyName: "support", currentSize: 1, averageWaitTime: 30 });
  await expect(client.queues(queue?.sid ?? "").remove()).rejects.toMatchObject({ status: 400, code: 22002 });
  const { members } = client.queues(queue?.sid ?? "");
  expect(await members.list()).toMatchObject([{ position: 1, waitTime: 30 }]);
  await members("Front").update({ url: at("next") });
  const waited = await clock.runUntil(waits);
  expect(waited.transcript.at(-1)?.text).toBe("You are next.");
  expect(await client.queues(queue?.sid ?? "").remove()).toBe(true);
});
