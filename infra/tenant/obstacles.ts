import type { TenantFile } from "../../domain/config/load.ts";
import { type Problem, StackFileError } from "../../domain/config/problem.ts";
import { entryOf } from "../../domain/config/tenant-members.ts";
import type { PlannedNumber, TenantPlan } from "../../domain/rules/plan.ts";
import type { Carrier, MissingPaper, NoSuchType, Shortage } from "./carrier.ts";
import { problemAt } from "./problem-at.ts";

/**
 * Asks the carriers whether the wanted numbers are for sale, before anything is declared. If another customer buys one in between, its purchase
 * fails and buys nothing.
 *
 * @param isBought whether an entry's number is already bought, so that it needs no check
 * @throws StackFileError for numbers that can't be bought, with what is for sale instead, and for missing documents
 */
export async function refuseObstacles(
  file: TenantFile,
  plan: TenantPlan,
  carriers: ReadonlyMap<string, Carrier>,
  isBought: (key: string) => boolean,
): Promise<void> {
  const wanted = plan.numbers.filter(
    (n): n is PlannedNumber & { buy: object } => n.buy !== undefined && !isBought(n.key),
  );
  if (wanted.length === 0) return;
  const obstacles = await Promise.all(
    [...carriers].map(
      ([name, carrier]) => carrier.inventory?.obstacles(wanted.filter((n) => n.connection === name)) ?? [],
    ),
  );
  const problems = obstacles.flat().map((obstacle) => {
    const entry = entryOf(file.numbers, obstacle.keys[0]!);
    const path = ["aybiza:numbers", entry, "buy"];
    if (!("types" in obstacle)) return problemAt(file, path, wordsOf(obstacle));
    const isGiven = file.numbers[entry]?.buy?.type !== undefined;
    return problemAt(file, isGiven ? [...path, "type"] : path, ofType(obstacle));
  });
  if (problems.length > 0) throw new StackFileError(problems);
}

type Words = Pick<Problem, "code" | "message" | "fix">;

const wordsOf = (obstacle: Shortage | MissingPaper): Words =>
  "paper" in obstacle ? ofPaper(obstacle) : ofShortage(obstacle);

function ofShortage({ keys, search, found, nearest }: Shortage): Words {
  const forSale = found === 0 ? "no number is" : found === 1 ? "only 1 number is" : `only ${found} numbers are`;
  const wanted = keys.length === 1 ? "" : `, and the file asks for ${keys.length} (${some(keys)})`;
  return {
    code: "no-number-left",
    message: `${forSale} for sale now for this search (${search})${wanted}; nothing was bought`,
    fix:
      nearest.length === 0
        ? "ask for fewer numbers, search more widely, or try again another day"
        : `search for numbers that are for sale: ${nearest.join("; ")}`,
  };
}

const ofType = ({ country, type, types }: NoSuchType): Words => ({
  code: "no-such-type",
  message: `the carrier sells no \`${type}\` numbers of ${country}; nothing was bought`,
  fix:
    types.length === 0
      ? "name a country whose numbers the carrier sells"
      : `write a type that it sells there: ${types.map((one) => `\`type: ${one}\``).join(" or ")}`,
});

function ofPaper({ keys, kind, paper, rule, asks, fix }: MissingPaper): Words {
  const several = keys.length === 1 ? "" : ` (${some(keys)})`;
  return {
    code: `${paper}-missing`,
    message: `a ${kind}${several} is sold only with ${rule}, and \`buy\` names none; nothing was bought. Required: ${asks.join("; ")}`,
    fix,
  };
}

const some = (keys: readonly string[]) => `${keys.slice(0, 3).join(", ")}${keys.length > 3 ? ", ..." : ""}`;
