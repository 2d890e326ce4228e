import { z } from "zod";
import { type Bag, type CheckFailure, UNKNOWN } from "../../kit/handler.ts";
import { flag, friendlyNameInput, ownOutputs, url } from "../settings.ts";

const immutableInput = (type: z.ZodType, description: string) => type.meta({ description, replaceOnChange: true });

export const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  email: z
    .string()
    .regex(/^[^@\s]+@[^@\s]+$/, "must be an email address")
    .meta({ description: "Email address that Twilio notifies of the review." }),
  statusCallback: url("URL that Twilio notifies when the status changes.").optional(),
  isoCountry: immutableInput(
    z.string().regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 country code in capitals, such as US"),
    "Country of the numbers, as ISO 3166-1 alpha-2, such as `GB`. Country, number type and end user type select the regulation. A change replaces the bundle.",
  ),
  numberType: immutableInput(
    z.enum(["local", "mobile", "national", "toll-free"]),
    "Type of the numbers. A change replaces the bundle.",
  ),
  endUserType: immutableInput(
    z.enum(["individual", "business"]),
    "Type of end user: a person or a business. A change replaces the bundle.",
  ),
  isTest: immutableInput(
    z.boolean().optional(),
    "Whether this is a test bundle, which Twilio always rejects. False by default. A change replaces the bundle.",
  ),
  items: z
    .array(z.string().regex(/^(IT|RD)[0-9a-fA-F]{32}$/, "must be the SID of an end user (IT) or a document (RD)"))
    .optional()
    .meta({
      description:
        "SIDs of all end users and documents in the bundle; others are removed. Leave it out to use `BundleItemAssignment` resources instead.",
    }),
  submit: flag(
    "Submit the bundle for review, once it has its items. The update doesn't wait for the review: `status` is as of the last refresh. A submission can't be withdrawn.",
  ).optional(),
  revision: z.int().min(1, "must be 1 or more").optional().meta({
    description:
      "Revision number. Raise it to submit a rejected bundle again, after its end user or documents were corrected.",
  }),
});

export const outputs = z.strictObject({
  ...ownOutputs("bundle", "BU"),
  regulationSid: z
    .string()
    .optional()
    .meta({ description: "SID of the regulation that applies, `RN...`.", stable: true }),
  status: z.string().meta({
    description:
      "`draft`, `pending-review`, `in-review`, `twilio-approved`, `provisionally-approved` or `twilio-rejected`, as of the last refresh.",
  }),
  validUntil: z.string().optional().meta({ description: "Expiry of an approved bundle. Absent if it doesn't expire." }),
});

/** Rejects `submit` in a create without `items`: resources that are created later would add the items after the review began. */
export function rules({ inputs, olds }: { inputs: Bag; olds: Bag }): CheckFailure[] {
  const { submit, items } = inputs;
  if (submit !== true || items !== undefined || items === UNKNOWN || Object.keys(olds).length > 0) return [];
  const reason =
    "requires `items` in the first update: set `items`, or submit in a later update, once the `BundleItemAssignment`s exist";
  return [{ property: "submit", reason }];
}

export const description =
  "A regulatory bundle: the end user of a regulated country's numbers and the documents that prove its data, for review by Twilio. Where a country requires a bundle, only an approved one allows to buy a number (error 21649). Only a draft or a rejected bundle can be changed. To change one under review, wait; to change an approved one, create another bundle and set its SID on the numbers. A delete is refused while the bundle is under review or a number needs it. Import it by its SID.";

export const examples = [
  {
    title: "Submit a business for review",
    program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const acme = new twilio.EndUser(
  "acme",
  { type: "business", attributes: { business_name: "Acme Dental", business_registration_number: "00000000" } },
  { provider },
);
const address = new twilio.SupportingDocument(
  "address",
  { type: "address", attributes: { address_sids: ["AD0123456789abcdef0123456789abcdef"] } },
  { provider },
);
const papers = new twilio.RegulatoryBundle(
  "papers",
  {
    email: "papers@acme.example",
    isoCountry: "GB",
    numberType: "local",
    endUserType: "business",
    items: [acme.sid, address.sid],
    submit: true,
  },
  { provider },
);

export const status = papers.status;`,
  },
];
