import { z } from "zod";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import type { FunctionSpec } from "../../kit/define.ts";
import { ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";

/** A number's portability in Twilio's API. */
interface PortabilityRecord {
  readonly phone_number: string;
  readonly portable: boolean;
  readonly pin_and_account_number_required: boolean;
  readonly not_portable_reason: string | null;
  readonly not_portable_reason_code: number | null;
  readonly number_type: string;
  readonly country: string;
}

/** The function that checks whether a number can be ported. https://www.twilio.com/docs/phone-numbers/port-in/portability-api */
export const getPortability: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getPortability",
  description: "Checks whether a `PortIn` can port a number to Twilio, and whether the losing carrier requires a PIN.",
  examples: [
    {
      title: "Check whether a number can be ported",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const number = await twilio.getPortability({ phoneNumber: "+14155550101" }, { provider });

export const portable = number.portable;`,
    },
  ],
  inputs: z.strictObject({
    phoneNumber: z
      .string()
      .regex(E164_PATTERN, "must be an E.164 number: +, country code, number, digits only")
      .meta({ description: "The number, E.164." }),
    targetAccountSid: z
      .string()
      .regex(/^AC[0-9a-fA-F]{32}$/, "must be an account SID: AC, then 32 hex digits")
      .optional()
      .meta({ description: "SID of the account that would receive the number. The provider's account by default." }),
  }),
  outputs: z.strictObject({
    portable: z.boolean().meta({ description: "Whether a `PortIn` can port the number." }),
    numberType: z.string().meta({ description: "Type of the number: `LOCAL`, `MOBILE`, `TOLL-FREE` or `UNKNOWN`." }),
    country: z.string().meta({ description: "Country, as ISO 3166-1 alpha-2." }),
    pinRequired: z.boolean().meta({ description: "Whether the losing carrier requires a PIN and an account number." }),
    reason: z.string().meta({
      description:
        "Why the number can't be ported, or \"\". `MANUAL_PORTING_AVAILABLE`: Twilio's support can port it, outside the API.",
    }),
    reasonCode: z
      .int()
      .optional()
      .meta({ description: "Twilio's code of the reason, such as 22130, 22133 or 22137. Absent without a reason." }),
  }),
  async invoke({ client, signal }, { phoneNumber, targetAccountSid }) {
    const found = await client.requests.fetch<PortabilityRecord>({
      what: `check the portability of ${phoneNumber}`,
      method: "GET",
      origin: "https://numbers.twilio.com",
      path: `/v1/Porting/Portability/PhoneNumber/${encodeURIComponent(phoneNumber)}`,
      query: { TargetAccountSid: targetAccountSid },
      repeatable: true,
      signal,
    });
    if (!found)
      throw new ProviderError("no-such-number", `Twilio has no data about number ${phoneNumber}. Correct the number`);
    return {
      portable: found.portable,
      numberType: found.number_type,
      country: found.country,
      pinRequired: found.pin_and_account_number_required,
      reason: found.not_portable_reason ?? "",
      ...(found.not_portable_reason_code && { reasonCode: found.not_portable_reason_code }),
    };
  },
};
