import twilio from "twilio";
import { expect, test } from "vitest";
import { signature, signedUrl } from "./signature.ts";

const FORM = {
  CallSid: "CA1234567890ABCDE",
  Caller: "+14155550110",
  Digits: "1234",
  From: "+14155550110",
  To: "+18005550112",
};

// Examples of Twilio's documentation and SDK, with fictional numbers. The first two signatures were computed with Python's hmac.
test("the signatures of Twilio's examples", () => {
  const of = (url: string, params = {}) => signature({ authToken: "12345", url, params });
  expect(of("https://example.com/myapp.php?foo=1&bar=2", FORM)).toBe("x1tfFYh4bQWunUEMeFq50uCx/RM=");
  expect(of("https://mycompany.com/myapp.php?foo=1&bar=2", FORM)).toBe("HlTqsV7GqGgZW0gEX/rQx2G2F9c=");
  const hash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
  expect(of(`https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=${hash}`)).toBe("a9nBmqA0ju/hNViExpshrM61xv4=");
});

test("what is signed of a URL", () => {
  expect(signedUrl("https://user:pass@example.com:8443/a?b=c'd#rc=2")).toBe("https://example.com/a?b=c'd");
  expect(signedUrl("http://user@example.com:8080/a#rc=2")).toBe("http://example.com:8080/a");
  expect(signedUrl("wss://agents.example:9000/acme")).toBe("wss://agents.example/acme");
});

test.each([
  ["https://voice.us.aybiza.example/twilio/voice", FORM],
  ["https://voice.us.aybiza.example:8443/twilio/voice#rc=3", FORM],
  ["https://voice.us.aybiza.example/twilio/voice?name=O'Hara&q=a%20b", { A: "ü €", b: "", MediaUrl: ["z", "a", "z"] }],
  ["http://voice.us.aybiza.example/twilio/voice?a=1", {}],
])("the official SDK accepts the signature over %s", (url, params) => {
  const signed = signature({ authToken: "12345", url, params });
  const seen = url.replace(/#.*$/, "");
  expect(twilio.validateRequest("12345", signed, seen, params)).toBe(true);
  expect(twilio.validateRequest("54321", signed, seen, params)).toBe(false);
  expect(twilio.validateRequest("12345", signed, `${seen}x`, params)).toBe(false);
});
