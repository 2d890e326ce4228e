/**
 * A rule by which answers go wrong. Push it on `twilio.faults`; of several that fit a request, the oldest strikes. A rule fits
 * a request when every condition that it names holds, so one without a condition fits all.
 *
 * @example A purchase that Twilio accepts but whose answer never arrives:
 * `twilio.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "after", drop: true, times: 1 })`
 * @example About one read in ten is throttled, in each run the same ones:
 * `twilio.faults.push({ method: "GET", probability: 0.1, seed: 7, when: "before", status: 429 })`
 */
export type Fault = FaultConditions & FaultEffects & AtLeastOne<FaultEffects>;

type AtLeastOne<T> = { [K in keyof T]-?: Required<Pick<T, K>> }[keyof T];

/** Which requests a rule strikes. Only requests with right credentials for an operation that is modelled come into question. */
export interface FaultConditions {
  /** `CreateIncomingPhoneNumber` */
  readonly operationId?: string;
  readonly method?: "DELETE" | "GET" | "POST";
  /** The whole path (`/2010-04-01/Accounts/AC.../Queues.json`), or a pattern found in it. */
  readonly path?: RegExp | string;
  /** SID of the account that the request is about. */
  readonly account?: string;
  /** Spares the requests before the n-th that fits; the first since the rule was given is 1. @default 1 */
  readonly nth?: number;
  /** The chance, 0 to 1, that a fitting request is struck. @default 1 */
  readonly probability?: number;
  /** What the chance is drawn with: the same seed strikes the same requests. @default 1 */
  readonly seed?: number;
  /** How often from now on; it is counted down, and the rule goes when it is used up. @default for ever */
  times?: number;
  /** Before the operation (nothing happens) or after it (it happened, or was refused; only the answer is spoiled). */
  readonly when: "after" | "before";
}

/** What becomes of the answer. */
export interface FaultEffects {
  /** Waits this long, in milliseconds, before whatever else happens. */
  readonly delayMs?: number;
  /** Closes the connection without an answer. */
  readonly drop?: true;
  /** Answers this HTTP status with Twilio's error body for it: 429 (code 20429), 500, 503, ... */
  readonly status?: number;
  /**
   * What stands in place of the body. Before the operation it is the body of a 502, unless a status is given.
   * `truncated`: half of it, though Content-Length promises all; `garbage`: called JSON, but it isn't; `html`: a page, as a proxy
   * would answer.
   */
  readonly body?: "garbage" | "html" | "truncated";
}

/** What a rule looks at. */
export interface FaultSubject {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly account: string;
}

interface Tally {
  /** Requests that fitted so far. */
  seen: number;
  readonly draw: () => number;
}
const tallies = new WeakMap<Fault, Tally>();

/** Takes the rule that strikes a request at a stage, if any, and counts it down. */
export function takeFault(faults: Fault[], subject: FaultSubject, when: Fault["when"]): Fault | undefined {
  // Each rule counts and draws for itself, so that one never shifts what another strikes.
  const struck = faults.filter((fault) => fault.when === when && fits(fault, subject) && strikes(fault))[0];
  if (struck?.times === undefined) return struck;
  struck.times -= 1;
  if (struck.times <= 0) faults.splice(faults.indexOf(struck), 1);
  return struck;
}

function fits(fault: Fault, { operationId, method, path, account }: FaultSubject): boolean {
  return (
    (fault.operationId ?? operationId) === operationId &&
    (fault.method ?? method) === method &&
    (fault.account ?? account) === account &&
    (fault.path === undefined || (fault.path instanceof RegExp ? path.search(fault.path) >= 0 : fault.path === path))
  );
}

function strikes(fault: Fault): boolean {
  const tally = tallies.get(fault) ?? { seen: 0, draw: drawer(fault.seed ?? 1) };
  tallies.set(fault, tally);
  tally.seen += 1;
  const drawn = tally.draw();
  return tally.seen >= (fault.nth ?? 1) && drawn < (fault.probability ?? 1) && (fault.times ?? 1) > 0;
}

/** Numbers from 0 up to 1 that follow from a seed (mulberry32, public domain). */
function drawer(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
