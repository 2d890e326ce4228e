import { BILLING_INDEX } from "../../domain/contract/billing.ts";
import { UserError } from "../../domain/user-error.ts";

/** Commands that read a region's tables. Each needs the policy of the same name. */
export type ReadingVerb = "explain" | "invoice" | "ledger" | "offboard" | "ready";

/** The table that was read, and the command that read it. */
export interface TableRead {
  readonly table: string;
  readonly region: string;
  readonly awsRegion: string;
  readonly verb: ReadingVerb;
}

/** Converts a known error of DynamoDB to a {@link UserError} with a fix. */
export function explained(error: unknown, { table, region, awsRegion, verb }: TableRead): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const deploy = `Deploy the region:  npx pulumi up --stack ${region}`;
  const rehearse = "For a rehearsal, add:  --world";
  switch (error.name) {
    case "ResourceNotFoundException":
      return new UserError("table-missing", `this AWS account has no table ${table} in ${awsRegion}`, [
        deploy,
        rehearse,
      ]);
    case "ValidationException":
      if (!/index/i.test(error.message)) return error;
      return new UserError("index-missing", `table ${table} has no index ${BILLING_INDEX}: an older version made it`, [
        deploy,
      ]);
    case "AccessDeniedException":
      return new UserError("table-access-denied", `AWS denies these credentials access to ${table}: ${error.message}`, [
        `Attach policy ${verb} to their role:  ./aybiza rights ${verb} --region ${region}`,
      ]);
    case "CredentialsProviderError":
      return new UserError(
        "aws-credentials-missing",
        `there are no AWS credentials to read ${table} with: ${error.message}`,
        ["Set AWS_PROFILE or the file's `aws:profile`, or sign in:  aws sso login", rehearse],
      );
    default:
      return error;
  }
}
