import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { root } from "../rehearsal/paths.ts";
import { sampleAuthTokens } from "../rehearsal/sample.ts";
import type { AccountSeed } from "../rehearsal/twilio/seed.ts";

/** A tenant created for a measurement. */
export interface BenchTenant {
  /** Name of the tenant's stack, whose file is `Pulumi.<stack>.yaml`. */
  readonly stack: string;
  /** Content of the stack file. */
  readonly file: string;
  /** The tenant's Twilio account, with the numbers that it already has. */
  readonly account: AccountSeed;
}

/** The sample tenant whose stack file is copied with other numbers. A new file is impossible: only this one's key decrypts the sample's secrets. */
const sample = { stack: "acme-us", sid: "AC0a7e11fc1e9f4a3b8d2c5e6f70819203" };

/** US area codes, each with 100 numbers reserved for fiction: 555-0100 to 555-0199. */
const areaCodes = [205, 206, 209, 210, 213, 214, 215, 216, 217, 219];

/** Returns `count` of the 1000 fictional US numbers in E.164, beginning with index `first`. */
export function fictionalNumbers(count: number, first = 0): string[] {
  const all = areaCodes.flatMap((area) =>
    Array.from({ length: 100 }, (_, i) => `+1${area}55501${`${i}`.padStart(2, "0")}`),
  );
  if (first + count > all.length)
    throw new RangeError(`only ${all.length} fictional numbers exist, not ${first + count}`);
  return all.slice(first, first + count);
}

/** Creates a tenant of `count` numbers. To `adopt`, its account has them (fictional, from index `first` on); to `buy`, `up` buys them. */
export function tenantOf(stack: string, count: number, how: "adopt" | "buy", first = 0): BenchTenant {
  const id = stack.replace(/-us$/, "");
  // Each tenant gets an account of its own: an account can't belong to two tenants.
  const sid = `AC${Buffer.from(id).toString("hex").padEnd(32, "0").slice(0, 32)}`;
  const document = parseDocument(
    readFileSync(join(root, "stacks", `Pulumi.${sample.stack}.yaml`), "utf8").replaceAll(sample.sid, sid),
  );
  document.setIn(["config", "aybiza:tenant", "id"], id);
  if (count > 0) document.setIn(["config", "aybiza:tenant", "numbers"], count);
  // Each tenant gets a fallback number of its own: if two files share a number, every `up` has to compare the files.
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
  // Quotes keys that begin with a plus, which YAML would read as numbers.
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
