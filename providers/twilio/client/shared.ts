import { Pace } from "../../kit/retry.ts";
import type { NumberRecord } from "./records.ts";
import { type Credentials, SignIns } from "./sign-in.ts";
import { MAX_SOCKETS } from "./transport.ts";

/** State shared by all clients of one account in a process. */
export interface Shared {
  /** This run's first full list of the account's numbers. */
  listing?: Promise<NumberRecord[]> | undefined;
  /** Twilio's last response about each number that this run acquired, by number. */
  readonly acquired: Map<string, NumberRecord>;
  /** Values that the resources of one run share, by key. */
  readonly ofRun: Map<string, unknown>;
  /** Records of this run's last full lists, by SID, except objects that the run changed afterwards. */
  readonly snapshot: Map<string, unknown>;
  /** Incarnation of each number that is in the program and in the state, by URN. */
  readonly claims: Map<string, string | undefined>;
  readonly reserved: Set<string>;
  readonly signIns: SignIns;
  /** Codes of account-wide errors whose fix was stated already. */
  readonly advised: Set<string>;
  /** Retries and concurrency of the account's requests, shared by all its provider instances, whatever their credentials. */
  readonly pace: Pace;
  /** Separate lane for token fetches, to avoid a deadlock with the requests that wait for the token. */
  readonly tokenLane: Pace;
  /** Time of the last response, by Twilio's clock. */
  time?: Date | undefined;
}

/** Returns the initial state. Only `pace` may exist already: all clients of the account at this origin share it. */
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

/** Request paces by the account's origin and SID. */
const paces = new Map<string, Pace>();

function paceFor(place: string): Pace {
  const pace = paces.get(place) ?? new Pace(MAX_SOCKETS);
  paces.set(place, pace);
  return pace;
}
