import type { Redirection } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { Purpose } from "../webhook/webhook.ts";
import type { Verb } from "./parse.ts";
import type { Step } from "./step.ts";

/** A webhook request for a document. */
export interface Ask {
  readonly purpose: Purpose;
  readonly url: string;
  readonly method?: string | null;
  readonly params?: Record<string, string>;
}

/** Source of a document: a webhook, or the text of the API's `Twiml` parameter. */
export type Source = Ask | { readonly twiml: string };

/** Runs TwiML documents on a call. Verbs get it as a parameter, so that they can run documents without importing the table of verbs. */
export interface Script {
  /** Runs a call's documents, and those that the API redirects it to, until the call's end. https://www.twilio.com/docs/voice/twiml */
  run(call: LiveCall, first: Source): Promise<void>;
  /**
   * Runs nested documents, such as hold music and whispers: they may contain only `verbs`, have no fallback URL, and fail without an
   * announcement.
   * @throws Interrupted
   */
  nested(call: LiveCall, source: Source, verbs: ReadonlySet<string>): Promise<Step>;
}

/** The context in which a verb runs. */
export interface VerbContext {
  /** Whether the verb is the first one of the call's first document. */
  readonly first: boolean;
  /** URL of the verb's document. */
  readonly url: string;
  readonly script: Script;
}

export type Perform = (call: LiveCall, verb: Verb, context: VerbContext) => Promise<Step>;

/** Converts new instructions from the API to a document's source. */
export const sourceOf = (given: Redirection | undefined): Source | undefined =>
  given?.url !== undefined
    ? { purpose: "redirect", url: given.url, ...(given.method === undefined ? {} : { method: given.method }) }
    : given?.twiml !== undefined
      ? { twiml: given.twiml }
      : undefined;
