/**
 * A rule that makes requests fail. Push it on `twilio.faults`; if several match a request, the oldest applies. A rule
 * matches a request when all its conditions hold, so one without conditions matches all.
 *
 * @example A purchase that Twilio accepts but whose answer never arrives:
 * `twilio.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "after", drop: true, times: 1 })`
 * @example One read in ten is throttled, the same ones in each run:
 * `twilio.faults.push({ method: "GET", probability: 0.1, seed: 7, when: "before", status: 429 })`
 */
export type Fault = FaultConditions & FaultEffects & AtLeastOne<FaultEffects>;

type AtLeastOne<T> = { [K in keyof T]-?: Required<Pick<T, K>> }[keyof T];

/** The requests that a rule matches, among those with valid credentials for a modelled operation. */
export interface FaultConditions {
  /** Id of the operation, such as `CreateIncomingPhoneNumber`. */
  readonly operationId?: string;
  readonly method?: "DELETE" | "GET" | "POST";
  /** The whole path (`/2010-04-01/Accounts/AC.../Queues.json`), or a pattern found in it. */
  readonly path?: RegExp | string;
  /** SID of the account that the request acts on. */
  readonly account?: string;
  /** Applies from the n-th matching request on; the first one after the push is 1. @default 1 */
  readonly nth?: number;
  /** Probability, 0 to 1, that the rule applies to a matching request. @default 1 */
  readonly probability?: number;
  /** Seed of the random numbers: the same seed hits the same requests. @default 1 */
  readonly seed?: number;
  /** How many times the rule still applies. Each use decreases it; at 0 the rule is removed. @default unlimited */
  times?: number;
  /** `before`: the operation doesn't run. `after`: it runs, and only the answer changes. */
  readonly when: "after" | "before";
}

/** How a rule changes the answer. */
export interface FaultEffects {
  /** Waits this long, in milliseconds, before the other effects. */
  readonly delayMs?: number;
  /** Closes the connection without an answer. */
  readonly drop?: true;
  /** Answers this HTTP status with Twilio's error body for it: 429 (code 20429), 500, 503, ... */
  readonly status?: number;
  /**
   * Replaces the body. With `when: "before"`, the status is 502 unless `status` is set. `truncated`: half the body, with the
   * Content-Length of the whole; `garbage`: not JSON, although its Content-Type says so; `html`: a page like a proxy's.
   */
  readonly body?: "garbage" | "html" | "truncated";
}

/** The properties of a request that a rule matches. */
export interface FaultSubject {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly account: string;
}

interface Tally {
  /** Count of requests that matched so far. */
  seen: number;
  readonly draw: () => number;
}
const tallies = new WeakMap<Fault, Tally>();

/** Returns the rule that applies to a request before or after its operation, if any, and decreases its `times`. */
export function takeFault(faults: Fault[], subject: FaultSubject, when: Fault["when"]): Fault | undefined {
  // Each rule has its own counter and random numbers, so that one rule never changes which requests another one hits.
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

/** Creates a generator of pseudorandom numbers from 0 up to 1 (mulberry32, public domain). */
function drawer(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
