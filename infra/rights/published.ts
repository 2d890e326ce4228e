import type { WebhookFallback } from "../../domain/config/webhook-fallback.ts";
import { alarmsRights } from "./alarms.ts";
import { cloudfrontFallbackRights, fallbackHandlerRights, lambdaFallbackRights } from "./fallback.ts";
import { functionsRights } from "./functions.ts";
import { publishedHandlerRights } from "./handlers.ts";
import type { Right } from "./right.ts";
import { tablesRights } from "./tables.ts";
import { invoiceRights, ledgerRights, offboardRights, readyRights, tenantRights } from "./tenant.ts";
import { webhooksRights } from "./webhooks.ts";

/** Who needs which policies. */
export interface Grantee {
  readonly name: string;
  /** In a sentence. */
  readonly who: string;
  /** By the name of the policy. Several where one would be longer than AWS takes. */
  readonly policies: Readonly<Record<string, readonly Right[]>>;
}

const one = (name: string, who: string, rights: readonly Right[]): Grantee => ({
  name,
  who,
  policies: { [name]: rights },
});

/** Everyone who asks something of AWS, with everything that they may ask. docs/rights.md and the verb `rights` are made of this. */
export const GRANTEES: readonly Grantee[] = [
  {
    name: "region-deployer",
    who: "The role that runs `pulumi up`, `preview`, `refresh` and `destroy` on a region's stack. Of the two for the fallback it needs the one that the file chooses (`webhook.fallback.by`).",
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
  one("invoice", "Whoever runs `./aybiza invoice`.", invoiceRights),
  one("offboard", "Whoever runs `./aybiza offboard`.", offboardRights),
  one("ready", "Whoever runs `./aybiza ready`.", readyRights),
  {
    name: "handlers",
    who: "The roles that a region's stack makes for its handlers, one for each. Nobody has to write them.",
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

/** The policies that a grantee needs for a region whose file chooses this fallback (`webhook.fallback.by`). */
export const policiesFor = ({ policies }: Grantee, by: WebhookFallback["by"]): [string, readonly Right[]][] =>
  Object.entries(policies).filter(([name]) => !name.includes("-fallback-") || name.endsWith(`-${by}`));
