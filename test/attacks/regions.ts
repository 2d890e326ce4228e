import { type Attack, replacing } from "./attack.ts";
import type { Scene } from "./scene.ts";

const replace = (type: string, name: string) => async (scene: Scene) => [
  "up",
  "--replace",
  await scene.urn("us", type, name),
];
const unprotect = async (scene: Scene) => {
  await scene.world.engine.must(["state", "unprotect", "--all", "--yes", "--stack", "us"]);
};
const first = (type: string) => async (scene: Scene) => scene.resources("us").find((r) => r.type === type)!.urn;

/** Attacks by changes of a region that has live tenants. */
export const regionAttacks: readonly Attack[] = [
  {
    name: "another webhook domain",
    stack: "us",
    edit: replacing("domain: voice.us", "domain: hooks.us"),
    outcome: "refused",
    says: "the numbers of its tenants point at it",
  },
  { name: "another id", stack: "us", edit: replacing(/^ {4}id: us$/m, "    id: usa"), outcome: "refused", says: /id/ },
  {
    name: "another AWS region",
    stack: "us",
    edit: replacing("aws:region: us-east-1", "aws:region: us-west-2"),
    outcome: "refused",
    says: /region/,
  },
  {
    name: "no country of its live numbers",
    stack: "us",
    edit: replacing("countries: [US]", "countries: [CA]"),
    outcome: "harmless",
  },
  ...(
    [
      "aws:dynamodb/table:Table",
      "aws:apigatewayv2/api:Api",
      "aws:apigatewayv2/domainName:DomainName",
      "aws:kms/key:Key",
    ] as const
  ).map((type) => ({
    name: `--replace of ${type}`,
    stack: "us" as const,
    command: async (s: Scene) => ["up", "--replace", await first(type)(s)],
    outcome: "refused" as const,
    says: /protect/,
  })),
  {
    name: "unprotected: destroy of the region",
    stack: "us",
    before: unprotect,
    command: ["destroy"],
    outcome: "refused",
    says: "+14155550101",
  },
  {
    // With another account's credentials, the guard wouldn't find the routes table, and so no live numbers, while package `aws` deletes the region.
    name: "unprotected: destroy of the region, its guard with credentials of another account",
    stack: "us",
    before: unprotect,
    command: ["destroy"],
    env: { AWS_ACCESS_KEY_ID: "111122223333" },
    outcome: "refused",
    says: "these AWS credentials belong to account 111122223333, but aybiza-us-routes is in account 000000000000",
  },
  {
    name: "a role that package aws alone would assume",
    stack: "us",
    edit: replacing("  aws:region: us-east-1\n", "  aws:region: us-east-1\n  aws:assumeRoles: [{ roleArn: x }]\n"),
    command: ["up"],
    outcome: "refused",
    says: "aws:assumeRoles",
  },
  {
    name: "such a role, given past the file",
    stack: "us",
    command: ["up", "--config", "aws:assumeRole.roleArn=x", "--config-path"],
    outcome: "refused",
    says: "`aws:assumeRole`",
  },
  {
    name: "--replace of the webhook's Lambda function",
    stack: "us",
    command: async (s) =>
      replace("aws:lambda/function:Function", (await first("aws:lambda/function:Function")(s)).split("::").at(-1)!)(s),
    outcome: "harmless",
  },
];
