import { z } from "zod";
import { type Context, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { TwilioError } from "../client/errors.ts";
import { flag, friendlyNameInput, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const text = (description: string) => z.string().min(1, "must not be empty").meta({ description });

const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  customerName: text("Name of the person or company at the address."),
  street: text("Street and house number."),
  streetSecondary: z.string().optional().meta({ description: "Suite, floor or room." }),
  city: text("City or town."),
  region: text("State, province or county, such as `CA`."),
  postalCode: text("Postal code."),
  isoCountry: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 country code in capitals, such as US")
    .meta({
      description: "Country, as ISO 3166-1 alpha-2, such as `US`. A change replaces the address.",
      replaceOnChange: true,
    }),
  emergencyEnabled: flag(
    "Allow numbers to use the address for emergency calls (US, Canada and UK). Twilio then validates it. False by default.",
  ).optional(),
});

const outputs = z.strictObject({
  ...ownOutputs("address", "AD"),
  validated: z.boolean().meta({ description: "Whether Twilio has validated the address against a register." }),
  verified: z.boolean().meta({
    description: "Whether Twilio has accepted documents that prove the address, where a regulator requires them.",
  }),
});

/** An address in Twilio's API. */
interface AddressRecord {
  readonly sid: string;
  readonly friendly_name: string;
}

/** The resource of a customer's address. https://www.twilio.com/docs/usage/api/address */
export const address = simpleResource<AddressRecord>({
  token: "twilio:index:Address",
  description:
    "An address of an account's customer: regulators require one for many numbers, and emergency services use it. In many countries Twilio validates it against a register. An address that isn't found is refused. One that is nearly right is refused too, with the correct one in the message, since the provider never lets Twilio correct it silently. A delete is refused while numbers use it. Import it by its SID.",
  examples: [
    {
      title: "Declare an address for emergency calls",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const practice = new twilio.Address(
  "practice",
  {
    customerName: "Acme Dental",
    street: "1 Main Street",
    city: "Springfield",
    region: "IL",
    postalCode: "62701",
    isoCountry: "US",
    emergencyEnabled: true,
  },
  { provider },
);

export const addressSid = practice.sid;`,
    },
  ],
  noun: "address",
  path: "Addresses",
  key: "addresses",
  identity: { by: "token" },
  inputs,
  outputs,
  defaults: { emergencyEnabled: false },

  form: () => ({ AutoCorrectAddress: false }),

  async checkDelete({ sid, friendly_name }, ctx) {
    const held = await dependents(ctx, sid);
    if (held.length === 0) return;
    throw new ProviderError(
      "address-in-use",
      `address ${friendly_name} (${sid}) can't be deleted while numbers use it: ${held.join(", ")}. Set another address on these numbers, or none, then run the command again`,
    );
  },

  explain(error) {
    if (!(error instanceof TwilioError) || !["21628", "21629"].includes(error.code)) return undefined;
    const fix =
      error.code === "21629"
        ? "Change the address to the one that Twilio suggests"
        : "Correct the address; if it is correct, ask Twilio's support to register it";
    return new ProviderError("address-not-valid", `${error.message}. ${fix}`, { cause: error });
  },
});

async function dependents({ client, signal }: Context<TwilioClient>, sid: string): Promise<string[]> {
  const numbers = client.collection<{ phone_number: string }>({
    ...{ path: `Addresses/${sid}/DependentPhoneNumbers`, key: "dependent_phone_numbers", noun: "dependent number" },
    signal,
  });
  return (await numbers.list()).map((n) => n.phone_number).sort();
}
