import type { Bag } from "../../kit/handler.ts";
import type { NumberRecord } from "../client/records.ts";
import { voiceSettings } from "../settings.ts";
import { givenSettings } from "./definition.ts";

/** The settings that rest while an application or a trunk takes a number's calls. */
export const IGNORED_BESIDE_APPLICATION: readonly string[] = Object.keys(voiceSettings).filter((name) =>
  /^voice.*(Url|Method)$/.test(name),
);

/** All settings that a number gets in the request that buys it. */
export const settingsAtPurchase = (inputs: Bag): Bag => inForce({ ...inputs.initial, ...givenSettings(inputs) });

/**
 * The settings of a number that this resource has just acquired. What answers its calls at first is among them as long as nothing answers them: a
 * purchase by an earlier version, or a move on which Twilio dropped the number's settings and after which the run was killed.
 */
export const settingsAfterArrival = (inputs: Bag, live: NumberRecord): Bag =>
  isAnswered(live) ? givenSettings(inputs) : settingsAtPurchase(inputs);

/** Without the URLs that rest beside an application or a trunk: whether Twilio keeps them there, or clears one for the other, isn't documented. */
function inForce(settings: Bag): Bag {
  if (!settings.voiceApplicationSid && !settings.trunkSid) return settings;
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !IGNORED_BESIDE_APPLICATION.includes(name)));
}

const isAnswered = (live: NumberRecord): boolean =>
  Boolean(live.voice_application_sid || live.trunk_sid || live.voice_url);
