import * as aybiza from "@pulumi/aybiza";
import type { TenantFile } from "../../domain/config/load.ts";
import { type Problem, StackFileError } from "../../domain/config/problem.ts";
import { PARENT_ACCOUNT } from "../../domain/rules/ending.ts";
import type { PlannedNumber, TenantPlan } from "../../domain/rules/plan.ts";
import type { Carrier } from "./carrier.ts";
import { problemAt } from "./problem-at.ts";
import type { HeldStack } from "./region-link.ts";
import type { RoutesTable } from "./routes-item.ts";

/**
 * Source accounts of the transfers to this tenant, by number; none for a number that has arrived. The routes table decides: a number moves
 * only after an update of the tenant that holds it has given it to this one.
 *
 * @throws StackFileError for a number that isn't given to this tenant
 */
export async function transferSources(
  file: TenantFile,
  plan: TenantPlan,
  table: RoutesTable,
  held: HeldStack,
  carriers: ReadonlyMap<string, Pick<Carrier, "inventory">>,
): Promise<ReadonlyMap<string, string>> {
  const accounts = new Map<string, string>();
  const problems: Problem[] = [];
  const wanted = plan.numbers.filter(({ key, transferFrom }) => transferFrom !== undefined && !(key in held.numbers));
  await Promise.all(
    wanted.map(async ({ key, number, transferFrom, connection }: PlannedNumber) => {
      const ours = carriers.get(connection)?.inventory?.parentAccount;
      const route = await aybiza.getRoute(
        { table: table.name, number: number as string },
        { provider: table.provider },
      );
      if (route.tenant === file.tenant.id) return;
      if (route.tenant === undefined && transferFrom === PARENT_ACCOUNT && ours !== undefined) {
        accounts.set(number as string, ours);
        return;
      }
      const { tenant, transferTo, accountSid } = route;
      if (tenant === transferFrom && transferTo === file.tenant.id && accountSid !== undefined) {
        accounts.set(number as string, accountSid);
        return;
      }
      problems.push(
        problemAt(
          file,
          ["aybiza:numbers", key, "transferFrom"],
          notGiven(number as string, transferFrom!, file.tenant.id, tenant),
        ),
      );
    }),
  );
  if (problems.length > 0) throw new StackFileError(problems);
  return accounts;
}

function notGiven(number: string, from: string, to: string, holder: string | undefined) {
  const now = holder === undefined ? "no tenant of this region holds it" : `tenant \`${holder}\` holds it`;
  return {
    code: "number-not-given",
    message: `\`${from}\` hasn't given ${number} to this tenant: ${now}`,
    fix:
      holder === from
        ? `write \`transfer: { to: ${to} }\` for the number in the file of \`${from}\`, deploy that tenant, then this one`
        : `correct \`transferFrom\` or the number; \`aybiza ledger ${number}\` shows its history`,
  };
}
