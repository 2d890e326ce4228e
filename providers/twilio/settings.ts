import { z } from "zod";
import { type Bag, UNKNOWN } from "../kit/handler.ts";
import type { Form } from "./client/records.ts";
import { LONGEST_NAME_WITH_TOKEN } from "./token.ts";

/** Input of an absolute URL, or "" for none. Accepts `http:` because Twilio does; a program may add a rule against it. */
export const url = (description: string) =>
  z
    .string()
    .regex(/^(https?:\/\/\S+)?$/, "must be an absolute http(s) URL")
    .meta({ description });
export const method = (description: string) => z.enum(["GET", "POST"]).meta({ description });
export const flag = (description: string) => z.boolean().meta({ description });

/** Input of a SID of one kind: two letters and 32 hex digits. The `sid` flag marks settings that no documented request clears. */
export const sid = (prefix: string, description: string) => {
  const rule = `must be a SID: ${prefix}, then 32 hex digits`;
  return z
    .string()
    .regex(new RegExp(`^(${prefix}[0-9a-fA-F]{32})?$`), rule)
    .meta({ description, sid: true });
};

/** Call settings, shared by numbers and applications. https://www.twilio.com/docs/usage/api/applications */
export const voiceSettings = {
  voiceUrl: url("URL that Twilio requests for TwiML when a call comes in."),
  voiceMethod: method("HTTP method for `voiceUrl`."),
  voiceFallbackUrl: url("URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML."),
  voiceFallbackMethod: method("HTTP method for `voiceFallbackUrl`."),
  statusCallback: url("URL that Twilio notifies when a call ends."),
  statusCallbackMethod: method("HTTP method for `statusCallback`."),
  voiceCallerIdLookup: flag("Look up the caller's name for each call. Twilio charges for each lookup."),
};

/** Message settings, shared by numbers, applications and hosted number orders. */
export const messageSettings = {
  smsUrl: url("URL that Twilio requests for TwiML when a message arrives."),
  smsMethod: method("HTTP method for `smsUrl`."),
  smsFallbackUrl: url("URL that Twilio requests when `smsUrl` fails."),
  smsFallbackMethod: method("HTTP method for `smsFallbackUrl`."),
};

/** Returns the form field of a setting: `VoiceUrl` for `voiceUrl`. */
export function fieldOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Returns the key of a setting in a record: `voice_url` for `voiceUrl`. */
export function keyOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Returns Twilio's default of a setting, which is also the value that clears it. */
export function emptyValueOf(name: string): string | boolean {
  if (name.endsWith("Method")) return "POST";
  if (name === "voiceCallerIdLookup" || name === "publicApplicationConnectEnabled") return false;
  return name === "voiceReceiveMode" ? "voice" : "";
}

/** Returns the settings of a record, by input name. Twilio returns an empty setting as null or as "". */
export function settingsOf(record: object, names: readonly string[]): Bag {
  const values = record as Record<string, unknown>;
  return Object.fromEntries(names.map((name) => [name, values[keyOf(name)] ?? emptyValueOf(name)]));
}

/** Returns a form with the settings of `wanted` that differ from the live ones. */
export function formFor(wanted: Bag, live: Bag = {}): Form {
  const changed = Object.entries(wanted).filter(([name, value]) => value !== UNKNOWN && value !== live[name]);
  return Object.fromEntries(changed.map(([name, value]) => [fieldOf(name), value as string | boolean]));
}

/** Returns the settings of a bag that differ from Twilio's defaults. */
export function withoutEmpty(settings: Bag): Bag {
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => value !== emptyValueOf(name)));
}

/** Input of a friendly name, to which the provider appends its create token (`token.ts`). */
export const friendlyNameInput = () =>
  z
    .string()
    .min(1, "must not be empty")
    .max(
      LONGEST_NAME_WITH_TOKEN,
      `must be ${LONGEST_NAME_WITH_TOKEN} characters or less: Twilio allows 64, of which the provider's token takes 13`,
    )
    .optional()
    .meta({ description: "Friendly name. The resource's name by default." });

/** Input of the SIP URI to which Twilio sends calls. https://www.twilio.com/docs/sip-trunking/api/originationurl-resource */
export const sipAddress = (description: string) =>
  z
    .string()
    .regex(/^sip:[^\s@]+(@[^\s@]+)?$/, "must be a sip: URI (sips: is not supported), such as sip:pbx.acme.example")
    .meta({ description });

/** Input of an IPv4 address. */
export const ipAddress = (description: string) =>
  z
    .string()
    .regex(/^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/, "must be an IPv4 address, such as 192.0.2.10")
    .meta({ description });

export const cidrPrefixLength = () =>
  z.int().min(1, "must be 1 or more").max(32, "must be 32 or less").optional().meta({
    description: "CIDR prefix length, 1 to 32: `24` allows 256 addresses. `32` by default: the one address.",
  });

/** Inputs that decide which of several destinations gets a call. */
export const shares = {
  priority: z
    .int()
    .min(0, "must be 0 or more")
    .max(65535, "must be 65535 or less")
    .optional()
    .meta({ description: "Priority, 0 to 65535: Twilio tries the lowest first. 10 by default." }),
  weight: z
    .int()
    .min(1, "must be 1 or more")
    .max(65535, "must be 65535 or less")
    .optional()
    .meta({ description: "Share of the calls among destinations of the same priority, 1 to 65535. 10 by default." }),
  enabled: flag("Whether it gets calls. True by default.").optional(),
};
export const balancingDefaults = { priority: 10, weight: 10, enabled: true };

/** Input of a SID whose change replaces the resource. */
export const immutableSid = (prefix: string, description: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be a SID: ${prefix}, then 32 hex digits`)
    .meta({ description, replaceOnChange: true });

/** Returns the outputs that every resource has. `noun` is the resource's name in messages (`queue`), `prefix` the prefix of its SIDs. */
export const ownOutputs = (noun: string, prefix: string) => ({
  sid: z.string().meta({ description: `The ${noun}'s SID, \`${prefix}...\`.`, stable: true }),
  accountSid: z.string().meta({ description: "SID of the account that owns it.", stable: true }),
  dateCreated: z.string().meta({ description: "Creation time, in Twilio's format.", stable: true }),
});
