import { z } from "zod";
import type { FunctionSpec } from "../../kit/define.ts";
import { type Bag, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";

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

/** What countries ask for. https://www.twilio.com/docs/phone-numbers/regulatory/api/regulations */
export const getRegulations: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getRegulations",
  description:
    "What a country asks for before a number is sold there, by kind of number and of end user, in the names that `EndUser` and `SupportingDocument` take. None is found where nothing is asked.",
  examples: [
    {
      title: "See what a British local number needs",
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
      .regex(/^[A-Z]{2}$/, "must be a country's two capital letters (ISO 3166-1)")
      .optional()
      .meta({ description: "Country, as ISO 3166-1 alpha-2." }),
    numberType: z
      .enum(["local", "mobile", "national", "toll-free"])
      .optional()
      .meta({ description: "Kind of number." }),
    endUserType: z.enum(["individual", "business"]).optional().meta({ description: "Kind of end user." }),
  }),
  outputs: z.strictObject({
    regulations: z
      .array(
        z
          .strictObject({
            sid: text("Its SID, `RN...`."),
            friendlyName: text("Its name."),
            isoCountry: text("Country, as ISO 3166-1 alpha-2."),
            numberType: text("Kind of number."),
            endUserType: text("Kind of end user."),
            endUserFields: texts("What the end user must say."),
            documents: z
              .array(
                z
                  .strictObject({
                    name: text("What it proves."),
                    description: text("In Twilio's words."),
                    accepted: z
                      .array(
                        z
                          .strictObject({
                            type: text("Kind of document: `type` of a `SupportingDocument`."),
                            name: text("Its name."),
                            fields: texts("What must be said of it."),
                          })
                          .meta({ typeName: "AcceptedDocument", description: "A kind of document." }),
                      )
                      .meta({ description: "The kinds that will do, any one of them." }),
                  })
                  .meta({ typeName: "DocumentRequirement", description: "Something to be proved." }),
              )
              .meta({ description: "What must be proved, each by a document." }),
          })
          .meta({ typeName: "Regulation", description: "What one country asks for one kind of number." }),
      )
      .meta({ description: "The regulations found." }),
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

interface EvaluationRecord {
  readonly status: string;
  readonly results: readonly Bag[];
}

/** How a bundle stands. https://www.twilio.com/docs/phone-numbers/regulatory/api/evaluations */
export const getBundleEvaluation: FunctionSpec<TwilioClient> = {
  token: "twilio:index:getBundleEvaluation",
  description:
    "Holds a bundle against its regulation, now, and says what is missing. Twilio writes the evaluation down, and changes nothing else; the reviewers come later.",
  examples: [
    {
      title: "See what a bundle lacks",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const papers = await twilio.getBundleEvaluation({ bundleSid: "BU0123456789abcdef0123456789abcdef" }, { provider });

export const missing = papers.requirements.filter((r) => !r.passed).map((r) => r.failureReason);`,
    },
  ],
  inputs: z.strictObject({
    bundleSid: z
      .string()
      .regex(/^BU[0-9a-fA-F]{32}$/, "must be a SID that begins with BU, then 32 hex digits")
      .meta({ description: "The bundle." }),
  }),
  outputs: z.strictObject({
    compliant: z.boolean().meta({ description: "Whether it has all that the regulation asks for." }),
    requirements: z
      .array(
        z
          .strictObject({
            name: text("What is asked for."),
            objectType: text("Kind of end user or document."),
            passed: z.boolean().meta({ description: "Whether it is there." }),
            failureReason: text('What is wrong, or "".'),
            errorCode: z.int().optional().meta({ description: "Twilio's code of what is wrong: 22214 to 22219." }),
            invalidFields: texts("The fields that are missing or wrong."),
          })
          .meta({ typeName: "EvaluatedRequirement", description: "How one requirement stands." }),
      )
      .meta({ description: "Each requirement of the regulation." }),
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
    if (!evaluation) throw new ProviderError("no-bundle", `${client.name} has no bundle ${bundleSid}`);
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
