import { ProviderError } from "../kit/handler.ts";

/** The subject of a request: service, table, Region and profile. */
export interface Asked {
  readonly region: string;
  readonly profile?: string | undefined;
  readonly service: "DynamoDB" | "STS";
  /** Set only for requests to DynamoDB. */
  readonly table?: string;
}

interface Explanation {
  readonly code: string;
  /** Names of the SDK's error classes, or codes of Node's network errors. */
  readonly names: readonly string[];
  readonly text: (asked: Asked, said: string) => string;
}

const again =
  "give valid ones (AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or `aws:profile` of the stack)";
const subject = ({ service, table }: Asked) => (table === undefined ? service : `table ${table}`);
const whose = ({ profile }: Asked) => (profile === undefined ? "the AWS credentials" : `AWS profile \`${profile}\``);

/**
 * Returns the policy in rights/ that grants the action in AWS's message. The region's guard needs Scan; a tenant's resources need the other
 * actions.
 */
function policyWith(said: string): string {
  if (said.includes("dynamodb:Scan")) return "the policies of `region-deployer`";
  if (said.includes("dynamodb:")) return "the policy `tenant-deployer`";
  return "the policies of `region-deployer` or `tenant-deployer`, whichever deploys this stack,";
}

/**
 * Error classes of AWS and of the network, each with a message that states the fix.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html and .../APIReference/CommonErrors.html
 */
const explanations: readonly Explanation[] = [
  {
    code: "no-credentials",
    names: ["CredentialsProviderError", "TokenProviderError"],
    text: (asked, said) =>
      asked.profile === undefined
        ? `No AWS credentials found (${said}): ${again}, or log in (\`aws sso login\`)`
        : `${whose(asked)} gives no credentials (${said}): correct \`aws:profile\`, or log in (\`aws sso login --profile ${asked.profile}\`)`,
  },
  {
    code: "credentials-expired",
    names: ["ExpiredTokenException", "ExpiredToken", "RequestExpired"],
    text: (asked) => `${whose(asked)} expired: log in again (\`aws sso login\`), or ${again}`,
  },
  {
    code: "credentials-refused",
    names: [
      "UnrecognizedClientException",
      "InvalidClientTokenId",
      "InvalidSignatureException",
      "IncompleteSignatureException",
      "MissingAuthenticationTokenException",
    ],
    text: (asked, said) => `AWS doesn't accept ${whose(asked)} (${said}): ${again}`,
  },
  {
    code: "access-denied",
    names: ["AccessDeniedException", "NotAuthorized", "OptInRequired"],
    text: (asked, said) =>
      `${whose(asked)} may not do this to ${subject(asked)} in ${asked.region} (${said}): attach ${policyWith(said)} to that role; \`./aybiza rights\` prints it (docs/rights.md)`,
  },
  {
    code: "table-not-found",
    names: ["ResourceNotFoundException"],
    text: (asked) =>
      `there is no ${subject(asked)} in ${asked.region}: the region isn't deployed there, or these credentials belong to another AWS account. Deploy the region's stack first, or correct the credentials`,
  },
  {
    code: "throttled",
    names: [
      "ProvisionedThroughputExceededException",
      "ThrottlingException",
      "RequestLimitExceeded",
      "LimitExceededException",
    ],
    text: (asked) =>
      `${asked.service} still throttles requests${asked.table === undefined ? "" : ` to ${subject(asked)}`} after several attempts: run it again later`,
  },
  {
    code: "aws-server-error",
    names: ["InternalServerError", "InternalFailure", "ServiceUnavailable", "TransactionConflictException"],
    text: ({ region, service }, said) =>
      `${service} in ${region} still fails (${said}) after several attempts: run it again later`,
  },
  {
    code: "aws-unreachable",
    names: [
      "TimeoutError",
      "ECONNREFUSED",
      "ECONNRESET",
      "ENOTFOUND",
      "EAI_AGAIN",
      "ETIMEDOUT",
      "EPIPE",
      "ENETUNREACH",
    ],
    text: ({ region, service }, said) =>
      `${service} in ${region} can't be reached (${said}): check the network, then run it again`,
  },
];

/** Converts an SDK error into a one-line error with its fix. Returns a failed condition, and an error that isn't from AWS, unchanged. */
export function explained(error: unknown, asked: Asked): unknown {
  if (!(error instanceof Error) || error instanceof ProviderError) return error;
  if (error.name === "ConditionalCheckFailedException" || error.name === "TransactionCanceledException") return error;
  const networkCode = (error as NodeJS.ErrnoException).code ?? "";
  const said = (error.message || networkCode || error.name).replaceAll(/\s+/g, " ").trim();
  const known = explanations.find(({ names }) => names.includes(error.name) || names.includes(networkCode));
  if (known) return new ProviderError(known.code, known.text(asked, said), { cause: error });
  if (/item size.*exceeded/i.test(said)) {
    const text = `the item is larger than the 409,600 bytes (400 KB) that DynamoDB stores: shorten its fields (${subject(asked)}; https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items)`;
    return new ProviderError("item-too-large", text, { cause: error });
  }
  if (!("$metadata" in error)) return error;
  return new ProviderError(
    "aws-refused",
    `${asked.service} refused a request for ${subject(asked)}: ${error.name}: ${said}`,
    {
      cause: error,
    },
  );
}
