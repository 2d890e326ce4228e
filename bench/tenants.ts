import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { root } from "../rehearsal/paths.ts";
import { sampleAuthTokens } from "../rehearsal/sample.ts";
import type { AccountSeed } from "../rehearsal/twilio/seed.ts";

/** A tenant made for a measurement. */
export interface BenchTenant {
  /** Name of its stack, and of its file: `Pulumi.<stack>.yaml`. */
  readonly stack: string;
  /** Text of its stack file. */
  readonly file: string;
  /** Its Twilio account, with the numbers that it holds already. */
  readonly account: AccountSeed;
}

/** A sample tenant, whose file is measured with other numbers. Its secrets open only with its own key, so the file can't be a new one. */
const sample = { stack: "acme-us", sid: "AC0a7e11fc1e9f4a3b8d2c5e6f70819203" };

/** US area codes, each with 100 numbers that are kept for fiction: 555-0100 to 555-0199. */
const areaCodes = [205, 206, 209, 210, 213, 214, 215, 216, 217, 219];

/** `count` fictional US numbers in E.164 from the `first` on. There are 1000. */
export function fictionalNumbers(count: number, first = 0): string[] {
  const all = areaCodes.flatMap((area) =>
    Array.from({ length: 100 }, (_, i) => `+1${area}55501${`${i}`.padStart(2, "0")}`),
  );
  if (first + count > all.length) throw new RangeError(`there are ${all.length} numbers, not ${first + count}`);
  return all.slice(first, first + count);
}

/** A tenant of `count` numbers: held by its own account (fictional ones from `first` on), or to be bought. */
export function tenantOf(stack: string, count: number, how: "adopt" | "buy", first = 0): BenchTenant {
  const id = stack.replace(/-us$/, "");
  // An account of its own, since one account belongs to one tenant.
  const sid = `AC${Buffer.from(id).toString("hex").padEnd(32, "0").slice(0, 32)}`;
  const document = parseDocument(
    readFileSync(join(root, "stacks", `Pulumi.${sample.stack}.yaml`), "utf8").replaceAll(sample.sid, sid),
  );
  document.setIn(["config", "aybiza:tenant", "id"], id);
  if (count > 0) document.setIn(["config", "aybiza:tenant", "numbers"], count);
  // A desk of its own, too: a file that shares a number with another has to be compared with it.
  for (const agent of ["reception", "after-hours"])
    document.setIn(["config", "aybiza:agents", agent, "fallback", "dial"], `+19185550${100 + (first % 100)}`);
  const numbers = fictionalNumbers(count, first);
  const entry = { connection: "own", agent: "reception" };
  document.setIn(
    ["config", "aybiza:numbers"],
    document.createNode(
      Object.fromEntries(
        numbers.map((number, i) =>
          how === "adopt" ? [number, entry] : [`line-${i}`, { ...entry, buy: { country: "US", type: "local" } }],
        ),
      ),
      { aliasDuplicateObjects: false },
    ),
  );
  // Keys that begin with a plus must stay texts.
  const file = document.toString().replace(/^( +)(\+\d+):/gm, '$1"$2":');
  return {
    stack,
    file,
    account: {
      sid,
      friendlyName: id,
      authToken: sampleAuthTokens[sample.sid]!,
      numbers:
        how === "buy"
          ? []
          : numbers.map((phoneNumber) => ({
              phoneNumber,
              voiceUrl: `https://old-ivr.${id}.example/answer`,
              voiceMethod: "POST",
            })),
    },
  };
}
