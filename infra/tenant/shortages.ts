import type { TenantFile } from "../config/load.ts";
import { StackFileError } from "../config/problem.ts";
import { entryOf } from "../config/tenant-members.ts";
import type { PlannedNumber, TenantPlan } from "../rules/plan.ts";
import type { Carrier, Shortage } from "./carrier.ts";
import { problemAt } from "./refusals.ts";

/**
 * Asks the carriers whether there are numbers for what is to be bought, before anything is made for it. Somebody may be quicker all the same:
 * then the purchase itself fails, and buys nothing.
 *
 * @param isBought whether an entry's purchase was made already, so that nothing is searched for
 * @throws StackFileError with what could be bought instead
 */
export async function refuseShortages(
  file: TenantFile,
  plan: TenantPlan,
  carriers: ReadonlyMap<string, Carrier>,
  isBought: (key: string) => boolean,
): Promise<void> {
  const wanted = plan.numbers.filter(
    (n): n is PlannedNumber & { buy: object } => n.buy !== undefined && n.buy.number === undefined && !isBought(n.key),
  );
  if (wanted.length === 0) return;
  const shortages = await Promise.all(
    [...carriers].map(([name, carrier]) => carrier.shortages(wanted.filter((n) => n.connection === name))),
  );
  const problems = shortages.flat().map((shortage) => {
    const entry = entryOf(file.numbers, shortage.keys[0]!);
    return problemAt(file, ["aybiza:numbers", entry, "buy"], { code: "no-number-left", ...told(shortage) });
  });
  if (problems.length > 0) throw new StackFileError(problems);
}

function told({ keys, search, found, nearest }: Shortage): { message: string; fix: string } {
  const asked = `${keys.length} are asked for (${keys.slice(0, 3).join(", ")}${keys.length > 3 ? ", ..." : ""})`;
  const there =
    found === 0
      ? `there is no ${search} to be bought now`
      : `only ${found} can be bought now of what is searched for, ${search}`;
  return {
    message: `${there}${keys.length === 1 ? "" : `, and ${asked}`}; nothing was bought`,
    fix:
      nearest.length === 0
        ? "ask for fewer, search wider, or try again another day"
        : `search for what there is nearby: ${nearest.join("; ")}`,
  };
}
