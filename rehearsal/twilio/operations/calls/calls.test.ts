import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { validateRequest } from "twilio";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { ACME, startWorld, type World } from "../../testing/world.ts";

let world: World;
let webhooks: Server;
const seen: { url: string; signed: boolean; body: Record<string, string> }[] = [];
const TRUNK = `TK${"7a".repeat(16)}`;
const VOICE = "https://voice.us.aybiza.example/twilio/voice";

beforeAll(async () => {
  webhooks = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      const body = Object.fromEntries(new URLSearchParams(text));
      const url = `https://${request.headers.host}${request.url}`;
      const signed = validateRequest(ACME.authToken, String(request.headers["x-twilio-signature"]), url, body);
      seen.push({ url, signed, body });
      response.writeHead(200, { "Content-Type": "text/xml" }).end("<Response><Say>Hello.</Say></Response>");
    });
  });
  await new Promise<void>((done) => webhooks.listen(0, "127.0.0.1", done));
});
afterAll(() => webhooks.close());
beforeEach(async () => {
  seen.length = 0;
  const origin = `http://127.0.0.1:${(webhooks.address() as AddressInfo).port}`;
  world = await startWorld({
    resolve: async (url) => (url.hostname === "voice.us.aybiza.example" ? { origin, host: url.host } : undefined),
    accounts: [
      { ...ACME, trunks: [TRUNK], numbers: [{ phoneNumber: "+14155550101", voiceUrl: "https://elsewhere.example/" }] },
    ],
  });
});
afterEach(() => world.close());

it("brings a call to the number's application, signed, and shows it in the API", async () => {
  const client = world.sdk();
  const application = await client.applications.create({ voiceUrl: VOICE });
  const number = world.store.holder("+14155550101");
  await client.incomingPhoneNumbers(number?.sid ?? "").update({ voiceApplicationSid: application.sid });
  const placed = await world.network.call({ from: "+12125550142", to: "+14155550101" });
  expect(placed.transcript).toEqual([{ who: "network", text: "Hello." }]);
  expect(seen.map(({ url, signed }) => ({ url, signed }))).toEqual([{ url: VOICE, signed: true }]);

  const [call] = await client.calls.list();
  expect(call).toMatchObject({
    sid: placed.sid,
    accountSid: ACME.sid,
    direction: "inbound",
    from: "+12125550142",
    fromFormatted: "(212) 555-0142",
    to: "+14155550101",
    toFormatted: "(415) 555-0101",
    phoneNumberSid: number?.sid,
    status: "completed",
    parentCallSid: null,
    priceUnit: "USD",
  });
  expect(call?.duration).toMatch(/^\d+$/);
  expect(seen[0]?.body).toMatchObject({ CallSid: placed.sid, AccountSid: ACME.sid });
});

it("leaves a number's webhook alone while a trunk has the number", async () => {
  const client = world.sdk();
  const { sid } = await client.incomingPhoneNumbers.create({ areaCode: "212", voiceUrl: VOICE, trunkSid: TRUNK });
  await world.network.call({ from: "+12125550142", to: "+12125550100" });
  expect(seen).toEqual([]);
  await client.incomingPhoneNumbers(sid).update({ trunkSid: "" });
  await world.network.call({ from: "+12125550142", to: "+12125550100" });
  expect(seen.map(({ url }) => url)).toEqual([VOICE]);
});

it("logs a webhook that can't be reached", async () => {
  const placed = await world.network.call({ from: "+12125550142", to: "+14155550101" });
  expect(seen).toEqual([]);
  expect(world.notifications.map(({ callSid, level }) => ({ callSid, level }))).toContainEqual({
    callSid: placed.sid,
    level: "error",
  });
});

it("filters calls", async () => {
  const client = world.sdk();
  const { sid } = await world.network.call({ from: "+12125550142", to: "+14155550101" });
  const hour = 3_600_000;
  const count = async (filter: object) => (await client.calls.list(filter)).length;
  const earlier = new Date(Date.now() - hour);
  const later = new Date(Date.now() + hour);
  expect(await count({ to: "+14155550101", from: "+12125550142" })).toBe(1);
  expect(await count({ to: "+14155550102" })).toBe(0);
  expect(await count({ status: "busy" })).toBe(0);
  expect(await count({ parentCallSid: sid })).toBe(0);
  expect(await count({ startTimeAfter: earlier, startTimeBefore: later })).toBe(1);
  expect(await count({ startTimeAfter: later })).toBe(0);
  expect(await count({ endTimeBefore: earlier })).toBe(0);
  const today = new Date().toISOString().slice(0, 10);
  for (const [query, calls] of [
    [`StartTime=${today}`, 1],
    [`StartTime>=${today}`, 1],
    [`StartTime<=${today}`, 1],
    ["StartTime=2020-01-01", 0],
    ["EndTime<=2020-01-01", 0],
  ] as const) {
    const { body } = await world.raw("GET", `/Accounts/${ACME.sid}/Calls.json?${query}`);
    expect((body as { calls: unknown[] }).calls, query).toHaveLength(calls);
  }
  const { body } = await world.raw("GET", `/Accounts/${ACME.sid}/Calls.json?StartTime=yesterday`);
  expect(body).toMatchObject({ status: 400, code: 20422 });
});

it("deletes a call that is over, and neither changes nor redirects it", async () => {
  const client = world.sdk();
  const { sid } = await world.network.call({ from: "+12125550142", to: "+14155550101" });
  await expect(client.calls(sid).update({ status: "completed" })).rejects.toMatchObject({ status: 400, code: 21220 });
  expect(await client.calls(sid).remove()).toBe(true);
  await expect(client.calls(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it("keeps a call that is under way", async () => {
  const { sid } = world.store.stamp("CA");
  world.store.calls.set(sid, {
    ...world.store.stamp("CA", sid),
    account_sid: ACME.sid,
    from: "+12125550142",
    to: "+14155550101",
    direction: "inbound",
    status: "in-progress",
  });
  await expect(world.sdk().calls(sid).remove()).rejects.toMatchObject({ status: 409, code: 20009 });
});
