import * as pulumi from "@pulumi/pulumi";
import { traitsOf } from "../../domain/config/connection-traits.ts";
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

/** A mistake at a place of the file. */
export function problemAt(
  file: TenantFile,
  path: readonly string[],
  problem: Pick<Problem, "code" | "message" | "fix" | "edits">,
): Problem {
  return { file: file.file, line: file.document.line(path), path: file.document.path(path), ...problem };
}

/** More numbers than the region's limit, until the file confirms them. */
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

/** Safety rule 1, its first layer: stops before any provider is called. */
export function refuseLosses(file: TenantFile, plan: TenantPlan, held: HeldStack): void {
  const declared = plan.numbers.map((n) => ({
    key: n.key,
    number: n.number,
    accountSid: n.accountSid,
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

/** A name that a count gave and that was let go means that number for ever. */
function namesUsedAgain(file: TenantFile, plan: TenantPlan, held: HeldStack): Problem[] {
  const retired = new Set(held.retired);
  return plan.numbers
    .filter(({ key }) => retired.has(key))
    .map(({ key }) =>
      problemAt(file, ["aybiza:numbers", entryOf(file.numbers, key)], {
        code: "name-used-again",
        message: `the number that was \`${key}\` was let go, and its name isn't given to another`,
        ...write(
          ["aybiza:numbers", entryOf(file.numbers, key), "except"],
          [...(file.numbers[entryOf(file.numbers, key)]?.except ?? []), key],
          "; for another number raise `count`",
        ),
      }),
    );
}

/** The account that we made for a tenant outlives its connection in the file: it is closed on purpose, and last. */
function accountsLeft(file: TenantFile, held: HeldStack): Problem[] {
  const stays = Object.values(file.connections).some(({ type }) => traitsOf(type).ownsAccount);
  return Object.entries(held.connections)
    .filter(([, { type, close }]) => traitsOf(type)?.ownsAccount && !close && !stays)
    .map(([name, { type, accountSid }]) =>
      problemAt(file, ["aybiza:connections", name], {
        code: "managed-account-left",
        message: `connection \`${name}\` is no longer in the file; with it the tenant's account ${accountSid} would be closed, which is for good`,
        ...write(
          ["aybiza:connections", name],
          { type },
          " again; to close the account, release its numbers, write `close: true` and run `pulumi up` before you take it out",
        ),
      }),
    );
}

/** Under another id or region all items would be made anew elsewhere and deleted here, under live numbers. */
function tenantChanged(file: TenantFile, held: HeldStack): Problem[] {
  const live = Object.keys(held.numbers).length > 0;
  return (["id", "region"] as const).flatMap((part) => {
    const was = held.tenant?.[part];
    if (!live || was === undefined || was === file.tenant[part]) return [];
    return problemAt(file, ["aybiza:tenant", part], {
      code: `tenant-${part}-changed`,
      message: `this stack holds live numbers of tenant ${part} \`${was}\`; the file now says \`${file.tenant[part]}\`, and live numbers stay where they are`,
      ...write(
        ["aybiza:tenant", part],
        was,
        part === "id" ? "; `name` may change at any time" : "; a tenant in another region is a stack of its own",
      ),
    });
  });
}

/** Safety rule 4: accounts whose calls nobody could answer after this update. */
export async function refuseSilence(file: TenantFile, carriers: ReadonlyMap<string, Carrier>): Promise<void> {
  const found = await Promise.all([...carriers.values()].map((carrier) => carrier.silenced()));
  const problems = found
    .filter((one) => one !== undefined)
    .map(({ path, ...problem }) => problemAt(file, path, problem));
  if (problems.length > 0) throw new StackFileError(problems);
}

/** Managed numbers that leave the file before they have rested: told with the date, before anything is changed. */
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
