/**
 * The stages of a run, in order. Only `number` and `call` cost anything, and only `call` places a call.
 * `closing` closes the subaccount, so it comes last.
 */
export const STAGES = ["test-credentials", "reading", "subaccount", "number", "call", "closing"] as const;
export type Stage = (typeof STAGES)[number];

/** The account whose credentials a request uses. `wrong-token`: the test account, or else the account, with a wrong token. */
export type Signer = "account" | "second" | "subaccount" | "test" | "wrong-token";

/** Form or query fields. A list means that the field is repeated. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A request of a question. Path, query and form may contain `{variables}`, which `keep` of earlier steps has set. */
export interface Step {
  /** Name of the request within its question, for the report. */
  readonly name: string;
  readonly as: Signer;
  readonly method: "DELETE" | "GET" | "POST";
  /** Product in the host name `https://PRODUCT.twilio.com`. @default "api" */
  readonly product?: string;
  /** Path with the API's version: `/2010-04-01/Accounts/{subaccount}/Applications.json`. */
  readonly path: string;
  readonly query?: Fields;
  readonly form?: Fields;
  /** Variables to set from the answer for later requests: each name with the path of its field (`available_phone_numbers.0.phone_number`). */
  readonly keep?: Readonly<Record<string, string>>;
  /** What the request creates, if it must be removed at the end. The journal records it by its name before the request is sent. */
  readonly makes?: { readonly kind: Made; readonly name: string };
  /**
   * Paths of fields of which only the type is compared, since the value depends on the account or the number. `*` matches any
   * part of a path.
   */
  readonly varies?: readonly string[];
  /**
   * How a list is compared: `all` items in order (a list that only the kit fills), or the `first` item's fields (the account's own list).
   * @default "all"
   */
  readonly items?: "all" | "first";
  /** With `items: first`: also compare the length of the list. */
  readonly counts?: true;
  /** Fields that answer the question: the report shows their values beside the status. */
  readonly tells?: readonly string[];
  /** Repeats the request until a field has one of the given values. Only the last answer is compared. */
  readonly until?: Until;
}

export interface Until {
  readonly field: string;
  readonly values: readonly string[];
  readonly everyMs: number;
  readonly withinMs: number;
}

/** What a run creates and removes: it closes a subaccount, and releases a number. */
export type Made = "number" | "subaccount";

/** A question that Twilio's documentation leaves open, with the requests that answer it. */
export interface Question {
  /** Name in reports, in docs/deploy.md and for `--only`: `number-keeps-both`. */
  readonly id: string;
  /** The question in words. */
  readonly asks: string;
  readonly stage: Stage;
  readonly steps: readonly Step[];
  /** The file of the stand-in to change if the answers differ. */
  readonly mend: string;
  /** URL of the page that leaves the question open, or that the stand-in follows. */
  readonly source: string;
}

/** Returns a path below an account: `/2010-04-01/Accounts/{subaccount}/Applications.json`. */
export const below = (account: "account" | "second" | "subaccount" | "testAccount", path: string): string =>
  `/2010-04-01/Accounts/{${account}}/${path}`;
