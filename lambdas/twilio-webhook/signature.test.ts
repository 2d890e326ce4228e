import { expect, test } from "vitest";
import { sign } from "../testbed/sender.ts";
import { parseWebhook } from "./request.ts";
import { isSigned, type SignedParts } from "./signature.ts";

/** The example of https://www.twilio.com/docs/usage/webhooks/webhooks-security with fictional numbers. Its signature was computed with Python's hmac, independently of this code. */
const example: SignedParts = {
  path: "/myapp.php",
  query: "foo=1&bar=2",
  signature: "x1tfFYh4bQWunUEMeFq50uCx/RM=",
  form: {
    CallSid: "CA1234567890ABCDE",
    Caller: "+14155550110",
    Digits: "1234",
    From: "+14155550110",
    To: "+18005550112",
  },
};
const ORIGIN = "https://example.com";

test("Twilio's example verifies", () => {
  expect(isSigned(example, ["12345"], ORIGIN)).toBe(true);
});

test("during a rotation either token verifies", () => {
  expect(isSigned(example, ["new", "12345"], ORIGIN)).toBe(true);
  expect(isSigned(example, ["12345", "new"], ORIGIN)).toBe(true);
});

test.each<[string, SignedParts, readonly string[], string]>([
  ["no signature", { ...example, signature: "" }, ["12345"], ORIGIN],
  ["another signature", { ...example, signature: "A1tfFYh4bQWunUEMeFq50uCx/RM=" }, ["12345"], ORIGIN],
  ["a part of the signature", { ...example, signature: "x1tfFYh4bQWunUEM" }, ["12345"], ORIGIN],
  ["another token", example, ["12346"], ORIGIN],
  ["no token", example, [], ORIGIN],
  ["a changed field", { ...example, form: { ...example.form, To: "+18005550113" } }, ["12345"], ORIGIN],
  ["a field more", { ...example, form: { ...example.form, Extra: "1" } }, ["12345"], ORIGIN],
  ["another path", { ...example, path: "/other" }, ["12345"], ORIGIN],
  ["another query", { ...example, query: "foo=1&bar=3" }, ["12345"], ORIGIN],
  ["another origin", example, ["12345"], "https://example.org"],
])("%s doesn't", (_, webhook, tokens, origin) => {
  expect(isSigned(webhook, tokens, origin)).toBe(false);
});

test("what is verified is what was sent: spaces, accents, empty fields, any order", () => {
  const params = {
    CallerName: "Müller & Söhne +1",
    Zip: "",
    B: "2",
    a: "1",
    AccountSid: `AC${"0".repeat(32)}`,
    CallSid: `CA${"0".repeat(32)}`,
    To: "+14155550101",
  };
  const webhook = parseWebhook({
    rawPath: "/twilio/voice",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": sign("t", `${ORIGIN}/twilio/voice`, params),
    },
    body: new URLSearchParams(params).toString(),
    requestContext: { http: { method: "POST" } },
  });
  expect(isSigned(webhook, ["t"], ORIGIN)).toBe(true);
});
