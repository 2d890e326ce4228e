/**
 * The stages of a run, in their order. Each needs what the one before it needs; only `number` and `call` cost anything, and only `call` places a call.
 * `closing` comes last if a subaccount was created.
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
  /** What the request creates, if it must be put back. The journal records it first, under its name. */
  readonly makes?: { readonly kind: Made; readonly name: string };
  /**
   * Fields of which only the type counts, by their path in the answer; `*` is any part of one: the value belongs to the account or the number, not
   * to the behaviour.
   */
  readonly varies?: readonly string[];
  /**
   * How a list is compared: `all` items in order (a list that only the kit fills), or the `first` item's fields (the account's own list).
   * @default "all"
   */
  readonly items?: "all" | "first";
  /** With `items: first`: also compare the length of the list. */
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

/** What to put back: close a subaccount, release a number. */
export type Made = "number" | "subaccount";

/** Something that Twilio's documentation leaves open, and the requests that settle it. */
export interface Question {
  /** `number-keeps-both`: the name in reports, in docs/deploy.md and after `--only`. */
  readonly id: string;
  /** What isn't known, as a question. */
  readonly asks: string;
  readonly stage: Stage;
  readonly steps: readonly Step[];
  /** The file of the stand-in to change if the answers differ. */
  readonly mend: string;
  /** The page that leaves the question open, or that the stand-in follows. */
  readonly source: string;
}

/** `/2010-04-01/Accounts/{subaccount}/Applications.json`. */
export const below = (account: "account" | "second" | "subaccount" | "testAccount", path: string): string =>
  `/2010-04-01/Accounts/{${account}}/${path}`;
