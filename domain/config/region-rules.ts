import { awsRegionProblems, isAwsRegion } from "./aws-region.ts";
import type { StackDocument } from "./document.ts";
import type { Fix, Problem } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import { sameNumber } from "./tenant-dialled.ts";
import { dialFix, fallbackProblem } from "./tenant-fallbacks.ts";
import { fallbackPlaceProblem } from "./webhook-fallback.ts";

/**
 * What a region's schema can't say: where it is deployed, and that its fallback is a person's phone.
 *
 * @param tenants the files of tenants that may have the fallback's number; read only where the fallback dials
 */
export function checkRegion(
  document: StackDocument,
  region: RegionConfig | undefined,
  tenants: () => Iterable<StackDocument>,
): Problem[] {
  const problems = awsRegionProblems(document);
  const add = (path: readonly PropertyKey[], code: string, message: string, fix: Fix) =>
    problems.push({
      code,
      file: document.file,
      line: document.line(path),
      path: document.path(path),
      message,
      ...fix,
    });
  if (region === undefined) return problems;
  checkCertificate(document, region, add);
  const place = fallbackPlaceProblem(document, region.webhook.fallback);
  if (place !== undefined) add(place.path, place.code, place.message, place.fix);
  const { dial } = region.fallback;
  if (dial === undefined) return problems;
  const at = ["aybiza:region", "fallback", "dial"];
  const wrong = fallbackProblem(dial, region);
  if (wrong !== undefined) {
    add(at, wrong.code, wrong.message, dialFix(wrong, at));
    return problems;
  }
  for (const tenant of tenants()) {
    const key = sameNumber(tenant, dial);
    if (key === undefined) continue;
    const where = `${tenant.file}:${tenant.line(["aybiza:numbers", key])}`;
    add(at, "fallback-loop", `${dial} is answered by an agent (${where}), so the call could come back`, {
      fix: "name a person's phone",
    });
  }
  return problems;
}

/** A regional domain of API Gateway takes a certificate of its own Region. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-regional-api-custom-domain-create.html */
function checkCertificate(
  document: StackDocument,
  { webhook: { certificateArn } }: RegionConfig,
  add: (path: readonly PropertyKey[], code: string, message: string, fix: Fix) => void,
): void {
  const deployed = document.config["aws:region"];
  const [, , , certified] = certificateArn?.split(":") ?? [];
  if (certified === undefined || !isAwsRegion(deployed) || certified === deployed) return;
  add(
    ["aybiza:region", "webhook", "certificateArn"],
    "certificate-region",
    `the certificate is in ${certified}, and the region is deployed in ${deployed}; a webhook domain takes a certificate of its own AWS Region`,
    { fix: `request the certificate in ${deployed} and write its ARN, or write \`zone\` in place of it` },
  );
}
