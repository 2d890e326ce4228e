import { join } from "node:path";
import { loadStackFile } from "../../domain/config/load.ts";
import { nearest } from "../../domain/config/nearest.ts";
import { StackFileError } from "../../domain/config/problem.ts";
import type { RegionConfig } from "../../domain/config/region.ts";
import { fallbackRegion } from "../../domain/config/webhook-fallback.ts";
import { GRANTEES, type Grantee, policiesFor } from "../../infra/rights/published.ts";
import {
  charactersOf,
  documentOf,
  PLACEHOLDERS,
  type PolicyDocument,
  partitionOf,
  type Values,
} from "../../infra/rights/right.ts";
import { root } from "../../launch/checkout.ts";
import { EXIT, usageError } from "../exit.ts";

interface RightsOptions {
  readonly region: string;
  readonly account?: string;
  readonly zone?: string;
  readonly policy?: string;
  readonly json?: boolean;
}

/** `aybiza rights` */
export function rights(who: string | undefined, options: RightsOptions, stacks = join(root, "stacks")): number {
  if (who === undefined) {
    for (const { name, who: whose, policies } of GRANTEES)
      console.log(`${name.padEnd(16)} ${whose} ${Object.keys(policies).length} ${of(policies)}.`);
    return EXIT.ok;
  }
  const grantee = named(who);
  const { region, ...values } = valuesOf(options, stacks);
  const documents = policiesFor(grantee, region.webhook.fallback.by).map(([name, list]): [string, PolicyDocument] => [
    name,
    documentOf(list, { ...values, region: region.id }),
  ]);
  const chosen = options.policy === undefined ? documents : [onePolicy(documents, options.policy)];
  if (options.json) console.log(JSON.stringify({ policies: Object.fromEntries(chosen) }));
  else if (chosen.length === 1) console.log(JSON.stringify(chosen[0]![1], null, 2));
  else
    for (const [name, document] of chosen)
      console.log(`# ${name}: ${charactersOf(document)} characters\n${JSON.stringify(document, null, 2)}`);
  return EXIT.ok;
}

const of = (policies: object) => (Object.keys(policies).length === 1 ? "policy" : "policies");

function named(who: string): Grantee {
  const found = GRANTEES.find(({ name }) => name === who);
  if (found !== undefined) return found;
  const names = GRANTEES.map(({ name }) => name);
  const near = nearest(who, names);
  throw usageError("role-unknown", `there is no role ${who}`, [
    ...(near === undefined ? [] : [`Did you mean ${near}?`]),
    `Name one of:  ${names.join(", ")}`,
  ]);
}

function onePolicy(documents: readonly [string, PolicyDocument][], name: string): [string, PolicyDocument] {
  const found = documents.find(([known]) => known === name);
  if (found !== undefined) return found;
  throw usageError("policy-unknown", `this role has no policy ${name}`, [
    `Name one of:  ${documents.map(([known]) => known).join(", ")}`,
  ]);
}

function valuesOf(
  { region: id, account, zone }: RightsOptions,
  stacks: string,
): Omit<Values, "region"> & { readonly region: RegionConfig } {
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw usageError("account-malformed", `${account} isn't the id of an AWS account, which has 12 digits`, [
      "Look yours up:  aws sts get-caller-identity --query Account --output text",
    ]);
  const { region, document } = regionOf(stacks, id);
  const awsRegion = String(document.config["aws:region"]);
  return {
    ...partitionOf(awsRegion),
    awsRegion,
    account: account ?? PLACEHOLDERS.account,
    region,
    fallbackRegion: fallbackRegion(region.webhook.fallback, awsRegion),
    domain: region.webhook.domain,
    zone: zone ?? PLACEHOLDERS.zone,
  };
}

function regionOf(stacks: string, id: string) {
  try {
    const file = loadStackFile(stacks, id);
    if (file.kind === "region") return file;
    throw usageError("not-a-region", `${id} is a tenant's stack, not a region's`, "Name a region:  --region us");
  } catch (error) {
    if (!(error instanceof StackFileError)) throw error;
    throw usageError("region-file-invalid", `the file of region ${id} is invalid: ${error.problems[0]!.message}`, [
      error.problems[0]!.fix,
    ]);
  }
}
