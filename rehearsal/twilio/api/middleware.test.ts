import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Request } from "express";
import twilio from "twilio";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { signature } from "../network/index.ts";
import { send } from "../testing/loopback-client.ts";
import { ACME, startWorld, type World } from "../testing/world.ts";

/** A request that passed the official SDK's middleware, as received. */
interface Passed {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const HOST = "voice.us.aybiza.example";
const TWIML = '<Response><Say>Hello.</Say><Redirect method="GET">/next?step=2&amp;name=O%27Hara</Redirect></Response>';
let server: Server;
let world: World;
let origin: string;
const passed: Passed[] = [];

/** An application as Twilio's documentation writes one: express, with the SDK's middleware before each webhook. */
function application() {
  const keep = (request: Request, _: unknown, raw: Buffer): void => {
    Object.assign(request, { rawBody: raw });
  };
  const app = express();
  app.use(express.urlencoded({ extended: true, verify: keep }), express.json({ verify: keep }));
  // TLS ends in front of the application, so the middleware needs the scheme as an option. https://www.twilio.com/docs/usage/security
  app.use(twilio.webhook(ACME.authToken, { protocol: "https" }));
  app.use((request, response) => {
    const { method, originalUrl: url } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const body = String((request as unknown as { rawBody?: Buffer }).rawBody ?? "");
    passed.push({ method, url: `https://${request.headers.host}${url}`, headers, body });
    response.type("text/xml").send(request.path === "/voice" ? TWIML : "<Response/>");
  });
  return app;
}

beforeAll(async () => {
  server = createServer(application());
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  passed.length = 0;
});
afterEach(() => world.close());

/** Calls a number with these webhooks. Returns every request that the application accepted. */
async function called(voiceUrl: string, more: Record<string, string> = {}): Promise<string[]> {
  world = await startWorld({
    resolve: async (url) => (url.hostname === HOST ? { origin, host: url.host } : undefined),
    accounts: [{ ...ACME, numbers: [{ phoneNumber: "+14155550101", voiceUrl, ...more }] }],
  });
  const placed = await world.network.call({ from: "+12125550142", to: "+14155550101" });
  expect(placed.errors).toEqual([]);
  return passed.map(({ method, url }) => `${method} ${url.replace(/([?&])CallSid=.*/, "$1...")}`);
}

it("accepts voice webhooks and status callbacks by POST", async () => {
  const status = { statusCallback: `https://${HOST}/status?tenant=acme` };
  expect(await called(`https://${HOST}/voice`, status)).toEqual([
    `POST https://${HOST}/voice`,
    `GET https://${HOST}/next?step=2&name=O%27Hara&...`,
    `POST https://${HOST}/status?tenant=acme`,
  ]);
});

it("accepts voice webhooks and status callbacks by GET, with a query of their own", async () => {
  const status = { statusCallback: `https://${HOST}/status?b=2&a=1`, statusCallbackMethod: "GET" };
  expect(await called(`https://${HOST}/voice?b=2&a=1&empty=`, { voiceMethod: "GET", ...status })).toEqual([
    `GET https://${HOST}/voice?b=2&a=1&empty=&...`,
    `GET https://${HOST}/next?step=2&name=O%27Hara&...`,
    `GET https://${HOST}/status?b=2&a=1&...`,
  ]);
});

it("accepts a URL with a port, a user and connection overrides", async () => {
  const [voice] = await called(`https://acme:secret@${HOST}:8443/voice#rc=2&rp=all`);
  expect(voice).toBe(`POST https://${HOST}:8443/voice`);
});

/** Sends an accepted request to the application a second time, with changes. */
async function again(
  request: Passed,
  change: { body?: string; url?: string; headers?: Record<string, string | undefined> },
) {
  const { pathname, search, host } = new URL(change.url ?? request.url);
  const sent: Record<string, string | undefined> = { ...request.headers, host, ...change.headers };
  const { "content-length": _, "transfer-encoding": __, ...headers } = sent;
  const given = Object.entries(headers).filter((one): one is [string, string] => one[1] !== undefined);
  const body = change.body ?? request.body;
  return (await send(new URL(pathname + search, origin), request.method, Object.fromEntries(given), body)).statusCode;
}

it("refuses what was tampered with", async () => {
  await called(`https://${HOST}/voice?tenant=acme`);
  const [voice, next] = passed as [Passed, Passed];
  expect(await again(voice, {})).toBe(200);
  expect(await again(next, {})).toBe(200);
  const signed = String(voice.headers["x-twilio-signature"]);
  expect([
    await again(voice, { body: voice.body.replace("From=%2B1212", "From=%2B1213") }),
    await again(voice, { body: `${voice.body}&Digits=1` }),
    await again(voice, { url: voice.url.replace("acme", "zenith") }),
    await again(voice, { url: voice.url.replace(HOST, "voice.uk.aybiza.example") }),
    await again(voice, { headers: { "x-twilio-signature": signed.replace(/^./, (c) => (c === "A" ? "B" : "A")) } }),
    await again(next, { url: next.url.replace("step=2", "step=3") }),
  ]).toEqual([403, 403, 403, 403, 403, 403]);
  expect(await again(voice, { headers: { "x-twilio-signature": undefined } })).toBe(400);
});

/** Webhook requests of Twilio's other products, signed by the same code. */
it("accepts repeated parameters and JSON bodies, and refuses either when changed", async () => {
  world = await startWorld();
  const url = `https://${HOST}/other?x=1`;
  const post = (body: string, type: string, signed: string, to = url) =>
    again({ method: "POST", url: to, headers: { "content-type": type, "x-twilio-signature": signed }, body }, {});

  const params = { MediaUrl: ["https://media.example/z", "https://media.example/a"], Body: "ü €" };
  const form = (urls: readonly string[]) =>
    String(new URLSearchParams([["Body", params.Body], ...urls.map((one): [string, string] => ["MediaUrl", one])]));
  const type = "application/x-www-form-urlencoded";
  const signed = signature({ authToken: ACME.authToken, url, params });
  expect(await post(form(params.MediaUrl), type, signed)).toBe(200);
  expect(await post(form(params.MediaUrl.slice(1)), type, signed)).toBe(403);

  const json = JSON.stringify({ CallSid: `CA${"0".repeat(32)}`, Caller: "+14155550110" });
  const hashed = `${url}&bodySHA256=${createHash("sha256").update(json).digest("hex")}`;
  const over = signature({ authToken: ACME.authToken, url: hashed });
  expect(await post(json, "application/json", over, hashed)).toBe(200);
  expect(await post(json.replace("0110", "0111"), "application/json", over, hashed)).toBe(403);
});
