import { afterEach, beforeEach, expect, it } from "vitest";
import type { OutboundRequest } from "../../network/index.ts";
import { ACME, startWorld, type World, ZENITH } from "../../testing/world.ts";

const OWN = "+14155550101";
const TO = "+12125550142";
const URL_ = "https://voice.us.aybiza.example/out";
const TRIAL = { sid: `AC${"7a".repeat(16)}`, authToken: "trial-token", friendlyName: "Trial", trial: true };
const BRANCH = {
  ...{ sid: `AC${"b1".repeat(16)}`, authToken: "branch-token", friendlyName: "Branch" },
  ownerAccountSid: ACME.sid,
};

let world: World;
const placed: OutboundRequest[] = [];
beforeEach(async () => {
  placed.length = 0;
  world = await startWorld({
    accounts: [
      { ...ACME, numbers: [{ phoneNumber: OWN }], verified: ["+14155550177"] },
      { ...ZENITH, numbers: [{ phoneNumber: "+14155550102" }] },
      { ...TRIAL, numbers: [{ phoneNumber: "+14155550103" }], verified: ["+14155550177"] },
      { ...BRANCH, numbers: [{ phoneNumber: "+14155550104" }] },
    ],
  });
  const { originate } = world.network;
  world.network.originate = (request) => {
    placed.push(request);
    return originate(request);
  };
});
afterEach(() => world.close());

const ask = async (form: Record<string, string | readonly string[]>, account: typeof ACME = ACME) => {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  const { body } = await world.raw("POST", `/Accounts/${account.sid}/Calls.json`, {
    account,
    body: String(new URLSearchParams(pairs)),
  });
  const { code, status } = body as { code?: number; status: number | string };
  return code ?? status;
};
const RIGHT = { To: TO, From: OWN, Url: URL_ };

it.each([
  ["no number to call", { From: OWN, Url: URL_ }, 21201],
  ["no number to call from", { To: TO, Url: URL_ }, 21213],
  ["no instructions", { To: TO, From: OWN }, 21205],
  ["a URL that is none", { ...RIGHT, Url: "nonsense" }, 21205],
  ["a callback that is none", { ...RIGHT, StatusCallback: "ftp://voice.example/" }, 21205],
  ["a recording's callback that is none", { ...RIGHT, RecordingStatusCallback: "nonsense" }, 21205],
  ["another method", { ...RIGHT, Method: "PUT" }, 21209],
  ["a number that is none", { ...RIGHT, To: "911-CALL" }, 21211],
  ["a caller that is none", { ...RIGHT, From: "front desk" }, 21212],
  ["a client that calls a telephone", { ...RIGHT, From: "client:ann" }, 21212],
  ["another account's number", { ...RIGHT, From: "+14155550102" }, 21210],
  ["a subaccount's number", { ...RIGHT, From: "+14155550104" }, 21210],
  ["a number that nobody verified", { ...RIGHT, From: "+14155550178" }, 21210],
  ["another account's application", { To: TO, From: OWN, ApplicationSid: `AP${"0".repeat(32)}` }, 21218],
  ["digits that are none", { ...RIGHT, SendDigits: "12x" }, 21206],
  ["no time to ring", { ...RIGHT, Timeout: "0" }, 20422],
  ["more than ten minutes to ring", { ...RIGHT, Timeout: "601" }, 20422],
  ["an unknown detection of machines", { ...RIGHT, MachineDetection: "Yes" }, 20422],
  ["TwiML of more than 4000 characters", { To: TO, From: OWN, Twiml: "x".repeat(4001) }, 20422],
  ["a BYOC trunk", { ...RIGHT, Byoc: `BY${"0".repeat(32)}` }, 20501],
])("refuses %s", async (_, form, code) => {
  expect(await ask(form)).toBe(code);
  expect(placed).toEqual([]);
  expect(world.store.calls.size).toBe(0);
});

it("calls from its own numbers and verified ones, to telephones, SIP addresses and clients", async () => {
  expect(await ask({ ...RIGHT, To: "212 555 0142" })).toBe("queued");
  expect(await ask({ ...RIGHT, From: "+14155550177" })).toBe("queued");
  expect(await ask({ ...RIGHT, To: "sip:desk@pbx.example", From: "client:ann" })).toBe("queued");
  expect(await ask({ ...RIGHT, To: "client:ann" })).toBe("queued");
  expect(placed.map(({ to, from }) => [to, from])).toEqual([
    [TO, OWN],
    [TO, "+14155550177"],
    ["sip:desk@pbx.example", "client:ann"],
    ["client:ann", OWN],
  ]);
});

it("hands every setting to the network", async () => {
  const form = {
    ...{
      ...RIGHT,
      Method: "get",
      FallbackUrl: `${URL_}/fallback`,
      FallbackMethod: "GET",
      Timeout: "15",
      TimeLimit: "600",
    },
    ...{ StatusCallback: `${URL_}/status`, StatusCallbackMethod: "GET", StatusCallbackEvent: ["ringing", "answered"] },
    ...{ Record: "true", RecordingChannels: "dual", RecordingTrack: "inbound" },
    ...{ RecordingStatusCallback: `${URL_}/rec`, RecordingStatusCallbackMethod: "GET" },
    ...{ RecordingStatusCallbackEvent: "in-progress completed", CallerId: "+14155550177" },
    ...{ MachineDetection: "DetectMessageEnd", MachineDetectionTimeout: "20", AsyncAmd: "true" },
    ...{ AsyncAmdStatusCallback: `${URL_}/amd`, AsyncAmdStatusCallbackMethod: "GET" },
    ...{ SipAuthUsername: "desk", SipAuthPassword: "sesame" },
  };
  expect(await ask(form)).toBe("queued");
  expect(placed).toEqual([
    {
      ...{ accountSid: ACME.sid, to: TO, from: OWN, url: URL_, method: "GET", timeout: 15, timeLimit: 600 },
      ...{ fallbackUrl: `${URL_}/fallback`, fallbackMethod: "GET" },
      ...{
        statusCallback: `${URL_}/status`,
        statusCallbackMethod: "GET",
        statusCallbackEvent: ["ringing", "answered"],
      },
      ...{ record: true, recordingChannels: "dual", recordingTrack: "inbound" },
      ...{ recordingStatusCallback: `${URL_}/rec`, recordingStatusCallbackMethod: "GET" },
      ...{ recordingStatusCallbackEvent: ["in-progress", "completed"], callerId: "+14155550177" },
      ...{ machineDetection: "DetectMessageEnd", machineDetectionTimeout: 20, asyncAmd: true },
      ...{ asyncAmdStatusCallback: `${URL_}/amd`, asyncAmdStatusCallbackMethod: "GET" },
      ...{ sipAuthUsername: "desk", sipAuthPassword: "sesame" },
    },
  ]);
});

it("prefers an application to a URL, a URL to TwiML, and digits to the detection of machines", async () => {
  const { sid } = await world.sdk().applications.create({ voiceUrl: URL_ });
  const both = { ...RIGHT, Twiml: "<Response/>", StatusCallback: URL_ };
  await ask({ ...both, ApplicationSid: sid });
  await ask({ ...both, SendDigits: "1w2", MachineDetection: "Enable" });
  await ask({ To: TO, From: OWN, Twiml: "<Response/>" });
  const whom = { accountSid: ACME.sid, to: TO, from: OWN };
  expect(placed).toEqual([
    { ...whom, applicationSid: sid },
    { ...whom, url: URL_, statusCallback: URL_, sendDigits: "1w2" },
    { ...whom, twiml: "<Response/>" },
  ]);
});

it("lets a trial account call verified numbers only, and a suspended one nobody", async () => {
  const trial = { ...RIGHT, From: "+14155550103" };
  expect(await ask(trial, TRIAL)).toBe(21219);
  expect(await ask({ ...trial, To: "+14155550177" }, TRIAL)).toBe("queued");
  await world.sdk().api.accounts(BRANCH.sid).update({ status: "suspended" });
  expect(await ask({ ...RIGHT, From: "+14155550104" }, BRANCH)).toBe(10001);
});
