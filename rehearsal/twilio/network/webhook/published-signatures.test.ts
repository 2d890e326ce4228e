import { createHash } from "node:crypto";
import twilio from "twilio";
import { expect, it } from "vitest";
import { isSigned, type SignedParts } from "../../../../lambdas/twilio-webhook/signature.ts";
import { signature } from "../index.ts";

/**
 * Signatures that Twilio published, verbatim. The forms are in Base64 because their phone numbers, chosen by Twilio, may be real ones.
 * No test calls the numbers.
 */
const SDK_FORM =
  "Q2FsbFNpZD1DQTEyMzQ1Njc4OTBBQkNERSZDYWxsZXI9JTJCMTQxNTg2NzUzMDkmRGlnaXRzPTEyMzQmRnJvbT0lMkIxNDE1ODY3NTMwOSZUbz0lMkIxODAwNTU1MTIxMg==";
const DOCS_FORM =
  "Q2FsbFNpZD1DQTEyMzQ1Njc4OTBBQkNERSZDYWxsZXI9JTJCMTQxNTg2NzUzMTAmRGlnaXRzPTEyMzQmRnJvbT0lMkIxNDE1ODY3NTMxMCZUbz0lMkIxODAwNTU1MTIxMg==";
const JSON_HASH = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
const TOKEN = "12345";

it.each([
  // https://github.com/twilio/twilio-node/blob/main/spec/validation/RequestValidator.spec.js
  ["twilio-node's tests", "https://mycompany.com/myapp.php?foo=1&bar=2", SDK_FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8="],
  [
    "twilio-node's tests, of a JSON body",
    `https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=${JSON_HASH}`,
    "",
    "a9nBmqA0ju/hNViExpshrM61xv4=",
  ],
  // https://github.com/TwilioDevEd/api-snippets/tree/master/security/signature_validation
  [
    "the documentation's snippets",
    "https://mycompany.com/myapp.php?foo=1&bar=2",
    DOCS_FORM,
    "GvWf1cFY/Q7PnoempGyD5oXAezc=",
  ],
  // https://www.twilio.com/docs/usage/webhooks/webhooks-security
  ["the documentation", "https://example.com/myapp.php?foo=1&bar=2", DOCS_FORM, "L/OH5YylLD5NRKLltdqwSvS0BnU="],
])("signs and verifies the example of %s", (_, url, form, published) => {
  const params = Object.fromEntries(new URLSearchParams(Buffer.from(form, "base64").toString("utf8")));
  expect(signature({ authToken: TOKEN, url, params })).toBe(published);
  expect(twilio.validateRequest(TOKEN, published, url, params)).toBe(true);

  // The handlers get a path and a query; the domain is the one that is configured at Twilio.
  const { origin, pathname: path, search } = new URL(url);
  const webhook: SignedParts = {
    path,
    query: search.slice(1),
    signature: published,
    form: params,
  };
  expect(isSigned(webhook, [TOKEN], origin)).toBe(true);
  expect(isSigned({ ...webhook, form: { ...params, Digits: "1235" } }, [TOKEN], origin)).toBe(false);
});

it("hashes a JSON body as the documentation's example does", () => {
  // https://github.com/twilio-samples/api-snippets/tree/main/security/signature_validation_json
  const body = Buffer.from("eyJDYWxsU2lkIjoiQ0ExMjM0NTY3ODkwQUJDREUiLCJDYWxsZXIiOiIrMTIzNDkwMTMwMzAifQ==", "base64");
  const published = "5ccde7145dfb8f56479710896586cb9d5911809d83afbe34627818790db0aec9";
  expect(createHash("sha256").update(body).digest("hex")).toBe(published);
});
