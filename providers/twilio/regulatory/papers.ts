import { z } from "zod";
import { type Bag, ProviderError } from "../../kit/handler.ts";
import type { SidRecord } from "../identity.ts";
import { friendlyNameInput, immutableSid, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";
import { type BundleRecord, isEditable } from "./bundle-record.ts";

/** An end user or document in Twilio's API. The regulation defines the names of its attributes. */
interface ItemRecord extends SidRecord {
  readonly attributes: Bag | null;
}

const attributes = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .optional()
  .meta({
    description:
      "Attributes that the regulation requires, by Twilio's names (`business_name`, `address_sids`): `getRegulations` lists them. They are secret, since most are personal data.",
    secret: true,
  });

/** Returns the form, with all attributes as one JSON object, which is empty without attributes. */
const asJson = (given: Bag) => ({ Attributes: JSON.stringify(given.attributes ?? {}) });
const fromRecord = ({ attributes }: ItemRecord): Bag => ({
  attributes: attributes && Object.keys(attributes).length > 0 ? attributes : null,
});

/** The resource of an end user. https://www.twilio.com/docs/phone-numbers/regulatory/api/end-users */
export const endUser = simpleResource<ItemRecord>({
  token: "twilio:index:EndUser",
  description:
    "The end user of a regulated country's numbers: a person or a business. Assign it to regulatory bundles. Twilio deletes it only while no bundle has it. Import it by its SID.",
  examples: [
    {
      title: "Declare a business as end user",
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
      description: "Type of end user: a person or a business. A change replaces the end user.",
      replaceOnChange: true,
    }),
    attributes,
  }),
  outputs: z.strictObject(ownOutputs("end user", "IT")),
  form: asJson,
  values: fromRecord,
});

/** The resource of a supporting document. https://www.twilio.com/docs/phone-numbers/regulatory/api/supporting-documents */
export const supportingDocument = simpleResource<ItemRecord>({
  token: "twilio:index:SupportingDocument",
  description:
    "A document that proves an end user's data: a register excerpt, a bill, an ID, or just an address. This resource manages the document's type and attributes, not its file, which Twilio accepts only outside its documented API: upload the file in the Console, or with `SupportingDocuments` of numbers-upload.twilio.com, then import the document. Twilio changes no document under review, and deletes a document only while no bundle has it. Import it by its SID.",
  examples: [
    {
      title: "Use an address as supporting document",
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
        "Type of document by Twilio's name, such as `utility_bill`, `commercial_registrar_excerpt` or `address`. A change replaces the document.",
      replaceOnChange: true,
    }),
    attributes,
  }),
  outputs: z.strictObject({
    ...ownOutputs("document", "RD"),
    status: z.string().meta({
      description:
        "`draft`, `pending-review`, `approved`, `provisionally-approved`, `rejected` or `expired`, as of the last refresh.",
    }),
    failureReason: z
      .string()
      .optional()
      .meta({ description: "Reason for a rejection. Absent unless the document is rejected." }),
  }),
  form: asJson,
  values: fromRecord,
});

const assignment = simpleResource<SidRecord>({
  token: "twilio:index:BundleItemAssignment",
  description:
    "Assigns an end user or a document to a bundle. Declare a bundle's items here or as `items` of its `RegulatoryBundle`, not in both. The items of a bundle under review or approved can't be changed: a delete is refused while the bundle is under review, and leaves the item in an approved bundle, with a warning. Import it by the bundle's SID and its own: `BU.../BV...`.",
  examples: [
    {
      title: "Assign a document to a bundle",
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
    bundleSid: immutableSid("BU", "SID of the bundle. A change replaces the assignment."),
    objectSid: z
      .string()
      .regex(/^(IT|RD)[0-9a-fA-F]{32}$/, "must be the SID of an end user (IT) or a document (RD)")
      .meta({
        description: "SID of the end user or document. A change replaces the assignment.",
        replaceOnChange: true,
      }),
  }),
  outputs: z.strictObject(ownOutputs("assignment", "BV")),
  immutable: true,
});

/** The resource that assigns an end user or a document to a bundle. https://www.twilio.com/docs/phone-numbers/regulatory/api/item-assignments */
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
        `assignment ${sid} can't be deleted while bundle ${bundleSid} is ${bundle.status}. Wait for Twilio's review to end, then run the command again`,
      );
    }
    ctx.log(
      "warning",
      `assignment ${sid} stays in bundle ${bundleSid}, which is ${bundle.status} and can't be changed`,
    );
  },
};
