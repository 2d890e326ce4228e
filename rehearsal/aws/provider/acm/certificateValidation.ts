import { ProviderError } from "../../../../providers/kit/handler.ts";
import { until } from "../aws.ts";
import type { Resource } from "../resource.ts";
import { describe } from "./certificate.ts";

/** Waits until ACM has issued a certificate. AWS has no such resource; the id is the time of issue. */
export const certificateValidation: Resource = {
  token: "aws:acm/certificateValidation:CertificateValidation",

  async create(call, { certificateArn, validationRecordFqdns }) {
    const certificate = await describe(call.aws, certificateArn);
    if (!certificate) throw new ProviderError("no-certificate", `certificate ${certificateArn} doesn't exist`);
    if (validationRecordFqdns !== undefined) {
      const given = new Set((validationRecordFqdns as string[]).map(bare));
      const options = certificate.DomainValidationOptions ?? [];
      const missing = options.flatMap((o) =>
        o.ResourceRecord && !given.has(bare(o.ResourceRecord.Name!)) ? [bare(o.ResourceRecord.Name!)] : [],
      );
      if (missing.length > 0) {
        throw new ProviderError(
          "missing-records",
          `validationRecordFqdns lacks ${missing.join(", ")}, which certificate ${certificateArn} requires: add them`,
        );
      }
    }
    const issued = async () => {
      const now = await describe(call.aws, certificateArn);
      if (now?.Status === "FAILED")
        throw new ProviderError("certificate-failed", `${certificateArn}: ${now.FailureReason}`);
      return now?.Status === "ISSUED" ? now.IssuedAt : undefined;
    };
    return (await until(`certificate ${certificateArn} issued`, issued, call)).toISOString();
  },

  async read({ aws }, id, { certificateArn }) {
    if (!certificateArn)
      throw new ProviderError(
        "no-import",
        `${id}: a certificate validation can't be imported, since AWS has no such resource`,
      );
    const certificate = await describe(aws, certificateArn);
    return certificate?.Status === "ISSUED" ? { properties: { certificateArn } } : undefined;
  },

  async remove() {},
};

function bare(name: string): string {
  return name.replace(/\.$/, "").toLowerCase();
}
