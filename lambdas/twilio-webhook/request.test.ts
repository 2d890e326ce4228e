import { describe, expect, test } from "vitest";
import { RejectedRequest } from "../http/rejected-request.ts";
import type { HttpEvent } from "../http/request.ts";
import { sid } from "../testbed/sender.ts";
import { MAX_BODY_BYTES, parseWebhook } from "./request.ts";

const CALL = sid("CA", 1);
const ACCOUNT = sid("AC", 1);
const GOOD = `CallSid=${CALL}&AccountSid=${ACCOUNT}&From=%2B12125550123&To=%2B14155550101`;

function event(body: string | undefined, change: Partial<HttpEvent> = {}): HttpEvent {
  return {
    rawPath: "/twilio/voice",
    rawQueryString: "",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body,
    isBase64Encoded: false,
    requestContext: { http: { method: "POST" } },
    ...change,
  };
}

function refusal(request: HttpEvent): string {
  try {
    parseWebhook(request);
    return "taken";
  } catch (error) {
    if (!(error instanceof RejectedRequest)) throw error;
    return error.message;
  }
}

test("a webhook is parsed, its form in clear or in base64", () => {
  const expected = {
    path: "/twilio/voice",
    query: "",
    signature: "",
    call: {
      id: CALL,
      carrier: "twilio",
      account: ACCOUNT,
      called: { kind: "number", text: "+14155550101" },
      caller: { kind: "number", text: "+12125550123" },
    },
  };
  expect(parseWebhook(event(GOOD))).toMatchObject(expected);
  expect(parseWebhook(event(Buffer.from(GOOD).toString("base64"), { isBase64Encoded: true }))).toMatchObject(expected);
});

test("a field's text is decoded, one that occurs twice is a list, and no name of a field is special", () => {
  const { form } = parseWebhook(
    event(`${GOOD}&CallerName=M%C3%BCller+%26+Co&Tag=b&Tag=a&__proto__=x&constructor=y&Empty=`),
  );
  expect(Object.entries(form).slice(4)).toEqual([
    ["CallerName", "Müller & Co"],
    ["Tag", ["b", "a"]],
    ["__proto__", "x"],
    ["constructor", "y"],
    ["Empty", ""],
  ]);
});

test("header names are read in any case", () => {
  expect(
    parseWebhook(
      event(GOOD, { headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "s" } }),
    ).signature,
  ).toBe("s");
});

describe("refused", () => {
  const padded = (size: number) => `${GOOD}&Pad=`.padEnd(size, "x");

  test.each<[string, HttpEvent, string]>([
    ["another method", event(GOOD, { requestContext: { http: { method: "GET" } } }), "405 method"],
    ["a body over 64 KB", event(padded(MAX_BODY_BYTES + 1)), "413 body-size"],
    [
      "a body over 64 KB in base64",
      event(Buffer.from(padded(MAX_BODY_BYTES + 1)).toString("base64"), { isBase64Encoded: true }),
      "413 body-size",
    ],
    ["a body far over it, whatever its type", event("x".repeat(6_000_000), { headers: {} }), "413 body-size"],
    ["no body", event(undefined), "400 body-empty"],
    ["an empty body", event(""), "400 body-empty"],
    ["JSON", event('{"CallSid":"x"}', { headers: { "content-type": "application/json" } }), "400 body-form"],
    [
      "a form that says it is something else",
      event(GOOD, { headers: { "content-type": "text/plain" } }),
      "400 content-type",
    ],
    ["a form that doesn't say what it is", event(GOOD, { headers: {} }), "400 content-type"],
    ["no headers at all", event(GOOD, { headers: undefined }), "400 content-type"],
    ["a stray percent sign", event(`${GOOD}&A=100%`), "400 body-encoding"],
    ["text that isn't UTF-8", event(`${GOOD}&A=%ff%fe`), "400 body-encoding"],
    ["bytes that aren't ASCII", event(`${GOOD}&A=\u00e9`), "400 body-encoding"],
    ["a line end", event(`${GOOD}\n`), "400 body-encoding"],
    ["a field without a name", event(`${GOOD}&=x`), "400 body-form"],
    ["a field without a value sign", event(`${GOOD}&x`), "400 body-form"],
    ["two ampersands", event(`${GOOD}&&A=x`), "400 body-form"],
    ["no CallSid", event(GOOD.replace(/CallSid=\w+&/, "")), "400 shape-of-CallSid"],
    ["two CallSids", event(`${GOOD}&CallSid=${CALL}`), "400 shape-of-CallSid"],
    ["a CallSid of another shape", event(GOOD.replace(CALL, "CA12")), "400 shape-of-CallSid"],
    ["no AccountSid", event(GOOD.replace(/AccountSid=\w+&/, "")), "400 shape-of-AccountSid"],
    ["an AccountSid of another shape", event(GOOD.replace(ACCOUNT, `${ACCOUNT}%23tokens`)), "400 shape-of-AccountSid"],
  ])("%s", (_, request, expected) => {
    expect(refusal(request)).toBe(expected);
  });

  test("64 KB are taken, to the byte", () => {
    expect(refusal(event(padded(MAX_BODY_BYTES)))).toBe("taken");
    expect(refusal(event(Buffer.from(padded(MAX_BODY_BYTES)).toString("base64"), { isBase64Encoded: true }))).toBe(
      "taken",
    );
  });

  test("any bytes are parsed or refused, never more", () => {
    let seed = 42;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let round = 0; round < 5_000; round++) {
      const bytes = Buffer.from(GOOD);
      for (let change = 0; change <= random(4); change++) bytes[random(bytes.length)] = random(256);
      expect(refusal(event(bytes.toString("base64"), { isBase64Encoded: true }))).toMatch(/^(taken|400 [\w-]+)$/);
    }
  });
});

describe("any caller is taken, as text that can be shown", () => {
  const from = (text: string) =>
    parseWebhook(event(GOOD.replace("%2B12125550123", encodeURIComponent(text)))).call.caller.text;

  test.each([
    "+12125550123",
    "anonymous",
    "Restricted",
    "",
    "+1",
    "12125550123",
    "+266696687",
    "client:bob",
    "sip:bob@pbx.example;transport=tls",
  ])("%j", (text) => {
    expect(from(text)).toBe(text);
  });

  test("none, two, one with control characters, a long one", () => {
    expect(parseWebhook(event(GOOD.replace("From=%2B12125550123&", ""))).call.caller.text).toBe("");
    expect(parseWebhook(event(`${GOOD}&From=%2B12125550124`)).call.caller.text).toBe("");
    expect(from("sip:\u001b[2J\r\n\u202e@x")).toBe("sip:\\u{1b}[2J\\u{d}\\u{a}\\u{202e}@x");
    expect(from("9".repeat(60_000))).toBe(`${"9".repeat(256)}…`);
  });
});

describe("what was called", () => {
  const to = (text: string) =>
    parseWebhook(event(GOOD.replace("%2B14155550101", encodeURIComponent(text)))).call.called.text;

  test.each([
    "+14155550101",
    "whatsapp:+14155550101",
    "sip:+14155550101@acme.sip.twilio.com",
    "sips:%2B14155550101@acme.sip.twilio.com:5061;transport=tls",
  ])("%s is the number", (text) => {
    expect(to(text)).toBe("+14155550101");
  });

  test.each([
    "",
    "14155550101",
    "+0",
    "client:bob",
    "sip:reception@acme.sip.twilio.com",
    "sip:+14155550101evil@x",
    "+14155550101\n",
  ])("%j is no number, and is kept as text", (text) => {
    expect(to(text)).toBe(text.replace("\n", "\\u{a}"));
  });

  test("none", () => {
    expect(parseWebhook(event(GOOD.replace(/&To=.*/, ""))).call.called.text).toBe("");
  });
});
