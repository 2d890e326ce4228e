import * as aybiza from "@pulumi/aybiza";
import type { TenantFile } from "../../domain/config/load.ts";
import { refuseBroken, type Violation } from "../../domain/config/problem.ts";
import { type PlannedNumber, RESELLER, type TenantPlan } from "../../domain/rules/plan.ts";
import type { Carrier } from "./carrier.ts";
import type { HeldStack } from "./region-link.ts";
import type { RoutesTable } from "./routes-item.ts";

/**
 * From which account each number comes that is to be transferred here. The table's own item says it: only where the tenant that holds the
 * number has given it to this one, in an update of its own, is anything moved. A number that is here already comes from nowhere.
 *
 * @returns accounts by number
 * @throws StackFileError for a number that nobody gives
 */
export async function givers(
  file: TenantFile,
  plan: TenantPlan,
  table: RoutesTable,
  held: HeldStack,
  carriers: ReadonlyMap<string, Pick<Carrier, "parentAccountSid">>,
): Promise<ReadonlyMap<string, string>> {
  const accounts = new Map<string, string>();
  const broken: Violation[] = [];
  const wanted = plan.numbers.filter(({ key, transferFrom }) => transferFrom !== undefined && !(key in held.numbers));
  await Promise.all(
    wanted.map(async ({ key, number, transferFrom, connection }: PlannedNumber) => {
      const ours = carriers.get(connection)?.parentAccountSid;
      const route = await aybiza.getRoute(
        { table: table.name, number: number as string },
        { provider: table.provider },
      );
      if (route.tenant === file.tenant.id) return;
      if (route.tenant === undefined && transferFrom === RESELLER && ours !== undefined) {
        accounts.set(number as string, ours);
        return;
      }
      const { tenant, transferTo, accountSid } = route;
      if (tenant === transferFrom && transferTo === file.tenant.id && accountSid !== undefined) {
        accounts.set(number as string, accountSid);
        return;
      }
      broken.push({
        path: ["aybiza:numbers", key, "transferFrom"],
        ...notGiven(number as string, transferFrom!, file.tenant.id, tenant),
      });
    }),
  );
  refuseBroken(file, broken);
  return accounts;
}

function notGiven(number: string, from: string, to: string, holder: string | undefined) {
  const whose = holder === undefined ? "no tenant of this region has it" : `it is tenant \`${holder}\`'s`;
  return {
    code: "number-not-given",
    message: `${number} isn't given to this tenant by \`${from}\`: ${whose}`,
    fix:
      holder === from
        ? `write \`transfer: { to: ${to} }\` for it in the file of \`${from}\`, deploy that, then this`
        : `correct \`transferFrom\` or the number (\`aybiza ledger ${number}\` tells its history)`,
  };
}
