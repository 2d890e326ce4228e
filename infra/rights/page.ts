import { GRANTEES, type Grantee } from "./published.ts";
import {
  charactersOf,
  documentOf,
  MANAGED_POLICY_CHARACTERS,
  PLACEHOLDERS,
  POLICIES_OF_A_ROLE,
  type Right,
} from "./right.ts";

/** The published policies, by file name. */
export const policyFiles = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    GRANTEES.flatMap(({ policies }) =>
      Object.entries(policies).map(([name, rights]) => [
        `${name}.json`,
        `${JSON.stringify(documentOf(rights, PLACEHOLDERS), null, 2)}\n`,
      ]),
    ),
  );

/** Renders docs/rights.md: all rights, with who needs them and why. */
export const page = (): string => `${INTRODUCTION}${GRANTEES.map(chapter).join("\n")}${TRIAL}${untriedTable()}`;

const INTRODUCTION = `<!-- Generated from infra/rights by \`npm run generate\`; a test compares. -->
# Rights at AWS

Each role gets the rights that it uses and no more: actions by name, resources by ARN. Print a role's policies with your values, and attach them:

\`\`\`
./aybiza rights                                                    # who needs policies
./aybiza rights region-deployer --region us --account 111122223333 --zone Z0123456789
./aybiza rights tenant-deployer --region us --account 111122223333 > tenant-deployer.json
aws iam create-policy --policy-name aybiza-us-tenant-deployer --policy-document file://tenant-deployer.json
\`\`\`

\`--policy region-deployer-tables\` prints one policy, \`--json\` all of them in one object. The files in [docs/rights](rights) have words in angle brackets
where the values go. AWS allows ${MANAGED_POLICY_CHARACTERS.toLocaleString("en-US")} characters in a managed policy and ${POLICIES_OF_A_ROLE} policies of a role
([quotas](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)), so the region's deploying role has several.

- **\`Resource: "*"\`** is only used with actions for which
  [AWS accepts no ARN](https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
  \`infra/rights/authorization.json\` lists what AWS accepts for each action, and a test compares.
- **KMS key policies** of the region leave it to IAM which roles of the account may use the keys.
- \`sts:GetCallerIdentity\` is in no policy, since AWS grants it to everyone.
- **The Pulumi backend** needs rights that aren't here: for its bucket, and for the key of its secrets.
- **Tags.** If a stack file has \`aws:defaultTags\`, add each service's tagging action; AWS's error message names it.
- **A missing right** ends an update with AWS's own message, which names the role, the action and the resource. The tables below say which policy has the
  action. Resources that were already created stay; add the right and run the update again.

`;

function chapter({ name, who, policies }: Grantee): string {
  const parts = Object.entries(policies).map(([policy, rights]) => {
    const size = charactersOf(documentOf(rights, PLACEHOLDERS)).toLocaleString("en-US");
    const rows = rights.map(
      (right) =>
        `| \`${right.sid}\` | ${right.actions.map((action) => `\`${action}\``).join(" ")} | ${resourcesOf(right)} | ${whyOf(right)} |`,
    );
    return `### ${policy}
[${policy}.json](rights/${policy}.json), ${size} characters.

| statement | actions | on | why |
|---|---|---|---|
${rows.join("\n")}
`;
  });
  return `## ${name}
${who}

${parts.join("\n")}`;
}

/** Lists the published resources without the common prefix of their ARNs. */
function resourcesOf({ resources, condition }: Right): string {
  const { Statement } = documentOf([{ sid: "", actions: [], resources, why: "" }], PLACEHOLDERS);
  const { Resource } = Statement[0]!;
  const named =
    typeof Resource === "string" ? ["any: AWS accepts no ARN"] : Resource.map((arn) => `\`${shortArn(arn)}\``);
  const keys = condition === undefined ? [] : Object.values(condition).flatMap((tests) => Object.keys(tests));
  return `${named.join(" ")}${keys.length > 0 ? `, if ${keys.map((key) => `\`${key}\``).join(" and ")}` : ""}`;
}

const shortArn = (arn: string): string => arn.split(":").slice(5).join(":");

const whyOf = ({ why, source }: Right): string => (source === undefined ? why : `${why} ([source](${source}))`);

const TRIAL = `
## How they were tried
\`npm run test:all\` gives each role exactly its policies, on MiniStack with policies enforced. It runs:

- for a region, with either fallback: \`up\`, \`preview --refresh\`, changes and \`destroy\`;
- for tenants: \`up\`, a refresh, a replacement and the release of a number;
- each verb, and the handlers with their own roles while they answer a call.

The test compares the actions that were used with the list: no other action was used, and all were used but those below. It also removes each action by itself,
and sees the request denied. MiniStack ignores conditions on \`lambda:FunctionArn\`, \`kms:ResourceAliases\` and \`kms:ViaService\`, so these were never tried.

Actions that were never used there:

`;

function untriedTable(): string {
  const rows = GRANTEES.flatMap(({ policies }) =>
    Object.entries(policies).flatMap(([policy, rights]) =>
      rights.flatMap(({ untried = {} }) =>
        Object.entries(untried).map(([action, reason]) => `| \`${action}\` | ${policy} | ${reason} |`),
      ),
    ),
  );
  return `| action | policy | why not |\n|---|---|---|\n${[...new Set(rows)].join("\n")}\n`;
}
