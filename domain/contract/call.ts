import { isE164 } from "./e164.ts";
import { printable } from "./printable.ts";

/** Companies that carry calls to us. Each carrier has its own handler and renderer. */
export type CallCarrier = "twilio";

/** One end of a call. `text` is printable ({@link printable}): call records and logs hold it. */
export interface CallEnd<Kind extends string> {
  readonly kind: Kind;
  readonly text: string;
}

/** The called party: an E.164 number, which may have a route, or a SIP address or other text, which never has one. */
export type Called = CallEnd<"number" | "address">;

/** The caller: an E.164 number, a SIP or app address, or a withheld or unusable number (`anonymous`, empty). */
export type Caller = CallEnd<"number" | "address" | "withheld">;

/** A call's identity in terms that all carriers share. It is the same for each event of the call. */
export interface CallIdentity {
  /** The carrier's id of the call. */
  readonly id: string;
  readonly carrier: CallCarrier;
  /** Id of the carrier's account in which the call arrived. */
  readonly account: string;
  readonly called: Called;
  readonly caller: Caller;
}

/** Parses the called party. */
export function calledIn(given: string): Called {
  const text = printable(given);
  return { kind: isE164(text) ? "number" : "address", text };
}

/** Parses the caller. An address has a scheme or a host, as in `client:bob` or `bob@pbx.example`. */
export function callerIn(given: string): Caller {
  const text = printable(given);
  if (isE164(text)) return { kind: "number", text };
  return { kind: /[:@]/.test(text) ? "address" : "withheld", text };
}
