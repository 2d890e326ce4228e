import { type Declared, mapOf, type Props, type Violations } from "./resource.ts";

/**
 * Rule: a function has no KMS key. It wouldn't start while the key is disabled, so handlers and fallback would fail together.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (KMSDisabledException).
 */
export function functionNeedsNoKey({ type, props }: Declared): Violations {
  if (type !== "aws:lambda/function:Function" || typeof props.kmsKeyArn !== "string" || props.kmsKeyArn === "")
    return [];
  return [
    "a function with `kmsKeyArn` doesn't start while that key is disabled, and callers hear an error; remove `kmsKeyArn`, and keep secrets out of the environment",
  ];
}

/**
 * Rule: an application's fallback is on another host than its webhooks, so that they share neither domain nor certificate. Case, port and a final dot
 * make no other host.
 * https://www.twilio.com/docs/api/errors/11200
 */
export function fallbackIsApart({ type, props: { voiceUrl, voiceFallbackUrl } }: Declared): Violations {
  if (type !== "twilio:index:Application") return [];
  const hostOf = (url: unknown) =>
    typeof url === "string" && URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, "") : undefined;
  const shared = hostOf(voiceUrl);
  if (shared === undefined || hostOf(voiceFallbackUrl) !== shared) return [];
  return [
    `an application's fallback and webhooks are both on ${shared}, so both fail with its domain, certificate or API; set \`voiceFallbackUrl\` to the region's \`fallback.url\``,
  ];
}

/** A resource of a stack, for rules that compare several. */
export interface StackResource {
  readonly type: string;
  readonly name: string;
  readonly props: Props;
}

/**
 * Rule: logs and the alarms' topic have another key than the tables, so that alarms are sent while the tables' key is disabled. The handlers' metrics come
 * from their logs.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (KMSDisabledException)
 */
export function alarmsAreApart(resources: readonly StackResource[]): Violations {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const ofTables = new Set(
    ofType("aws:dynamodb/table:Table").map((table) => mapOf(table.props.serverSideEncryption).kmsKeyArn),
  );
  const shares = (key: unknown) => typeof key === "string" && ofTables.has(key);
  return [
    ...ofType("aws:sns/topic:Topic").filter(({ props }) => shares(props.kmsMasterKeyId)),
    ...ofType("aws:cloudwatch/logGroup:LogGroup").filter(({ props }) => shares(props.kmsKeyId)),
  ].map(
    ({ name }) =>
      `${name} is encrypted with a table's key, so no alarm gets out while that key is disabled; give it another key`,
  );
}
