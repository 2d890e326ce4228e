import {
  type EnforcementLevel,
  type PolicyConfigSchema,
  PolicyPack,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
} from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { alarmsAreApart, fallbackIsApart, functionNeedsNoKey } from "./rules/apart.ts";
import {
  encryptedInTransit,
  narrowTrunk,
  noRiskyDialling,
  noSecretInEnvironment,
  notPublic,
} from "./rules/exposure.ts";
import { accountIsProtected, documentsGiven, liveNumberIsProtected, noCostlyDial } from "./rules/numbers.ts";
import type { Declared, Violations } from "./rules/resource.ts";
import { noOpenPrincipal, noWildcards } from "./rules/rights.ts";
import { dataInRegion, encryptedAtRest, logsExpire, regionsFor, tableIsKept, tagged } from "./rules/storage.ts";

type Rule<C> = (resource: Declared, config: C) => Violations;

/** A policy of one rule about one resource. A level other than the pack's is the rule's default. */
function policy<C extends object = object>(
  name: string,
  description: string,
  rule: Rule<C>,
  { level, configSchema }: { level?: EnforcementLevel; configSchema?: PolicyConfigSchema } = {},
): ResourceValidationPolicy {
  return {
    name,
    description,
    ...(level && { enforcementLevel: level }),
    ...(configSchema && { configSchema }),
    validateResource: (args, report) => {
      for (const violation of rule(declaredOf(args), args.getConfig<C>())) report(violation);
    },
  };
}

const declaredOf = ({ type, props, urn, opts }: ResourceValidationArgs): Declared => ({
  ...{ type, props, urn },
  protect: opts.protect,
});

/** Countries of the stack: those of the pack's settings, else those of the stack's own region file. */
const countriesOf = (given: readonly string[]): readonly string[] =>
  given.length > 0
    ? given
    : (new pulumi.Config("aybiza").getObject<{ countries?: string[] }>("region")?.countries ?? []);

const texts = (description: string) => ({
  type: "array" as const,
  items: { type: "string" as const },
  default: [],
  description,
});

/** `pulumi preview --policy-pack infra/policy`. Each rule's reason and settings: docs/policy.md. */
new PolicyPack("aybiza", {
  enforcementLevel: "mandatory",
  policies: [
    policy("live-number-protected", "A live phone number has `protect`.", liveNumberIsProtected),
    policy("tenant-account-protected", "The account of a tenant's managed numbers has `protect`.", accountIsProtected),
    policy("documents-given", "A purchase names the documents that the law of its country asks for.", documentsGiven),
    policy("no-costly-dial", "No route dials an emergency or a premium number.", noCostlyDial),
    policy("no-risky-dialling", "No account may dial destinations of toll fraud.", noRiskyDialling),
    policy("narrow-trunk", "SIP traffic comes from the carrier's addresses only.", narrowTrunk),
    policy("no-wildcard-rights", "A role's policy names its actions and resources.", noWildcards),
    policy("no-open-principal", "A resource's own policy lets no stranger in.", noOpenPrincipal),
    policy("not-public", "Only a region's static fallback answers unsigned requests.", notPublic),
    policy("no-secret-in-environment", "A function's environment holds no secret.", noSecretInEnvironment),
    policy("table-kept", "A table has deletion protection, point-in-time recovery and encryption.", tableIsKept),
    policy("encrypted-at-rest", "Queues and topics are encrypted.", encryptedAtRest),
    policy("encrypted-in-transit", "Carriers and browsers reach us over TLS only.", encryptedInTransit),
    policy<{ mostDays: number }>(
      "logs-expire",
      "Logs are deleted after a time.",
      (one, { mostDays }) => logsExpire(one, mostDays),
      {
        configSchema: {
          properties: {
            mostDays: { type: "integer", minimum: 1, default: 1_827, description: "Most days that logs are kept." },
          },
        },
      },
    ),
    policy<{ countries: string[]; awsRegions: string[] }>(
      "data-in-region",
      "Callers' data rests in AWS Regions that the law of their countries allows.",
      (one, { countries, awsRegions }) =>
        dataInRegion(one, {
          allowed: awsRegions.length > 0 ? awsRegions : regionsFor(countriesOf(countries)),
          own: new pulumi.Config("aws").get("region"),
        }),
      {
        configSchema: {
          properties: {
            countries: texts("Countries of the callers (ISO 3166-1). Default: those of the stack's own region file."),
            awsRegions: texts("AWS Regions where data may rest, in place of what the law allows."),
          },
        },
      },
    ),
    policy<{ requiredTags: string[] }>(
      "tagged",
      "Resources have the organisation's tags.",
      (one, { requiredTags }) => tagged(one, requiredTags),
      { level: "advisory", configSchema: { properties: { requiredTags: texts("Tags that each resource needs.") } } },
    ),
    policy("function-starts", "A function doesn't depend on a KMS key.", functionNeedsNoKey),
    policy("fallback-apart", "An application's fallback is on another host than its webhooks.", fallbackIsApart),
    {
      name: "alarms-apart",
      description: "Logs and alarms are encrypted with another key than the tables.",
      validateStack: ({ resources }, report) => {
        for (const violation of alarmsAreApart(resources)) report(violation);
      },
    },
  ],
});
