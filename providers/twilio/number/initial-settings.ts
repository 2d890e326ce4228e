import type { Bag } from "../../kit/handler.ts";
import type { NumberRecord } from "../client/records.ts";
import { voiceSettings } from "../settings.ts";
import { givenSettings } from "./definition.ts";

/** Settings that Twilio ignores while an application or a trunk receives the number's calls. */
export const IGNORED_BESIDE_APPLICATION: readonly string[] = Object.keys(voiceSettings).filter((name) =>
  /^voice.*(Url|Method)$/.test(name),
);

/** Returns the settings to send in the purchase request. */
export const settingsAtPurchase = (inputs: Bag): Bag => inForce({ ...inputs.initial, ...givenSettings(inputs) });

/**
 * Returns the settings of a number that this resource has just acquired. They include the initial ones while nothing answers its calls: after a
 * purchase by an earlier version, or after a killed run whose transfer lost the settings.
 */
export const settingsAfterArrival = (inputs: Bag, live: NumberRecord): Bag =>
  isAnswered(live) ? givenSettings(inputs) : settingsAtPurchase(inputs);

/** Removes URLs if an application or a trunk is set: it is undocumented whether Twilio keeps both. */
function inForce(settings: Bag): Bag {
  if (!settings.voiceApplicationSid && !settings.trunkSid) return settings;
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !IGNORED_BESIDE_APPLICATION.includes(name)));
}

const isAnswered = (live: NumberRecord): boolean =>
  Boolean(live.voice_application_sid || live.trunk_sid || live.voice_url);
