import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { RegionConfig } from "../../domain/config/region.ts";
import { calledIn, callerIn } from "../../domain/contract/call.ts";
import { regionFallback } from "../../domain/contract/region-fallback.ts";
import { decide } from "../../domain/router/decide.ts";
import { INBOUND } from "../../lambdas/testbed/fixture.ts";
import { render } from "../../lambdas/twilio-webhook/twiml.ts";
import { answerOf, edgeCode, type FallbackAnswer, functionCode } from "./fallback-answer.ts";

const DESK = "+14155550160";
const TO = "+14155550101";
const NOTICE =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-US">Later &amp; again, &lt;please&gt;.</Say><Hangup/></Response>';
const DIALS = `<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-US">Later &amp; again, &lt;please&gt;.</Say><Dial callerId="${TO}" action="dialled.xml" method="GET"><Number>${DESK}</Number></Dial></Response>`;
const HANGS_UP = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>';

const of = (fallback: RegionConfig["fallback"]) => answerOf({ name: "United States", fallback });
const withheld = { ...INBOUND, called: calledIn(TO), caller: callerIn("anonymous") };
const say = "Later & again, <please>.";

type Parameters = Readonly<Record<string, string>>;

/** Runs the edge function on a request: returns its TwiML, or else the bucket's. Values stay URL-encoded, as CloudFront passes them. */
function atEdge(answer: FallbackAnswer, given: Parameters): string {
  const querystring = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, { value: encodeURIComponent(value) }]),
  );
  const request = { method: "GET", uri: "/asked", querystring, headers: {}, cookies: {} };
  const code = `${edgeCode(answer.dial!)}; JSON.stringify(handler(${JSON.stringify({ request })}))`;
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
    const code = `${edgeCode(of({ dial: DESK }).dial!)}; handler({ request: { querystring: { To: ${JSON.stringify(To)} } } }).uri`;
    expect(runInNewContext(code)).toBe("/fallback.xml");
  });

  it("speaks its notice to a request without parameters", async () => {
    expect(await inLambda(of({ say, dial: DESK }), undefined)).toBe(NOTICE);
    expect(await inLambda(of({ say }), { To: TO })).toBe(NOTICE);
  });

  it("fits CloudFront's 10 KB, with the longest text that a region's file may have", () => {
    const { dial } = of({ say: `${"é".repeat(1_000)}${'"&'.repeat(200)}`, dial: DESK });
    expect(Buffer.byteLength(edgeCode(dial!))).toBeLessThan(10 * 1024);
  });
});
