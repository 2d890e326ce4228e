import type { RegionConfig } from "../../domain/config/region.ts";
import { E164_PATTERN } from "../../domain/contract/e164.ts";
import { regionFallback } from "../../domain/contract/region-fallback.ts";
import { speakable } from "../../domain/router/spoken.ts";

/** Path of the notice. It ends where Twilio's fallback URL does, so that no default document has to be configured. */
export const NOTICE_PATH = "/fallback.xml";
/** Where Twilio comes back to after the desk was dialled. Relative, as an `action` may be: https://www.twilio.com/docs/voice/twiml#request-parameters */
const DIALLED = "dialled.xml";

/** TwiML of the fallback apart from the primary. It knows no tenant and holds no secret. */
export interface FallbackAnswer {
  /** Said where there is no desk, or the desk can't be dialled, or didn't answer. */
  readonly notice: string;
  /** Dials the desk; what belongs between the two is the called number, as the caller ID. */
  readonly dial?: readonly [before: string, after: string];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?><Response>';
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" };
const escaped = (text: string) => text.replace(/[&<>\r]/g, (found) => ESCAPES[found]!);

/** What a region says and dials where its handlers can't be reached: the same as they do where they can't read any route. */
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
 * Which document answers a request, as JavaScript that runs in CloudFront and in Lambda: `answer(one)`, where `one(name)` gives a parameter or "".
 * It gives TwiML, or nothing where the notice is due. The caller ID is the called number: Twilio takes it for every caller, also one who withholds
 * the own number (https://www.twilio.com/docs/api/errors/13214).
 *
 * A request needs no signature: whoever forges one gets the same words as every caller, and the number that is put into the answer is checked.
 */
const answerCode = ([before, after]: readonly [string, string]) => `
function answer(one) {
  var status = one("DialCallStatus");
  if (status === "completed" || status === "answered") return ${JSON.stringify(`${HEAD}<Hangup/></Response>`)};
  // The desk was dialled once: a second time could go round for ever.
  if (status || one("ErrorUrl").indexOf(${JSON.stringify(DIALLED)}) >= 0) return "";
  var to = one("To").replace(/^%2B/i, "+");
  return ${E164_PATTERN}.test(to) ? ${JSON.stringify(before)} + to + ${JSON.stringify(after)} : "";
}
`;

/** Code of a CloudFront function that dials the desk, and leaves the rest to the bucket. */
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

/** Code of a Lambda function that gives every answer itself. */
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
