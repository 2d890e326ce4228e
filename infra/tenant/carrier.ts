import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../domain/config/problem.ts";
import type { BuyConfig } from "../../domain/config/tenant.ts";
import type { Rest } from "../../domain/rules/life.ts";

/** Settings that a number had before we came, by the carrier's own names: written down as they are, and given back one day. */
export type NumberSettings = Record<string, string | boolean | undefined>;

/** A number that an account holds now. */
export interface CarriedNumber {
  /** E.164. */
  readonly phoneNumber: string;
  /** The entry under which this very stack bought it, also in an update that didn't finish. */
  readonly boughtAs: string | undefined;
  readonly settings: NumberSettings;
  /** Since when it is in quarantine, if it is. */
  readonly rest: Rest | undefined;
}

/**
 * Who carries the numbers of one connection, and all that a tenant's stack asks of them. Nothing outside an implementation knows which one
 * it is: a tenant's own account and a managed one are the same to plan, routes and outputs, and so is the next carrier.
 */
export interface Carrier {
  /** The account above the connection's, which is ours: numbers come from it and go to it. Undefined where there is none. */
  readonly parentAccountSid: string | undefined;
  /**
   * What the connection's account holds now. It declares nothing, so a mistake that is found in the answer leaves nothing behind. Empty where
   * the account isn't made yet.
   */
  numbers(): Promise<readonly CarriedNumber[]>;
  /** Why the account's calls couldn't be answered if it were deployed now. It declares nothing. Undefined where they can. */
  silenced(): Promise<AccountProblem | undefined>;
  /** What would stop these purchases now: too few numbers, or papers that aren't given. It buys and reserves nothing. */
  obstacles(wanted: readonly Purchase[]): Promise<readonly Obstacle[]>;
  /** Declares the account and what answers its calls. Called once, after {@link numbers}. */
  open(): Promise<CarrierAccount>;
}

/** A mistake about an account, at a place of the file. */
export interface AccountProblem extends Pick<Problem, "code" | "message" | "fix" | "edits"> {
  /** Keys below `config`. */
  readonly path: readonly string[];
}

/** An account with what its numbers need, declared. */
export interface CarrierAccount {
  /** Parent of what belongs to it. */
  readonly component: pulumi.Resource;
  /** A call is taken for this account's only if its webhook names it. Unknown in a preview before the account is made. */
  readonly accountSid: pulumi.Output<string>;
  /** What a number depends on, so that in a delete it goes first and these outlive it. */
  readonly foundations: readonly pulumi.Resource[];
  /** Declares the purchase of an entry's number; gives the number. */
  purchase(number: Purchase & { readonly ending: Ending }): pulumi.Output<string>;
  /** Declares that a number comes here from another account of ours; gives the number. */
  receive(number: Receipt): pulumi.Output<string>;
  /** Declares that a number of the account is answered by us; gives the number. */
  inService(number: InService): pulumi.Output<string>;
}

/** How a number may end. */
export interface Ending {
  /** It may be released, or handed back. */
  readonly release: boolean;
  /** How long it rests before it is released, and whether it rests now. Undefined: it needn't. */
  readonly quarantine: { readonly days: number; readonly active: boolean } | undefined;
  /**
   * It goes elsewhere, and is never released: `taken` by another program or carrier, moved to the account above by its removal (`parent`), or
   * `kept` where it is, for the account's owner.
   */
  readonly transfer: "taken" | "parent" | "kept" | undefined;
}

/** A number that is to be bought: an exact one, or one that is searched for. */
export interface Purchase {
  /** Key of the number. It never changes, so the purchase is known again by it. */
  readonly key: string;
  readonly buy: BuyConfig;
}

/** A number that another account of ours gives. */
export interface Receipt {
  readonly key: string;
  /** E.164. */
  readonly number: string;
  /** The account that holds it; undefined once it is here. */
  readonly from: string | undefined;
  readonly ending: Ending;
}

/** Numbers that aren't to be had. */
export interface Shortage {
  /** Keys of the purchases that are searched for alike. */
  readonly keys: readonly string[];
  /** What was searched for, in words: `local number of US with area code 415`. */
  readonly search: string;
  /** How many there are. */
  readonly found: number;
  /** What to search for instead, as the file writes it: `areaCode: "510" (Oakland, CA)`. */
  readonly nearest: readonly string[];
}

/** What a country's rules want before a number is sold, and the file doesn't give. */
export interface MissingPaper {
  /** Keys of the purchases that need it. */
  readonly keys: readonly string[];
  /** What is to be bought, in words: `local number of GB`. */
  readonly kind: string;
  /** Which of an entry's papers is missing, as the file names it. */
  readonly paper: "bundle" | "address";
  /** What the paper has to say or prove, in the carrier's words; one text for each kind of holder. */
  readonly asks: readonly string[];
}

/** A type of number that its country doesn't have. */
export interface NoSuchType {
  /** Keys of the purchases that ask for it. */
  readonly keys: readonly string[];
  readonly country: string;
  readonly type: string;
  /** The types that the country has, as the file writes them; none where the carrier sells none of its numbers. */
  readonly types: readonly string[];
}

/** What stops purchases. */
export type Obstacle = Shortage | MissingPaper | NoSuchType;

/** A number to take into service. */
export interface InService {
  readonly key: string;
  readonly number: pulumi.Output<string>;
  readonly ending: Ending;
  /** What it had before, as it was written down; undefined for one that we bought. */
  readonly before: pulumi.Output<NumberSettings> | undefined;
  readonly dependsOn: readonly pulumi.Resource[];
}
