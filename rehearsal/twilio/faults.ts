/**
 * A failure that a test orders. Push it on `twilio.faults`; it is used up `times` times, oldest first, then forgotten.
 *
 * @example A purchase that Twilio accepts but whose answer never arrives:
 * `twilio.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "after", drop: true, times: 1 })`
 */
export interface Fault {
  /** `CreateIncomingPhoneNumber`; every operation when left out. */
  readonly operationId?: string;
  /** Before the operation (nothing happens) or after it (it happened, only the answer is spoiled). */
  readonly when: "before" | "after";
  /** Answers this HTTP status with Twilio's error body for it: 429, 500, 503, ... */
  readonly status?: number;
  /** Closes the connection without an answer. */
  readonly drop?: true;
  /** Waits this long, in milliseconds, before whatever else happens. */
  readonly delayMs?: number;
  /** How often, from now on. */
  times: number;
}

/** Takes the next ordered failure of an operation at a stage and counts it down. */
export function takeFault(faults: Fault[], operationId: string, when: Fault["when"]): Fault | undefined {
  const index = faults.findIndex(
    (f) => f.when === when && (f.operationId ?? operationId) === operationId && f.times > 0,
  );
  const fault = faults[index];
  if (!fault) return undefined;
  fault.times -= 1;
  if (fault.times === 0) faults.splice(index, 1);
  return fault;
}
