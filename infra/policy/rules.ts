/** What a rule says against a resource: nothing, or one sentence for each mistake, with how to mend it. */
export type Objections = string[];

/** A resource's inputs as the engine shows them to a policy: unknown ones are `undefined` in a preview. */
export type Props = Readonly<Record<string, unknown>>;

/** A live number can't be deleted by mistake while the engine protects it. `release: true` is how one says that it is no mistake; one that is transferred is never deleted. */
export function liveNumberIsProtected(props: Props, options: { readonly protect: boolean }): Objections {
  if (props.release === true || props.transfer !== undefined || options.protect) return [];
  return [
    "a live number without `protect: true` could be deleted by any update; protect it, or say `release: true` in the stack's file to give it up",
  ];
}

/** A tenant's account is closed on purpose alone, and for good: with it go its numbers. */
export function accountIsProtected(props: Props, options: { readonly protect: boolean }): Objections {
  if (props.close === true || options.protect) return [];
  return [
    "a tenant's account without `protect: true` could be closed by any update; protect it, or say `close: true` in the stack's file to close it",
  ];
}

/**
 * Actions that AWS lets no resource be named for, so that `*` is all that one can write.
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

/** A role may do what is named, to what is named. Takes a policy document as JSON text; one that isn't known yet has nothing against it. */
export function noWildcards(document: unknown): Objections {
  if (typeof document !== "string") return [];
  const { Statement: found = [] } = JSON.parse(document) as { Statement?: Statement | Statement[] };
  const statements = Array.isArray(found) ? found : [found];
  return statements.flatMap((statement, i) => {
    if (statement.Effect !== "Allow") return [];
    const where = `statement ${i + 1}`;
    const wide = listed(statement.Action).filter((action) => action === "*" || action.endsWith(":*"));
    const needsResource = listed(statement.Action).some((action) => !withoutResources.has(action));
    return [
      ...wide.map((action) => `${where} allows every action of ${action}; name those that are needed`),
      ...(statement.NotAction === undefined ? [] : [`${where} allows all but its NotAction; name what is allowed`]),
      ...(statement.NotResource === undefined ? [] : [`${where} covers all but its NotResource; name what is covered`]),
      ...(needsResource && listed(statement.Resource).includes("*")
        ? [`${where} covers every resource; name those that are meant by their ARN`]
        : []),
    ];
  });
}

/** A table can't be lost by a delete, can be brought back to any second of the last 35 days, and lies encrypted with our own key. */
export function tableIsKept(props: Props): Objections {
  const on = (block: unknown) => (block as { enabled?: unknown } | undefined)?.enabled === true;
  return [
    ...(props.deletionProtectionEnabled === true
      ? []
      : [
          "a table without deletion protection can be deleted with all that it holds; set deletionProtectionEnabled: true",
        ]),
    ...(on(props.pointInTimeRecovery)
      ? []
      : ["a table without point-in-time recovery can't be brought back; set pointInTimeRecovery: { enabled: true }"]),
    ...(on(props.serverSideEncryption)
      ? []
      : [
          "a table that isn't encrypted with a key of ours can be read by whoever reads AWS's; set serverSideEncryption: { enabled: true, kmsKeyArn }",
        ]),
  ];
}

/**
 * A function starts whatever becomes of our keys. No execution starts while a key that it is given is disabled, and its primary and its fallback fail
 * together: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (KMSDisabledException).
 */
export function functionNeedsNoKey(props: Props): Objections {
  if (typeof props.kmsKeyArn !== "string" || props.kmsKeyArn === "") return [];
  return [
    "a function with `kmsKeyArn` doesn't start while that key is disabled, and callers hear an error; take it out, and keep what is secret out of its environment",
  ];
}

/**
 * An application's fallback answers when what answers its webhooks doesn't: it has another host, and so neither its domain nor its certificate.
 * https://www.twilio.com/docs/api/errors/11200
 */
export function fallbackIsApart({ voiceUrl, voiceFallbackUrl }: Props): Objections {
  const hostOf = (url: unknown) => (typeof url === "string" && URL.canParse(url) ? new URL(url).host : undefined);
  const shared = hostOf(voiceUrl);
  if (shared === undefined || hostOf(voiceFallbackUrl) !== shared) return [];
  return [
    `an application whose fallback is at ${shared}, as its webhooks are, has none when that domain, its certificate or its API fails; set voiceFallbackUrl to the region's \`fallback.url\``,
  ];
}

/** A resource of a stack, as far as the rules across several look at it. */
export interface StackResource {
  readonly type: string;
  readonly name: string;
  readonly props: Props;
}

/**
 * People are told when the tables' key is disabled: the alarms' topic and the logs, which the handlers' own metrics come from, are encrypted with another.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (KMSDisabledException)
 */
export function alarmsAreApart(resources: readonly StackResource[]): Objections {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const keyOf = (table: StackResource) => (table.props.serverSideEncryption as { kmsKeyArn?: unknown })?.kmsKeyArn;
  const ofTables = new Set(ofType("aws:dynamodb/table:Table").map(keyOf));
  const shares = (key: unknown) => typeof key === "string" && ofTables.has(key);
  return [
    ...ofType("aws:sns/topic:Topic").filter(({ props }) => shares(props.kmsMasterKeyId)),
    ...ofType("aws:cloudwatch/logGroup:LogGroup").filter(({ props }) => shares(props.kmsKeyId)),
  ].map(
    ({ name }) =>
      `${name} is encrypted with a table's key, so nothing of it is heard when that key is disabled; give it a key of its own`,
  );
}
