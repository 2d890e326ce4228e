import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { TwilioClient } from "./client.ts";
import { ConnectionError, TwilioError } from "./errors.ts";

/** Starts a server that sends scripted responses in order, and records the requests. */
type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const account = `AC${"ac".repeat(16)}`;

async function scripted(...answers: Answer[]) {
  const requests: {
    line: string;
    host: string | undefined;
    authorization: string | undefined;
    body: string;
    socket: unknown;
  }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { host, authorization } = request.headers;
    requests.push({ line: `${request.method} ${request.url}`, host, authorization, body, socket: request.socket });
    (answers[requests.length - 1] ?? answers.at(-1))!(request, response);
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accountSid: account, user: account, password: "acme-auth-token" };
  return { requests, origin, client: TwilioClient.fromEnvironment(credentials, { AYBIZA_TWILIO_URL: origin }) };
}

const applications = (client: TwilioClient) =>
  client.collection({ path: "Applications", key: "applications", noun: "application", signal: AbortSignal.any([]) });
const json =
  (status: number, body: unknown): Answer =>
  (_, response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const dropped: Answer = (request) => request.socket.destroy();
const failed = json(500, { code: 20500, message: "Internal Server Error", status: 500 });
const busy = json(429, { code: 20429, message: "Too Many Requests", status: 429 });

test("requests are for api.twilio.com, signed in, wherever they go", async () => {
  const { client, requests } = await scripted(json(200, { sid: "PN1" }));
  await client.number("PN1");
  expect(requests).toMatchObject([
    {
      line: `GET /2010-04-01/Accounts/${account}/IncomingPhoneNumbers/PN1.json`,
      host: "api.twilio.com",
      authorization: `Basic ${Buffer.from(`${account}:acme-auth-token`).toString("base64")}`,
    },
  ]);
});

test("all pages of a list are read", async () => {
  const page = (items: string[], next: string | null) =>
    json(200, { incoming_phone_numbers: items.map((sid) => ({ sid })), next_page_uri: next });
  const path = `/2010-04-01/Accounts/${account}/IncomingPhoneNumbers.json`;
  const { client, requests } = await scripted(
    page(["PN1", "PN2"], `${path}?PageSize=1000&Page=1&PageToken=PAPN2`),
    page(["PN3"], `${path}?PageSize=1000&Page=2&PageToken=PAPN3`),
    page([], null),
  );
  const numbers = await client.numbers({ PhoneNumber: "+14155550101" });
  expect(numbers.map((n) => n.sid)).toEqual(["PN1", "PN2", "PN3"]);
  expect(requests.map((r) => r.line)).toEqual([
    `GET ${path}?PhoneNumber=%2B14155550101&PageSize=1000`,
    `GET ${path}?PageSize=1000&Page=1&PageToken=PAPN2`,
    `GET ${path}?PageSize=1000&Page=2&PageToken=PAPN3`,
  ]);
});

test("a next page on another host is not followed", async () => {
  const { client, requests } = await scripted(
    json(200, { applications: [], next_page_uri: "https://elsewhere.example/x.json" }),
  );
  await expect(applications(client).list()).rejects.toThrow(
    "Twilio's next page is on another host, elsewhere.example. Run the command again",
  );
  expect(requests.length).toBe(1);
});

test("what may be repeated is, after 429, 500 and a dropped answer, five attempts at most", async () => {
  const { client, requests } = await scripted(busy, failed, dropped, json(200, { sid: "PN1" }));
  expect(await client.updateNumber("PN1", { VoiceUrl: "" })).toEqual({ sid: "PN1" });
  expect(requests.map((r) => r.body)).toEqual(Array(4).fill("VoiceUrl="));
  const down = await scripted(failed);
  await expect(down.client.number("PN1")).rejects.toMatchObject({ status: 500, code: "20500" });
  expect(down.requests.length).toBe(5);
});

test("a purchase is repeated after 429 alone; after 500 or a dropped answer its outcome is open", async () => {
  const turnedAway = await scripted(busy, busy, json(201, { sid: "PN1" }));
  expect(await turnedAway.client.buyNumber({ PhoneNumber: "+14155550101" })).toEqual({ sid: "PN1" });
  for (const answer of [failed, dropped]) {
    const { client, requests } = await scripted(answer);
    await expect(client.buyNumber({ PhoneNumber: "+14155550101" })).rejects.toBeInstanceOf(
      answer === failed ? TwilioError : ConnectionError,
    );
    expect(requests.length).toBe(1);
  }
});

test("a refused connection was not sent; a cut-off answer was", async () => {
  const { client } = await scripted(dropped);
  expect(await client.buyNumber({}).catch((e) => e)).toMatchObject({ sent: true, code: "twilio-unreachable" });
  const nobody = TwilioClient.fromEnvironment(
    { accountSid: account, user: account, password: "p" },
    { AYBIZA_TWILIO_URL: "http://127.0.0.1:9" },
  );
  expect(await nobody.buyNumber({ PhoneNumber: "+14155550101" }).catch((e) => e)).toMatchObject({ sent: false });
  const cut = await scripted((_, response) => {
    response.writeHead(200, { "content-length": "1000" }).write("{");
    setTimeout(() => response.socket?.destroy(), 20);
  });
  expect(await cut.client.buyNumber({}).catch((e) => e)).toMatchObject({ sent: true });
});

test("lists are repeated keys, and every purchase has a socket of its own", async () => {
  const { client, requests } = await scripted(json(200, {}));
  await applications(client).update("AP1", { StatusEvent: ["initiated", "completed"], Absent: undefined });
  await client.number("PN1");
  await client.buyNumber({});
  expect(requests[0]!.body).toBe("StatusEvent=initiated&StatusEvent=completed");
  expect([requests[0]!.socket === requests[1]!.socket, requests[1]!.socket === requests[2]!.socket]).toEqual([
    true,
    false,
  ]);
});

test("an error of Twilio's keeps its code, status and page; one that isn't JSON keeps its status", async () => {
  const body = {
    code: 21422,
    message: "Phone number not available",
    more_info: "https://www.twilio.com/docs/errors/21422",
    status: 400,
  };
  const { client } = await scripted(json(400, body), (_, response) =>
    response.writeHead(403).end("<html>proxy</html>"),
  );
  const error = await client.buyNumber({ PhoneNumber: "+14155550101" }).catch((e) => e);
  expect(error).toMatchObject({ status: 400, code: "21422", moreInfo: body.more_info });
  expect(error.message).toBe(
    `Twilio refused to buy +14155550101 in account ${account}: Phone number not available (error 21422, HTTP 400; https://www.twilio.com/docs/errors/21422). Nothing was bought. Choose another number: \`getAvailablePhoneNumbers\` lists numbers for sale; for a tenant's file, run \`aybiza search\``,
  );
  expect(await client.buyNumber({}).catch((e) => e)).toMatchObject({ status: 403, code: "http-403" });
});

test("a client for looking only refuses before anything is sent", async () => {
  const { client, requests } = await scripted(json(200, {}));
  const looking = client.readOnly();
  await looking.number("PN1");
  for (const change of [
    looking.buyNumber({}),
    looking.updateNumber("PN1", {}),
    looking.releaseNumber("PN1"),
    applications(looking).create({}),
  ]) {
    await expect(change).rejects.toMatchObject({ code: "read-only" });
  }
  expect(requests.length).toBe(1);
});

test("a request that was aborted ends at once, and isn't repeated", async () => {
  const { client, requests } = await scripted(() => {});
  const abort = new AbortController();
  const read = client.number("PN1", abort.signal).catch((e) => e);
  await expect.poll(() => requests.length).toBe(1);
  abort.abort(new Error("enough"));
  expect((await read).message).toBe("enough");
  expect(requests.length).toBe(1);
});

test("where the first credentials are refused, the others are tried, by all that are under way, and kept", async () => {
  const right = `Basic ${Buffer.from(`${account}:rotated-token`).toString("base64")}`;
  const { requests, origin } = await scripted((request, response) => {
    const ok = request.headers.authorization === right;
    return json(ok ? 201 : 401, ok ? { sid: "AP1" } : { code: 20003, message: "Authenticate", status: 401 })(
      request,
      response,
    );
  });
  const sign = (otherwise: string) =>
    TwilioClient.fromEnvironment(
      { accountSid: account, user: account, password: "old-token", otherwise: { user: account, password: otherwise } },
      { AYBIZA_TWILIO_URL: origin },
    );
  const rotated = sign("rotated-token");
  // More requests than the concurrency limit. They are creates, which are retried only when throttled.
  const made = await Promise.all(Array.from({ length: 50 }, () => applications(rotated).create({})));
  expect(made.length).toBe(50);
  const before = requests.length;
  await applications(rotated.readOnly()).fetch("AP1");
  expect(requests.length).toBe(before + 1);
  expect(rotated.secretTexts).toEqual(["old-token", "rotated-token"]);
  await expect(applications(sign("wrong-too")).fetch("AP1")).rejects.toMatchObject({ code: "20003" });
});

test("one listing serves all creates of a run, and is made anew after a purchase whose outcome stayed open", async () => {
  const page = (sid: string) => json(200, { incoming_phone_numbers: [{ sid }], next_page_uri: null });
  const { client, requests } = await scripted(page("PN1"), page("PN2"), json(500, {}), page("PN3"));
  const { signal } = new AbortController();
  const listed = async (c = client) => (await c.listedNumbers(signal)).map((one) => one.sid);
  expect(await Promise.all([client, client.readOnly(), client].map(listed))).toEqual([["PN1"], ["PN1"], ["PN1"]]);
  // Later code reuses only the first full list, which shows what earlier runs bought. A later full list goes only to its caller.
  expect((await client.numbers({})).map((one) => one.sid)).toEqual(["PN2"]);
  expect(await listed()).toEqual(["PN1"]);
  expect(requests.length).toBe(2);
  await expect(client.buyNumber({ PhoneNumber: "+14155550101" })).rejects.toMatchObject({ status: 500 });
  expect(await listed()).toEqual(["PN3"]);
});

test.each([
  "http://10.0.0.1:4010",
  "https://api.twilio.com",
  "file:///tmp/x",
  "127.0.0.1:4010",
  "http://127.0.0.1.example:1",
])("%s is not this machine", (url) => {
  const make = () =>
    TwilioClient.fromEnvironment({ accountSid: account, user: account, password: "p" }, { AYBIZA_TWILIO_URL: url });
  expect(make).toThrow("AYBIZA_TWILIO_URL must be a loopback URL");
});
