import { Pace } from "../../kit/retry.ts";
import type { NumberRecord } from "./records.ts";
import { type Credentials, SignIns } from "./sign-in.ts";
import { MAX_SOCKETS } from "./transport.ts";

/** State that all clients of one account in one process share. */
export interface Shared {
  /** This run's first full list of the account's numbers. */
  listing?: Promise<NumberRecord[]> | undefined;
  /** Numbers that this run acquired, with Twilio's last answer, by number. */
  readonly acquired: Map<string, NumberRecord>;
  /** Values that the resources of the run share, by key. */
  readonly ofRun: Map<string, unknown>;
  /** Records of this run's last full lists, by SID, without those changed since. */
  readonly snapshot: Map<string, unknown>;
  /** Incarnation of each number that both program and state have, by URN. */
  readonly claims: Map<string, string | undefined>;
  readonly reserved: Set<string>;
  readonly signIns: SignIns;
  /** Codes of account-wide errors whose advice was given. */
  readonly advised: Set<string>;
  /** Shared by all provider instances of the account, whatever their credentials. */
  readonly pace: Pace;
  /** Token fetches use their own lane, to avoid a deadlock with the requests that wait for them. */
  readonly tokenLane: Pace;
  /** Time of the last answer, by Twilio's clock. */
  time?: Date | undefined;
}

/** The initial state. Only the pace may exist already: all clients of the account at this origin share it. */
export function sharedOf(credentials: Credentials, origin: string): Shared {
  return {
    acquired: new Map(),
    ofRun: new Map(),
    snapshot: new Map(),
    claims: new Map(),
    reserved: new Set(),
    signIns: new SignIns(credentials),
    advised: new Set(),
    pace: paceFor(`${origin} ${credentials.accountSid}`),
    tokenLane: new Pace(1),
  };
}

/** Request pace of each account, by origin and SID. */
const paces = new Map<string, Pace>();

function paceFor(place: string): Pace {
  const pace = paces.get(place) ?? new Pace(MAX_SOCKETS);
  paces.set(place, pace);
  return pace;
}
