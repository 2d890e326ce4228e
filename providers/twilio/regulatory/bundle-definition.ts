import { z } from "zod";
import { type Bag, type CheckFailure, UNKNOWN } from "../../kit/handler.ts";
import { flag, friendlyNameInput, ownOutputs, url } from "../settings.ts";

const once = (type: z.ZodType, description: string) => type.meta({ description, replaceOnChange: true });

export const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  email: z
    .string()
    .regex(/^[^@\s]+@[^@\s]+$/, "must be an email address")
    .meta({ description: "Whom Twilio tells how the review goes." }),
  statusCallback: url("Address that Twilio tells when the status changes.").optional(),
  isoCountry: once(
    z.string().regex(/^[A-Z]{2}$/, "must be a country's two capital letters (ISO 3166-1)"),
    "Country of the numbers, as ISO 3166-1 alpha-2: `GB`. With the next two it says which regulation counts.",
  ),
  numberType: once(z.enum(["local", "mobile", "national", "toll-free"]), "Kind of the numbers."),
  endUserType: once(z.enum(["individual", "business"]), "Who uses them: a person or a business."),
  isTest: once(z.boolean().optional(), "A test: the reviewers reject it, always."),
  items: z
    .array(z.string().regex(/^(IT|RD)[0-9a-fA-F]{32}$/, "must be a SID of an end user (IT) or of a document (RD)"))
    .optional()
    .meta({
      description:
        "SIDs of the end users and documents in it: these and no others. Leave it out to say them as `BundleItemAssignment`s.",
    }),
  submit: flag(
    "Put it before Twilio's reviewers, once it has its items. Nothing waits for them: `status` says how it stands at the last look. What was submitted isn't taken back.",
  ).optional(),
  revision: z.int().min(1, "must be 1 or more").optional().meta({
    description: "Raise it to have a rejected bundle reviewed again, after its end user or documents were mended.",
  }),
});

export const outputs = z.strictObject({
  ...ownOutputs("bundle", "BU"),
  regulationSid: z
    .string()
    .optional()
    .meta({ description: "The regulation that it is held against, `RN...`.", stable: true }),
  status: z.string().meta({
    description:
      "`draft`, `pending-review`, `in-review`, `twilio-approved`, `provisionally-approved` or `twilio-rejected`, at the last look.",
  }),
  validUntil: z.string().optional().meta({ description: "Until when an approved one counts, where that is limited." }),
});

/** A first create can't submit what other resources put in later. */
export function rules({ inputs, olds }: { inputs: Bag; olds: Bag }): CheckFailure[] {
  const { submit, items } = inputs;
  if (submit !== true || items !== undefined || items === UNKNOWN || Object.keys(olds).length > 0) return [];
  const reason =
    "needs `items` in the first update: give them, or submit in a later one, when the `BundleItemAssignment`s are made";
  return [{ property: "submit", reason }];
}

export const description =
  "A regulatory bundle: who uses the numbers of a regulated country, and what proves it, for Twilio's reviewers. Where a country asks for one, a number is sold with an approved bundle alone (error 21649). Twilio changes a draft, and one that was rejected; while it is reviewed, and once it is approved, a change of it is refused here too, in words: make another bundle, and give its SID to the numbers. A delete is refused while it is reviewed, or while a number needs it. Import it by its SID.";

export const examples = [
  {
    title: "Submit the papers of a business",
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
