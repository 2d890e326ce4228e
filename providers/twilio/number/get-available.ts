import { z } from "zod";
import type { FunctionSpec } from "../../kit/define.ts";
import type { TwilioClient } from "../client/client.ts";

import { availableNumbers } from "./search.ts";
import { MOST_SHOWN, searchShape } from "./search-shape.ts";

const capabilities = z
  .record(z.string(), z.boolean())
  .meta({ description: "Capabilities by Twilio's names: `voice`, `SMS`, `MMS` and `fax`, each true or false." });

/** The function that searches for numbers to buy. */
export const getAvailablePhoneNumbers: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getAvailablePhoneNumbers",
  description: "Searches for numbers that can be bought now, best matches first. It neither buys nor reserves them.",
  examples: [
    {
      title: "Search for numbers",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const found = await twilio.getAvailablePhoneNumbers({ country: "US", type: "local", areaCode: "415" }, { provider });

export const numbers = found.numbers.map((n) => n.phoneNumber);`,
    },
  ],
  inputs: z.strictObject({
    ...searchShape,
    limit: z
      .int()
      .min(1, "must be 1 or more")
      .max(MOST_SHOWN, `must be ${MOST_SHOWN} or less: Twilio returns no more`)
      .optional()
      .meta({
        description: `Maximum number of results, 1 to ${MOST_SHOWN}. ${MOST_SHOWN} by default: Twilio returns no more.`,
      }),
  }),
  outputs: z.strictObject({
    numbers: z
      .array(
        z
          .strictObject({
            phoneNumber: z.string().meta({ description: "The number, E.164." }),
            friendlyName: z.string().meta({ description: "The number in national format." }),
            country: z.string().meta({ description: "Country, as ISO 3166-1 alpha-2." }),
            locality: z.string().meta({ description: 'City or town, or "".' }),
            region: z.string().meta({ description: 'State or province, or "".' }),
            postalCode: z.string().meta({ description: 'Postal code, or "".' }),
            addressRequirements: z.string().meta({
              description: "Address that the holder must have: `none`, `any`, `local` or `foreign`.",
            }),
            capabilities,
          })
          .meta({ typeName: "AvailableNumber", description: "A number that can be bought." }),
      )
      .meta({ description: "The numbers found." }),
  }),
  async invoke(ctx, args) {
    const found = await availableNumbers(ctx, args);
    const numbers = found.slice(0, args.limit).map((n) => ({
      phoneNumber: n.phone_number,
      friendlyName: n.friendly_name,
      country: n.iso_country,
      locality: n.locality ?? "",
      region: n.region ?? "",
      postalCode: n.postal_code ?? "",
      addressRequirements: n.address_requirements ?? "",
      capabilities: { ...n.capabilities },
    }));
    return { numbers };
  },
};
