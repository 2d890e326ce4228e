import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { RegionConfig } from "../../domain/config/region.ts";
import { calledIn, callerIn } from "../../domain/contract/call.ts";
import { regionFallback } from "../../domain/contract/region-fallback.ts";
import { decide } from "../../domain/router/decide.ts";
import { languagesOf } from "../../domain/rules/languages.ts";
import { INBOUND } from "../../lambdas/testbed/fixture.ts";
import { render } from "../../lambdas/twilio-webhook/twiml.ts";
import { answerOf, edgeCode, type FallbackAnswer, functionCode, needsEdge } from "./fallback-answer.ts";

const EUROPE = ["IE", "DE", "FR", "ES", "IT", "NL", "BE", "AT", "PT", "PL", "SE", "DK", "FI"];
const DESK = "+14155550160";
const TO = "+14155550101";
const NOTICE =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-US">Later &amp; again, &lt;please&gt;.</Say><Hangup/></Response>';
const DIALS = `<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-US">Later &amp; again, &lt;please&gt;.</Say><Dial callerId="${TO}" action="dialled.xml" method="GET"><Number>${DESK}</Number></Dial></Response>`;
const HANGS_UP = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>';

const of = (fallback: RegionConfig["fallback"]) => answerOf({ name: "United States", fallback, countries: ["US"] });
const withheld = { ...INBOUND, called: calledIn(TO), caller: callerIn("anonymous") };
const say = "Later & again, <please>.";

type Parameters = Readonly<Record<string, string>>;

/** Runs the edge function on a request: returns its TwiML, or else the bucket's. Values stay URL-encoded, as CloudFront passes them. */
function atEdge(answer: FallbackAnswer, given: Parameters): string {
  const querystring = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, { value: encodeURIComponent(value) }]),
  );
  const request = { method: "GET", uri: "/asked", querystring, headers: {}, cookies: {} };
  const code = `${edgeCode(answer)}; JSON.stringify(handler(${JSON.stringify({ request })}))`;
  const result = JSON.parse(runInNewContext(code));
  if (result.statusCode === undefined) return result.uri === "/fallback.xml" ? answer.notice : result.uri;
  expect(result.headers["content-type"].value).toBe("text/xml; charset=utf-8");
  return result.body.data;
}

async function inLambda(answer: FallbackAnswer, given: Parameters | undefined): Promise<string> {
  const url = `data:text/javascript,${encodeURIComponent(functionCode(answer))}`;
  const { handler } = await import(/* @vite-ignore */ url);
  const reply = await handler(given === undefined ? {} : { queryStringParameters: given });
  expect(reply).toMatchObject({ statusCode: 200, headers: { "content-type": "text/xml; charset=utf-8" } });
  return reply.body;
}

describe("the fallback's words", () => {
  const voice = (fallback: RegionConfig["fallback"]) => regionFallback("United States", fallback);
  const ofHandlers = (fallback: RegionConfig["fallback"]) =>
    render(decide({ kind: "incoming" }, "unreadable", new Date(), withheld, voice(fallback)), {
      origin: "https://voice.us.aybiza.example",
    });

  it.each([
    { say },
    { say: 'Quotes " and \r\n lines', language: "fr-CA" },
    { say: "x".repeat(3_050) },
    { dial: DESK },
    { dial: DESK, say },
  ])("are those of the handlers which can't read a route: %j", (fallback) => {
    const answer = of(fallback);
    const handlers = ofHandlers(fallback).replace(/action="[^"]*" method="POST"/, 'action="dialled.xml" method="GET"');
    expect(answer.dial ? answer.dial.join(TO) : answer.notice).toBe(handlers);
  });
});

describe.each([
  ["at an edge", async (given: Parameters) => atEdge(of({ say, dial: DESK }), given)],
  ["in a Lambda function", (given: Parameters) => inLambda(of({ say, dial: DESK }), given)],
])("the fallback with a desk, %s", (_place, ask) => {
  it.each(["+14155550123", "anonymous", "+266696687", "", "sip:bob@pbx.example", "client:bob", '"><Hangup/>'])(
    "dials the desk for a caller from '%s', who is shown as the called number",
    async (From) => expect(await ask({ To: TO, From, ErrorCode: "11200", CallStatus: "ringing" })).toBe(DIALS),
  );

  it.each(["", "+1", "14155550101", '+14155550101"/><Hangup/>', "+14155550101,+12125550142", "sip:a@b", "+0155550101"])(
    "speaks the notice where the called number is '%s', which is no caller ID",
    async (To) => expect(await ask({ To, From: "anonymous" })).toBe(NOTICE),
  );

  it.each([
    ["completed", HANGS_UP],
    ["answered", HANGS_UP],
    ["busy", NOTICE],
    ["no-answer", NOTICE],
    ["failed", NOTICE],
    ["canceled", NOTICE],
    ["a status of tomorrow", NOTICE],
  ])("after a desk that was dialled, with %s, never dials it again", async (DialCallStatus, twiml) =>
    expect(await ask({ To: TO, From: "anonymous", DialCallStatus })).toBe(twiml),
  );

  it("speaks the notice if its own answer after the dial failed", async () =>
    expect(await ask({ To: TO, ErrorCode: "11200", ErrorUrl: "https://d1.cloudfront.net/dialled.xml" })).toBe(NOTICE));
});

describe("the fallback", () => {
  it("ignores a repeated parameter", () => {
    const To = { value: "%2B14155550101", multiValue: [{ value: "%2B14155550101" }, { value: "%2B12125550142" }] };
    const code = `${edgeCode(of({ dial: DESK }))}; handler({ request: { querystring: { To: ${JSON.stringify(To)} } } }).uri`;
    expect(runInNewContext(code)).toBe("/fallback.xml");
  });

  it("speaks its notice to a request without parameters", async () => {
    expect(await inLambda(of({ say, dial: DESK }), undefined)).toBe(NOTICE);
    expect(await inLambda(of({ say }), { To: TO })).toBe(NOTICE);
  });

  it("fits CloudFront's 10 KB, with the longest text that a region's file may have", () => {
    const fallback = { say: `${"é".repeat(1_000)}${'"&'.repeat(200)}`, dial: DESK };
    for (const countries of [["US"], ["CA"], EUROPE])
      expect(Buffer.byteLength(edgeCode(answerOf({ name: "x", fallback, countries })))).toBeLessThan(10 * 1024);
  });
});

describe("the fallback of a region with several languages", () => {
  const eu = answerOf({ name: "eu", fallback: { language: "en-IE" }, countries: EUROPE });
  const desk = answerOf({ name: "eu", fallback: { language: "en-IE", dial: "+442079460199" }, countries: EUROPE });
  const ca = answerOf({ name: "ca", fallback: { language: "en-CA" }, countries: ["CA"] });

  it.each([
    [eu, "+33199001234", 'language="fr-FR">Désolé'],
    [eu, "+493023125123", 'language="de-DE">Leider'],
    [eu, "+353209101234", 'language="en-IE">Sorry'],
    [eu, "+442079460123", 'language="en-IE">Sorry'],
    [eu, "", 'language="en-IE">Sorry'],
    [ca, "+15145550100", 'language="fr-CA">Désolé'],
    [ca, "+14165550100", 'language="en-CA">Sorry'],
    [desk, "+33199001234", 'language="fr-FR">Désolé'],
  ])("speaks to callers of a number in its country's language: %#, %s", async (answer, To, said) => {
    expect(await inLambda(answer, { To })).toContain(said);
    const uri = atEdge(answer, { To });
    const documents = [answer, ...answer.others];
    const spoken = documents.find(({ path }) => path === uri)?.notice ?? uri;
    expect(spoken).toContain(said);
  });

  it("says what the handlers say that can't read a route", () => {
    const region = regionFallback("eu", { language: "en-IE" }, languagesOf(EUROPE));
    const called = { ...INBOUND, called: calledIn("+33199001234") };
    const handlers = render(decide({ kind: "incoming" }, "unreadable", new Date(), called, region), {
      origin: "https://voice.eu.aybiza.example",
    });
    expect(eu.others.find(({ prefix }) => prefix === "+33")?.notice).toBe(handlers);
  });

  it("needs no function at the edge where there is one language and no desk", () => {
    expect([needsEdge(of({ say })), needsEdge(eu), needsEdge(ca), needsEdge(of({ dial: DESK }))]).toEqual([
      ...[false, true, true, true],
    ]);
  });
});
