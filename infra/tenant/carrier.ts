import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../domain/config/problem.ts";
import type { BuyConfig } from "../../domain/config/tenant.ts";
import type { Ending } from "../../domain/rules/ending.ts";
import type { Rest } from "../../domain/rules/life.ts";

/** A number's settings before we took it over, under the carrier's own names: recorded as they are, and restored when it is handed back. */
export type NumberSettings = Record<string, string | boolean | undefined>;

/**
 * What a tenant's stack needs of a connection, whoever carries its numbers. Only an implementation knows the carrier. A new one is a file in
 * carriers/ and a row in connection.ts.
 */
export interface Carrier {
  /** Numbers that the connection has now, with their settings. Empty before its account exists. Declares nothing. */
  liveSettings(): Promise<ReadonlyMap<string, NumberSettings>>;
  /** What would leave the connection's calls unanswered if it were deployed now. Declares nothing. */
  answerProblem?(): Promise<AccountProblem | undefined>;
  /** Undefined where there is nothing to buy and no account to move numbers to: the tenant's own trunk. */
  readonly inventory: Inventory | undefined;
  /** Declares the connection and what answers its calls. Called once, after everything was looked at. */
  open(): Promise<OpenConnection>;
}

/** The account of a connection that numbers can be bought into. */
export interface Inventory {
  /** Our parent account, which numbers come from and go to. Undefined for a tenant's own account. */
  readonly parentAccount: string | undefined;
  /** What the account holds now. Empty before it exists. Declares nothing. */
  numbers(): Promise<readonly HeldNumber[]>;
  /** What would stop these purchases now. Buys and reserves nothing. */
  obstacles(wanted: readonly Purchase[]): Promise<readonly Obstacle[]>;
}

/** A number that an account holds now. */
export interface HeldNumber {
  /** E.164. */
  readonly phoneNumber: string;
  /** The entry under which this stack bought it, even in an update that didn't finish. */
  readonly boughtAs: string | undefined;
  /** Its quarantine, if it is in one. */
  readonly rest: Rest | undefined;
}

/** Why a connection's calls couldn't be answered, at a path of the file. */
export interface AccountProblem extends Pick<Problem, "code" | "message" | "fix" | "edits"> {
  /** Keys below `config`. */
  readonly path: readonly string[];
}

/** A declared connection. */
export interface OpenConnection {
  /** Parent of the connection's resources. */
  readonly component: pulumi.Resource;
  /** Account at the carrier: a route accepts only this account's calls. Unknown in the preview that makes the account. */
  readonly account: pulumi.Output<string>;
  /** Declares that we answer a number; returns the number. */
  inService(number: InService): pulumi.Output<string>;
  /** How numbers get into the account: of a connection with an {@link Inventory}. */
  readonly supply: Supply | undefined;
}

/** Declares how numbers get into an account. */
export interface Supply {
  /** Declares the purchase of an entry's number; returns the number. */
  purchase(number: Purchase & { readonly ending: Ending }): pulumi.Output<string>;
  /** Declares that a number moves here from another account of ours; returns the number. */
  receive(number: Receipt): pulumi.Output<string>;
}

/** A number to buy: an exact one, or the first that a search finds. */
export interface Purchase {
  /** Key of the number. It never changes, so that a repeated update finds the purchase by it. */
  readonly key: string;
  readonly buy: BuyConfig;
}

/** A number that another account of ours gives. */
export interface Receipt {
  readonly key: string;
  /** E.164. */
  readonly number: string;
  /** The source account; undefined once the number is here. */
  readonly from: string | undefined;
  readonly ending: Ending;
}

/** A number to take into service. */
export interface InService {
  readonly key: string;
  readonly number: pulumi.Output<string>;
  readonly ending: Ending;
  /** Recorded settings from before we took it over; undefined for one that we bought. */
  readonly before: pulumi.Output<NumberSettings> | undefined;
  readonly dependsOn: readonly pulumi.Resource[];
}

/** What stops purchases. */
export type Obstacle = Shortage | MissingPaper | NoSuchType;

/** Too few numbers are for sale. */
export interface Shortage {
  /** Keys of the purchases with this search. */
  readonly keys: readonly string[];
  /** The search in words: `local number of US with area code 415`. */
  readonly search: string;
  /** How many are for sale. */
  readonly found: number;
  /** Searches that do find numbers, as the file writes them: `areaCode: "510" (Oakland, CA)`. */
  readonly nearest: readonly string[];
}

/** A document that a country's rules require for a purchase, and the file doesn't name. */
export interface MissingPaper {
  /** Keys of the purchases that need it. */
  readonly keys: readonly string[];
  /** What is to be bought: `local number of GB`. */
  readonly kind: string;
  /** Which setting of `buy` is missing. */
  readonly paper: "bundle" | "address";
  /** The document, with the carrier's page that requires it. */
  readonly rule: string;
  /** What the document must contain or prove, in the carrier's words; one text for each kind of holder. */
  readonly asks: readonly string[];
  /** How to name it in `buy`. */
  readonly fix: string;
}

/** A type of number that the carrier doesn't sell in its country. */
export interface NoSuchType {
  /** Keys of the purchases that ask for it. */
  readonly keys: readonly string[];
  readonly country: string;
  readonly type: string;
  /** Types that the carrier sells there, as the file writes them; none where it sells no number of the country. */
  readonly types: readonly string[];
}
