import { describe, expect, test } from "vitest";
import type { Decision } from "../../domain/router/decision.ts";
import { SPOKEN_BYTES } from "../../domain/router/spoken.ts";
import { ROUTE } from "../testbed/fixture.ts";
import { render } from "./twiml.ts";

const context = { origin: "https://voice.us.aybiza.example" };
const XML = '<?xml version="1.0" encoding="UTF-8"?>';

describe("TwiML", () => {
  test("connect: the agent's socket, what it says first, how it sounds and whose call it is", () => {
    expect(render({ action: "connect", route: ROUTE, reason: "" }, context)).toBe(
      `${XML}<Response><Connect action="https://voice.us.aybiza.example/twilio/after" method="POST">` +
        '<ConversationRelay url="wss://agents.us.aybiza.example/acme/reception" welcomeGreeting="Acme Dental, how can I help?" language="en-US" transcriptionProvider="Deepgram" ttsProvider="Google" voice="en-US-Journey-O">' +
        '<Parameter name="tenant" value="acme"/><Parameter name="agent" value="reception"/><Parameter name="version" value="v-1f2e3d"/><Parameter name="number" value="+14155550101"/>' +
        "</ConversationRelay></Connect></Response>",
    );
  });

  test("connect: a language that is detected, and one whose voice has another tag", () => {
    const connect = (agent: object) =>
      render({ action: "connect", route: { ...ROUTE, agent: { ...ROUTE.agent, ...agent } }, reason: "" }, context);
    expect(connect({ language: "multi", voice: { provider: "ElevenLabs" } })).toContain(
      'language="multi" transcriptionProvider="Deepgram" ttsProvider="ElevenLabs"><Parameter',
    );
    const chinese = { language: "cmn-Hans-CN", sayLanguage: "cmn-CN", ttsLanguage: "cmn-CN" };
    expect(connect({ ...chinese, transcriptionProvider: "Google" })).toContain(
      'language="cmn-Hans-CN" ttsLanguage="cmn-CN" transcriptionProvider="Google" ttsProvider="Google"',
    );
  });

  test.each([
    ["no voice", undefined, "en-US", 'language="en-US" ttsProvider="ElevenLabs"><Parameter'],
    [
      "a voice of Google",
      { name: "en-US-Neural2-F" },
      "en-US",
      'language="en-US" ttsProvider="Google" voice="en-US-Neural2-F"><',
    ],
    [
      "a voice of Amazon",
      { name: "Joanna-Neural" },
      "en-US",
      'language="en-US" ttsProvider="Amazon" voice="Joanna-Neural"><',
    ],
    [
      "a voice of ElevenLabs",
      { name: "UgBBYS2sOqTuMpoF3BR0-flash_v2_5" },
      "en-US",
      'ttsProvider="ElevenLabs" voice="UgBBYS2sOqTuMpoF3BR0-flash_v2_5"><',
    ],
    [
      "a detected language",
      undefined,
      "multi",
      'language="multi" transcriptionProvider="Deepgram" ttsProvider="ElevenLabs"><Parameter',
    ],
  ])("a route that was written before providers were always named, with %s", (_what, voice, language, attributes) => {
    const { voice: _, transcriptionProvider: __, ...agent } = ROUTE.agent;
    const route = { ...ROUTE, agent: { ...agent, language, ...(voice && { voice }) } };
    expect(render({ action: "connect", route, reason: "" }, context)).toContain(attributes);
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

  const dial: Decision = {
    action: "dial",
    language: "en-GB",
    number: "+442079460123",
    callerId: "+12125550123",
    reason: "",
  };
  const DIAL =
    '<Dial callerId="+12125550123" action="https://voice.us.aybiza.example/twilio/after?leg=fallback" method="POST"><Number>+442079460123</Number></Dial></Response>';

  test("dial: a notice, then a person, who sees a caller ID; the outcome is reported with its leg", () => {
    expect(render({ ...dial, say: "One moment." }, context)).toBe(
      `${XML}<Response><Say language="en-GB">One moment.</Say>${DIAL}`,
    );
  });

  test("dial without a notice, or with one without words", () => {
    expect(render(dial, context)).toBe(`${XML}<Response>${DIAL}`);
    expect(render({ ...dial, say: " \u0000 " }, context)).toBe(`${XML}<Response>${DIAL}`);
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
    expect(render(say("Grüezi 東京 😀 \u0000\u000b\u001b\ufffe\ud800!"), context)).toContain(">Grüezi 東京 😀 !</Say>");
  });
});

describe("a text that Twilio wouldn't speak whole", () => {
  const sentence = "We are closed today. ";

  test("is cut after a sentence, and reported with its length", () => {
    const cuts: unknown[] = [];
    const onCut = (...cut: unknown[]) => cuts.push(cut);
    const say = sentence.repeat(4_000);
    const spoken = sentence.repeat(Math.floor(SPOKEN_BYTES / sentence.length)).trim();
    expect(render({ action: "say", notice: "last", say, language: "en-US", reason: "" }, { ...context, onCut })).toBe(
      `${XML}<Response><Say language="en-US">${spoken}</Say><Hangup/></Response>`,
    );
    const route = { ...ROUTE, agent: { ...ROUTE.agent, greeting: say } };
    expect(render({ action: "connect", route, reason: "" }, { ...context, onCut })).toContain(
      `welcomeGreeting="${spoken}" language`,
    );
    expect(cuts).toEqual([
      ["notice", 84_000],
      ["greeting", 84_000],
    ]);
  });

  test("one that is spoken whole isn't reported", () => {
    const onCut = () => expect.unreachable("nothing was cut");
    render(
      { action: "say", notice: "last", say: ` ${sentence}\u0000`, language: "en-US", reason: "" },
      { ...context, onCut },
    );
  });

  test("whatever the text, the document stays below Twilio's 64 KB (11750)", () => {
    for (const character of ["a", '"', "&", "<", "'", "東", "😀", "\n", "\u0301"]) {
      const long = character.repeat(70_000);
      const agent = { ...ROUTE.agent, greeting: long };
      for (const decision of [
        { action: "connect", route: { ...ROUTE, agent }, reason: "" },
        { action: "say", notice: "last", say: long, language: "en-US", reason: "" },
      ] as Decision[])
        expect(Buffer.byteLength(render(decision, context))).toBeLessThan(20_000);
    }
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
