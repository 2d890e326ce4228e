import * as twilio from "@pulumi/twilio";
import { quarantineIn } from "../../../providers/twilio/number/quarantine.ts";
import type { HeldNumber, NumberSettings } from "../carrier.ts";
import { boughtAs } from "./twilio-names.ts";

/** The numbers that a Twilio account holds now. Listed once, however often they are read. */
export class Listing {
  readonly #provider: () => Promise<twilio.Provider | undefined>;
  #listed: ReturnType<typeof listed> | undefined;

  /** @param provider returns the account's provider; undefined before the account exists: the listing is then empty */
  constructor(provider: () => Promise<twilio.Provider | undefined>) {
    this.#provider = provider;
  }

  /** Settings of the account's numbers, by number. */
  async settings(): Promise<ReadonlyMap<string, NumberSettings>> {
    return new Map((await this.#list()).map(({ phoneNumber, settings }) => [phoneNumber, settings]));
  }

  /** The account's numbers, each with this stack's purchase and its quarantine, if any. */
  numbers(): Promise<readonly HeldNumber[]> {
    return this.#list();
  }

  #list() {
    this.#listed ??= listed(this.#provider());
    return this.#listed;
  }
}

/** Lists numbers and applications. The provider remembers the result, and compares their resources with it. */
async function listed(given: Promise<twilio.Provider | undefined>) {
  const provider = await given;
  if (provider === undefined) return [];
  const [{ numbers, at }] = await Promise.all([
    twilio.getIncomingPhoneNumbers({}, { provider }),
    twilio.getApplications({}, { provider }),
  ]);
  return numbers.map(({ phoneNumber, sid: _sid, capabilities: _capabilities, emergencyAddressStatus, ...settings }) => {
    const quarantine = quarantineIn(settings.friendlyName);
    return {
      phoneNumber,
      boughtAs: boughtAs(settings.friendlyName),
      settings: settings as NumberSettings,
      rest: quarantine && { ...quarantine, asOf: at },
      emergency: settings.emergencyAddressSid === "" ? undefined : emergencyAddressStatus,
    };
  });
}
