import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../api/openapi.ts";
import { MovableClock } from "../clock.ts";
import { DOCUMENTS } from "../regulatory/bundles.ts";
import { ACME, startWorld, type World, ZENITH } from "../testing/world.ts";
import { PORTS, type Port } from "./ports.ts";
import { movePort, PORT_MS } from "./progress.ts";

const NORTH = {
  sid: `AC${"c1".repeat(16)}`,
  authToken: "north-auth-token",
  friendlyName: "Acme North",
  ownerAccountSid: ACME.sid,
};
const BILL = `RD${"b1".repeat(16)}`;
const DAY_MS = 86_400_000;

let clock: MovableClock;
let world: World;
let application: Server;
let heard: JsonObject[];
beforeEach(async () => {
  clock = new MovableClock();
  heard = [];
  application = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    heard.push({ at: request.url ?? "", signed: "x-twilio-signature" in request.headers, ...JSON.parse(body) });
    response.writeHead(204).end();
  });
  await new Promise<void>((listening) => application.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(application.address() as AddressInfo).port}`;
  world = await startWorld({
    ...{ clock, accounts: [ACME, ZENITH, NORTH] },
    resolve: async (url) => (url.hostname === "ports.acme.example" ? { origin, host: url.host } : undefined),
  });
  const bill = { type: "utility_bill", attributes: {}, status: "draft" } as const;
  world.store.all(DOCUMENTS).set(BILL, { ...world.store.stamp("RD", BILL), account_sid: ACME.sid, ...bill });
});
afterEach(async () => {
  application.close().closeAllConnections();
  await world.close();
});

const carrier = {
  ...{ customer_type: "Business", customer_name: "Acme Dental", account_number: "4711" },
  ...{ authorized_representative: "Ann Example", authorized_representative_email: "ann@acme.example" },
  address: { street: "1 Market Street", city: "San Francisco", state: "CA", zip: "94105", country: "US" },
};
const numbers = (...all: string[]) => all.map((phone_number) => ({ phone_number }));
const whole = (more: object = {}) => ({
  ...{ account_sid: ACME.sid, documents: [BILL], phone_numbers: numbers("+12025550101") },
  ...{ losing_carrier_information: carrier, ...more },
});
async function ask(method: string, path: string, json?: object, account: { sid: string; authToken: string } = ACME) {
  const headers = { Host: "numbers.twilio.com", ...(json && { "Content-Type": "application/json" }) };
  const body = json ? { body: JSON.stringify(json) } : {};
  const { statusCode, body: answer } = await world.raw(method, `/v1/Porting/${path}`, { headers, account, ...body });
  return { status: statusCode, ...(answer as JsonObject) } as JsonObject & { status: number };
}
const create = (more?: object) => ask("POST", "PortIn", whole(more));
const port = (sid: unknown) => world.store.all(PORTS).get(String(sid)) as Port;

it("goes by the clock, tells of each step unsigned, and brings its numbers into the account on the day", async () => {
  await ask("POST", "Configuration/Webhook", {
    port_in_target_url: "https://ports.acme.example/in",
    notifications_of: [],
  });
  const made = await create({
    phone_numbers: numbers("+12025550101", "+12025550102"),
    target_port_in_date: "2026-03-12",
  });
  expect(made).toMatchObject({ status: 202, port_in_request_status: "In review", target_port_in_date: "2026-03-12" });
  const sid = made.port_in_request_sid;

  await clock.advance(PORT_MS.review);
  const waiting = await ask("GET", `PortIn/${sid}`);
  expect([waiting.port_in_request_status, waiting.signature_request_url]).toEqual([
    "Waiting for Signature",
    `https://sign.twilio.example/${sid}`,
  ]);
  await clock.advance(PORT_MS.signature);
  expect((await ask("GET", `PortIn/${sid}`)).port_in_request_status).toBe("In progress");
  expect(world.store.holder("+12025550101")).toBeUndefined();
  await clock.advance(10 * DAY_MS);
  // No request was sent: the clock alone completed the port.
  expect(["+12025550101", "+12025550102"].map((n) => world.store.holder(n)?.account_sid)).toEqual([ACME.sid, ACME.sid]);
  expect((await ask("GET", `PortIn/${sid}`)).phone_numbers).toMatchObject([
    { port_in_phone_number_status: "Completed", port_date: "2026-03-12T00:00:00Z" },
    { port_in_phone_number_status: "Completed", port_date: "2026-03-12T00:00:00Z" },
  ]);
  const steps = heard.map((event) => [event.status, event.phone_number ?? null]);
  const ofNumbers = (status: string) => ["+12025550101", "+12025550102"].map((n) => [status, n]);
  expect(new Set(steps.map(String))).toEqual(
    new Set(
      [
        ...[...ofNumbers("waiting_for_signature"), ["waiting_for_signature", null]],
        ...[...ofNumbers("submitted"), ["in_progress", null]],
        ...[...ofNumbers("completed"), ["completed", null]],
      ].map(String),
    ),
  );
  expect(heard.length).toBe(9);
  expect(heard[0]).toMatchObject({ at: "/in", signed: false, port_in_request_sid: sid });
  expect(await world.sdk().incomingPhoneNumbers.list()).toHaveLength(2);
});

it("tells the account above of a port to the one below, and only the events that it asked for", async () => {
  await ask("POST", "Configuration/Webhook", {
    ...{ port_in_target_url: "https://ports.acme.example/parent", notifications_of: ["PortInCanceled"] },
  });
  const { port_in_request_sid: sid } = await create({ account_sid: NORTH.sid });
  await clock.advance(PORT_MS.review);
  expect((await ask("DELETE", `PortIn/${sid}`)).status).toBe(204);
  await clock.advance(1000);
  expect(heard).toMatchObject([{ at: "/parent", status: "canceled", port_in_request_sid: sid }]);
  expect(await ask("GET", `PortIn/${sid}`, undefined, NORTH)).toMatchObject({ port_in_request_status: "Canceled" });
  expect((await ask("GET", `PortIn/${sid}`, undefined, ZENITH)).status).toBe(404);
});

describe("a request is refused", () => {
  it.each([
    ["for a British number", { phone_numbers: numbers("+442079460123") }, 22133],
    ["for a toll-free number", { phone_numbers: numbers("+18005550123") }, 22133],
    ["for a number of nowhere", { phone_numbers: numbers("+9991234567") }, 22130],
    ["for numbers of two countries", { phone_numbers: numbers("+12025550101", "+442079460123") }, 22172],
    ["for a number twice", { phone_numbers: numbers("+12025550101", "+12025550101") }, 22137],
    ["for a mobile number without its PIN", { phone_numbers: numbers("+12025550190") }, 20422],
    ["without a number", { phone_numbers: [] }, 20422],
    ["with too many", { phone_numbers: numbers(...Array(1001).fill("+12025550101")) }, 20422],
    ["a day that no calendar has", { target_port_in_date: "2026-04-31" }, 20422],
    ["less than 7 days ahead", { target_port_in_date: "2026-03-08" }, 20422],
    ["without a utility bill", { documents: [] }, 20422],
    ["with another's document", { documents: [`RD${"00".repeat(16)}`] }, 20422],
    ["without a representative", { losing_carrier_information: { ...carrier, authorized_representative: "" } }, 20422],
    ["without an address", { losing_carrier_information: { ...carrier, address: undefined } }, 22173],
    [
      "with another's address",
      { losing_carrier_information: { ...carrier, address_sid: `AD${"00".repeat(16)}` } },
      22173,
    ],
    ["with a bundle that isn't approved", { bundle_sid: `BU${"00".repeat(16)}` }, 22170],
    ["for another's account", { account_sid: ZENITH.sid }, 20422],
  ])("%s", async (_, more, code) => {
    expect(await create(more)).toMatchObject({ status: 400, code });
    expect(world.store.all(PORTS).size).toBe(0);
  });

  it("for a number that is on its way, and taken once that one is canceled", async () => {
    const { port_in_request_sid: sid } = await create();
    expect(await create()).toMatchObject({ status: 400, code: 22137 });
    await ask("DELETE", `PortIn/${sid}`);
    expect((await create()).status).toBe(202);
  });
});

it("one that is completed can't be canceled; one number of an open one can, and the last ends it", async () => {
  const { port_in_request_sid: done } = await create();
  movePort(world, port(done), "Completed");
  expect(await ask("DELETE", `PortIn/${done}`)).toMatchObject({ status: 400, code: 20422 });
  const { port_in_request_sid: sid } = await create({ phone_numbers: numbers("+12025550103", "+12025550104") });
  const [first, second] = port(sid).numbers.map((number) => number.sid);
  expect((await ask("DELETE", `PortIn/${sid}/PhoneNumber/${first}`)).status).toBe(204);
  const number = await ask("GET", `PortIn/${sid}/PhoneNumber/${first}`);
  expect([number.port_in_phone_number_status, port(sid).status]).toEqual(["canceled", "In review"]);
  await ask("DELETE", `PortIn/${sid}/PhoneNumber/${second}`);
  expect(port(sid).status).toBe("Canceled");
});

it("lists requests newest first, by page and by status", async () => {
  const sids: unknown[] = [];
  for (const n of [105, 106, 107]) {
    sids.unshift((await create({ phone_numbers: numbers(`+12025550${n}`) })).port_in_request_sid);
  }
  const list = async (query: string) => {
    const { port_in_requests, meta } = await ask("GET", `PortIn/PortInRequests${query}`);
    const found = (port_in_requests as JsonObject[]).map((one) => one.port_in_request_sid);
    return [found, (meta as JsonObject).next_token];
  };
  expect(await list("?Size=2")).toEqual([sids.slice(0, 2), sids[2]]);
  expect(await list(`?Size=2&Token=${sids[2]}`)).toEqual([sids.slice(2), null]);
  await ask("DELETE", `PortIn/${sids[1]}`);
  expect(await list("?PortInRequestStatus=Canceled")).toEqual([[sids[1]], null]);
});

it("the webhook is one for each account, kept by direction", async () => {
  const both = {
    port_in_target_url: "https://ports.acme.example/in",
    port_out_target_url: "https://ports.acme.example/out",
  };
  expect((await ask("GET", "Configuration/Webhook")).status).toBe(404);
  expect((await ask("POST", "Configuration/Webhook", both)).status).toBe(201);
  expect(await ask("POST", "Configuration/Webhook", { port_in_target_url: "nowhere" })).toMatchObject({ code: 20422 });
  expect(await ask("POST", "Configuration/Webhook", { notifications_of: ["Lunch"] })).toMatchObject({ code: 20422 });
  expect((await ask("DELETE", "Configuration/Webhook/PORT_IN")).status).toBe(204);
  expect(await ask("GET", "Configuration/Webhook")).toMatchObject({
    port_in_target_url: null,
    ...{ port_out_target_url: both.port_out_target_url },
  });
  expect((await ask("DELETE", "Configuration/Webhook/PORT_IN")).status).toBe(404);
  expect((await ask("DELETE", "Configuration/Webhook/PORT_OUT")).status).toBe(204);
  expect((await ask("GET", "Configuration/Webhook")).status).toBe(404);
});
