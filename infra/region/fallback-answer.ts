import type { RegionConfig } from "../../domain/config/region.ts";
import { E164_PATTERN } from "../../domain/contract/e164.ts";
import { regionFallback } from "../../domain/contract/region-fallback.ts";
import { speakable } from "../../domain/router/spoken.ts";

/** Path of the notice: the fallback URL names it in full, so that no default document has to be configured. */
export const NOTICE_PATH = "/fallback.xml";
/** `action` URL of the dial, which Twilio requests after it. It may be relative: https://www.twilio.com/docs/voice/twiml#request-parameters */
const DIALLED = "dialled.xml";

/** TwiML of the region's fallback. It names no tenant and holds no secret. */
export interface FallbackAnswer {
  /** TwiML with the notice, spoken if there is no desk, or the desk can't be dialled or didn't answer. */
  readonly notice: string;
  /** TwiML that dials the desk, in two parts. The called number is inserted between them as the caller ID. */
  readonly dial?: readonly [before: string, after: string];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?><Response>';
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" };
const escaped = (text: string) => text.replace(/[&<>\r]/g, (found) => ESCAPES[found]!);

/** Returns the TwiML for when a region's handlers can't be reached: the same notice and desk as the handlers use without a route. */
export function answerOf({ name, fallback }: Pick<RegionConfig, "name" | "fallback">): FallbackAnswer {
  const { say, language, dial } = regionFallback(name, fallback);
  const said = `<Say language="${language}">${escaped(speakable(say))}</Say>`;
  return {
    notice: `${HEAD}${said}<Hangup/></Response>`,
    ...(dial && {
      dial: [
        `${HEAD}${said}<Dial callerId="`,
        `" action="${DIALLED}" method="GET"><Number>${dial}</Number></Dial></Response>`,
      ],
    }),
  };
}

/**
 * JavaScript for CloudFront and Lambda: `answer(one)` returns TwiML, or "" for the notice; `one(name)` returns a request parameter or "". The caller
 * ID is the called number, which Twilio accepts even for a caller who withholds the number (https://www.twilio.com/docs/api/errors/13214).
 *
 * Requests aren't verified: a forged request gets the notice that every caller gets, and the number in the answer is validated.
 */
const answerCode = ([before, after]: readonly [string, string]) => `
function answer(one) {
  var status = one("DialCallStatus");
  if (status === "completed" || status === "answered") return ${JSON.stringify(`${HEAD}<Hangup/></Response>`)};
  // Never dial the desk twice: that could loop.
  if (status || one("ErrorUrl").indexOf(${JSON.stringify(DIALLED)}) >= 0) return "";
  var to = one("To").replace(/^%2B/i, "+");
  return ${E164_PATTERN}.test(to) ? ${JSON.stringify(before)} + to + ${JSON.stringify(after)} : "";
}
`;

/** Code of a CloudFront function that dials the desk; the bucket answers everything else. */
export const edgeCode = (dial: readonly [string, string]) => `${answerCode(dial)}
function handler(event) {
  var query = event.request.querystring;
  var twiml = answer(function (name) {
    return query[name] && !query[name].multiValue ? query[name].value : "";
  });
  event.request.uri = ${JSON.stringify(NOTICE_PATH)};
  if (!twiml) return event.request;
  return {
    statusCode: 200,
    statusDescription: "OK",
    headers: { "content-type": { value: "text/xml; charset=utf-8" }, "cache-control": { value: "no-store" } },
    body: { encoding: "text", data: twiml },
  };
}
`;

/** Code of a Lambda function that gives all answers. */
export const functionCode = ({
  notice,
  dial,
}: FallbackAnswer) => `${dial ? answerCode(dial) : 'const answer = () => "";'}
export const handler = async ({ queryStringParameters: query = {} }) => ({
  statusCode: 200,
  headers: { "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" },
  body: answer((name) => query[name] || "") || ${JSON.stringify(notice)},
});
`;
