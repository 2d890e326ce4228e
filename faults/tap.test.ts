import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTap, type Tap } from "./tap.ts";

const asked: string[] = [];
const cloud = http.createServer((request, response) => {
  asked.push(`${request.method} ${request.url} ${request.headers.host}`);
  request.resume().on("end", () => response.writeHead(201, { "x-own": "kept" }).end("made"));
});
let tap: Tap;
beforeAll(async () => {
  await new Promise<void>((done) => cloud.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`;
  tap = await startTap({ aws: origin, twilio: origin });
});
afterAll(async () => {
  await tap.close();
  cloud.close();
});
beforeEach(() => {
  asked.length = 0;
  tap.arm();
});

const account = `AC${"0a".repeat(16)}`;
/** Sends a request as a provider does, with Twilio's host name in the Host header. */
function ask(path: string, method = "POST"): Promise<{ status: number; own: unknown; body: string }> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, tap.origins.twilio);
    const request = http.request(url, { method, headers: { host: "api.twilio.com" }, agent: false }, (answer) => {
      let body = "";
      answer.on("data", (part) => (body += part));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, own: answer.headers["x-own"], body }));
    });
    request.on("error", reject).setTimeout(300, () => request.destroy(new Error("nothing came")));
    request.end();
  });
}
const queues = `/2010-04-01/Accounts/${account}/Queues.json`;
const label = "POST Queues";

test("all passes as it is, and is written down without SIDs", async () => {
  expect(await ask(queues)).toEqual({ status: 201, own: "kept", body: "made" });
  await ask(queues);
  await ask(`/2010-04-01/Accounts/${account}.json`, "GET");
  expect(asked[0]).toBe(`POST ${queues} api.twilio.com`);
  expect(tap.seen.map((s) => `${s.cloud} ${s.label} #${s.nth}`)).toEqual([
    "twilio POST Queues #1",
    "twilio POST Queues #2",
    "twilio GET Accounts/AC #1",
  ]);
  expect(tap.sprung).toBe(false);
});

test("the named request alone goes wrong, once", async () => {
  tap.arm({ label, nth: 2, when: "before", effect: { status: 429 } });
  expect((await ask(queues)).status).toBe(201);
  expect(tap.sprung).toBe(false);
  expect(await ask(queues)).toMatchObject({ status: 429, body: expect.stringContaining('"code":20429') });
  expect(tap.sprung).toBe(true);
  expect((await ask(queues)).status).toBe(201);
  expect(asked.length).toBe(2);
});

test("before its effect the cloud never hears of it, after it does", async () => {
  tap.arm({ label, nth: 1, when: "before", effect: "drop" });
  await expect(ask(queues)).rejects.toThrow("socket hang up");
  expect(asked).toEqual([]);
  tap.arm({ label, nth: 1, when: "after", effect: "drop" });
  await expect(ask(queues)).rejects.toThrow("socket hang up");
  expect(asked.length).toBe(1);
  tap.arm({ label, nth: 1, when: "after", effect: { status: 500 } });
  expect((await ask(queues)).status).toBe(500);
  expect(asked.length).toBe(2);
});

test("an answer that is held back never comes", async () => {
  tap.arm({ label, nth: 1, when: "after", effect: "hold" });
  await expect(ask(queues)).rejects.toThrow("nothing came");
  expect(asked.length).toBe(1);
});

test("what is to happen at that moment happens before the connection is cut", async () => {
  const moments: string[] = [];
  const meanwhile = async () => {
    moments.push(`${asked.length} asked`);
  };
  tap.arm({ label, nth: 1, when: "after", effect: "drop", meanwhile });
  await ask(queues).catch(() => moments.push("cut"));
  expect(moments).toEqual(["1 asked", "cut"]);
});
