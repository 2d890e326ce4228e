import data from "./aws-regions.json" with { type: "json" };
import type { StackDocument } from "./document.ts";
import type { Problem } from "./problem.ts";

const REGIONS: ReadonlySet<string> = new Set(data.regions);

/** Whether `aws:region` of a stack file names an AWS Region. */
export const isAwsRegion = (value: unknown): value is string => typeof value === "string" && REGIONS.has(value);

/** What is wrong with a file's `aws:region`: nothing is deployed without one, and a wrong one fails late, with a time-out. */
export function awsRegionProblems(document: StackDocument): Problem[] {
  const value = document.config["aws:region"];
  if (isAwsRegion(value)) return [];
  const missing = value === undefined || value === null;
  return [
    {
      code: missing ? "missing-key" : "aws-region",
      file: document.file,
      line: document.line(["aws:region"]),
      path: "aws:region",
      message: missing
        ? "the file has no `aws:region`, so it isn't known where to deploy"
        : `${JSON.stringify(value)?.slice(0, 60)} isn't an AWS Region (domain/config/aws-regions.json lists them; a new one is added there)`,
      fix: missing
        ? "add the Region of its tables below `config:`, such as `aws:region: us-east-1`"
        : "write the Region's code, such as `us-east-1`",
    },
  ];
}
