import type { RegionConfig } from "../../domain/config/region.ts";
import { E164_PATTERN } from "../../domain/contract/e164.ts";
import { regionFallback, type Words, wordsIn } from "../../domain/contract/region-fallback.ts";
import { speakable } from "../../domain/router/spoken.ts";
import { languagesOf } from "../../domain/rules/languages.ts";

/** Path of the notice: the fallback URL names it in full, so that no default document has to be configured. */
export const NOTICE_PATH = "/fallback.xml";
/** `action` URL of the dial, which Twilio requests after it. It may be relative: https://www.twilio.com/docs/voice/twiml#request-parameters */
const DIALLED = "dialled.xml";

/** What callers of some numbers hear. It names no tenant and holds no secret. */
export interface Spoken {
  /** Path of the notice at the fallback's host. */
  readonly path: string;
  /** TwiML with the notice, spoken if there is no desk, or the desk can't be dialled or didn't answer. */
  readonly notice: string;
  /** TwiML that dials the desk, in two parts. The called number is inserted between them as the caller ID. */
  readonly dial?: readonly [before: string, after: string];
}

/** TwiML of the region's fallback. */
export interface FallbackAnswer extends Spoken {
  /** Answers in other languages, by the called number's prefix, the longest first. */
  readonly others: readonly (Spoken & { readonly prefix: string })[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?><Response>';
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" };
const escaped = (text: string) => text.replace(/[&<>\r]/g, (found) => ESCAPES[found]!);

/**
 * Returns the TwiML for when a region's handlers can't be reached: the same notice and desk as the handlers use without a route, in the language of the
 * called number's country.
 */
export function answerOf({
  name,
  fallback,
  countries,
}: Pick<RegionConfig, "name" | "fallback" | "countries">): FallbackAnswer {
  const region = regionFallback(name, fallback, languagesOf(countries));
  const own = wordsIn(region, undefined);
  const others = (region.languages ?? []).map(([prefix, language]) => ({ prefix, words: wordsIn(region, language) }));
  return {
    ...spokenIn(own, region.dial, NOTICE_PATH),
    // A prefix whose callers hear the region's own words needs an entry only below a longer one of another language.
    others: others.every(({ words }) => words.language === own.language)
      ? []
      : others.map(({ prefix, words }) => ({
          prefix,
          ...spokenIn(words, region.dial, words.language === own.language ? NOTICE_PATH : pathOf(words.language)),
        })),
  };
}

const pathOf = (language: string) => `/fallback-${language}.xml`;

function spokenIn({ say, language }: Words, dial: string | undefined, path: string): Spoken {
  const said = `<Say language="${language}">${escaped(speakable(say))}</Say>`;
  return {
    path,
    notice: `${HEAD}${said}<Hangup/></Response>`,
    ...(dial && {
      dial: [
        `${HEAD}${said}<Dial callerId="`,
        `" action="${DIALLED}" method="GET"><Number>${dial}</Number></Dial></Response>`,
      ],
    }),
  };
}

/** Whether the edge has to look at the called number: to dial the desk, or to choose a language. */
export const needsEdge = ({ dial, others }: FallbackAnswer): boolean => dial !== undefined || others.length > 0;

/**
 * JavaScript for CloudFront and Lambda: `answer(one)` returns what the called number's callers hear, as `{ path, notice, twiml }`; `twiml` is "" for the
 * notice. `one(name)` returns a request parameter or "". The caller ID is the called number, which Twilio accepts even for a caller who withholds the
 * number (https://www.twilio.com/docs/api/errors/13214).
 *
 * Requests aren't verified: a forged request gets the notice that every caller gets, and the number in the answer is validated.
 */
function answerCode(answer: FallbackAnswer, withNotices: boolean): string {
  const { others, ...own } = answer;
  const kept = ({ notice, ...rest }: Spoken) => (withNotices ? { ...rest, notice } : rest);
  return `
var OTHERS = ${JSON.stringify(others.map((one) => ({ prefix: one.prefix, ...kept(one) })))};
var OWN = ${JSON.stringify(kept(own))};
function answer(one) {
  var to = one("To").replace(/^%2B/i, "+");
  var said = OWN;
  for (var i = OTHERS.length - 1; i >= 0; i--) if (to.indexOf(OTHERS[i].prefix) === 0) said = OTHERS[i];
  var status = one("DialCallStatus");
  var twiml = "";
  if (status === "completed" || status === "answered") twiml = ${JSON.stringify(`${HEAD}<Hangup/></Response>`)};
  // Never dial the desk twice: that could loop.
  else if (said.dial && !status && one("ErrorUrl").indexOf(${JSON.stringify(DIALLED)}) < 0 && ${E164_PATTERN}.test(to))
    twiml = said.dial[0] + to + said.dial[1];
  return { path: said.path, notice: said.notice, twiml: twiml };
}
`;
}

/** Code of a CloudFront function that dials the desk and chooses the notice's language; the bucket answers with the notice. */
export const edgeCode = (answer: FallbackAnswer) => `${answerCode(answer, false)}
function handler(event) {
  var query = event.request.querystring;
  var found = answer(function (name) {
    return query[name] && !query[name].multiValue ? query[name].value : "";
  });
  event.request.uri = found.path;
  if (!found.twiml) return event.request;
  return {
    statusCode: 200,
    statusDescription: "OK",
    headers: { "content-type": { value: "text/xml; charset=utf-8" }, "cache-control": { value: "no-store" } },
    body: { encoding: "text", data: found.twiml },
  };
}
`;

/** Code of a Lambda function that gives all answers. */
export const functionCode = (answer: FallbackAnswer) => `${answerCode(answer, true)}
export const handler = async ({ queryStringParameters: query = {} }) => {
  const { notice, twiml } = answer((name) => query[name] || "");
  return {
    statusCode: 200,
    headers: { "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" },
    body: twiml || notice,
  };
};
`;
