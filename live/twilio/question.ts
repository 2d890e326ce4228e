/**
 * The stages of a run, in their order. Each needs what the one before it needs; only `number` and `call` cost anything, and only `call` places a call.
 * `closing` comes last wherever a subaccount was made.
 */
export const STAGES = ["test-credentials", "reading", "subaccount", "number", "call", "closing"] as const;
export type Stage = (typeof STAGES)[number];

/** Whose credentials sign a request in. `wrong-token` is the test account, or else the account, with a token that isn't its own. */
export type Signer = "account" | "second" | "subaccount" | "test" | "wrong-token";

/** Form and query fields: a list is a repeated field. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** One request of a question. Paths, query and form may hold `{variables}`, which earlier steps have kept. */
export interface Step {
  /** Names the request within its question, for the report. */
  readonly name: string;
  readonly as: Signer;
  readonly method: "DELETE" | "GET" | "POST";
  /** `https://PRODUCT.twilio.com`. @default "api" */
  readonly product?: string;
  /** With its version: `/2010-04-01/Accounts/{subaccount}/Applications.json`. */
  readonly path: string;
  readonly query?: Fields;
  readonly form?: Fields;
  /** What later requests need of the answer: a variable's name, and the path of the field (`available_phone_numbers.0.phone_number`). */
  readonly keep?: Readonly<Record<string, string>>;
  /** What the request makes, where something must put it back: it is written to the journal first, under the name that it gets. */
  readonly makes?: { readonly kind: Made; readonly name: string };
  /**
   * Fields of which only the type counts, by their path in the answer; `*` is any part of one: the value belongs to the account or the number, not
   * to the behaviour.
   */
  readonly varies?: readonly string[];
  /**
   * Of a list, what counts: `all` its items in their order (the list is ours alone), or the `first` one's fields (the list is the account's own).
   * @default "all"
   */
  readonly items?: "all" | "first";
  /** How many items a list has counts too, where `items` is `first`. */
  readonly counts?: true;
  /** Fields that answer the question: the report shows what was found in them, beside the status. */
  readonly tells?: readonly string[];
  /** Asks again until the field has one of these values; the last answer is compared. */
  readonly until?: Until;
}

export interface Until {
  readonly field: string;
  readonly values: readonly string[];
  readonly everyMs: number;
  readonly withinMs: number;
}

/** What is put back: a subaccount is closed, a number released. */
export type Made = "number" | "subaccount";

/** Something that Twilio's documentation leaves open, and the requests that settle it. */
export interface Question {
  /** `number-keeps-both`: the name in reports, in docs/deploy.md and after `--only`. */
  readonly id: string;
  /** What isn't known, as a question. */
  readonly asks: string;
  readonly stage: Stage;
  readonly steps: readonly Step[];
  /** The file of the stand-in to mend where the answers differ. */
  readonly mend: string;
  /** The page that leaves it open, or that the stand-in follows. */
  readonly source: string;
}

/** `/2010-04-01/Accounts/{subaccount}/Applications.json`. */
export const below = (account: "account" | "second" | "subaccount" | "testAccount", path: string): string =>
  `/2010-04-01/Accounts/{${account}}/${path}`;
