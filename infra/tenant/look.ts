import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";
import type { TenantFile } from "../../domain/config/load.ts";
import { keys } from "../../domain/contract/route.ts";
import type { TenantPlan } from "../../domain/rules/plan.ts";
import { lineOf } from "../../launch/plain-errors.ts";
import type { HeldStack } from "./region-link.ts";
import type { RoutesTable } from "./routes-item.ts";

/**
 * Makes the provider read this tenant's table items, so that the same update repairs drift: a route that was deleted by hand, a token that an
 * interrupted destroy deleted. Runs in the background: the resources are compared when it is done. A first update has nothing to read.
 */
export function lookAtItems(file: TenantFile, plan: TenantPlan, held: HeldStack, table: RoutesTable): void {
  const numbers = Object.values(held.numbers).map(({ number }) => number);
  if (numbers.length === 0) return;
  const accounts = Object.values(held.connections).map(({ accountSid }) => accountSid);
  const looked = [
    ...numbers.flatMap((number) => [keys.route(number), keys.adoption(number)]),
    ...plan.agents.map(({ name, version }) => keys.manifest(file.tenant.id, name, version)),
    ...[...new Set(accounts)].map((accountSid) => ({ pk: keys.token(accountSid, "").pk })),
  ];
  // If AWS can't be reached, the resources' own requests fail with the reason.
  aybiza
    .lookAtItems({ table: table.name, keys: looked }, { provider: table.provider })
    .catch((error: unknown) =>
      pulumi.log.warn(
        `Can't read this tenant's items in ${table.name}, so this run compares with the stack's state alone and doesn't repair items that were changed or deleted by hand. ${lineOf(error)}`,
      ),
    );
}
