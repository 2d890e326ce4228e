import { expect, test } from "vitest";
import { parseTwiml } from "./parse.ts";

test("verbs come in order, with attributes, nouns and decoded text", () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
    <!-- a comment --><Response>
      <Say voice="Polly.Joanna">Tom &amp; Ann&#39;s <break time="1s"/> caf&#xE9;<![CDATA[ <now> ]]></Say>
      <Dial timeout="20"><Number>+14155550188</Number></Dial>
      <Say>Bye</Say><Hangup/>
    </Response>`;
  const say = { name: "Say", nouns: [], attributes: {}, text: "Bye" };
  expect(parseTwiml(xml)).toEqual([
    {
      name: "Say",
      attributes: { voice: "Polly.Joanna" },
      nouns: [{ name: "break", attributes: { time: "1s" }, nouns: [], text: "" }],
      text: "Tom & Ann's café <now>",
    },
    {
      name: "Dial",
      attributes: { timeout: "20" },
      nouns: [{ name: "Number", attributes: {}, nouns: [], text: "+14155550188" }],
      text: "+14155550188",
    },
    say,
    { ...say, name: "Hangup", text: "" },
  ]);
});

test("attributes are decoded once and kept as text", () => {
  const [redirect] = parseTwiml(
    '<Response><Redirect method="POST" x="01 &amp;lt; &quot;">/a?b=1&amp;c=2</Redirect></Response>',
  );
  expect(redirect).toMatchObject({ attributes: { method: "POST", x: '01 &lt; "' }, text: "/a?b=1&c=2" });
});

test("an empty response has no verbs", () => expect(parseTwiml("\uFEFF<Response/>")).toEqual([]));

test.each([
  ["", "the document is empty"],
  ["Hello", "char 'H' is not expected. (line 1)"],
  [
    "<Response><Say>Hi</Response>",
    "Expected closing tag 'Say' (opened in line 1, col 11) instead of closing tag 'Response'. (line 1)",
  ],
  ["<html><body/></html>", "the root element is <html>, not <Response>"],
  ["<response/>", "the root element is <response>, not <Response>"],
  ["<Response/><Response/>", "there are 2 root elements: wrap the document in one <Response>"],
  ["<Response><Say>Tom & Ann</Say></Response>", "char '&' is not expected. (line 1)"],
  ["<Response><Say>a\u001bb</Say></Response>", "U+001B is not allowed in XML"],
  ["<Response><Say>a&#x1b;b</Say></Response>", "U+001B is not allowed in XML"],
  ["<Response><Say>a&#xD800;b</Say></Response>", "U+D800 is not allowed in XML"],
  ['<Response><Say voice="\ufffe"/></Response>', "U+FFFE is not allowed in XML"],
  ["<Response><Say>a&nbsp;b</Say></Response>", '"&nbsp;" is not an XML entity (write &amp; for "&")'],
])("%j isn't TwiML", (xml, why) => {
  expect(() => parseTwiml(xml)).toThrow(`Document parse failure: ${why}`);
});

test("entities of a document type aren't expanded, deep nesting is no crash", () => {
  const bomb = '<!DOCTYPE Response [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Response><Say>&b;</Say></Response>';
  expect(() => parseTwiml(bomb)).toThrow('"&b;" is not an XML entity');
  const depth = 9_000;
  const deep = `<Response>${"<a>".repeat(depth)}${"</a>".repeat(depth)}</Response>`;
  expect(() => parseTwiml(deep)).toThrow("Document parse failure: Maximum nested tags exceeded");
});
