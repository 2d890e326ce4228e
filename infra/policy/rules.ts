/** Violations of a rule, one sentence each, with the fix. */
export type Violations = string[];

/** A resource's inputs as a policy gets them. In a preview, unknown inputs are `undefined`. */
export type Props = Readonly<Record<string, unknown>>;

/** Rule: a live number has `protect`, unless the file releases or transfers it. */
export function liveNumberIsProtected(props: Props, options: { readonly protect: boolean }): Violations {
  if (props.release === true || props.transfer !== undefined || options.protect) return [];
  return [
    "a live number without `protect: true` can be deleted by any update; set `protect: true`, or write `release: true` in the stack file to give the number up",
  ];
}

/** Rule: a tenant's account has `protect`, unless the file closes it. A closed account can't be reopened, and loses its numbers. */
export function accountIsProtected(props: Props, options: { readonly protect: boolean }): Violations {
  if (props.close === true || options.protect) return [];
  return [
    "a tenant's account without `protect: true` can be closed by any update; set `protect: true`, or write `close: true` in the stack file to close the account",
  ];
}

/**
 * Actions for which AWS accepts no resource but `*`.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html and, beside it, list_amazoncloudwatch.html
 */
const withoutResources = new Set([
  "xray:PutTraceSegments",
  "xray:PutTelemetryRecords",
  "xray:GetSamplingRules",
  "xray:GetSamplingTargets",
  "cloudwatch:PutMetricData",
]);

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly Resource?: string | readonly string[];
  readonly NotResource?: unknown;
}

const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** Rule: a role's policy names its actions and resources. Parses the policy document (JSON); an unknown document has no violations. */
export function noWildcards(document: unknown): Violations {
  if (typeof document !== "string") return [];
  const { Statement: found = [] } = JSON.parse(document) as { Statement?: Statement | Statement[] };
  const statements = Array.isArray(found) ? found : [found];
  return statements.flatMap((statement, i) => {
    if (statement.Effect !== "Allow") return [];
    const where = `statement ${i + 1}`;
    const wide = listed(statement.Action).filter((action) => action === "*" || action.endsWith(":*"));
    const needsResource = listed(statement.Action).some((action) => !withoutResources.has(action));
    return [
      ...wide.map((action) => `${where} allows every action of ${action}; name the actions that the role needs`),
      ...(statement.NotAction === undefined
        ? []
        : [`${where} allows everything except its NotAction; name the actions that the role needs`]),
      ...(statement.NotResource === undefined
        ? []
        : [`${where} covers everything except its NotResource; name the resources by their ARN`]),
      ...(needsResource && listed(statement.Resource).includes("*")
        ? [`${where} covers every resource; name the resources by their ARN`]
        : []),
    ];
  });
}

/** Rule: a table has deletion protection, point-in-time recovery, and encryption with our own key. */
export function tableIsKept(props: Props): Violations {
  const on = (block: unknown) => (block as { enabled?: unknown } | undefined)?.enabled === true;
  return [
    ...(props.deletionProtectionEnabled === true
      ? []
      : [
          "a table without deletion protection can be deleted with all its items; set `deletionProtectionEnabled: true`",
        ]),
    ...(on(props.pointInTimeRecovery)
      ? []
      : ["a table without point-in-time recovery can't be restored; set `pointInTimeRecovery: { enabled: true }`"]),
    ...(on(props.serverSideEncryption)
      ? []
      : [
          "a table without `serverSideEncryption` is encrypted with AWS's key, whose use we can't restrict; set `serverSideEncryption: { enabled: true, kmsKeyArn }`",
        ]),
  ];
}

/**
 * Rule: a function has no KMS key. It wouldn't start while the key is disabled, so handlers and fallback would fail together.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (KMSDisabledException).
 */
export function functionNeedsNoKey(props: Props): Violations {
  if (typeof props.kmsKeyArn !== "string" || props.kmsKeyArn === "") return [];
  return [
    "a function with `kmsKeyArn` doesn't start while that key is disabled, and callers hear an error; remove `kmsKeyArn`, and keep secrets out of the environment",
  ];
}

/**
 * Rule: an application's fallback is on another host than its webhooks, so that they share neither domain nor certificate.
 * https://www.twilio.com/docs/api/errors/11200
 */
export function fallbackIsApart({ voiceUrl, voiceFallbackUrl }: Props): Violations {
  const hostOf = (url: unknown) => (typeof url === "string" && URL.canParse(url) ? new URL(url).host : undefined);
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
  const keyOf = (table: StackResource) => (table.props.serverSideEncryption as { kmsKeyArn?: unknown })?.kmsKeyArn;
  const ofTables = new Set(ofType("aws:dynamodb/table:Table").map(keyOf));
  const shares = (key: unknown) => typeof key === "string" && ofTables.has(key);
  return [
    ...ofType("aws:sns/topic:Topic").filter(({ props }) => shares(props.kmsMasterKeyId)),
    ...ofType("aws:cloudwatch/logGroup:LogGroup").filter(({ props }) => shares(props.kmsKeyId)),
  ].map(
    ({ name }) =>
      `${name} is encrypted with a table's key, so no alarm gets out while that key is disabled; give it another key`,
  );
}
