import { z } from "zod";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import type { FunctionSpec } from "../../kit/define.ts";
import type { TwilioClient } from "../client/client.ts";
import { settingsOf } from "../settings.ts";
import { callSettingNames } from "./definition.ts";

const text = (description: string) => z.string().meta({ description });

/**
 * The function that lists an account's numbers with their call settings. Message settings are omitted: a program that restores the settings later
 * must not undo changes that the owner made to message settings meanwhile.
 */
export const getIncomingPhoneNumbers: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getIncomingPhoneNumbers",
  description: "Lists the account's numbers with their call settings: all of them, or those that match.",
  examples: [
    {
      title: "List the account's numbers",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const held = await twilio.getIncomingPhoneNumbers({ friendlyName: "Front desk" }, { provider });

export const sids = held.numbers.map((n) => n.sid);`,
    },
  ],
  inputs: z.strictObject({
    phoneNumber: z
      .string()
      .regex(E164_PATTERN, "must be an E.164 number: +, country code, number, digits only")
      .optional()
      .meta({ description: "Only this number, E.164." }),
    friendlyName: z.string().optional().meta({ description: "Only numbers with exactly this friendly name." }),
  }),
  outputs: z.strictObject({
    numbers: z
      .array(
        z
          .strictObject({
            sid: text("The number's SID, `PN...`."),
            phoneNumber: text("The number, E.164."),
            friendlyName: text("Friendly name."),
            voiceApplicationSid: text('Application that answers calls, or "".'),
            trunkSid: text('SIP trunk that receives calls, or "".'),
            voiceUrl: text('URL that Twilio requests for TwiML when a call comes in, or "".'),
            voiceMethod: text("HTTP method for `voiceUrl`."),
            voiceFallbackUrl: text('URL that Twilio requests when `voiceUrl` fails, or "".'),
            voiceFallbackMethod: text("HTTP method for `voiceFallbackUrl`."),
            statusCallback: text('URL that Twilio notifies when a call ends, or "".'),
            statusCallbackMethod: text("HTTP method for `statusCallback`."),
            voiceCallerIdLookup: z
              .boolean()
              .meta({ description: "Whether Twilio looks up the caller's name for each call." }),
            voiceReceiveMode: text("What the number receives: `voice` or `fax`."),
            addressSid: text('Address of the number\'s holder, or "".'),
            bundleSid: text('Regulatory bundle, or "".'),
            identitySid: text('Identity of the number\'s holder, or "".'),
            emergencyAddressSid: text('Address registered with the emergency services, or "".'),
            emergencyAddressStatus: text("State of that address: `registered`, `registration-failure`, ..."),
            capabilities: z
              .record(z.string(), z.boolean())
              .meta({ description: "Capabilities: `voice`, `sms`, `mms` and `fax`, each true or false." }),
          })
          .meta({ typeName: "HeldNumber", description: "A number of the account." }),
      )
      .meta({ description: "The numbers, in Twilio's order." }),
    at: text("Time of the answer by Twilio's clock, ISO 8601."),
  }),
  async invoke({ client, signal }, { phoneNumber, friendlyName }) {
    const records = await client.numbers({ PhoneNumber: phoneNumber, FriendlyName: friendlyName }, signal);
    const numbers = records
      .filter((n) => phoneNumber === undefined || n.phone_number === phoneNumber)
      .map((n) => ({
        sid: n.sid,
        phoneNumber: n.phone_number,
        ...settingsOf(n, callSettingNames),
        emergencyAddressStatus: n.emergency_address_status ?? "unregistered",
        capabilities: { ...n.capabilities },
      }));
    return { numbers, at: client.time.toISOString() };
  },
};
