import * as pulumi from "@pulumi/pulumi";
import type { TenantFile } from "../../domain/config/load.ts";
import { refuseBroken, type Violation } from "../../domain/config/problem.ts";
import type { Rest } from "../../domain/rules/life.ts";
import type { PlannedNumber, TenantPlan } from "../../domain/rules/plan.ts";
import { unfinishedPurchases } from "../../domain/rules/unfinished-purchases.ts";
import type { Carrier, NumberSettings } from "./carrier.ts";
import type { HeldStack } from "./region-link.ts";

/** What the carriers say of a tenant's numbers before anything is declared. */
export interface LiveNumbers {
  /** Settings of the numbers of each account, by connection and number: `own +14155550101`. */
  readonly settings: ReadonlyMap<string, NumberSettings>;
  /** Entries whose purchase was made already, by an update that wrote it down or by one that couldn't any more. */
  readonly bought: ReadonlySet<string>;
  /** What rests, by number. */
  readonly resting: ReadonlyMap<string, Rest>;
}

/**
 * Looks at the account of each connection: one listing for each.
 * @throws StackFileError for numbers that their account doesn't hold, and for those that it holds of an unfinished update which the file no longer declares
 */
export async function liveNumbers(
  file: TenantFile,
  plan: TenantPlan,
  carriers: ReadonlyMap<string, Carrier>,
  held: HeldStack,
): Promise<LiveNumbers> {
  const live = new Map<string, NumberSettings>();
  const bought = new Set<string>();
  const resting = new Map<string, Rest>();
  const broken: Violation[] = [];
  const declared = new Set(plan.numbers.filter((n) => n.acquired !== "adopted").map((n) => n.key));
  await Promise.all(
    [...carriers].map(async ([name, carrier]) => {
      const account = await carrier.numbers();
      for (const { phoneNumber, settings, boughtAs, rest } of account) {
        if (rest !== undefined) resting.set(phoneNumber, rest);
        live.set(`${name} ${phoneNumber}`, settings);
        if (boughtAs !== undefined) bought.add(boughtAs);
      }
      const { numbers, leaving } = held;
      for (const { phoneNumber, key } of unfinishedPurchases({ account, held: numbers, declared, leaving })) {
        const to = numbers[key]?.transfer;
        broken.push({
          path: ["aybiza:numbers", key],
          ...(to === undefined ? notDeclared(name, phoneNumber, key) : notTaken(name, phoneNumber, key, to)),
        });
      }
    }),
  );
  const absent = plan.numbers.filter((n) => n.acquired === "adopted" && !live.has(`${n.connection} ${n.number}`));
  for (const n of absent.filter((n) => n.key in held.numbers)) {
    // One number that vanished doesn't hold up the others, and can be let go; the record of what it had stays as it was first written.
    live.set(`${n.connection} ${n.number}`, {});
    pulumi.log.warn(
      `${accountName(n)} no longer holds ${n.number}, so its calls don't come here: bring it back to the account, or let it go (docs/release-a-number.md)`,
    );
  }
  const missing = absent.filter((n) => !(n.key in held.numbers));
  broken.push(
    ...missing.map((n) => ({
      code: "number-not-in-account",
      path: ["aybiza:numbers", n.key],
      message: `${accountName(n)} doesn't hold ${n.number}; only a number that it holds can be adopted`,
      fix: `correct the number or the connection; to buy it, name the entry and write \`buy: { number: "${n.number}" }\``,
    })),
  );
  refuseBroken(file, broken);
  return { settings: live, bought, resting };
}

type Words = Pick<Violation, "code" | "message" | "fix">;

const notDeclared = (connection: string, number: string, key: string): Words => ({
  code: "bought-not-declared",
  message: `the account of connection \`${connection}\` holds ${number}, bought as \`${key}\` by an update that didn't finish; the file no longer declares it`,
  fix: `declare \`${key}\` again as it was; to give the number up: docs/release-a-number.md`,
});

const notTaken = (connection: string, number: string, key: string, to: string): Words => ({
  code: "number-not-taken",
  message: `${number} goes to tenant \`${to}\`, which hasn't taken it: the account of connection \`${connection}\` still holds it`,
  fix: `put \`${key}\` back as it was, and take it out when an update of \`${to}\` has taken the number (docs/life-of-a-number.md)`,
});

const accountName = ({ accountSid, connection }: PlannedNumber) =>
  accountSid === undefined
    ? `the tenant's managed account (connection \`${connection}\`)`
    : `account ${accountSid} (connection \`${connection}\`)`;
