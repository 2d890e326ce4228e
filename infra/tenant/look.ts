import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";
import type { TenantFile } from "../../domain/config/load.ts";
import { keys } from "../../domain/contract/route.ts";
import type { TenantPlan } from "../../domain/rules/plan.ts";
import { lineOf } from "../../launch/plain-errors.ts";
import type { HeldStack } from "./region-link.ts";
import type { RoutesTable } from "./routes-item.ts";

/**
 * Lets the table's provider look at what this tenant's stack has there, so that the same update mends what isn't as the stack remembers it: a
 * route that was deleted by hand, a token that went with an interrupted destroy. Nobody waits for it: resources compare themselves
 * when it is done. A first update has nothing to look at.
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
  // Where AWS isn't reached at all, the declared resources' own requests fail and say why.
  aybiza
    .lookAtItems({ table: table.name, keys: looked }, { provider: table.provider })
    .catch((error: unknown) =>
      pulumi.log.warn(
        `The items of this tenant in ${table.name} can't be looked at, so this run compares with the stack's memory alone: what was deleted or changed by hand isn't mended. ${lineOf(error)}`,
      ),
    );
}
