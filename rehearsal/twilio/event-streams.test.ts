import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { validateRequestWithBody } from "twilio/lib/webhooks/webhooks.js";
import { afterEach, expect, test } from "vitest";
import { MovableClock } from "./clock.ts";
import type { AccountSeed } from "./seed.ts";
import { ACME, startWorld, type World, ZENITH } from "./testing/world.ts";

const NUMBER = "+14155550101";
const VOICE = "https://voice.us.aybiza.example/twilio/voice";
const ERRORS = "com.twilio.error-logs.error.logged";
const DESTINATION = "https://voice.us.aybiza.example/twilio/events?of=acme";

interface Delivered {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** Starts a world, and an application that answers deliveries with these statuses in turn, then 204, and other requests with 500. */
async function startBoth(statuses: readonly number[] = [], clock?: MovableClock, acme: Partial<AccountSeed> = {}) {
  const delivered: Delivered[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (!request.url?.startsWith("/twilio/events")) return response.writeHead(500).end();
    response.writeHead(statuses[delivered.length] ?? 204).end();
    const url = `https://${request.headers.host}${request.url}`;
    delivered.push({ url, headers: request.headers, body: Buffer.concat(chunks).toString() });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world = await startWorld({
    accounts: [{ ...ACME, numbers: [{ phoneNumber: NUMBER, voiceUrl: VOICE }], ...acme }, ZENITH],
    resolve: async ({ host }) => ({ origin, host }),
    ...(clock && { clock }),
  });
  open.push(
    () => world.close(),
    async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  );
  return { world, delivered };
}

const configuration = (change: object = {}) => ({
  ...{ destination: DESTINATION, method: "POST", batch_events: true },
  ...change,
});
const sinkOf = (world: World, account = ACME, change: object = {}) =>
  world
    .sdk(account)
    .events.v1.sinks.create({ description: "errors", sinkType: "webhook", sinkConfiguration: configuration(change) });
const subscribe = (world: World, sinkSid: string, account = ACME) =>
  world
    .sdk(account)
    .events.v1.subscriptions.create({ description: "errors", sinkSid, types: [{ type: ERRORS, schema_version: 2 }] });

test("what a call writes into the account's error log is delivered to its sink, signed with the body's digest", async () => {
  const { world, delivered } = await startBoth();
  await subscribe(world, (await sinkOf(world)).sid);
  await subscribe(world, (await sinkOf(world, ZENITH)).sid, ZENITH);
  const { sid } = await world.network.call({ from: "+12125550123", to: NUMBER });
  await world.streams.settled();
  expect(delivered).toHaveLength(1);
  const [{ url, headers, body }] = delivered as [Delivered];
  expect(url).toBe(`${DESTINATION}&bodySHA256=${createHash("sha256").update(body).digest("hex")}`);
  expect(headers["content-type"]).toBe("application/json");
  expect(validateRequestWithBody(ACME.authToken, String(headers["x-twilio-signature"]), url, body)).toBe(true);
  const [event] = JSON.parse(body);
  expect(event).toMatchObject({
    ...{ specversion: "1.0", type: ERRORS, dataschema: "https://events-schemas.twilio.com/ErrorLogs.Error/2" },
    data: { account_sid: ACME.sid, level: "ERROR", error_code: "11200", correlation_sid: sid },
  });
  expect(JSON.parse(event.data.payload)).toMatchObject({
    resource_sid: sid,
    webhook: { request: { url: VOICE, parameters: { From: "+12125550123" } } },
  });
  expect(event.id).toBe((await world.sdk().notifications.list())[0]?.sid);
});

test("a sink that doesn't batch gets an event alone, and a test event", async () => {
  const { world, delivered } = await startBoth();
  const sink = await sinkOf(world, ACME, { batch_events: false });
  await subscribe(world, sink.sid);
  expect(await world.sdk().events.v1.sinks(sink.sid).sinkTest.create()).toMatchObject({ result: "submitted" });
  await world.network.call({ from: "+12125550123", to: NUMBER });
  await world.streams.settled();
  expect(delivered.map(({ body }) => JSON.parse(body).type)).toEqual(["com.twilio.eventstreams.test-event", ERRORS]);
});

test("of a call that was rejected the event is all that there is", async () => {
  const { world, delivered } = await startBoth([], undefined, { voice: { calls: 0 } });
  await subscribe(world, (await sinkOf(world)).sid);
  const { sid, status, webhooks } = await world.network.call({ from: "+12125550123", to: NUMBER });
  await world.streams.settled();
  expect([status, webhooks]).toEqual(["failed", []]);
  expect(delivered.map(({ body }) => JSON.parse(body)[0].data)).toMatchObject([
    { error_code: "10004", correlation_sid: sid },
  ]);
});

test.each<[string, Partial<AccountSeed>, string[]]>([
  ["has its parent's limits", { voice: { calls: 0 } }, ["10004"]],
  ["has limits of its own where the world says so", { subaccountVoice: { calls: 0 } }, ["10004"]],
  ["has none where its parent alone has", { voice: { calls: 0 }, subaccountVoice: {} }, ["11200"]],
])("a subaccount %s", async (_what, acme, codes) => {
  const { world } = await startBoth([], undefined, acme);
  const { sid, authToken } = await world.sdk().api.accounts.create({ friendlyName: "North" });
  const north = world.sdk({ sid, authToken, friendlyName: "North" });
  const { phoneNumber } = await north.incomingPhoneNumbers.create({ areaCode: "415", voiceUrl: VOICE });
  await world.network.call({ from: "+12125550123", to: phoneNumber });
  expect((await north.notifications.list()).map(({ errorCode }) => errorCode)).toEqual(codes);
});

test("a 5xx and a 429 are tried again for four hours, another 4xx isn't", async () => {
  const clock = new MovableClock();
  const { world, delivered } = await startBoth([500, 429, 403, 503], clock);
  await subscribe(world, (await sinkOf(world)).sid);
  const call = () => clock.runUntil(world.network.call({ from: "+12125550123", to: NUMBER }));
  await call();
  await clock.runUntil(world.streams.settled());
  expect(delivered).toHaveLength(3);
  await call();
  await clock.runUntil(world.streams.settled());
  expect(delivered).toHaveLength(5);
  expect(new Set(delivered.map(({ body }) => JSON.parse(body)[0].id)).size).toBe(2);
});

test("a sink needs all of its configuration, takes one subscription, and stays while it has one", async () => {
  const { world } = await startBoth();
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error) => error.code,
    );
  for (const name of ["destination", "method", "batch_events"])
    expect(await code(sinkOf(world, ACME, { [name]: undefined }))).toBe(91000);
  const sink = await sinkOf(world);
  expect(sink).toMatchObject({ sinkType: "webhook", status: "active", sinkConfiguration: configuration() });
  expect(await code(subscribe(world, sink.sid, ZENITH))).toBe(91001);
  const subscription = await subscribe(world, sink.sid);
  expect(await code(subscribe(world, sink.sid))).toBe(91100);
  const events = await world.sdk().events.v1.subscriptions(subscription.sid).subscribedEvents.list();
  expect(events.map(({ type, schemaVersion }) => [type, schemaVersion])).toEqual([[ERRORS, 2]]);
  const { sinks, subscriptions } = world.sdk().events.v1;
  expect(await code(sinks(sink.sid).remove())).toBe(20409);
  await subscriptions(subscription.sid).remove();
  await sinks(sink.sid).remove();
  expect(await sinks.list()).toEqual([]);
});
