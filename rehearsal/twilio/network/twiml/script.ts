import type { Redirection } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { Purpose } from "../webhook/webhook.ts";
import type { Verb } from "./parse.ts";
import type { Step } from "./step.ts";

/** A webhook that is asked for a document. */
export interface Ask {
  readonly purpose: Purpose;
  readonly url: string;
  readonly method?: string | null;
  readonly params?: Record<string, string>;
}

/** Where a document comes from: a webhook, or the API's own `Twiml`. */
export type Source = Ask | { readonly twiml: string };

/** Runs TwiML documents on a call. Verbs get it with each document, so that they can run others without knowing the table of verbs. */
export interface Script {
  /** Runs a call's own documents to the call's end, and new ones that the API gives it. https://www.twilio.com/docs/voice/twiml */
  run(call: LiveCall, first: Source): Promise<void>;
  /**
   * Runs documents beside the call's own, such as hold music and whispers: they may hold only `verbs`, have no fallback URL, and
   * fail without an announcement.
   * @throws Interrupted
   */
  nested(call: LiveCall, source: Source, verbs: ReadonlySet<string>): Promise<Step>;
}

/** The context of a verb. */
export interface VerbContext {
  /** The verb opens the call's first document. */
  readonly first: boolean;
  /** URL of the verb's document. */
  readonly url: string;
  readonly script: Script;
}

export type Perform = (call: LiveCall, verb: Verb, context: VerbContext) => Promise<Step>;

/** The source of new instructions by the API. */
export const sourceOf = (given: Redirection | undefined): Source | undefined =>
  given?.url !== undefined
    ? { purpose: "redirect", url: given.url, ...(given.method === undefined ? {} : { method: given.method }) }
    : given?.twiml !== undefined
      ? { twiml: given.twiml }
      : undefined;
