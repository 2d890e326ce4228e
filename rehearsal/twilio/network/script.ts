import { checkAttributes, NOT_MODELLED } from "./attributes.ts";
import { type Document, type DocumentFailure, readDocument } from "./document.ts";
import type { LiveCall } from "./live-call.ts";
import { type Perform, PLAIN_VERBS, refuse, type Step } from "./verbs.ts";
import type { Purpose } from "./webhook.ts";

/** Heard when neither the voice URL nor the fallback URL gives instructions. */
export const APPLICATION_ERROR = "We're sorry, an application error has occurred. Goodbye.";
/** A call that runs through more documents is a loop of redirects: it is stopped. */
const MAX_DOCUMENTS = 50;

type Ask = { purpose: Purpose; url: string; method?: string | null; params?: Record<string, string> };
const failed = (read: Document | DocumentFailure): read is DocumentFailure => "code" in read;

/** Runs a call's documents from its voice URL to the end. https://www.twilio.com/docs/voice/twiml */
export async function runScript(call: LiveCall, reaching: Record<string, Perform>): Promise<void> {
  const { voice } = call.subscriber;
  let fallbackUsed = false;
  let documents = 0;

  /** The document for a request, else the fallback's, else undefined after the recorded announcement. */
  async function fetch(ask: Ask): Promise<Document | undefined> {
    const outcome = await call.webhook({ ...ask, params: { ...call.parameters(), ...ask.params } });
    const read = readDocument(outcome);
    if (!failed(read)) return read;
    await call.log("error", read.code, read.message, read.url);
    if (!fallbackUsed && voice.fallbackUrl) {
      fallbackUsed = true;
      const params = { ErrorCode: String(read.code), ErrorUrl: read.url };
      return fetch({ purpose: "fallback", url: voice.fallbackUrl, method: voice.fallbackMethod, params });
    }
    await call.answer();
    await call.say("network", APPLICATION_ERROR);
    await call.end("completed");
    return undefined;
  }

  /** The document that a verb asks for. After the call nothing is run: the application is told, its answer is only recorded. */
  async function follow(step: Step & { kind: "request" }, from: Document): Promise<Document | undefined> {
    const url = URL.canParse(step.url, from.url) ? new URL(step.url, from.url).href : step.url;
    // An absolute address is requested and signed as it is written.
    const ask: Ask = { purpose: step.purpose, url: URL.canParse(step.url) ? step.url : url, params: step.params };
    if (step.method !== undefined) ask.method = step.method;
    if (!call.over) return fetch(ask);
    const outcome = await call.webhook({ ...ask, params: { ...call.parameters(), ...step.params } });
    if (!outcome.ok) await call.log("error", outcome.code, outcome.message, outcome.url);
    return undefined;
  }

  let document = voice.url ? await fetch({ purpose: "voice", url: voice.url, method: voice.method }) : undefined;
  if (!voice.url) {
    await call.say("network", "The number you have dialed isn't configured to answer calls.");
    await call.end("failed");
  }
  while (document) {
    documents += 1;
    call.twiml.push(document.source);
    call.event({ type: "twiml", twiml: document.source });
    const step = await perform(call, document, reaching, documents === 1);
    if (step.kind === "request" && documents < MAX_DOCUMENTS) {
      document = await follow(step, document);
      continue;
    }
    if (step.kind === "request") {
      await call.log("error", NOT_MODELLED, `The call ran through ${MAX_DOCUMENTS} documents: a loop of redirects`);
      await call.end("failed");
    } else {
      await call.end((step.kind === "end" && step.status) || "completed");
    }
    return;
  }
}

/** Performs a document's verbs in order, up to the first that leads elsewhere. */
async function perform(
  call: LiveCall,
  document: Document,
  reaching: Record<string, Perform>,
  entry: boolean,
): Promise<Step> {
  for (const [index, verb] of document.verbs.entries()) {
    const run = PLAIN_VERBS[verb.name] ?? reaching[verb.name];
    await checkAttributes(call, verb);
    const step = run
      ? await run(call, verb, { first: entry && index === 0 })
      : await refuse(call, verb.name, "Response");
    if (step.kind !== "next") return step;
    if (call.over) return { kind: "end" };
  }
  return { kind: "end", status: "completed" };
}
