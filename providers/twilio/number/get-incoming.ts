import { z } from "zod";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import type { FunctionSpec } from "../../kit/define.ts";
import type { TwilioClient } from "../client/client.ts";
import { settingsOf } from "../settings.ts";
import { callSettingNames } from "./definition.ts";

const text = (description: string) => z.string().meta({ description });

/**
 * Lists the numbers that an account has, all pages, each with its settings for calls. What its messages do isn't among them: who gives these
 * settings back later must not turn back messages that somebody else has seen to since.
 */
export const getIncomingPhoneNumbers: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getIncomingPhoneNumbers",
  description: "Numbers that the account has, each with its settings for calls: all of them, or those that match.",
  examples: [
    {
      title: "List what the account has",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const held = await twilio.getIncomingPhoneNumbers({ friendlyName: "Front desk" }, { provider });

export const sids = held.numbers.map((n) => n.sid);`,
    },
  ],
  inputs: z.strictObject({
    phoneNumber: z
      .string()
      .regex(E164_PATTERN, "must be an E.164 number")
      .optional()
      .meta({ description: "Only this number, E.164." }),
    friendlyName: z.string().optional().meta({ description: "Only numbers with exactly this name." }),
  }),
  outputs: z.strictObject({
    numbers: z
      .array(
        z
          .strictObject({
            sid: text("The number's SID, `PN...`."),
            phoneNumber: text("The number, E.164."),
            friendlyName: text("Name for people."),
            voiceApplicationSid: text('Application that answers its calls, or "".'),
            trunkSid: text('SIP trunk that takes its calls, or "".'),
            voiceUrl: text('Address asked for TwiML when a call comes in, or "".'),
            voiceMethod: text("HTTP method of `voiceUrl`."),
            voiceFallbackUrl: text('Address asked when `voiceUrl` fails, or "".'),
            voiceFallbackMethod: text("HTTP method of `voiceFallbackUrl`."),
            statusCallback: text('Address told when a call ends, or "".'),
            statusCallbackMethod: text("HTTP method of `statusCallback`."),
            voiceCallerIdLookup: z.boolean().meta({ description: "Whether each caller's name is looked up." }),
            voiceReceiveMode: text("What its calls are taken as: `voice` or `fax`."),
            addressSid: text('Address of its holder, or "".'),
            bundleSid: text('Regulatory bundle, or "".'),
            identitySid: text('Identity of its holder, or "".'),
            emergencyAddressSid: text('Address that emergency services are told, or "".'),
            capabilities: z
              .record(z.string(), z.boolean())
              .meta({ description: "What it can do: `voice`, `sms`, `mms`, `fax`." }),
          })
          .meta({ typeName: "HeldNumber", description: "A number that the account has." }),
      )
      .meta({ description: "The numbers, in Twilio's order." }),
    at: text("When it was, by Twilio's clock: ISO 8601."),
  }),
  async invoke({ client, signal }, { phoneNumber, friendlyName }) {
    const records = await client.numbers({ PhoneNumber: phoneNumber, FriendlyName: friendlyName }, signal);
    const numbers = records
      .filter((n) => phoneNumber === undefined || n.phone_number === phoneNumber)
      .map((n) => ({
        sid: n.sid,
        phoneNumber: n.phone_number,
        ...settingsOf(n, callSettingNames),
        capabilities: { ...n.capabilities },
      }));
    return { numbers, at: client.time.toISOString() };
  },
};
