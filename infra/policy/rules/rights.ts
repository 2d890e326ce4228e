import { type Declared, listOf, mapOf, type Props, type Violations } from "./resource.ts";
import { allows, statementsOf, textsOf } from "./statements.ts";

/**
 * Actions for which AWS accepts no resource but `*`, in lower case: IAM ignores the case of actions.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html and, beside it, list_amazoncloudwatch.html
 */
const WITHOUT_RESOURCES = new Set([
  "xray:puttracesegments",
  "xray:puttelemetryrecords",
  "xray:getsamplingrules",
  "xray:getsamplingtargets",
  "cloudwatch:putmetricdata",
]);

/** Properties that hold a document of rights, by type. */
const DOCUMENTS: Readonly<Record<string, (props: Props) => unknown[]>> = {
  "aws:iam/rolePolicy:RolePolicy": ({ policy }) => [policy],
  "aws:iam/userPolicy:UserPolicy": ({ policy }) => [policy],
  "aws:iam/groupPolicy:GroupPolicy": ({ policy }) => [policy],
  "aws:iam/policy:Policy": ({ policy }) => [policy],
  "aws:iam/role:Role": ({ inlinePolicies }) => listOf(inlinePolicies).map((one) => mapOf(one).policy),
};

/** AWS's own policies that allow everything, or everything of a service. */
const WIDE_POLICY = /:policy\/(?:job-function\/)?(?:AdministratorAccess|PowerUserAccess|\w*FullAccess)\b/;

/** Rule: a role's policy names its actions and resources, and takes over none of AWS's that doesn't. */
export function noWildcards({ type, props }: Declared): Violations {
  const managed = [props.policyArn, ...listOf(props.managedPolicyArns)].filter((arn) => typeof arn === "string");
  return [
    ...(DOCUMENTS[type]?.(props) ?? []).flatMap(wideStatements),
    ...(type.startsWith("aws:iam/") ? managed : [])
      .filter((arn) => WIDE_POLICY.test(arn))
      .map(
        (arn) => `it takes over ${arn.split("/").at(-1)}; write a policy with the actions and resources that it needs`,
      ),
  ];
}

/** The statements of a document of rights that name no actions or resources. */
export function wideStatements(document: unknown): Violations {
  const statements = statementsOf(document);
  if (statements === "invalid") return ["the policy isn't a JSON document, so nothing can check it; write one"];
  return (statements ?? []).flatMap((statement, i) => {
    if (!allows(statement)) return [];
    const where = `statement ${i + 1}`;
    const actions = textsOf(statement.Action);
    const needsResource = actions.some((action) => !WITHOUT_RESOURCES.has(action.toLowerCase()));
    return [
      ...actions
        .filter((action) => /[*?]/.test(action))
        .map((action) => `${where} allows every action of ${action}; name the actions that the role needs`),
      ...(statement.NotAction === undefined
        ? []
        : [`${where} allows everything except its NotAction; name the actions that the role needs`]),
      ...(statement.NotResource === undefined
        ? []
        : [`${where} covers everything except its NotResource; name the resources by their ARN`]),
      ...(needsResource && textsOf(statement.Resource).some(isWide)
        ? [`${where} covers every resource; name the resources by their ARN`]
        : []),
    ];
  });
}

/** Whether an ARN covers all resources of an account, a service or a type: `*`, `arn:*`, `arn:aws:s3:::*`, `arn:aws:iam::1:role/*`. */
function isWide(resource: string): boolean {
  if (!resource.startsWith("arn:")) return resource.includes("*");
  const [, , service = "", , , ...rest] = resource.split(":");
  const name = rest.join(":");
  if (service === "" || service.includes("*") || /^[*?]/.test(name)) return true;
  // A bucket's objects; other services have the resource's type before its name.
  return service !== "s3" && /^[\w-]+[/:]\*+$/.test(name);
}

/** Properties that hold a resource's own policy, by type: who may use it. */
const RESOURCE_POLICIES: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/bucketPolicy:BucketPolicy": ["policy"],
  "aws:sqs/queue:Queue": ["policy"],
  "aws:sqs/queuePolicy:QueuePolicy": ["policy"],
  "aws:sns/topic:Topic": ["policy"],
  "aws:sns/topicPolicy:TopicPolicy": ["policy"],
  "aws:kms/key:Key": ["policy"],
  "aws:secretsmanager/secretPolicy:SecretPolicy": ["policy"],
  "aws:dynamodb/resourcePolicy:ResourcePolicy": ["policy"],
  "aws:iam/role:Role": ["assumeRolePolicy"],
};

/** Conditions that limit who a statement's principal `*` may be. */
const NARROWS =
  /^(aws:(sourcearn|sourceaccount|principalarn|principalaccount|principalorgid|sourceorgid)|kms:calleraccount)$/i;

/** Rule: a resource's own policy lets no stranger in: no principal `*` without a condition that says whose. */
export function noOpenPrincipal(resource: Declared): Violations {
  const { type, props } = resource;
  return (RESOURCE_POLICIES[type] ?? []).flatMap((property) => {
    const statements = statementsOf(props[property]);
    if (statements === "invalid") return [`\`${property}\` isn't a JSON document, so nothing can check it; write one`];
    return (statements ?? []).flatMap((statement, i) => {
      if (!allows(statement)) return [];
      const where = `statement ${i + 1} of \`${property}\``;
      if (statement.NotPrincipal !== undefined)
        return [`${where} allows everyone except its NotPrincipal; name the principals`];
      const conditions = Object.values(mapOf(statement.Condition)).flatMap((one) => Object.keys(mapOf(one)));
      return isEveryone(statement.Principal) && !conditions.some((key) => NARROWS.test(key))
        ? [
            `${where} allows everyone; name the principals, or add a condition on \`aws:SourceArn\` or \`aws:SourceAccount\``,
          ]
        : [];
    });
  });
}

const isEveryone = (principal: unknown): boolean => principal === "*" || textsOf(mapOf(principal).AWS).includes("*");
