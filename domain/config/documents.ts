import { z } from "zod";
import { NUMBER_TYPES } from "../rules/money/number-type.ts";
import { country } from "./country.ts";
import { email } from "./email.ts";
import { must } from "./mistake.ts";
import { secret } from "./secret.ts";
import { line } from "./text.ts";

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, "lower-case letters, digits and dashes, starting with a letter, at most 32");
const sid = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `a Twilio ${what} SID: ${prefix} and 32 hexadecimal digits`);

/** Personal data may be encrypted: `pulumi config set --secret --path` writes it. */
const personal = (most: number) =>
  z.union([line(most), secret], { error: "a text, or an encrypted one: `secure: ...`" });

const connection = name.optional().describe("Connection in whose account it is. Required where the file has several.");

const address = z.strictObject({
  connection,
  customerName: personal(100).describe("Name of the person or company at the address."),
  street: personal(200).describe("Street and house number."),
  streetSecondary: personal(100).optional().describe("Suite, floor or room."),
  city: line(100).describe("City or town."),
  region: line(100).describe("State, province or county."),
  postalCode: line(20).describe("Postal code."),
  country: country().describe("Country of the address."),
  emergency: z.boolean().optional().describe("Whether emergency services may get it for a number: `emergencyAddress`."),
});

const attributes = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "a name of Twilio's, for example business_name"), personal(500))
  .optional()
  .describe("What the country's rules ask for, by Twilio's names (`./aybiza rules GB`). Encrypt what is personal.");

const endUser = z.strictObject({
  connection,
  type: z.enum(["business", "individual"]).describe("Whether a business or a person uses the numbers."),
  attributes,
});

const day = z.iso.date({ error: "a day, for example 2027-06-30" });

/** A document whose file was uploaded in Twilio's Console is named by its SID: no API takes the file. */
const document = z
  .strictObject({
    connection,
    sid: sid("RD", "supporting document")
      .optional()
      .describe("SID of a document that was uploaded in Twilio's Console."),
    type: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/, "a name of Twilio's, for example utility_bill")
      .optional()
      .describe("Type of document by Twilio's name, where no file is needed: `address`, `utility_bill`."),
    attributes,
    addresses: z.array(name).optional().describe("Addresses that the document proves, by their names in this file."),
    validUntil: day.optional().describe("Last day on which the document is valid. An alarm is raised 30 days before."),
  })
  .superRefine(
    must(
      (d) => (d.sid === undefined) !== (d.type === undefined),
      "needs either `sid` or `type`, and not both",
      "write the `type` of a document without a file, or the `sid` of an uploaded one",
    ),
  );

const bundle = z
  .strictObject({
    connection,
    sid: sid("BU", "regulatory bundle").optional().describe("SID of a bundle that was made in Twilio's Console."),
    country: country().optional().describe("Country of the numbers."),
    type: z.enum(NUMBER_TYPES).optional().describe("Type of the numbers. Default: `local`."),
    email: email().optional().describe("Address that Twilio writes to about the review."),
    endUser: name.optional().describe("Who uses the numbers: an entry of `endUsers`."),
    documents: z.array(name).optional().describe("Documents, entries of `documents`."),
    revision: z
      .int()
      .min(1)
      .max(1_000)
      .optional()
      .describe("Raise it to submit a rejected bundle again, after its documents were corrected."),
    validUntil: day.optional().describe("Last day on which the bundle is valid, where it was made in the Console."),
  })
  .superRefine(
    must(
      ({ sid: existing, ...made }) =>
        existing === undefined
          ? made.country !== undefined && made.email !== undefined && made.endUser !== undefined
          : made.country === undefined &&
            made.email === undefined &&
            made.endUser === undefined &&
            made.documents === undefined,
      "needs either `sid`, or `country`, `email` and `endUser`",
      "write the `sid` of a bundle from the Console, or what a new one consists of",
    ),
  );

/** `aybiza:documents`: what regulators ask of the holder of a number, by name. */
export const documentsSchema = z.strictObject({
  addresses: z.record(name, address).default({}).describe("Addresses of the holder."),
  endUsers: z.record(name, endUser).default({}).describe("Businesses or persons who use the numbers."),
  documents: z.record(name, document).default({}).describe("Documents that prove addresses and identities."),
  bundles: z.record(name, bundle).default({}).describe("What Twilio reviews before it sells a number."),
});

/** The checked content of `aybiza:documents`. */
export type Documents = z.output<typeof documentsSchema>;
/** A part of it: `addresses`, `endUsers`, ... */
export type DocumentKind = keyof Documents;
