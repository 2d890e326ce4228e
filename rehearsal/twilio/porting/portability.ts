import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { e164Of } from "../api/parameters.ts";
import type { Account, Store } from "../store.ts";
import { openPortOf } from "./ports.ts";

/** Whether the API can port a number to Twilio. */
export interface Portability {
  readonly portable: boolean;
  readonly numberType: "LOCAL" | "MOBILE" | "TOLL-FREE" | "UNKNOWN";
  /** Country code, ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** Whether the losing carrier requires a PIN, as US mobile carriers do. */
  readonly pinRequired: boolean;
  readonly reason?: string;
  readonly code?: number;
}

/** Countries whose ports Twilio handles by hand. https://www.twilio.com/en-us/guidelines/porting */
const MANUAL = new Set("AU AT BE BR CA CZ DK FI FR DE IE IT JP LU MX NL NZ NO PT PR RO SI ZA ES SE CH GB".split(" "));

/**
 * Tells whether a number can be ported. The API accepts US numbers. Toll-free numbers and those of some countries are ported by hand (22133),
 * others not at all (22130). The US numbering plan doesn't distinguish mobile from local: in the stand-in, fictional numbers
 * that end with 80 to 99 are mobile. https://www.twilio.com/docs/phone-numbers/port-in/portability-api
 */
export function portabilityOf(store: Store, account: Account, given: string): Portability {
  const e164 = e164Of(given);
  const parsed = e164 ? parsePhoneNumberFromString(e164) : undefined;
  const country = parsed?.country ?? (e164?.startsWith("+1") ? "US" : null);
  const tollFree = /^[+]1(800|833|844|855|866|877|888)/.test(e164 ?? "");
  const mobile = country === "US" && /[89]\d$/.test(given);
  const numberType = tollFree ? "TOLL-FREE" : country === "US" ? (mobile ? "MOBILE" : "LOCAL") : "UNKNOWN";
  const about = { numberType, country, pinRequired: numberType === "MOBILE" } as const;
  const no = (code: number, reason: string): Portability => ({ ...about, portable: false, code, reason });

  if (e164 === undefined || country === null) return no(22130, "UNSUPPORTED");
  const holder = store.holder(e164);
  if (holder) {
    const family = store.accounts.get(holder.account_sid)?.owner_account_sid;
    return family === account.owner_account_sid
      ? no(22131, "ALREADY_IN_ONE_OF_YOUR_TWILIO_ACCOUNTS")
      : no(22132, "ALREADY_IN_TWILIO_DIFFERENT_OWNER");
  }
  if (openPortOf(store, e164)) return no(22137, "PORT_IN_PROGRESS");
  if (tollFree || MANUAL.has(country)) return no(22133, "MANUAL_PORTING_AVAILABLE");
  if (country !== "US") return no(22130, "UNSUPPORTED");
  return { ...about, portable: true };
}
