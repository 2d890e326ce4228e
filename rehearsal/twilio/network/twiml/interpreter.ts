import { Interrupted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import { callParameters } from "../call/parameters.ts";
import { checkAttributes } from "./attributes.ts";
import { type Document, type DocumentFailure, readDocument } from "./document.ts";
import { type Ask, type Perform, type Script, type Source, sourceOf } from "./script.ts";
import { absolute, NEXT, NOT_MODELLED, refuse, type Step } from "./step.ts";

/** Spoken when neither the voice URL nor the fallback URL gives instructions. */
export const APPLICATION_ERROR = "We're sorry, an application error has occurred. Goodbye.";
/** Maximum documents of a call. A call that runs more is in a loop of redirects and is stopped. */
const MAX_DOCUMENTS = 50;

const failed = (read: Document | DocumentFailure): read is DocumentFailure => "code" in read;

/** Creates a TwiML interpreter for a table of verbs. */
export function interpreter(table: Readonly<Record<string, Perform>>): Script {
  const script: Script = {
    async run(call, first) {
      let source: Source | undefined = first;
      while (source) {
        let step: Step | undefined;
        try {
          step = await runDocuments(call, source);
        } catch (error) {
          if (!(error instanceof Interrupted)) throw error;
        }
        source = sourceOf(call.takeRedirection());
        if (!source && !call.over) await call.end((step?.kind === "end" && step.status) || "completed");
      }
    },
    nested: runDocuments,
  };
  return script;

  /** Runs documents from a source until a verb ends them. With `verbs`, they are nested ones, which may contain only those. @throws Interrupted */
  async function runDocuments(call: LiveCall, source: Source, verbs?: ReadonlySet<string>): Promise<Step> {
    const main = verbs === undefined;
    let fallbackUsed = false;
    let documents = 0;

    /** Requests a document. On failure returns the fallback URL's document, or undefined after announcing the error. */
    async function fetch(ask: Ask): Promise<Document | undefined> {
      const outcome = await call.until(call.webhook({ ...ask, params: { ...callParameters(call), ...ask.params } }));
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

    /** Requests the document that a verb leads to. When the call is over, the application still gets the request but its answer isn't run. */
    async function follow(step: Step & { kind: "request" }, from: Document): Promise<Document | undefined> {
      const { purpose, method, params } = step;
      // Keep an absolute URL as it is written: it is requested and signed in that form.
      const url = absolute(step.url, from.url);
      const ask: Ask = { purpose, url, params, ...(method === undefined ? {} : { method }) };
      if (!call.over && !call.redirected) return fetch(ask);
      const outcome = await call.webhook({ ...ask, params: { ...callParameters(call), ...params } });
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
      const step = await perform(call, document, main && documents === 1, verbs);
      if (step.kind !== "request") return step;
      if (documents >= MAX_DOCUMENTS) {
        await call.log(
          "error",
          NOT_MODELLED,
          `The call was stopped after ${MAX_DOCUMENTS} documents: they redirect in a loop`,
        );
        return { kind: "end", status: "failed" };
      }
      document = await follow(step, document);
    }
    return main ? { kind: "end", status: "completed" } : NEXT;
  }

  /** Performs a document's verbs in order, up to the first that leads to another document or ends the call. */
  async function perform(
    call: LiveCall,
    document: Document,
    first: boolean,
    verbs: ReadonlySet<string> | undefined,
  ): Promise<Step> {
    for (const [index, verb] of document.verbs.entries()) {
      const run = verbs && !verbs.has(verb.name) ? undefined : table[verb.name];
      const refusal = await checkAttributes(call, verb);
      if (refusal) return refusal;
      const step = run
        ? await run(call, verb, { first: first && index === 0, url: document.url, script })
        : await refuse(call, verb.name, verbs ? "nested" : "Response");
      if (step.kind !== "next") return step;
      if (call.over || call.redirected) throw new Interrupted();
    }
    return verbs ? NEXT : { kind: "end", status: "completed" };
  }
}
