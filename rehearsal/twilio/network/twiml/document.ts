import type { Outcome } from "../webhook/webhook.ts";
import { parseTwiml, TwimlError, type Verb } from "./parse.ts";

/** The instructions that a webhook answered with. Relative URLs in them resolve against `url`. */
export interface Document {
  readonly url: string;
  readonly verbs: readonly Verb[];
  /** The document's text as received; for an audio answer, its content type. */
  readonly source: string;
}

/** The reason why a webhook's answer can't be run. `code` is Twilio's error code. */
export interface DocumentFailure {
  readonly code: number;
  readonly message: string;
  readonly url: string;
}

const verb = (name: string, text: string): Verb => ({ name, attributes: {}, nouns: [], text });

/** Reads a webhook's answer by its content type. https://www.twilio.com/docs/voice/twiml#mime-types */
export function readDocument(outcome: Outcome): Document | DocumentFailure {
  if (!outcome.ok) return { code: outcome.code, message: outcome.message, url: outcome.url };
  const type = (outcome.contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const { url } = outcome;
  const body = outcome.bytes.toString("utf8");
  if (type === "text/plain") return { url, source: body, verbs: body.trim() ? [verb("Say", body.trim())] : [] };
  // Play an audio answer once.
  if (type.startsWith("audio/")) return { url, source: `(${type})`, verbs: [verb("Say", `(plays ${url})`)] };
  if (type !== "text/xml" && type !== "application/xml" && type !== "text/html") {
    const got = type === "" ? "none" : `"${type}"`;
    return { code: 12300, message: `Invalid Content-Type: ${got}; expected text/xml`, url };
  }
  try {
    return { url, source: body, verbs: parseTwiml(body) };
  } catch (error) {
    if (error instanceof TwimlError) return { code: error.code, message: error.message, url };
    throw error;
  }
}
