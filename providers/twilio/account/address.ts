import { z } from "zod";
import { type Context, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { TwilioError } from "../client/errors.ts";
import { flag, friendlyNameInput, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const text = (description: string) => z.string().min(1, "must not be empty").meta({ description });

const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  customerName: text("Who is there: a person's or a company's name."),
  street: text("Number and street."),
  streetSecondary: z.string().optional().meta({ description: "Suite, floor, room." }),
  city: text("Town."),
  region: text("State, province or county: `CA`."),
  postalCode: text("Postal code."),
  isoCountry: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be a country's two capital letters (ISO 3166-1)")
    .meta({
      description: "Country, as ISO 3166-1 alpha-2: `US`. Another country is another address.",
      replaceOnChange: true,
    }),
  emergencyEnabled: flag(
    "Emergency calls of a number that names it may be sent there (US, Canada, UK). Twilio then checks it. Off by default.",
  ).optional(),
});

const outputs = z.strictObject({
  ...ownOutputs("address", "AD"),
  validated: z.boolean().meta({ description: "Twilio has found it in a register." }),
  verified: z
    .boolean()
    .meta({ description: "Documents that prove it were accepted, where a regulator asks for them." }),
});

/** An address, as Twilio's API gives it. */
interface AddressRecord {
  readonly sid: string;
  readonly friendly_name: string;
}

/** Where an account's customer is. https://www.twilio.com/docs/usage/api/address */
export const address = simpleResource<AddressRecord>({
  token: "twilio:index:Address",
  description:
    "Where an account's customer is, as regulators want to know of many numbers, and where help is sent in an emergency. Twilio checks it against a register in many countries: one that isn't found is refused, and so is one that is nearly right, with the right one in the message: nothing is put right behind the program's back. It can't be deleted while numbers name it. Import it by its SID.",
  examples: [
    {
      title: "Say where help is to come",
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
      `address ${friendly_name} (${sid}) can't be deleted while numbers name it: ${held.join(", ")}. Give them another address, or none, then run it again`,
    );
  },

  refusal(error) {
    if (!(error instanceof TwilioError) || !["21628", "21629"].includes(error.code)) return undefined;
    const fix =
      error.code === "21629"
        ? "Write it as Twilio suggests"
        : "Correct its spelling; if it is right, Twilio's support can enter it";
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
