import data from "./aws-regions.json" with { type: "json" };
import { type Violation, violation } from "./problem.ts";

const REGIONS: ReadonlySet<string> = new Set(data.regions);

/** Whether `aws:region` of a stack file names an AWS Region. */
export const isAwsRegion = (value: unknown): value is string => typeof value === "string" && REGIONS.has(value);

/** Checks `aws:region` of a region's file. Without it nothing can be deployed; a wrong one fails late, with a timeout. */
export function awsRegionViolations(config: Readonly<Record<string, unknown>>): Violation[] {
  const value = config["aws:region"];
  if (isAwsRegion(value)) return [];
  const path = ["aws:region"];
  return value === undefined || value === null
    ? [
        violation(
          path,
          "missing-key",
          "the file has no `aws:region`, the AWS Region to deploy to",
          "add it below `config:`, for example `aws:region: us-east-1`",
        ),
      ]
    : [
        violation(
          path,
          "unknown-aws-region",
          `${JSON.stringify(value)?.slice(0, 60)} isn't an AWS Region of domain/config/aws-regions.json`,
          "write the Region's code, for example `us-east-1`; add a new Region to that list",
        ),
      ];
}
