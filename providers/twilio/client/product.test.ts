import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { TwilioClient } from "./client.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const account = `AC${"ac".repeat(16)}`;
const trunk = `TK${"7a".repeat(16)}`;

/** Makes a client whose requests get these responses, in order. */
async function answering(...answers: { status: number; body?: unknown }[]) {
  const asked: string[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { host, "content-type": type } = request.headers;
    asked.push([request.method, `${host}${request.url}`, type, body].filter(Boolean).join(" "));
    const { status, body: answer } = answers[asked.length - 1]!;
    response.writeHead(status).end(answer === undefined ? undefined : JSON.stringify(answer));
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const env = { AYBIZA_TWILIO_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  const client = TwilioClient.fromEnvironment({ accountSid: account, user: account, password: "token" }, env);
  const { signal } = new AbortController();
  const urls = client
    .product("trunking", "v1")
    .collection<{ sid: string }>({ path: `Trunks/${trunk}/OriginationUrls`, key: "urls", noun: "URL", signal });
  return { urls, asked, client };
}

const below = `trunking.twilio.com/v1/Trunks/${trunk}/OriginationUrls`;
const page = (sids: string[], next: string | null) => ({
  status: 200,
  body: { urls: sids.map((sid) => ({ sid })), meta: { next_page_url: next } },
});

test("a product is asked at its own host, below its version, with no suffix", async () => {
  const made = { status: 201, body: { sid: "OU1" } };
  const { urls, asked } = await answering(made, made, { status: 404, body: { code: 20404 } }, made, { status: 404 });
  await urls.create({ Weight: 10 });
  await urls.createJson({ weight: 10 });
  expect(await urls.fetch("OU1")).toBe(undefined);
  await urls.update("OU1", { Weight: 5 });
  await urls.delete("OU1");
  expect(asked).toEqual([
    `POST ${below} application/x-www-form-urlencoded Weight=10`,
    `POST ${below} application/json {"weight":10}`,
    `GET ${below}/OU1`,
    `POST ${below}/OU1 application/x-www-form-urlencoded Weight=5`,
    `DELETE ${below}/OU1`,
  ]);
});

test("all pages of a product's list are read, but none on another host", async () => {
  const next = `https://${below}?Page=1&PageToken=PAOU2`;
  const { urls, asked } = await answering(page(["OU1", "OU2"], next), page(["OU3"], null));
  expect(await urls.list({ Enabled: true })).toEqual([{ sid: "OU1" }, { sid: "OU2" }, { sid: "OU3" }]);
  expect(asked).toEqual([`GET ${below}?Enabled=true&PageSize=1000`, `GET ${below}?Page=1&PageToken=PAOU2`]);
  const elsewhere = await answering(page([], "https://api.twilio.com/v1/Trunks"));
  await expect(elsewhere.urls.list()).rejects.toThrow("Twilio's next page is on another host, api.twilio.com");
});
