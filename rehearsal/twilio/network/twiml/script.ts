import { Interrupted, type Redirection } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import { VERBS } from "../verbs/index.ts";
import type { Purpose } from "../webhook/webhook.ts";
import { checkAttributes, NOT_MODELLED } from "./attributes.ts";
import { type Document, type DocumentFailure, readDocument } from "./document.ts";
import { NEXT, type Perform, refuse, type Step } from "./step.ts";

/** Heard when neither the voice URL nor the fallback URL gives instructions. */
export const APPLICATION_ERROR = "We're sorry, an application error has occurred. Goodbye.";
/** A call that runs through more documents is a loop of redirects: it is stopped. */
const MAX_DOCUMENTS = 50;

type Ask = { purpose: Purpose; url: string; method?: string | null; params?: Record<string, string> };
/** Where a document comes from: a webhook, or the API's own `Twiml`. */
export type Source = Ask | { readonly twiml: string };
const failed = (read: Document | DocumentFailure): read is DocumentFailure => "code" in read;

/** Runs a call's documents to its end, and those that the API gives it on the way. https://www.twilio.com/docs/voice/twiml */
export async function runScript(call: LiveCall, first: Source): Promise<void> {
  let source: Source | undefined = first;
  while (source) {
    let step: Step | undefined;
    try {
      step = await runDocuments(call, source, { main: true });
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
    }
    source = sourceOf(call.takeRedirection());
    if (!source && !call.over) await call.end((step?.kind === "end" && step.status) || "completed");
  }
}

/** The document of instructions that the API gave. */
export const sourceOf = (given: Redirection | undefined): Source | undefined =>
  given?.url !== undefined
    ? { purpose: "redirect", url: given.url, ...(given.method === undefined ? {} : { method: given.method }) }
    : given?.twiml !== undefined
      ? { twiml: given.twiml }
      : undefined;

/**
 * Runs documents from a source up to the verb that ends them. `main` are the call's own (they have the fallback URL, and the
 * caller hears of failures); others, such as hold music and whispers, may hold only `verbs` and fail in silence.
 * @throws Interrupted
 */
export async function runDocuments(
  call: LiveCall,
  source: Source,
  { main = false, verbs }: { main?: boolean; verbs?: ReadonlySet<string> } = {},
): Promise<Step> {
  let fallbackUsed = false;
  let documents = 0;

  /** The document for a request, else the fallback's, else undefined after the recorded announcement. */
  async function fetch(ask: Ask): Promise<Document | undefined> {
    const outcome = await call.until(call.webhook({ ...ask, params: { ...call.parameters(), ...ask.params } }));
    const read = readDocument(outcome);
    if (!failed(read)) return read;
    await call.log("error", read.code, read.message, read.url);
    const { fallbackUrl, fallbackMethod } = call.voice;
    if (main && !fallbackUsed && fallbackUrl) {
      fallbackUsed = true;
      const params = { ErrorCode: String(read.code), ErrorUrl: read.url };
      return fetch({ purpose: "fallback", url: fallbackUrl, method: fallbackMethod, params });
    }
    if (main) {
      await call.answer();
      await call.say("network", APPLICATION_ERROR);
    }
    return undefined;
  }

  /** The document that a verb asks for. After the call nothing is run: the application is told, its answer is only recorded. */
  async function follow(step: Step & { kind: "request" }, from: Document): Promise<Document | undefined> {
    const url = URL.canParse(step.url, from.url) ? new URL(step.url, from.url).href : step.url;
    // An absolute address is requested and signed as it is written.
    const ask: Ask = { purpose: step.purpose, url: URL.canParse(step.url) ? step.url : url, params: step.params };
    if (step.method !== undefined) ask.method = step.method;
    if (!call.over && !call.redirected) return fetch(ask);
    const outcome = await call.webhook({ ...ask, params: { ...call.parameters(), ...step.params } });
    if (!outcome.ok) await call.log("error", outcome.code, outcome.message, outcome.url);
    throw new Interrupted();
  }

  let document: Document | undefined;
  if ("twiml" in source) {
    const read = readDocument({ ok: true, url: "", contentType: "text/xml", bytes: Buffer.from(source.twiml) });
    if (failed(read)) await call.log("error", read.code, read.message);
    else document = read;
  } else document = await fetch(source);
  while (document) {
    documents += 1;
    call.twiml.push(document.source);
    call.event({ type: "twiml", twiml: document.source });
    const step = await perform(call, document, { first: main && documents === 1, verbs });
    if (step.kind !== "request") return step;
    if (documents >= MAX_DOCUMENTS) {
      await call.log("error", NOT_MODELLED, `The call ran through ${MAX_DOCUMENTS} documents: a loop of redirects`);
      return { kind: "end", status: "failed" };
    }
    document = await follow(step, document);
  }
  return main ? { kind: "end", status: "completed" } : NEXT;
}

/** Performs a document's verbs in order, up to the first that leads elsewhere. */
async function perform(
  call: LiveCall,
  document: Document,
  { first, verbs }: { first: boolean; verbs: ReadonlySet<string> | undefined },
): Promise<Step> {
  for (const [index, verb] of document.verbs.entries()) {
    const run: Perform | undefined = verbs && !verbs.has(verb.name) ? undefined : VERBS[verb.name];
    const refusal = await checkAttributes(call, verb);
    if (refusal) return refusal;
    const step = run
      ? await run(call, verb, { first: first && index === 0, url: document.url })
      : await refuse(call, verb.name, verbs ? "nested" : "Response");
    if (step.kind !== "next") return step;
    if (call.over || call.redirected) throw new Interrupted();
  }
  return verbs ? NEXT : { kind: "end", status: "completed" };
}
