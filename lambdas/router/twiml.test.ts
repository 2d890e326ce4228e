import { describe, expect, test } from "vitest";
import { ROUTE } from "../testbed/fixture.ts";
import type { Decision } from "./decide.ts";
import { render } from "./twiml.ts";

const context = { origin: "https://voice.us.aybiza.example" };
const XML = '<?xml version="1.0" encoding="UTF-8"?>';

describe("TwiML", () => {
  test("connect: the agent's socket, what it says first, how it sounds and whose call it is", () => {
    expect(render({ action: "connect", route: ROUTE, reason: "" }, context)).toBe(
      `${XML}<Response><Connect action="https://voice.us.aybiza.example/twilio/after" method="POST">` +
        '<ConversationRelay url="wss://agents.us.aybiza.example/acme/reception" welcomeGreeting="Acme Dental, how can I help?" language="en-US" ttsProvider="Google" voice="en-US-Journey-O">' +
        '<Parameter name="tenant" value="acme"/><Parameter name="agent" value="reception"/><Parameter name="version" value="v-1f2e3d"/><Parameter name="number" value="+14155550101"/>' +
        "</ConversationRelay></Connect></Response>",
    );
  });

  test("connect: a language that is detected, and one whose voice has another tag", () => {
    const connect = (agent: object) =>
      render({ action: "connect", route: { ...ROUTE, agent: { ...ROUTE.agent, ...agent } }, reason: "" }, context);
    expect(connect({ language: "multi", voice: undefined })).toContain(
      'language="multi" transcriptionProvider="Deepgram"><Parameter',
    );
    expect(connect({ language: "cmn-Hans-CN", sayLanguage: "cmn-CN", ttsLanguage: "cmn-CN" })).toContain(
      'language="cmn-Hans-CN" ttsLanguage="cmn-CN" ttsProvider="Google"',
    );
  });

  test("the longest texts that a stack file may have stay below 64 KB: https://www.twilio.com/docs/api/errors/11750", () => {
    const url = `wss://${"a".repeat(494)}/${"t".repeat(32)}/${"a".repeat(32)}`;
    const agent = { ...ROUTE.agent, url, greeting: '"'.repeat(3_000), voice: { name: '"'.repeat(200) } };
    const connect = render({ action: "connect", route: { ...ROUTE, agent }, reason: "" }, context);
    const say = render(
      { action: "say", notice: "last", say: "&".repeat(3_000), language: "en-US", reason: "" },
      context,
    );
    for (const twiml of [connect, say]) expect(Buffer.byteLength(twiml)).toBeLessThan(65_536);
  });

  test("connect without a voice leaves Twilio's default", () => {
    const { voice: _, ...agent } = ROUTE.agent;
    expect(render({ action: "connect", route: { ...ROUTE, agent }, reason: "" }, context)).toContain(
      'language="en-US"><Parameter',
    );
  });

  test("dial: a notice, then a person, who sees the caller's number; what comes of it is told with its leg", () => {
    expect(
      render({ action: "dial", say: "One moment.", language: "en-GB", number: "+442079460123", reason: "" }, context),
    ).toBe(
      `${XML}<Response><Say language="en-GB">One moment.</Say>` +
        '<Dial action="https://voice.us.aybiza.example/twilio/after?leg=fallback" method="POST"><Number>+442079460123</Number></Dial></Response>',
    );
  });

  test("dial without a notice", () => {
    expect(render({ action: "dial", language: "en-GB", number: "+442079460123", reason: "" }, context)).toBe(
      `${XML}<Response><Dial action="https://voice.us.aybiza.example/twilio/after?leg=fallback" method="POST"><Number>+442079460123</Number></Dial></Response>`,
    );
  });

  test("say: the notice, then the end", () => {
    expect(render({ action: "say", notice: "apology", say: "Sorry.", language: "en-US", reason: "" }, context)).toBe(
      `${XML}<Response><Say language="en-US">Sorry.</Say><Hangup/></Response>`,
    );
  });

  test("hang up", () => {
    expect(render({ action: "hang-up", reason: "" }, context)).toBe(`${XML}<Response><Hangup/></Response>`);
  });
});

describe("text from a tenant stays text", () => {
  const say = (text: string): Decision => ({
    action: "say",
    notice: "fallback",
    say: text,
    language: "en-US",
    reason: "",
  });
  const connect = (greeting: string): Decision => ({
    action: "connect",
    route: { ...ROUTE, agent: { ...ROUTE.agent, greeting } },
    reason: "",
  });

  test("markup in a notice is spoken, not run", () => {
    expect(render(say('</Say><Dial>+19005550100</Dial><Say> "R&D" ]]>'), context)).toBe(
      `${XML}<Response><Say language="en-US">&lt;/Say&gt;&lt;Dial&gt;+19005550100&lt;/Dial&gt;&lt;Say&gt; "R&amp;D" ]]&gt;</Say><Hangup/></Response>`,
    );
  });

  test("quotes and line ends in a greeting stay in their attribute", () => {
    expect(render(connect('Hi" url="wss://other.example/\n&quot;<x>'), context)).toContain(
      'welcomeGreeting="Hi&quot; url=&quot;wss://other.example/&#xA;&amp;quot;&lt;x>" language',
    );
  });

  test("letters of any script stay, characters that XML can't hold are left out", () => {
    expect(render(say("Grüezi 東京 😀 \u0000\u000b\u001b\ufffe\ud800!"), context)).toContain(
      ">Grüezi 東京 😀 \ufffd!</Say>",
    );
  });
});

test("TwiML is written in 500 microseconds or less", () => {
  const decision: Decision = { action: "connect", route: ROUTE, reason: "" };
  for (let i = 0; i < 2_000; i++) render(decision, context);
  const start = performance.now();
  for (let i = 0; i < 5_000; i++) render(decision, context);
  const microseconds = ((performance.now() - start) * 1000) / 5_000;
  console.info(`TwiML: ${microseconds.toFixed(0)} µs an answer`);
  expect(microseconds).toBeLessThan(500);
});
