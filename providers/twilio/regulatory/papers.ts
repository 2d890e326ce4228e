import { z } from "zod";
import { type Bag, ProviderError } from "../../kit/handler.ts";
import type { SidRecord } from "../identity.ts";
import { friendlyNameInput, immutableSid, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";
import { type BundleRecord, isEditable } from "./bundle-record.ts";

/** End user and document: both say what they say in attributes whose names the regulation gives. */
interface PaperRecord extends SidRecord {
  readonly attributes: Bag | null;
}

const attributes = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .optional()
  .meta({
    description:
      "What the regulation asks for, by Twilio's own names (`business_name`, `address_sids`): `getRegulations` tells which. It is secret, since most of it is about people.",
    secret: true,
  });

/** Attributes travel as JSON, all of them; none is an empty object. */
const asJson = (given: Bag) => ({ Attributes: JSON.stringify(given.attributes ?? {}) });
const fromRecord = ({ attributes }: PaperRecord): Bag => ({
  attributes: attributes && Object.keys(attributes).length > 0 ? attributes : null,
});

/** Who uses the numbers. https://www.twilio.com/docs/phone-numbers/regulatory/api/end-users */
export const endUser = simpleResource<PaperRecord>({
  token: "twilio:index:EndUser",
  description:
    "Who uses the numbers of a regulated country: a person or a business, as its authority wants to know it. It counts in the bundles that it is assigned to. Twilio deletes it when no bundle has it. Import it by its SID.",
  examples: [
    {
      title: "Describe a business",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const acme = new twilio.EndUser(
  "acme",
  { type: "business", attributes: { business_name: "Acme Dental", business_registration_number: "00000000" } },
  { provider },
);

export const endUserSid = acme.sid;`,
    },
  ],
  noun: "end user",
  product: ["numbers", "v2"],
  path: "RegulatoryCompliance/EndUsers",
  key: "results",
  identity: { by: "token" },
  inputs: z.strictObject({
    friendlyName: friendlyNameInput(),
    type: z.enum(["individual", "business"]).meta({
      description: "A person or a business. Another kind is another end user.",
      replaceOnChange: true,
    }),
    attributes,
  }),
  outputs: z.strictObject(ownOutputs("end user", "IT")),
  form: asJson,
  values: fromRecord,
});

/** What proves it. https://www.twilio.com/docs/phone-numbers/regulatory/api/supporting-documents */
export const supportingDocument = simpleResource<PaperRecord>({
  token: "twilio:index:SupportingDocument",
  description:
    "A paper that proves what an end user says: a register's excerpt, a bill, an ID, or an address alone. This resource keeps its kind and what is written on it. The file itself can't go through it, because Twilio takes files at another address, which is no part of its described API: upload it in the Console, or with `SupportingDocuments` of numbers-upload.twilio.com, and import the document. Twilio changes none that is under review, and deletes it when no bundle has it. Import it by its SID.",
  examples: [
    {
      title: "Give an address as its own proof",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const address = new twilio.SupportingDocument(
  "address",
  { type: "address", attributes: { address_sids: ["AD0123456789abcdef0123456789abcdef"] } },
  { provider },
);

export const status = address.status;`,
    },
  ],
  noun: "supporting document",
  product: ["numbers", "v2"],
  path: "RegulatoryCompliance/SupportingDocuments",
  key: "results",
  identity: { by: "token" },
  inputs: z.strictObject({
    friendlyName: friendlyNameInput(),
    type: z.string().min(1, "must not be empty").meta({
      description:
        "Kind of paper, by Twilio's name: `utility_bill`, `commercial_registrar_excerpt`, `address`. Another kind is another document.",
      replaceOnChange: true,
    }),
    attributes,
  }),
  outputs: z.strictObject({
    ...ownOutputs("document", "RD"),
    status: z.string().meta({
      description:
        "`draft`, `pending-review`, `approved`, `provisionally-approved`, `rejected` or `expired`, at the last look.",
    }),
    failureReason: z.string().optional().meta({ description: "Why the reviewers rejected it." }),
  }),
  form: asJson,
  values: fromRecord,
});

const assignment = simpleResource<SidRecord>({
  token: "twilio:index:BundleItemAssignment",
  description:
    "Puts an end user or a document into a bundle. Say a bundle's content here or as `items` of its `RegulatoryBundle`, not in both. A bundle that is reviewed, or approved, keeps what it has: nothing is put in or taken out. A delete leaves it in an approved bundle, with a warning, and is refused while the bundle is reviewed. Import it by the bundle's SID and its own: `BU.../BV...`.",
  examples: [
    {
      title: "Put a document into a bundle",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const papers = new twilio.RegulatoryBundle(
  "papers",
  { email: "papers@acme.example", isoCountry: "GB", numberType: "local", endUserType: "business" },
  { provider },
);
const bill = new twilio.SupportingDocument("bill", { type: "utility_bill" }, { provider });
new twilio.BundleItemAssignment("bill", { bundleSid: papers.sid, objectSid: bill.sid }, { provider });`,
    },
  ],
  noun: "item of bundle",
  product: ["numbers", "v2"],
  path: "RegulatoryCompliance/Bundles/{bundleSid}/ItemAssignments",
  key: "results",
  identity: { by: "pair", of: ["objectSid"] },
  inputs: z.strictObject({
    bundleSid: immutableSid("BU", "The bundle."),
    objectSid: z
      .string()
      .regex(/^(IT|RD)[0-9a-fA-F]{32}$/, "must be a SID of an end user (IT) or of a document (RD)")
      .meta({ description: "The end user or the document.", replaceOnChange: true }),
  }),
  outputs: z.strictObject(ownOutputs("assignment", "BV")),
  fixed: true,
});

/** An end user or a document in a bundle. https://www.twilio.com/docs/phone-numbers/regulatory/api/item-assignments */
export const bundleItemAssignment: typeof assignment = {
  ...assignment,
  async delete(ctx, q) {
    const [bundleSid = "", sid = ""] = q.id.split("/");
    const place = { path: "RegulatoryCompliance/Bundles", key: "results", noun: "bundle", signal: ctx.signal };
    const bundle = await ctx.client.product("numbers", "v2").collection<BundleRecord>(place).fetch(bundleSid);
    if (!bundle) return;
    if (isEditable(bundle)) return assignment.delete(ctx, q);
    if (bundle.status === "pending-review" || bundle.status === "in-review") {
      throw new ProviderError(
        "bundle-in-review",
        `assignment ${sid} can't be removed while bundle ${bundleSid} is ${bundle.status}: wait for the reviewers, then run it again`,
      );
    }
    ctx.log("warning", `assignment ${sid} stays: bundle ${bundleSid} is ${bundle.status}, and keeps what it has`);
  },
};
