import type { WebhookFallback } from "../../domain/config/webhook-fallback.ts";
import { alarmsRights } from "./alarms.ts";
import { cloudfrontFallbackRights, fallbackHandlerRights, lambdaFallbackRights } from "./fallback.ts";
import { functionsRights } from "./functions.ts";
import { publishedHandlerRights } from "./handlers.ts";
import type { Right } from "./right.ts";
import { tablesRights } from "./tables.ts";
import { explainRights, invoiceRights, ledgerRights, offboardRights, readyRights, tenantRights } from "./tenant.ts";
import { webhooksRights } from "./webhooks.ts";

/** A role or CLI command that needs policies. */
export interface Grantee {
  readonly name: string;
  /** Description, in sentences. */
  readonly who: string;
  /** Rights by policy name. Split into several policies if one would be too long for AWS. */
  readonly policies: Readonly<Record<string, readonly Right[]>>;
}

const one = (name: string, who: string, rights: readonly Right[]): Grantee => ({
  name,
  who,
  policies: { [name]: rights },
});

/** Every role and command that calls AWS, with all its rights. Source of docs/rights.md and of `./aybiza rights`. */
export const GRANTEES: readonly Grantee[] = [
  {
    name: "region-deployer",
    who: "The role that runs `pulumi up`, `preview`, `refresh` and `destroy` on a region's stack. Of the two fallback policies it needs the one for the file's `webhook.fallback.by`.",
    policies: {
      "region-deployer-tables": tablesRights,
      "region-deployer-functions": functionsRights,
      "region-deployer-webhooks": webhooksRights,
      "region-deployer-alarms": alarmsRights,
      "region-deployer-fallback-cloudfront": cloudfrontFallbackRights,
      "region-deployer-fallback-lambda": lambdaFallbackRights,
    },
  },
  one(
    "tenant-deployer",
    "The role that runs `pulumi up`, `preview`, `refresh` and `destroy` on a tenant's stack.",
    tenantRights,
  ),
  one("ledger", "Whoever runs `./aybiza ledger`.", ledgerRights),
  one("explain", "Whoever runs `./aybiza explain --deployed`; without the option it asks no cloud.", explainRights),
  one("invoice", "Whoever runs `./aybiza invoice`.", invoiceRights),
  one("offboard", "Whoever runs `./aybiza offboard`.", offboardRights),
  one("ready", "Whoever runs `./aybiza ready`.", readyRights),
  {
    name: "handlers",
    who: "The roles that a region's stack creates for its handlers, one for each. You don't create these yourself.",
    policies: {
      "handler-twilio-voice": publishedHandlerRights("twilio-voice", "send"),
      "handler-twilio-status": publishedHandlerRights("twilio-status", "send"),
      "handler-late-events": publishedHandlerRights("late-events", "receive"),
      "handler-fallback": fallbackHandlerRights(
        "arn:{partition}:logs:{fallbackRegion}:{account}:log-group:/aybiza/{region}/fallback:log-stream:*",
      ),
    },
  },
];

/** The policies that a grantee needs, given the region's `webhook.fallback.by`. */
export const policiesFor = ({ policies }: Grantee, by: WebhookFallback["by"]): [string, readonly Right[]][] =>
  Object.entries(policies).filter(([name]) => !name.includes("-fallback-") || name.endsWith(`-${by}`));
