import { GRANTEES, type Grantee } from "./published.ts";
import {
  charactersOf,
  documentOf,
  MANAGED_POLICY_CHARACTERS,
  PLACEHOLDERS,
  POLICIES_OF_A_ROLE,
  type Right,
} from "./right.ts";

/** The published policies, by the name of their file. */
export const policyFiles = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    GRANTEES.flatMap(({ policies }) =>
      Object.entries(policies).map(([name, rights]) => [
        `${name}.json`,
        `${JSON.stringify(documentOf(rights, PLACEHOLDERS), null, 2)}\n`,
      ]),
    ),
  );

/** docs/rights.md: what is granted to whom, and why. */
export const page = (): string => `${INTRODUCTION}${GRANTEES.map(chapter).join("\n")}${TRIAL}${untriedTable()}`;

const INTRODUCTION = `<!-- Made of infra/rights by \`npm run generate\`; a test compares. -->
# Rights at AWS

Each role gets what it asks for and no more: actions by name, resources by their ARN. Print a role's policies with your values, and attach them:

\`\`\`
./aybiza rights                                                    # who needs policies
./aybiza rights region-deployer --region us --account 111122223333 --zone Z0123456789
./aybiza rights tenant-deployer --region us --account 111122223333 > tenant-deployer.json
aws iam create-policy --policy-name aybiza-us-tenant-deployer --policy-document file://tenant-deployer.json
\`\`\`

\`--policy region-deployer-tables\` prints one of several, \`--json\` all of them in one object. The files below [docs/rights](rights) are the same with words in angle brackets for the values.
AWS takes ${MANAGED_POLICY_CHARACTERS.toLocaleString("en-US")} characters in a managed policy and ${POLICIES_OF_A_ROLE} policies of a role ([quotas](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)), so the region's deploying role has several.

- **\`Resource: "*"\`** stands only with actions that [AWS lets no resource be named for](https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html); \`infra/rights/authorization.json\` has what AWS takes for each action, and a test compares.
- **The keys' own policies** let the account's roles use them as IAM says, and nobody else. \`sts:GetCallerIdentity\` is in no policy: AWS grants it to everyone.
- **The Pulumi backend** has rights of its own, which are yours to give: its bucket, and the key of its secrets.
- **Tags.** With \`aws:defaultTags\` in a stack's file, add each service's tagging action, which AWS's message names.
- **A missing right** ends an update with AWS's own message: the role, the action and the resource. The tables below say which policy has it. What was made before stays; the same update goes on once the right is there.

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

/** As it is published, without what every ARN begins with. */
function resourcesOf({ resources, condition }: Right): string {
  const { Statement } = documentOf([{ sid: "", actions: [], resources, why: "" }], PLACEHOLDERS);
  const { Resource } = Statement[0]!;
  const named =
    typeof Resource === "string" ? ["any: AWS takes no ARN"] : Resource.map((arn) => `\`${shortArn(arn)}\``);
  const keys = condition === undefined ? [] : Object.values(condition).flatMap((tests) => Object.keys(tests));
  return `${named.join(" ")}${keys.length > 0 ? `, if ${keys.map((key) => `\`${key}\``).join(" and ")}` : ""}`;
}

const shortArn = (arn: string): string => arn.split(":").slice(5).join(":");

const whyOf = ({ why, source }: Right): string => (source === undefined ? why : `${why} ([source](${source}))`);

const TRIAL = `
## How they were tried
\`npm run test:all\` gives each grantee exactly its policies, on MiniStack with policies enforced: \`up\`, \`preview --refresh\`, changes and \`destroy\` of a region, with either fallback; \`up\`, a refresh, a replacement and a number's release of tenants; each verb; and the handlers with their own roles while they answer a call.
What is asked for there is compared with the list: nothing else, and nothing less but the actions below. With each action taken out alone, what asked for it is denied. Conditions on \`lambda:FunctionArn\`, \`kms:ResourceAliases\` and \`kms:ViaService\` MiniStack doesn't know: they were never tried.
These actions it never asks for:

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
