import * as twilio from "@pulumi/twilio";
import { quarantineIn } from "../../../providers/twilio/number/quarantine.ts";
import type { HeldNumber, NumberSettings } from "../carrier.ts";
import { boughtAs } from "./twilio-names.ts";

/** What a Twilio account holds now: listed once, however often it is read. */
export class Listing {
  readonly #provider: () => Promise<twilio.Provider | undefined>;
  #listed: ReturnType<typeof listed> | undefined;

  /** @param provider of the account; undefined where there is no account yet, which holds nothing */
  constructor(provider: () => Promise<twilio.Provider | undefined>) {
    this.#provider = provider;
  }

  /** Its numbers' settings, by number. */
  async settings(): Promise<ReadonlyMap<string, NumberSettings>> {
    return new Map((await this.#list()).map(({ phoneNumber, settings }) => [phoneNumber, settings]));
  }

  /** Its numbers, with what this stack bought and what is in quarantine. */
  numbers(): Promise<readonly HeldNumber[]> {
    return this.#list();
  }

  #list() {
    this.#listed ??= listed(this.#provider());
    return this.#listed;
  }
}

/** Lists numbers and applications: their resources compare themselves with what the provider saw here. */
async function listed(given: Promise<twilio.Provider | undefined>) {
  const provider = await given;
  if (provider === undefined) return [];
  const [{ numbers, at }] = await Promise.all([
    twilio.getIncomingPhoneNumbers({}, { provider }),
    twilio.getApplications({}, { provider }),
  ]);
  return numbers.map(({ phoneNumber, sid: _sid, capabilities: _capabilities, ...settings }) => {
    const quarantine = quarantineIn(settings.friendlyName);
    return {
      phoneNumber,
      boughtAs: boughtAs(settings.friendlyName),
      settings: settings as NumberSettings,
      rest: quarantine && { ...quarantine, asOf: at },
    };
  });
}
