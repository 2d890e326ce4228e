import * as pulumi from "@pulumi/pulumi";
import type { TenantFile } from "../../domain/config/load.ts";
import { type Problem, StackFileError } from "../../domain/config/problem.ts";
import type { Rest } from "../../domain/rules/life.ts";
import type { PlannedNumber, TenantPlan } from "../../domain/rules/plan.ts";
import { unfinishedPurchases } from "../../domain/rules/unfinished-purchases.ts";
import type { Carrier, NumberSettings } from "./carrier.ts";
import { problemAt } from "./problem-at.ts";
import type { HeldStack } from "./region-link.ts";

/** A tenant's numbers as read from its carriers before anything is declared. */
export interface LiveNumbers {
  /** Settings of the numbers of each account, by connection and number: `own +14155550101`. */
  readonly settings: ReadonlyMap<string, NumberSettings>;
  /** Entries whose number is already bought, even by an update that didn't finish. */
  readonly bought: ReadonlySet<string>;
  /** Quarantines, by number. */
  readonly resting: ReadonlyMap<string, Rest>;
  /** States of emergency addresses, by number. */
  readonly emergency: ReadonlyMap<string, string>;
}

/**
 * Reads the numbers of each connection, once.
 * @throws StackFileError for adopted numbers that their account doesn't hold, and for numbers that an unfinished update bought and the file no longer declares
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
  const emergency = new Map<string, string>();
  const problems: Problem[] = [];
  const declared = new Set(plan.numbers.filter((n) => n.acquired !== "adopted").map((n) => n.key));
  await Promise.all(
    [...carriers].map(async ([name, carrier]) => {
      const [settings, account] = await Promise.all([carrier.liveSettings(), carrier.inventory?.numbers() ?? []]);
      for (const [phoneNumber, now] of settings) live.set(`${name} ${phoneNumber}`, now);
      for (const { phoneNumber, boughtAs, rest, emergency: state } of account) {
        if (state !== undefined) emergency.set(phoneNumber, state);
        if (rest !== undefined) resting.set(phoneNumber, rest);
        if (boughtAs !== undefined) bought.add(boughtAs);
      }
      const { numbers, leaving } = held;
      for (const { phoneNumber, key } of unfinishedPurchases({ account, held: numbers, declared, leaving })) {
        const path = ["aybiza:numbers", key];
        const to = numbers[key]?.transfer;
        const words =
          to === undefined ? notDeclared(name, phoneNumber, key) : notTransferred(name, phoneNumber, key, to);
        problems.push(problemAt(file, path, words));
      }
    }),
  );
  const absent = plan.numbers.filter((n) => n.acquired === "adopted" && !live.has(`${n.connection} ${n.number}`));
  for (const n of absent.filter((n) => n.key in held.numbers)) {
    // A number that left the account blocks neither other numbers nor its own release. Its recorded settings stay unchanged.
    live.set(`${n.connection} ${n.number}`, {});
    pulumi.log.warn(
      `${accountName(n)} no longer holds ${n.number}, so we get none of its calls. Move it back to the account, or release it (docs/release-a-number.md)`,
    );
  }
  const missing = absent.filter((n) => !(n.key in held.numbers));
  problems.push(
    ...missing.map((n) =>
      problemAt(file, ["aybiza:numbers", n.key], {
        code: "number-not-in-account",
        message: `${accountName(n)} doesn't hold ${n.number}; only a number that the account holds can be adopted`,
        fix: `correct the number or its connection; to buy the number, give the entry a name as its key and write \`buy: { number: "${n.number}" }\``,
      }),
    ),
  );
  if (problems.length > 0) throw new StackFileError(problems);
  return { settings: live, bought, resting, emergency };
}

type Words = Pick<Problem, "code" | "message" | "fix">;

const notDeclared = (connection: string, number: string, key: string): Words => ({
  code: "bought-not-declared",
  message: `the account of connection \`${connection}\` holds ${number}, bought as \`${key}\` by an update that didn't finish; the file no longer declares \`${key}\``,
  fix: `declare \`${key}\` again as it was; then, to give the number up, follow docs/release-a-number.md`,
});

const notTransferred = (connection: string, number: string, key: string, to: string): Words => ({
  code: "number-not-taken",
  message: `${number} is being transferred to tenant \`${to}\`, which hasn't received it: the account of connection \`${connection}\` still holds it`,
  fix: `put the entry \`${key}\` back as it was; remove it after an update of \`${to}\` has received the number (docs/life-of-a-number.md)`,
});

const accountName = ({ account, connection }: PlannedNumber) =>
  account === undefined
    ? `the tenant's managed account (connection \`${connection}\`)`
    : `account ${account} (connection \`${connection}\`)`;
