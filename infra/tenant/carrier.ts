import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../domain/config/problem.ts";
import type { BuyConfig } from "../../domain/config/tenant.ts";
import type { BundleReview } from "../../domain/rules/bundle-status.ts";
import type { Ending } from "../../domain/rules/ending.ts";
import type { Rest } from "../../domain/rules/life.ts";

/** A number's settings before we adopted it, under the carrier's names. Recorded unchanged, and restored when the number is handed back. */
export type NumberSettings = Record<string, string | boolean | undefined>;

/**
 * Interface between a tenant's stack and a connection's carrier. Only implementations have carrier-specific code. A new carrier is a file in
 * carriers/ and a row in connection.ts.
 */
export interface Carrier {
  /** Reads the numbers that the connection has now, with their settings. Empty before its account exists. Declares nothing. */
  liveSettings(): Promise<ReadonlyMap<string, NumberSettings>>;
  /** Returns a problem that would leave the connection's calls unanswered if it were deployed now. Declares nothing. */
  answerProblem?(): Promise<AccountProblem | undefined>;
  /** The account that numbers are bought into; undefined for a tenant's own SIP trunk, which has none. */
  readonly inventory: Inventory | undefined;
  /** Declares the connection and the resources that answer its calls. Called once, after all checks. */
  open(): Promise<OpenConnection>;
}

/** The account that a connection's numbers are bought into. */
export interface Inventory {
  /** Our parent account, from and to which numbers can be transferred. Undefined for a tenant's own account. */
  readonly parentAccount: string | undefined;
  /** Reads the numbers that the account holds now. Empty before the account exists. Declares nothing. */
  numbers(): Promise<readonly HeldNumber[]>;
  /** Returns problems that would make these purchases fail now. Buys and reserves nothing. */
  obstacles(wanted: readonly Purchase[]): Promise<readonly Obstacle[]>;
  /** Reads how the review of a regulatory bundle goes. Declares nothing. */
  bundle(sid: string): Promise<BundleReview>;
}

/** A number that an account holds now. */
export interface HeldNumber {
  /** E.164. */
  readonly phoneNumber: string;
  /** The entry for which this stack bought the number, even in an update that didn't finish. */
  readonly boughtAs: string | undefined;
  /** The number's quarantine; undefined while it is in service. */
  readonly rest: Rest | undefined;
  /** State of its emergency address, by the carrier's name: `registered`, `registration-failure`; undefined without one. */
  readonly emergency?: string | undefined;
}

/** A problem that would leave a connection's calls unanswered, at a path of the file. */
export interface AccountProblem extends Pick<Problem, "code" | "message" | "fix" | "edits"> {
  /** Path of the setting, from below `config`. */
  readonly path: readonly string[];
}

/** A declared connection. */
export interface OpenConnection {
  /** Parent of the connection's resources. */
  readonly component: pulumi.Resource;
  /** Account at the carrier. A route accepts only this account's calls. Unknown in the preview of the update that creates the account. */
  readonly account: pulumi.Output<string>;
  /** Declares that our handlers answer a number; returns the number. */
  inService(number: InService): pulumi.Output<string>;
  /** SIDs of the bundles that the file declares, by name. */
  readonly bundles: Readonly<Record<string, pulumi.Output<string>>>;
  /** Declares how numbers get into the account; undefined for a connection without an {@link Inventory}. */
  readonly supply: Supply | undefined;
}

/** Declares how numbers get into an account. */
export interface Supply {
  /** Declares the purchase of an entry's number; returns the number. */
  purchase(number: Purchase & { readonly ending: Ending }): pulumi.Output<string>;
  /** Declares that a number moves into this account from another account of ours; returns the number. */
  receive(number: Receipt): pulumi.Output<string>;
}

/** A number to buy: an exact number, or the first that a search finds. */
export interface Purchase {
  /** Key of the number. It never changes, so that a repeated update can find the earlier purchase. */
  readonly key: string;
  readonly buy: BuyConfig;
}

/** A number to transfer from another account of ours. */
export interface Receipt {
  readonly key: string;
  /** E.164. */
  readonly number: string;
  /** The source account; undefined after the number has arrived. */
  readonly from: string | undefined;
  readonly ending: Ending;
}

/** A number to put into service. */
export interface InService {
  readonly key: string;
  readonly number: pulumi.Output<string>;
  readonly ending: Ending;
  /** Address for emergency services: the name of an entry of the file, or a SID. */
  readonly emergencyAddress: string | undefined;
  /** Recorded settings from before we adopted the number; undefined for a bought number. */
  readonly before: pulumi.Output<NumberSettings> | undefined;
  readonly dependsOn: readonly pulumi.Resource[];
}

/** Problems that stop purchases. */
export type Obstacle = Shortage | MissingPaper | NoSuchType;

/** Problem: too few numbers are for sale. */
export interface Shortage {
  /** Keys of the purchases with this search. */
  readonly keys: readonly string[];
  /** The search in words: `local number of US with area code 415`. */
  readonly search: string;
  /** Count of numbers for sale. */
  readonly found: number;
  /** Alternative searches that find numbers, as the file writes them: `areaCode: "510" (Oakland, CA)`. */
  readonly nearest: readonly string[];
}

/** Problem: a country's rules require a document for a purchase, and the file names none. */
export interface MissingPaper {
  /** Keys of the purchases that need it. */
  readonly keys: readonly string[];
  /** The kind of number to buy: `local number of GB`. */
  readonly kind: string;
  /** Which setting of `buy` is missing. */
  readonly paper: "bundle" | "address";
  /** The required document, with the carrier's page that requires it. */
  readonly rule: string;
  /** What the document must contain or prove, in the carrier's words; one text for each kind of holder. */
  readonly asks: readonly string[];
  /** How to write the document in `buy`. */
  readonly fix: string;
}

/** Problem: the carrier doesn't sell this type of number in the country. */
export interface NoSuchType {
  /** Keys of the purchases that ask for it. */
  readonly keys: readonly string[];
  readonly country: string;
  readonly type: string;
  /** Types that the carrier sells in the country, as the file writes them; empty if it sells none. */
  readonly types: readonly string[];
}
