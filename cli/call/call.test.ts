import { expect, it } from "vitest";
import { UserError } from "../../domain/user-error.ts";
import type { CallReport } from "../../rehearsal/control/calls.ts";

import { callerFrom, ODD_CALLERS } from "./caller.ts";
import { linesOf, summaryOf } from "./lines.ts";
import { meantNumber } from "./phone-number.ts";
import { prettyTwiml } from "./twiml.ts";
import { typed } from "./typed.ts";

const plain = (_: unknown, text: string) => text;
const marked = (style: unknown, text: string) => `{${String(style)}:${text}}`;
const numbers = ["+14155550101", "+14155550102", "+12125550142"];

it.each([
  ["+14155550101", "+14155550101"],
  ["+1 (415) 555-0101", "+14155550101"],
  ["0014155550101", "+14155550101"],
  ["0142", "+12125550142"],
  ["4155550102", "+14155550102"],
])("knows which number %s is", (text, number) => {
  expect(meantNumber(text, numbers)).toBe(number);
});

it.each([
  ["front-desk", "front-desk isn't a phone number in E.164", [`Name one of:  ${numbers.join(", ")}`]],
  [
    "1415555010",
    "1415555010 isn't a phone number in E.164",
    // Two known numbers are equally near, so neither is proposed.
    [`Name one of:  ${numbers.join(", ")}`],
  ],
  [
    "1212555042",
    "1212555042 isn't a phone number in E.164",
    ["Did you mean +12125550142?", `Name one of:  ${numbers.join(", ")}`],
  ],
  ["010", "010 isn't a phone number in E.164", [`Name one of:  ${numbers.join(", ")}`]],
])("says what is wrong with %s", (text, message, fix) => {
  let error: unknown;
  try {
    meantNumber(text, numbers);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ message, fix });
});

it.each([
  ...Object.keys(ODD_CALLERS),
  ...["", "Anonymous", "PRIVATE", "12125550123", "+", "+4402079460018", "sips:+12125550123@pbx.example"],
  ...["sip:bob@pbx.example;transport=tls", "whatsapp:+12125550123", "sip:\u001b[2J@x"],
])("a call can come from %j", (from) => {
  expect(callerFrom(from)).toBe(from);
});

it("reads the caller's number as the called one", () => {
  expect(["+1 (415) 555-0123", "0014155550123"].map(callerFrom)).toEqual(["+14155550123", "+14155550123"]);
});

it.each(["front-desk", "+1415555O123", "sip:", "anonymous caller"])("says what a call can't come from: %s", (from) => {
  expect(() => callerFrom(from)).toThrow(
    `--from ${from} is neither a phone number nor what carriers send in place of one`,
  );
});

it("shows who calls, whatever that is, and what a person who is dialled sees", () => {
  const ringing = { type: "ringing", atMs: 0, sid: "CA1", to: "+14155550101" } as const;
  expect(["", "anonymous", "sip:\u001b[2J@x"].flatMap((from) => linesOf({ ...ringing, from }, "usual", plain))).toEqual(
    [
      "  0.00 s  ringing  (no caller ID) calls +14155550101  CA1",
      "  0.00 s  ringing  anonymous calls +14155550101  CA1",
      "  0.00 s  ringing  sip:\\u{1b}[2J@x calls +14155550101  CA1",
    ],
  );
  const dialling = { type: "dialling", atMs: 0, from: "+14155550101", to: "+14155550199", name: "Robin" } as const;
  expect(linesOf(dialling, "quiet", plain)).toEqual([
    "  0.00 s  dial     the call is transferred to Robin, who sees +14155550101",
  ]);
});

it("asks for more digits when several numbers end alike", () => {
  expect(() => meantNumber("0142", ["+12125550142", "+14155550142"])).toThrow("2 numbers end with 0142");
});

it("shows a TwiML document as a tree, with colours where they are wanted", () => {
  const document =
    '<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-US">One &amp; two</Say><Connect action="https://a.example/?x=1&amp;y=>"><ConversationRelay url="wss://b.example"/></Connect></Response>';
  expect(prettyTwiml(document, plain)).toEqual([
    "<Response>",
    '  <Say language="en-US">One &amp; two</Say>',
    '  <Connect action="https://a.example/?x=1&amp;y=>">',
    '    <ConversationRelay url="wss://b.example"/>',
    "  </Connect>",
    "</Response>",
  ]);
  expect(prettyTwiml('<Play loop="2"/>', marked)).toEqual(['{cyan:<Play} {blue:loop}={yellow:"2"}{cyan:/>}']);
});

it("shows what isn't TwiML as it came", () => {
  expect(prettyTwiml("<Response><Say", plain)).toEqual(["<Response><Say"]);
});

it.each([
  ["When are you open?", { say: "When are you open?" }],
  ["/dtmf 1 2#", { dtmf: "12#" }],
  ["/hangup", { hangUp: true }],
  ["//dtmf", { say: "/dtmf" }],
  ["  ", undefined],
])("knows what the typed line %s means", (line, meaning) => {
  expect(typed(line)).toEqual(meaning);
});

it.each(["/dtmf", "/dtmf hello", "/hang"])("tells who typed %s what there is, and the call doesn't hear it", (line) => {
  expect(typed(line)).toEqual({ hint: expect.stringContaining("/dtmf") });
});

it("tells each event in one line, with its time", () => {
  const webhook = {
    type: "webhook",
    atMs: 230,
    purpose: "voice",
    url: "https://voice.us.aybiza.example/twilio/voice",
    method: "POST",
    status: 200,
    ms: 227.4,
    attempt: 1,
  } as const;
  expect(linesOf(webhook, "usual", plain)).toEqual([
    "  0.23 s  webhook  voice: POST https://voice.us.aybiza.example/twilio/voice  200  227 ms",
  ]);
  expect(linesOf(webhook, "quiet", plain)).toEqual([]);
  expect(linesOf({ ...webhook, status: 0, attempt: 2 }, "usual", plain)[0]).toContain("no answer  227 ms, attempt 2");
  expect(linesOf({ type: "line", atMs: 1_000, who: "caller", text: "Hello" }, "quiet", plain)).toEqual([
    "  1.00 s  You      Hello",
  ]);
  expect(
    linesOf({ type: "line", atMs: 1_000, who: "phone", name: "Robin at the desk", text: "Hi" }, "quiet", plain),
  ).toEqual(["  1.00 s  Robin at the desk  Hi"]);
});

const report: CallReport = {
  result: {
    sid: "CA1",
    to: "+14155550101",
    from: "+14155550123",
    status: "completed",
    answered: true,
    answeredBy: "agent",
    legs: [],
    webhooks: [{ purpose: "voice", method: "POST", url: "https://a.example", status: 200, ms: 20, attempt: 1 }],
    webhookMs: 20,
    transcript: [],
    twiml: [],
    errors: [],
    seconds: 4.21,
  },
  record: { tenant: "acme", agent: "reception", outcome: "agent", expiresAt: 5 },
  answerDelayMs: 182,
};

it("sums a call up with its record", () => {
  expect(summaryOf(report, "usual", plain)).toEqual([
    "",
    "answered by the agent acme/reception, 182 ms after dialling; 4.2 s, 1 webhook, the slowest 20 ms",
    "record  CA1",
    "  tenant   acme",
    "  agent    reception",
    "  outcome  agent",
  ]);
  expect(summaryOf(report, "trace", plain)).toContain("  expiresAt  5");
});

it("says what can be called where nobody holds the number", () => {
  const account = "AYBIZA willow-us 614fb90a1210";
  const held = { number: "+14155550101", account, tenant: "willow", entry: "front-desk", inService: true };
  const lines = summaryOf(
    {
      ...report,
      result: { ...report.result, to: "+14155550100", answered: false, status: "failed", webhooks: [] },
      record: undefined,
      numbers: [held],
    },
    "usual",
    plain,
  );
  expect(lines).toEqual([
    "",
    "not answered: failed",
    "No account of this world holds +14155550100. Numbers that can be called:",
    "  +14155550101  willow front-desk",
  ]);
});

it("says so where nobody but the network spoke", () => {
  const result = { ...report.result, answered: false, status: "completed" as const };
  const lines = summaryOf({ ...report, result, record: undefined }, "usual", plain);
  expect(lines.slice(0, 2)).toEqual([
    "",
    "not answered: the caller heard only network announcements, then the network hung up",
  ]);
});
