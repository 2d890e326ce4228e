import * as pulumi from "@pulumi/pulumi";
import { traitsOf } from "../../domain/config/connection-traits.ts";
import { isPlainMap } from "../../domain/config/document.ts";
import { write } from "../../domain/config/edits.ts";
import type { TenantFile } from "../../domain/config/load.ts";
import { type Problem, StackFileError } from "../../domain/config/problem.ts";
import { entryOf } from "../../domain/config/tenant-members.ts";
import { canonicalJson } from "../../domain/contract/region-outputs.ts";
import { earlyEnds } from "../../domain/rules/life.ts";
import { liveNumberViolations } from "../../domain/rules/live-numbers.ts";
import { monthlyBill } from "../../domain/rules/money/bill.ts";
import { numberLimitViolation } from "../../domain/rules/number-limit.ts";
import type { TenantPlan } from "../../domain/rules/plan.ts";
import { UserError } from "../../domain/user-error.ts";
import type { Carrier } from "./carrier.ts";
import type { LiveNumbers } from "./live-numbers.ts";
import { billedNumbers } from "./monthly-cost.ts";
import { problemAt } from "./problem-at.ts";
import type { HeldStack } from "./region-link.ts";

/** Refuses configuration from outside the stack file (`--config`, `--config-file`), which no other code checks. */
export function refuseOverrides(file: TenantFile): void {
  const config = new pulumi.Config("aybiza");
  for (const key of ["tenant", "connections", "agents", "numbers"]) {
    if (canonicalJson(config.getObject(key)) !== canonicalJson(file.document.config[`aybiza:${key}`])) {
      throw new UserError(
        "config-override",
        `\`aybiza:${key}\` given to the engine differs from ${file.file}; only the file's content is checked.`,
        `change ${file.file}, and run pulumi without \`--config\` and \`--config-file\``,
      );
    }
  }
}

/** Refuses `aybiza:documents` from outside the stack file. Encrypted values aren't compared: the engine has them decrypted. */
export function refuseOtherDocuments(file: TenantFile): void {
  const given = pulumi.runtime.allConfig()["aybiza:documents"];
  const own = file.document.config["aybiza:documents"];
  if (isSame(given === undefined ? undefined : JSON.parse(given), own)) return;
  throw new UserError(
    "config-override",
    `\`aybiza:documents\` given to the engine differs from ${file.file}; only the file's content is checked.`,
    `change ${file.file}, and run pulumi without \`--config\` and \`--config-file\``,
  );
}

function isSame(given: unknown, own: unknown): boolean {
  if (Array.isArray(own) && Array.isArray(given))
    return own.length === given.length && own.every((one, i) => isSame(given[i], one));
  if (!isPlainMap(own)) return canonicalJson(given) === canonicalJson(own);
  if (typeof given === "string") return typeof own.secure === "string";
  if (!isPlainMap(given)) return false;
  const keys = new Set([...Object.keys(given), ...Object.keys(own)]);
  return [...keys].every((key) => isSame(given[key], own[key]));
}

/** Refuses more numbers than the region's limit, unless the file confirms them. */
export function refuseTooMany(file: TenantFile, plan: TenantPlan): void {
  const { pricing, limits } = file.region;
  const bill = pricing && monthlyBill(pricing, billedNumbers(file, plan));
  const violation = numberLimitViolation({
    wanted: plan.numbers.length,
    limit: limits.numbersPerTenant,
    confirmed: file.tenant.numbers,
    cost: bill && `${bill.total} ${bill.currency}`,
  });
  if (violation !== undefined) throw new StackFileError([problemAt(file, ["aybiza:numbers"], violation)]);
}

/** Enforces safety rule 1 (no lost live number) before any provider is called. */
export function refuseLosses(file: TenantFile, plan: TenantPlan, held: HeldStack): void {
  const declared = plan.numbers.map((n) => ({
    key: n.key,
    number: n.number,
    accountSid: n.account,
    bought: n.acquired !== "adopted",
  }));
  const problems = [
    ...liveNumberViolations(held.numbers, declared, file.numbers).map(({ key, ...violation }) =>
      problemAt(file, ["aybiza:numbers", entryOf(file.numbers, key)], violation),
    ),
    ...namesUsedAgain(file, plan, held),
    ...accountsLeft(file, held),
    ...tenantChanged(file, held),
  ];
  if (problems.length > 0) throw new StackFileError(problems);
}

/** Refuses to reuse a number's name that a `count` generated. */
function namesUsedAgain(file: TenantFile, plan: TenantPlan, held: HeldStack): Problem[] {
  const retired = new Set(held.retired);
  return plan.numbers
    .filter(({ key }) => retired.has(key))
    .map(({ key }) =>
      problemAt(file, ["aybiza:numbers", entryOf(file.numbers, key)], {
        code: "name-reused",
        message: `\`${key}\` was the name of a number that is no longer in the file; a name is never reused for another number`,
        ...write(
          ["aybiza:numbers", entryOf(file.numbers, key), "except"],
          [...(file.numbers[entryOf(file.numbers, key)]?.except ?? []), key],
          "; for another number raise `count`",
        ),
      }),
    );
}

/** Refuses to remove a managed connection without `close: true`, since that would close the tenant's account. */
function accountsLeft(file: TenantFile, held: HeldStack): Problem[] {
  const stays = Object.values(file.connections).some(({ type }) => traitsOf(type).ownsAccount);
  return Object.entries(held.connections)
    .filter(([, { type, close }]) => traitsOf(type)?.ownsAccount && !close && !stays)
    .map(([name, { type, accountSid }]) =>
      problemAt(file, ["aybiza:connections", name], {
        code: "managed-account-removed",
        message: `connection \`${name}\` is no longer in the file; its removal would close the tenant's account ${accountSid}, which can't be reopened`,
        ...write(
          ["aybiza:connections", name],
          { type },
          " again; to close the account, release its numbers, write `close: true`, run `pulumi up`, and then remove the connection",
        ),
      }),
    );
}

/** Refuses another tenant id or region: it would delete the table items of live numbers and create new ones elsewhere. */
function tenantChanged(file: TenantFile, held: HeldStack): Problem[] {
  const live = Object.keys(held.numbers).length > 0;
  return (["id", "region"] as const).flatMap((part) => {
    const was = held.tenant?.[part];
    if (!live || was === undefined || was === file.tenant[part]) return [];
    return problemAt(file, ["aybiza:tenant", part], {
      code: `tenant-${part}-changed`,
      message: `this stack holds live numbers of tenant ${part} \`${was}\`; the file now says \`${file.tenant[part]}\`, and live numbers can't move`,
      ...write(
        ["aybiza:tenant", part],
        was,
        part === "id" ? "; `name` may change at any time" : "; for another region, make another tenant stack",
      ),
    });
  });
}

/** Safety rule 4: refuses an update that would leave a connection's calls unanswered. */
export async function refuseUnanswered(file: TenantFile, carriers: ReadonlyMap<string, Carrier>): Promise<void> {
  const found = await Promise.all([...carriers.values()].map((carrier) => carrier.answerProblem?.()));
  const problems = found
    .filter((one) => one !== undefined)
    .map(({ path, ...problem }) => problemAt(file, path, problem));
  if (problems.length > 0) throw new StackFileError(problems);
}

/** Refuses numbers that leave the file before their quarantine ends. */
export function refuseEarlyEnds(file: TenantFile, plan: TenantPlan, held: HeldStack, live: LiveNumbers): void {
  const problems = earlyEnds({
    held: held.numbers,
    declared: new Set(plan.numbers.map(({ key }) => key)),
    resting: live.resting,
    entries: file.numbers,
    isHeld: (number) => Object.keys(held.connections).some((name) => live.settings.has(`${name} ${number}`)),
  }).map(({ key, ...problem }) => problemAt(file, ["aybiza:numbers", entryOf(file.numbers, key)], problem));
  if (problems.length > 0) throw new StackFileError(problems);
}
