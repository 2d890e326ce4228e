import { Pace } from "../../kit/retry.ts";
import type { NumberRecord } from "./records.ts";
import { type Credentials, SignIns } from "./sign-in.ts";
import { MAX_SOCKETS } from "./transport.ts";

/** What the clients of one account in one process share. */
export interface Shared {
  /** The first whole listing of its numbers in this run. */
  listing?: Promise<NumberRecord[]> | undefined;
  /** Numbers that this run acquired, as Twilio answered last, by number. */
  readonly acquired: Map<string, NumberRecord>;
  /** What the resources of the run share. */
  readonly ofRun: Map<string, unknown>;
  /** What the last whole listings of this run showed, by SID, but those that were changed since. */
  readonly seen: Map<string, unknown>;
  /** Incarnations of the numbers that the program of this run declares and the state knows, by URN. */
  readonly claims: Map<string, string | undefined>;
  readonly reserved: Set<string>;
  readonly signIns: SignIns;
  /** Codes of errors of the account as a whole that were told with what to do. */
  readonly told: Set<string>;
  /** Shared by all instances of the account, whatever their credentials. */
  readonly pace: Pace;
  /** Requests that others under way wait for must not wait for those in turn. */
  readonly ahead: Pace;
  /** When the last answer came, by Twilio's clock. */
  time?: Date | undefined;
}

/** What an account's first client begins with. Pace alone is older: all instances of the account at this origin go at one. */
export function sharedOf(credentials: Credentials, origin: string): Shared {
  return {
    acquired: new Map(),
    ofRun: new Map(),
    seen: new Map(),
    claims: new Map(),
    reserved: new Set(),
    signIns: new SignIns(credentials),
    told: new Set(),
    pace: paceFor(`${origin} ${credentials.accountSid}`),
    ahead: new Pace(1),
  };
}

/** How requests go in each account, by where it is and its SID. */
const paces = new Map<string, Pace>();

function paceFor(place: string): Pace {
  const pace = paces.get(place) ?? new Pace(MAX_SOCKETS);
  paces.set(place, pace);
  return pace;
}
