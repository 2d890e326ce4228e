import { z } from "zod";
import { type Bag, UNKNOWN } from "../kit/handler.ts";
import type { Form } from "./client/records.ts";
import { LONGEST_NAME_WITH_TOKEN } from "./token.ts";

/** An absolute address, or "" for none. Twilio calls `http:` too; whether that may be is for the program's own rules. */
export const url = (description: string) =>
  z
    .string()
    .regex(/^(https?:\/\/\S+)?$/, "must be an absolute http(s) address")
    .meta({ description });
export const method = (description: string) => z.enum(["GET", "POST"]).meta({ description });
export const flag = (description: string) => z.boolean().meta({ description });

/** A SID of one kind: two letters and 32 hex digits. Flagged `sid`: an update with an empty one isn't documented to clear it. */
export const sid = (prefix: string, description: string) => {
  const rule = `must be a SID that begins with ${prefix}, then 32 hex digits`;
  return z
    .string()
    .regex(new RegExp(`^(${prefix}[0-9a-fA-F]{32})?$`), rule)
    .meta({ description, sid: true });
};

/** What to do with calls: the same on a number and on an application. Source: https://www.twilio.com/docs/usage/api/applications */
export const voiceSettings = {
  voiceUrl: url("Address that Twilio asks for TwiML when a call comes in."),
  voiceMethod: method("HTTP method of `voiceUrl`."),
  voiceFallbackUrl: url("Address that Twilio asks when `voiceUrl` fails or answers nonsense."),
  voiceFallbackMethod: method("HTTP method of `voiceFallbackUrl`."),
  statusCallback: url("Address that Twilio tells when a call ends."),
  statusCallbackMethod: method("HTTP method of `statusCallback`."),
  voiceCallerIdLookup: flag("Look the caller's name up for each call (Twilio charges for it)."),
};

/** What to do with messages: the same on a number, on an application and on an order to host a number. */
export const messageSettings = {
  smsUrl: url("Address that Twilio asks for TwiML when a message comes in."),
  smsMethod: method("HTTP method of `smsUrl`."),
  smsFallbackUrl: url("Address that Twilio asks when `smsUrl` fails."),
  smsFallbackMethod: method("HTTP method of `smsFallbackUrl`."),
};

/** A setting in the form fields of a request: `voiceUrl` is `VoiceUrl`. */
export function fieldOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A setting in a record: `voiceUrl` is `voice_url`. */
export function keyOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What Twilio has where nothing was set, and what clears a setting. */
export function emptyValueOf(name: string): string | boolean {
  if (name.endsWith("Method")) return "POST";
  if (name === "voiceCallerIdLookup" || name === "publicApplicationConnectEnabled") return false;
  return name === "voiceReceiveMode" ? "voice" : "";
}

/** The settings of a record, by our names. Twilio writes an empty one as null or "", not always the same. */
export function settingsOf(record: object, names: readonly string[]): Bag {
  const values = record as Record<string, unknown>;
  return Object.fromEntries(names.map((name) => [name, values[keyOf(name)] ?? emptyValueOf(name)]));
}

/** The settings that differ, as a form: what is given in `wanted`, compared with what is live. */
export function formFor(wanted: Bag, live: Bag = {}): Form {
  const changed = Object.entries(wanted).filter(([name, value]) => value !== UNKNOWN && value !== live[name]);
  return Object.fromEntries(changed.map(([name, value]) => [fieldOf(name), value as string | boolean]));
}

/** The settings of a bag that aren't just what Twilio has anyway. */
export function withoutEmpty(settings: Bag): Bag {
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => value !== emptyValueOf(name)));
}

/** A name for people that carries the token of a create (`token.ts`). */
export const friendlyNameInput = () =>
  z
    .string()
    .min(1, "must not be empty")
    .max(
      LONGEST_NAME_WITH_TOKEN,
      `must be ${LONGEST_NAME_WITH_TOKEN} characters or less: Twilio keeps 64, 13 hold a token`,
    )
    .optional()
    .meta({ description: "Name for people. The resource's own name by default." });

/** Where Twilio sends SIP calls. https://www.twilio.com/docs/sip-trunking/api/originationurl-resource */
export const sipAddress = (description: string) =>
  z
    .string()
    .regex(/^sip:[^\s@]+(@[^\s@]+)?$/, "must be a sip: address (sips: is not supported), such as sip:pbx.acme.example")
    .meta({ description });

/** An IPv4 address. */
export const ipAddress = (description: string) =>
  z
    .string()
    .regex(/^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/, "must be an IPv4 address, such as 192.0.2.10")
    .meta({ description });

/** How many leading bits of an address count. */
export const cidrPrefixLength = () =>
  z.int().min(1, "must be 1 or more").max(32, "must be 32 or less").optional().meta({
    description: "How many leading bits of the address count: 24 lets in 256 addresses. 32 by default, this one alone.",
  });

/** Which of several destinations gets a call. */
export const shares = {
  priority: z
    .int()
    .min(0, "must be 0 or more")
    .max(65535, "must be 65535 or less")
    .optional()
    .meta({ description: "Its turn: the lowest is tried first. 10 by default." }),
  weight: z
    .int()
    .min(1, "must be 1 or more")
    .max(65535, "must be 65535 or less")
    .optional()
    .meta({ description: "Its share of the calls among those of the same priority. 10 by default." }),
  enabled: flag("Whether it gets calls. On by default.").optional(),
};
/** What they have where nobody gave them. */
export const balancingDefaults = { priority: 10, weight: 10, enabled: true };

/** A SID that can't be changed: of what the thing is part of, or what it stands for. */
export const immutableSid = (prefix: string, description: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be a SID that begins with ${prefix}, then 32 hex digits`)
    .meta({ description, replaceOnChange: true });

/** What each thing of Twilio's says of itself. `noun` is `queue`, `prefix` what its SIDs begin with. */
export const ownOutputs = (noun: string, prefix: string) => ({
  sid: z.string().meta({ description: `The ${noun}'s SID, \`${prefix}...\`.`, stable: true }),
  accountSid: z.string().meta({ description: "The account that holds it.", stable: true }),
  dateCreated: z.string().meta({ description: "When it was made, as Twilio writes it.", stable: true }),
});
