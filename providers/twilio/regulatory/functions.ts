import { z } from "zod";
import type { FunctionSpec } from "../../kit/define.ts";
import { type Bag, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import type { BundleRecord } from "./bundle-record.ts";

const text = (description: string) => z.string().meta({ description });
const texts = (description: string) => z.array(z.string()).meta({ description });

interface Field {
  readonly fields: readonly string[];
}
interface RegulationRecord {
  readonly sid: string;
  readonly friendly_name: string;
  readonly iso_country: string;
  readonly number_type: string;
  readonly end_user_type: string;
  readonly requirements: {
    readonly end_user: readonly Field[];
    readonly supporting_document: readonly (readonly (Bag & {
      readonly accepted_documents: readonly (Field & { readonly type: string; readonly name: string })[];
    })[])[];
  };
}

/** The function that reads countries' regulations. https://www.twilio.com/docs/phone-numbers/regulatory/api/regulations */
export const getRegulations: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getRegulations",
  description:
    "Lists what countries require before a number is sold, by type of number and of end user, with the names that `EndUser` and `SupportingDocument` use. The result is empty if nothing is required.",
  examples: [
    {
      title: "List the requirements of a British local number",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const found = await twilio.getRegulations(
  { isoCountry: "GB", numberType: "local", endUserType: "business" },
  { provider },
);

export const fields = found.regulations.map((r) => r.endUserFields);`,
    },
  ],
  inputs: z.strictObject({
    isoCountry: z
      .string()
      .regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 country code in capitals, such as US")
      .optional()
      .meta({ description: "Only regulations of this country, ISO 3166-1 alpha-2." }),
    numberType: z
      .enum(["local", "mobile", "national", "toll-free"])
      .optional()
      .meta({ description: "Only regulations for this type of number." }),
    endUserType: z
      .enum(["individual", "business"])
      .optional()
      .meta({ description: "Only regulations for this type of end user." }),
  }),
  outputs: z.strictObject({
    regulations: z
      .array(
        z
          .strictObject({
            sid: text("SID of the regulation, `RN...`."),
            friendlyName: text("Its name."),
            isoCountry: text("Country, as ISO 3166-1 alpha-2."),
            numberType: text("Type of number."),
            endUserType: text("Type of end user."),
            endUserFields: texts("Names of the attributes that the `EndUser` must have."),
            documents: z
              .array(
                z
                  .strictObject({
                    name: text("Name of the requirement."),
                    description: text("Twilio's description of the requirement."),
                    accepted: z
                      .array(
                        z
                          .strictObject({
                            type: text("Type of document, as `type` of a `SupportingDocument`."),
                            name: text("Its name."),
                            fields: texts("Names of the attributes that the document must have."),
                          })
                          .meta({ typeName: "AcceptedDocument", description: "An accepted type of document." }),
                      )
                      .meta({ description: "Accepted types of documents, of which one is enough." }),
                  })
                  .meta({ typeName: "DocumentRequirement", description: "A required document." }),
              )
              .meta({ description: "Required documents." }),
          })
          .meta({
            typeName: "Regulation",
            description: "A country's requirements for one type of number and end user.",
          }),
      )
      .meta({ description: "The regulations." }),
  }),
  async invoke({ client, signal }, { isoCountry, numberType, endUserType }) {
    const filter = { IsoCountry: isoCountry, NumberType: numberType, EndUserType: endUserType };
    const place = { path: "RegulatoryCompliance/Regulations", key: "results", noun: "regulation", signal };
    const found = await client.product("numbers", "v2").collection<RegulationRecord>(place).list(filter);
    return { regulations: found.map(regulationOf) };
  },
};

function regulationOf({ requirements, ...r }: RegulationRecord): Bag {
  return {
    ...{ sid: r.sid, friendlyName: r.friendly_name, isoCountry: r.iso_country },
    ...{ numberType: r.number_type, endUserType: r.end_user_type },
    endUserFields: (requirements.end_user ?? []).flatMap(({ fields }) => fields),
    documents: (requirements.supporting_document ?? []).flat().map((one) => ({
      name: one.name,
      description: one.description ?? "",
      accepted: one.accepted_documents.map(({ type, name, fields }) => ({ type, name, fields })),
    })),
  };
}

/** The function that reads a bundle. https://www.twilio.com/docs/phone-numbers/regulatory/api/bundles */
export const getBundle: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getBundle",
  description:
    "Reads a regulatory bundle: how its review goes, and for which numbers it is. Where the account has no such bundle, `status` is `missing`.",
  examples: [
    {
      title: "Wait for a review in a program",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const papers = await twilio.getBundle({ bundleSid: "BU0123456789abcdef0123456789abcdef" }, { provider });

export const approved = papers.status === "twilio-approved";`,
    },
  ],
  inputs: z.strictObject({
    bundleSid: z
      .string()
      .regex(/^BU[0-9a-fA-F]{32}$/, "must be a bundle SID: BU and 32 hexadecimal digits")
      .meta({
        description: "SID of the bundle, `BU...`.",
      }),
  }),
  outputs: z.strictObject({
    status: text(
      "`draft`, `pending-review`, `in-review`, `twilio-approved`, `provisionally-approved`, `twilio-rejected`, or `missing`.",
    ),
    validUntil: text('Expiry of an approved bundle, or "".'),
    isoCountry: text('Country of the numbers, ISO 3166-1 alpha-2, or "".'),
    numberType: text('Type of the numbers, or "".'),
    endUserType: text('Type of end user, or "".'),
  }),
  async invoke({ client, signal }, { bundleSid }) {
    const numbers = client.product("numbers", "v2");
    const place = { path: "RegulatoryCompliance/Bundles", key: "results", noun: "bundle", signal };
    const bundle = await numbers.collection<BundleRecord>(place).fetch(bundleSid);
    const none = { isoCountry: "", numberType: "", endUserType: "" };
    if (!bundle) return { status: "missing", validUntil: "", ...none };
    const seen = { status: bundle.status, validUntil: bundle.valid_until ?? "" };
    if (bundle.regulation_sid === null || bundle.regulation_sid === undefined) return { ...seen, ...none };
    const regulations = { path: "RegulatoryCompliance/Regulations", key: "results", noun: "regulation", signal };
    const regulation = await numbers.collection<RegulationRecord>(regulations).fetch(bundle.regulation_sid);
    if (!regulation) return { ...seen, ...none };
    const { iso_country: isoCountry, number_type: numberType, end_user_type: endUserType } = regulation;
    return { ...seen, isoCountry, numberType, endUserType };
  },
};

interface EvaluationRecord {
  readonly status: string;
  readonly results: readonly Bag[];
}

/** The function that evaluates a bundle. https://www.twilio.com/docs/phone-numbers/regulatory/api/evaluations */
export const getBundleEvaluation: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getBundleEvaluation",
  description:
    "Evaluates a bundle against its regulation and lists what is missing. Twilio records the evaluation and changes nothing else. It doesn't replace the review.",
  examples: [
    {
      title: "List what a bundle lacks",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const papers = await twilio.getBundleEvaluation({ bundleSid: "BU0123456789abcdef0123456789abcdef" }, { provider });

export const missing = papers.requirements.filter((r) => !r.passed).map((r) => r.failureReason);`,
    },
  ],
  inputs: z.strictObject({
    bundleSid: z
      .string()
      .regex(/^BU[0-9a-fA-F]{32}$/, "must be a SID: BU, then 32 hex digits")
      .meta({ description: "SID of the bundle, `BU...`." }),
  }),
  outputs: z.strictObject({
    compliant: z.boolean().meta({ description: "Whether the bundle meets all requirements of the regulation." }),
    requirements: z
      .array(
        z
          .strictObject({
            name: text("Name of the requirement."),
            objectType: text("Type of the end user or document."),
            passed: z.boolean().meta({ description: "Whether the bundle meets the requirement." }),
            failureReason: text('Reason why the requirement isn\'t met, or "".'),
            errorCode: z
              .int()
              .optional()
              .meta({ description: "Twilio's code of the reason, 22214 to 22219. Absent if the requirement is met." }),
            invalidFields: texts("Names of the attributes that are missing or invalid."),
          })
          .meta({ typeName: "EvaluatedRequirement", description: "Evaluation of one requirement." }),
      )
      .meta({ description: "Evaluation of each requirement of the regulation." }),
  }),
  async invoke({ client, signal }, { bundleSid }) {
    const evaluation = await client.requests.fetch<EvaluationRecord>({
      what: `evaluate bundle ${bundleSid}`,
      method: "POST",
      origin: "https://numbers.twilio.com",
      path: `/v2/RegulatoryCompliance/Bundles/${bundleSid}/Evaluations`,
      form: {},
      repeatable: true,
      looks: true,
      signal,
    });
    if (!evaluation)
      throw new ProviderError("bundle-missing", `${client.name} has no bundle ${bundleSid}. Correct \`bundleSid\``);
    const requirements = evaluation.results.map((one) => ({
      name: one.requirement_friendly_name,
      objectType: one.object_type,
      passed: one.passed,
      failureReason: one.failure_reason ?? "",
      ...(one.error_code && { errorCode: one.error_code }),
      invalidFields: (one.invalid ?? []).map((field: Bag) => field.object_field),
    }));
    return { compliant: evaluation.status === "compliant", requirements };
  },
};
