import type {
  Bag,
  CheckFailure,
  DiffResult,
  InvokeHandler,
  ProviderDefinition,
  ResourceHandler,
} from "../../../providers/kit/handler.ts";
import { certificate } from "./acm/certificate.ts";
import { certificateValidation } from "./acm/certificateValidation.ts";
import { api } from "./apigatewayv2/api.ts";
import { apiMapping } from "./apigatewayv2/apiMapping.ts";
import { domainName } from "./apigatewayv2/domainName.ts";
import { integration } from "./apigatewayv2/integration.ts";
import { route } from "./apigatewayv2/route.ts";
import { stage } from "./apigatewayv2/stage.ts";
import { packageVersion } from "./arguments.ts";
import { Aws, type Credentials } from "./aws.ts";
import { distribution } from "./cloudfront/distribution.ts";
import { edgeFunction } from "./cloudfront/function.ts";
import { originAccessControl } from "./cloudfront/originAccessControl.ts";
import { logGroup } from "./cloudwatch/logGroup.ts";
import { logMetricFilter } from "./cloudwatch/logMetricFilter.ts";
import { metricAlarm } from "./cloudwatch/metricAlarm.ts";
import { table } from "./dynamodb/table.ts";
import { tableItem } from "./dynamodb/tableItem.ts";
import { functions } from "./functions.ts";
import { handlerOf } from "./handler.ts";
import { role } from "./iam/role.ts";
import { rolePolicy } from "./iam/rolePolicy.ts";
import { alias } from "./kms/alias.ts";
import { ciphertext } from "./kms/ciphertext.ts";
import { key } from "./kms/key.ts";
import { lambdaAlias } from "./lambda/alias.ts";
import { eventSourceMapping } from "./lambda/eventSourceMapping.ts";
import { lambdaFunction } from "./lambda/function.ts";
import { functionUrl } from "./lambda/functionUrl.ts";
import { permission } from "./lambda/permission.ts";
import { record } from "./route53/record.ts";
import { bucket } from "./s3/bucket.ts";
import { bucketObject } from "./s3/bucketObjectv2.ts";
import { bucketPolicy } from "./s3/bucketPolicy.ts";
import { bucketPublicAccessBlock } from "./s3/bucketPublicAccessBlock.ts";
import { topic } from "./sns/topic.ts";
import { topicPolicy } from "./sns/topicPolicy.ts";
import { topicSubscription } from "./sns/topicSubscription.ts";
import { queue } from "./sqs/queue.ts";
import { queuePolicy } from "./sqs/queuePolicy.ts";
import { refusalOf } from "./unserved.ts";

const resources = [
  alias,
  api,
  apiMapping,
  bucket,
  bucketObject,
  bucketPolicy,
  bucketPublicAccessBlock,
  certificate,
  certificateValidation,
  ciphertext,
  distribution,
  domainName,
  edgeFunction,
  eventSourceMapping,
  functionUrl,
  integration,
  key,
  lambdaAlias,
  lambdaFunction,
  logGroup,
  logMetricFilter,
  metricAlarm,
  originAccessControl,
  permission,
  queue,
  queuePolicy,
  record,
  role,
  rolePolicy,
  route,
  stage,
  table,
  tableItem,
  topic,
  topicPolicy,
  topicSubscription,
];

export interface AwsProviderOptions {
  /** Loopback origin of the AWS API: `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** Folder against which relative paths of archives are resolved. @default the working folder */
  readonly cwd?: string;
  /** AWS credentials. @default those of the account's root user */
  readonly credentials?: (() => Promise<Credentials>) | undefined;
}

/** Configuration keys that rehearsals support. The package's other keys would select another account. */
const TAKEN = [
  "region",
  "defaultTags",
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRegionValidation",
  "skipRequestingAccountId",
];

/**
 * Serves package `aws` for programs that use @pulumi/aws. Every resource operation calls the AWS API on loopback;
 * unsupported types, functions and arguments are refused by name.
 */
export function awsProvider(options: AwsProviderOptions): ProviderDefinition<Aws> {
  return {
    name: "aws",
    version: packageVersion,
    checkConfig(config) {
      const failures: CheckFailure[] = [];
      for (const key of Object.keys(config)) {
        if (!TAKEN.includes(key))
          failures.push({
            property: key,
            reason: `isn't supported in a rehearsal; supported keys: ${TAKEN.join(", ")}`,
          });
      }
      if (!config.region)
        failures.push({ property: "region", reason: "is required: set aws:region in the stack's file" });
      return { inputs: config, failures };
    },
    diffConfig(olds, news): DiffResult {
      return olds.region === news.region ? { changes: {} } : { changes: { region: "update-replace" } };
    },
    configure(config) {
      return new Aws({ ...options, region: config.region, defaultTags: defaultTags(config) });
    },
    resources: Object.fromEntries(resources.map((r) => [r.token, handlerOf(r)])) as Record<
      string,
      ResourceHandler<Aws>
    >,
    functions: functions as Record<string, InvokeHandler<Aws>>,
    unserved: refusalOf,
  };
}

/** Parses the default tags, since Pulumi sends nested configuration as JSON text. */
function defaultTags({ defaultTags }: Bag): Record<string, string> {
  const given = typeof defaultTags === "string" ? JSON.parse(defaultTags) : defaultTags;
  return given?.tags ?? {};
}
