import { lawOf } from "../../law/law.ts";
import { isInForce } from "../../law/schema.ts";

/** Consent to a recording: one party knows, the caller is told first, or every party agrees. */
export type Consent = "one-party" | "announce" | "all-party";

/**
 * The consent that a recording needs. A country without data, a state that isn't known, and a state on whose law sources disagree count as all-party.
 *
 * @param state of the caller, as ISO 3166-2 without the country: `CA`. Undefined: not known
 */
export function recordingConsent(country: string, state?: string): Consent {
  const recording = lawOf(country)?.recording.value;
  if (recording === undefined) return "all-party";
  const { consent, allParty, contested = [] } = recording;
  if (allParty === undefined) return consent;
  if (state === undefined || allParty.includes(state) || contested.includes(state)) return "all-party";
  return "one-party";
}

/** Whether callers have to be told that they talk to a machine, on a day (YYYY-MM-DD). A country without data: yes. */
export function disclosureNeeded(country: string, on: string): boolean {
  const disclosure = lawOf(country)?.disclosure;
  return disclosure === undefined || (disclosure.value.required && isInForce(disclosure, on));
}

/** Whether the law lets an agent place automated calls with the called person's consent. A country without data: no. */
export const automatedCallsPossible = (country: string): boolean =>
  lawOf(country)?.automatedCalls.value.allowed === "consent";

/** Whether outbound calls may be placed now, and why not. */
export interface CallingHours {
  readonly allowed: boolean;
  readonly why: string;
}

/**
 * Whether the hours of the called person's country allow an outbound call at an instant. Public holidays aren't known here: a caller that knows
 * of one doesn't call.
 *
 * @param zone time zone of the called person (IANA, for example Europe/Paris)
 */
export function mayCallAt(country: string, at: Date, zone: string): CallingHours {
  const hours = lawOf(country)?.callingHours.value;
  if (hours === undefined) return { allowed: false, why: `the calling hours of ${country} aren't known` };
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const time = `${part("hour")}:${part("minute")}`;
  const day = { Sat: "saturday", Sun: "sunday" }[part("weekday")] ?? "weekday";
  const span = hours[day as keyof typeof hours];
  if (span === undefined) return { allowed: false, why: `no calls in ${country} on a ${day}` };
  const allowed = time >= span.from && time <= span.to;
  return { allowed, why: `calls in ${country} from ${span.from} to ${span.to} on a ${day}; it is ${time}` };
}
