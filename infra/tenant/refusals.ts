import * as pulumi from "@pulumi/pulumi";
import { traitsOf } from "../../domain/config/connection-traits.ts";
import { write } from "../../domain/config/edits.ts";
import type { TenantFile } from "../../domain/config/load.ts";
import { refuseBroken, type Violation, violation } from "../../domain/config/problem.ts";
import { entryOf, entryPath } from "../../domain/config/tenant-members.ts";
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
import type { HeldStack } from "./region-link.ts";

/** The engine may be given values past the file (`--config`, `--config-file`); what was checked must be what is deployed. */
export function refuseOverrides(file: TenantFile): void {
  const config = new pulumi.Config("aybiza");
  for (const key of ["tenant", "connections", "agents", "numbers"]) {
    if (canonicalJson(config.getObject(key)) !== canonicalJson(file.document.config[`aybiza:${key}`])) {
      throw new UserError(
        "config-override",
        `The engine was given another \`aybiza:${key}\` than ${file.file} holds.`,
        `change ${file.file} itself; \`--config\` and \`--config-file\` aren't for this project`,
      );
    }
  }
}

/** More numbers than the region's limit, until the file confirms them. */
export function refuseTooMany(file: TenantFile, plan: TenantPlan): void {
  const { pricing, limits } = file.region;
  const bill = pricing && monthlyBill(pricing, billedNumbers(file, plan));
  const tooMany = numberLimitViolation({
    wanted: plan.numbers.length,
    limit: limits.numbersPerTenant,
    confirmed: file.tenant.numbers,
    cost: bill && `${bill.total} ${bill.currency}`,
  });
  if (tooMany !== undefined) refuseBroken(file, [{ ...tooMany, path: ["aybiza:numbers"] }]);
}

/** Safety rule 1, its first layer: stops before any provider is called. */
export function refuseLosses(file: TenantFile, plan: TenantPlan, held: HeldStack): void {
  const declared = plan.numbers.map((n) => ({
    key: n.key,
    number: n.number,
    accountSid: n.accountSid,
    bought: n.acquired !== "adopted",
  }));
  refuseBroken(file, [
    ...liveNumberViolations(held.numbers, declared, file.numbers).map(({ key, ...rule }) => ({
      ...rule,
      path: entryPath(file.numbers, key),
    })),
    ...reusedNames(file, plan, held),
    ...removedAccounts(file, held),
    ...changedTenant(file, held),
  ]);
}

/** The name that a `count` gave to a number is never given to another: ledger and reports use it. */
function reusedNames(file: TenantFile, plan: TenantPlan, held: HeldStack): Violation[] {
  const retired = new Set(held.retired);
  return plan.numbers
    .filter(({ key }) => retired.has(key))
    .map(({ key }) => {
      const path = entryPath(file.numbers, key);
      const except = [...(file.numbers[entryOf(file.numbers, key)]?.except ?? []), key];
      return violation(
        path,
        "name-reused",
        `\`${key}\` was the name of a number that left the stack; a name is never given to another number`,
        write([...path, "except"], except, "; to get another number, raise `count`"),
      );
    });
}

/** Removing a managed connection would close its account for good, so an update before must have said `close: true`. */
function removedAccounts(file: TenantFile, held: HeldStack): Violation[] {
  const stays = Object.values(file.connections).some(({ type }) => traitsOf(type).ownsAccount);
  return Object.entries(held.connections)
    .filter(([, { type, close }]) => traitsOf(type)?.ownsAccount && !close && !stays)
    .map(([name, { type, accountSid }]) =>
      violation(
        ["aybiza:connections", name],
        "managed-account-removed",
        `connection \`${name}\` is no longer in the file; its removal would close the tenant's account ${accountSid}, which can't be undone`,
        write(
          ["aybiza:connections", name],
          { type },
          " again; to close the account, release its numbers, write `close: true`, run `pulumi up`, and then remove the connection",
        ),
      ),
    );
}

/** A changed id or region would replace every item of the tenant, under live numbers. */
function changedTenant(file: TenantFile, held: HeldStack): Violation[] {
  const live = Object.keys(held.numbers).length > 0;
  return (["id", "region"] as const).flatMap((part) => {
    const was = held.tenant?.[part];
    if (!live || was === undefined || was === file.tenant[part]) return [];
    const path = ["aybiza:tenant", part];
    return violation(
      path,
      `tenant-${part}-changed`,
      `the tenant's ${part} was \`${was}\` and is now \`${file.tenant[part]}\`; a stack with live numbers keeps its ${part}`,
      write(
        path,
        was,
        part === "id" ? "; `name` may change at any time" : "; a tenant in another region needs its own stack",
      ),
    );
  });
}

/** Safety rule 4: accounts whose calls nobody could answer after this update. */
export async function refuseSilence(file: TenantFile, carriers: ReadonlyMap<string, Carrier>): Promise<void> {
  const found = await Promise.all([...carriers.values()].map((carrier) => carrier.silenced()));
  refuseBroken(
    file,
    found.filter((one) => one !== undefined),
  );
}

/** Managed numbers that leave the file before they have rested: told with the date, before anything is changed. */
export function refuseEarlyEnds(file: TenantFile, plan: TenantPlan, held: HeldStack, live: LiveNumbers): void {
  const early = earlyEnds({
    held: held.numbers,
    declared: new Set(plan.numbers.map(({ key }) => key)),
    resting: live.resting,
    entries: file.numbers,
    isHeld: (number) => Object.keys(held.connections).some((name) => live.settings.has(`${name} ${number}`)),
  });
  refuseBroken(
    file,
    early.map(({ key, ...rule }) => ({ ...rule, path: entryPath(file.numbers, key) })),
  );
}
