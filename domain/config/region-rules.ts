import { awsRegionViolations, isAwsRegion } from "./aws-region.ts";
import type { StackDocument } from "./document.ts";
import { type Violation, violation } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import { lawViolations, offerViolations } from "./region-law-rules.ts";
import { consistencyViolations } from "./region-offer-rules.ts";
import { sameNumber } from "./tenant-dialled.ts";
import { dialViolation } from "./tenant-fallbacks.ts";
import { regionLanguages } from "./tenant-languages.ts";
import { fallbackPlaceViolations } from "./webhook-fallback.ts";

/**
 * Checks what a region's schema can't: the AWS Region that it is deployed in, and that its fallback dials a person's phone.
 *
 * @param tenants tenants' files that may have the fallback's number; read only where the fallback dials
 */
export function regionViolations(
  { config }: StackDocument,
  region: RegionConfig | undefined,
  tenants: () => Iterable<StackDocument>,
): Violation[] {
  const own = awsRegionViolations(config);
  if (region === undefined) return own;
  const awsRegion = config["aws:region"];
  return [
    ...own,
    ...lawViolations(region, isAwsRegion(awsRegion) ? awsRegion : undefined),
    ...offerViolations(region),
    ...regionLanguages(region),
    ...consistencyViolations(region),
    ...atRestViolations(region, awsRegion),
    ...(isAwsRegion(awsRegion)
      ? [...certificateViolations(region, awsRegion), ...fallbackPlaceViolations(region.webhook.fallback, awsRegion)]
      : []),
    ...dialViolations(region, tenants),
  ];
}

/** Checks that the region is deployed where its file lets data rest. */
function atRestViolations({ data }: RegionConfig, awsRegion: unknown): Violation[] {
  if (data.atRest === undefined || !isAwsRegion(awsRegion) || data.atRest.includes(awsRegion)) return [];
  return [
    violation(
      ["aybiza:region", "data", "atRest"],
      "data-outside-region",
      `the region is deployed in ${awsRegion}, and \`data.atRest\` allows only ${data.atRest.join(", ")}`,
      `deploy the region in ${data.atRest[0]}, or add ${awsRegion}`,
    ),
  ];
}

function dialViolations(region: RegionConfig, tenants: () => Iterable<StackDocument>): Violation[] {
  const { dial } = region.fallback;
  if (dial === undefined) return [];
  const at = ["aybiza:region", "fallback", "dial"];
  const wrong = dialViolation(at, dial, region);
  if (wrong !== undefined) return [wrong];
  return [...tenants()].flatMap((tenant) => {
    const key = sameNumber(tenant, dial);
    if (key === undefined) return [];
    const where = `${tenant.file}:${tenant.line(["aybiza:numbers", key])}`;
    return violation(
      at,
      "fallback-loop",
      `an agent answers ${dial} (${where}), so the call could loop`,
      "write the number of a person's phone",
    );
  });
}

/** Checks the certificate's AWS Region: API Gateway's regional domains accept only certificates of their own. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-regional-api-custom-domain-create.html */
function certificateViolations({ webhook: { certificateArn } }: RegionConfig, awsRegion: string): Violation[] {
  const certified = certificateArn?.split(":")[3];
  if (certified === undefined || certified === awsRegion) return [];
  return [
    violation(
      ["aybiza:region", "webhook", "certificateArn"],
      "certificate-region-mismatch",
      `the certificate is in ${certified}, and the region is deployed in ${awsRegion}; a webhook domain accepts only a certificate of its own AWS Region`,
      `request a certificate in ${awsRegion} and write its ARN, or write \`zone\` instead`,
    ),
  ];
}
