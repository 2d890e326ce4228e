import type { TenantFile } from "../../domain/config/load.ts";
import { refuseBroken, type Violation } from "../../domain/config/problem.ts";
import { entryOf, entryPath } from "../../domain/config/tenant-members.ts";
import type { PlannedNumber, TenantPlan } from "../../domain/rules/plan.ts";
import type { Carrier, MissingPaper, NoSuchType, Shortage } from "./carrier.ts";

/**
 * Asks the carriers whether what is to be bought can be, before anything is made for it. Somebody may be quicker all the same: then the purchase
 * itself fails, and buys nothing.
 *
 * @param isBought whether an entry's purchase was made already, so that nothing is asked for it
 * @throws StackFileError with what could be bought instead, and which papers are missing
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
    [...carriers].map(([name, carrier]) => carrier.obstacles(wanted.filter((n) => n.connection === name))),
  );
  const broken = obstacles.flat().map((obstacle): Violation => {
    const [key] = obstacle.keys;
    const path = [...entryPath(file.numbers, key!), "buy"];
    if (!("types" in obstacle)) return { path, ...told(obstacle) };
    const isGiven = file.numbers[entryOf(file.numbers, key!)]?.buy?.type !== undefined;
    return { path: isGiven ? [...path, "type"] : path, ...ofType(obstacle) };
  });
  refuseBroken(file, broken);
}

type Told = Pick<Violation, "code" | "message" | "fix">;

const told = (obstacle: Shortage | MissingPaper): Told =>
  "paper" in obstacle ? ofPaper(obstacle) : ofShortage(obstacle);

function ofShortage({ keys, search, found, nearest }: Shortage): Told {
  const asked = `${keys.length} are asked for (${some(keys)})`;
  const there =
    found === 0
      ? `there is no ${search} to be bought now`
      : `only ${found} can be bought now of what is searched for, ${search}`;
  return {
    code: "no-number-left",
    message: `${there}${keys.length === 1 ? "" : `, and ${asked}`}; nothing was bought`,
    fix:
      nearest.length === 0
        ? "ask for fewer, search wider, or try again another day"
        : `search for what there is nearby: ${nearest.join("; ")}`,
  };
}

const ofType = ({ country, type, types }: NoSuchType): Told => ({
  code: "no-such-type",
  message: `the carrier sells no \`${type}\` numbers of ${country}; nothing was bought`,
  fix:
    types.length === 0
      ? "name a country whose numbers it sells"
      : `it sells others there: write ${types.map((one) => `\`type: ${one}\``).join(" or ")}`,
});

const PAPERS = {
  bundle: {
    rule: "an approved regulatory bundle (https://www.twilio.com/docs/api/errors/21649)",
    fix: "write `bundle: BU...` under `buy`, the SID of an approved bundle of the account that buys (docs/stack-files.md#papers)",
  },
  address: {
    rule: "an address of its holder (https://www.twilio.com/docs/api/errors/21631)",
    fix: "write `address: AD...` under `buy`, the SID of such an address in the account that buys, or search with `addressRequirements: none`",
  },
} as const;

function ofPaper({ keys, kind, paper, asks }: MissingPaper): Told {
  const { rule, fix } = PAPERS[paper];
  const several = keys.length === 1 ? "" : ` (${some(keys)})`;
  return {
    code: `${paper}-missing`,
    message: `a ${kind}${several} is sold only with ${rule}, and \`buy\` gives none; nothing was bought. Asked for: ${asks.join("; ")}`,
    fix,
  };
}

const some = (keys: readonly string[]) => `${keys.slice(0, 3).join(", ")}${keys.length > 3 ? ", ..." : ""}`;
