import { lawOf } from "../../../domain/law/law.ts";
import { type Declared, isFallback, listOf, mapOf, type Props, type Violations } from "./resource.ts";

/** Rule: a table has deletion protection, point-in-time recovery, and encryption with our own key. */
export function tableIsKept({ type, props }: Declared): Violations {
  if (type !== "aws:dynamodb/table:Table") return [];
  const sse = mapOf(props.serverSideEncryption);
  // A key that another resource makes is there, but not known in a preview.
  const hasKey = sse.enabled === true && "kmsKeyArn" in sse && sse.kmsKeyArn !== "";
  return [
    ...(props.deletionProtectionEnabled === true
      ? []
      : [
          "a table without deletion protection can be deleted with all its items; set `deletionProtectionEnabled: true`",
        ]),
    ...(mapOf(props.pointInTimeRecovery).enabled === true
      ? []
      : ["a table without point-in-time recovery can't be restored; set `pointInTimeRecovery: { enabled: true }`"]),
    ...(hasKey
      ? []
      : [
          "a table without `serverSideEncryption` is encrypted with AWS's key, whose use we can't restrict; set `serverSideEncryption: { enabled: true, kmsKeyArn }`",
        ]),
  ];
}

/** Rule: queues and topics are encrypted. AWS encrypts buckets and logs by itself. */
export function encryptedAtRest({ type, props }: Declared): Violations {
  if (type === "aws:sns/topic:Topic" && "kmsMasterKeyId" in props === false)
    return ["a topic without `kmsMasterKeyId` isn't encrypted; set `kmsMasterKeyId`"];
  if (type === "aws:sqs/queue:Queue" && props.sqsManagedSseEnabled === false && "kmsMasterKeyId" in props === false)
    return ["the queue isn't encrypted; remove `sqsManagedSseEnabled: false`, or set `kmsMasterKeyId`"];
  return [];
}

/** Rule: logs expire. Without a retention CloudWatch keeps callers' data for ever. */
export function logsExpire({ type, props }: Declared, mostDays: number): Violations {
  if (type !== "aws:cloudwatch/logGroup:LogGroup") return [];
  const days = props.retentionInDays;
  if (days === undefined || days === 0) return ["the log group keeps its logs for ever; set `retentionInDays`"];
  return typeof days === "number" && days > mostDays
    ? [`the log group keeps its logs for ${days} days; set \`retentionInDays\` to ${mostDays} or less`]
    : [];
}

/** Types whose resources hold callers' data. */
const HOLDS_DATA: ReadonlySet<string> = new Set([
  "aws:dynamodb/table:Table",
  "aws:dynamodb/globalTable:GlobalTable",
  "aws:s3/bucket:Bucket",
  "aws:sqs/queue:Queue",
  "aws:sns/topic:Topic",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:lambda/function:Function",
  "aws:kinesis/stream:Stream",
  "aws:rds/instance:Instance",
]);

/** AWS Regions where data of all these countries may rest; undefined where no country is given, so nothing is checked. */
export function regionsFor(countries: readonly string[]): readonly string[] | undefined {
  if (countries.length === 0) return undefined;
  return countries
    .map((country) => lawOf(country)?.residency.value.atRest ?? [])
    .reduce((both, one) => both.filter((region) => one.includes(region)));
}

/**
 * Rule: what holds callers' data is in an AWS Region that the law of their countries allows. A region's static fallback holds nobody's data.
 *
 * @param own AWS Region of the stack's provider, for resources that name none
 */
export function dataInRegion(
  resource: Declared,
  { allowed, own }: { readonly allowed: readonly string[] | undefined; readonly own: string | undefined },
): Violations {
  const { type, props } = resource;
  if (allowed === undefined || !HOLDS_DATA.has(type) || isFallback(resource)) return [];
  const copies = listOf(props.replicas).map((one) => mapOf(one as Props).regionName);
  return [props.region ?? own, ...copies]
    .filter((region) => typeof region === "string" && !allowed.includes(region))
    .map(
      (region) =>
        `it holds callers' data in ${region}, and the law of their countries allows ${allowed.join(", ") || "no common AWS Region"} (./aybiza rules); move it there`,
    );
}

/** Types that AWS tags. */
const TAGGED =
  /^aws:(dynamodb\/table|s3\/bucket|sqs\/queue|sns\/topic|lambda\/function|cloudwatch\/logGroup|kms\/key|iam\/role):/;

/** Rule: resources have the tags by which an organisation finds their owner and bills them. */
export function tagged({ type, props }: Declared, required: readonly string[]): Violations {
  if (!TAGGED.test(type)) return [];
  const tags = { ...mapOf(props.tags), ...mapOf(props.tagsAll) };
  return required.filter((tag) => !(tag in tags)).map((tag) => `tag \`${tag}\` is missing; add it to \`tags\``);
}
