import { dirname, join } from "node:path";
import { type Change, changeFile } from "../../domain/config/change-file.ts";
import { escapeHidden } from "../../domain/config/hidden-characters.ts";
import { monthOf } from "../../domain/rules/money/month.ts";
import { type LeavingNumber, type Offboarding, offboarding } from "../../domain/rules/offboard.ts";
import { beginChanges, nextChanges, offboardSteps } from "../../domain/rules/offboard-steps.ts";
import { UserError } from "../../domain/user-error.ts";
import { EXIT, usageError } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { checkEdit, edited, writeEdit } from "../stack-file.ts";
import { regionTables } from "../tables/region-tables.ts";
import { announce, awsLabel, destroyCommands, targetOf, targetOption, upCommand } from "../target/target.ts";
import { type Tenant, tenantNamed } from "../tenant.ts";
import { type Confirmation, confirmed } from "./confirm.ts";
import { type OffboardSources, stackOutputs } from "./deployed.ts";
import { type Exported, exportTenant, refuseFull } from "./export.ts";
import { type Known, knownOf } from "./facts.ts";
import { STAGES, stepLines, unfinishedOf, waitingFor } from "./text.ts";

/** Options of the command line. */
export interface OffboardOptions {
  readonly begin?: boolean;
  readonly continue?: boolean;
  readonly portOut?: readonly string[];
  readonly release?: readonly string[];
  readonly out?: string;
  readonly yes?: boolean;
  /** The count of numbers that the user expects. */
  readonly numbers?: number;
  readonly json?: boolean;
  /** Name of the world in `--world`. */
  readonly world?: string;
}

/** `aybiza offboard` */
export async function offboard(wanted: string, options: OffboardOptions, from?: OffboardSources): Promise<number> {
  refuseMixed(options);
  const sources = from ?? (await sourcesOf(wanted, options.world));
  const tenant = tenantNamed(join(sources.target.root, "stacks"), wanted);
  if (!options.json) announce(awsLabel(sources.target, tenant.awsProfile));
  const known = await knownOf(tenant, sources, options);
  const leaving = offboarding(known.facts);
  const run = { wanted, tenant, sources, options, known, leaving };
  if (options.begin) return begin(run);
  if (options.continue) return goOn(run);
  return report(run, {});
}

async function sourcesOf(tenant: string, world: string | undefined): Promise<OffboardSources> {
  const target = await targetOf(world, tenant);
  return { target, now: () => new Date(), tables: regionTables, outputs: (stack) => stackOutputs(target, stack) };
}

interface Run {
  /** The tenant's id or stack, as the user typed it. */
  readonly wanted: string;
  readonly tenant: Tenant;
  readonly sources: OffboardSources;
  readonly options: OffboardOptions;
  readonly known: Known;
  readonly leaving: Offboarding;
}

function refuseMixed({ begin, continue: goesOn, out, portOut, release, yes, numbers }: OffboardOptions): void {
  if (begin && goesOn)
    throw usageError(
      "begin-with-continue",
      "--begin and --continue are separate steps",
      "Run --begin, deploy, then run --continue",
    );
  if (begin && out === undefined)
    throw usageError(
      "begin-without-out",
      "--begin writes an export first, and needs --out with its folder",
      "Name a new folder:  --out acme-export",
    );
  if (goesOn && (portOut ?? release) !== undefined)
    throw usageError(
      "end-with-continue",
      "--port-out and --release can't be combined with --continue: they apply when offboarding begins",
      "To change how a number ends now, edit its entry in the tenant's file",
    );
  if (!begin && !goesOn && (out !== undefined || yes || numbers !== undefined))
    throw usageError(
      "export-without-begin",
      "--out, --yes and --numbers need --begin or --continue: without them only the plan is shown",
      "To begin, add:  --begin",
    );
}

/** Runs `--begin`: exports, then writes into the tenant's file how each number ends. */
async function begin(run: Run): Promise<number> {
  const { tenant, sources, options, known, leaving } = run;
  const { stage, numbers } = leaving;
  if (stage !== "in-service" && stage !== "close")
    throw new UserError(
      "already-leaving",
      `offboarding of ${tenant.file.tenant.id} has begun already: ${STAGES[stage]}`,
      nextSteps(run),
    );
  refuseFull(options.out!);
  const changes = stage === "close" ? nextChanges(leaving).changes : beginChanges(numbers, tenant.file.numbers);
  const write = prepared(tenant, changes);
  if (!options.json) showPlan(run);
  await confirm(run, ["leaves", "leave"], numbers);
  const exported = await exportTenant(tenant, sources, known, leaving, options.out!);
  write();
  return report(written(run), { exported, changed: tenant.file.file });
}

/** Recomputes the offboarding from the current file. */
function written({ tenant, known, ...run }: Run): Run {
  const now = tenantNamed(dirname(tenant.path), tenant.stack);
  const { numbers, connections } = now.file;
  const facts = { ...known.facts, numbers, connections, portOut: new Set<string>(), release: new Set<string>() };
  return { ...run, known, tenant: now, leaving: offboarding(facts) };
}

/** Runs `--continue`: writes the next step into the tenant's file, if it may happen now. */
async function goOn(run: Run): Promise<number> {
  const { tenant, sources, options, known, leaving } = run;
  const { stage, numbers } = leaving;
  if (stage === "destroy" || stage === "done") return report(run, {});
  const { changes, ends } = nextChanges(leaving);
  if (changes.length === 0) {
    const why = [...(stage === "waiting" ? waitingFor(numbers) : []), ...unfinishedOf(leaving)];
    throw new UserError("too-early", `nothing can be done yet: ${why.length > 0 ? why.join("; ") : STAGES[stage]}`, [
      ...known.unasked.map((reason) => `The carrier couldn't be asked: ${reason}`),
      ...nextSteps(run),
    ]);
  }
  if (options.out !== undefined) refuseFull(options.out);
  const write = prepared(tenant, changes);
  if (stage === "ready") await confirm(run, ["ends with the next update", "end with the next update"], ends);
  if (stage === "leave-account") await confirm(run, [CLOSES, CLOSES], []);
  const exported =
    options.out === undefined ? undefined : await exportTenant(tenant, sources, known, leaving, options.out);
  write();
  return report(written(run), { exported, changed: tenant.file.file });
}

const CLOSES = "are left; the next update closes its account for good";
const confirm = ({ tenant, options }: Run, what: Confirmation["what"], numbers: readonly LeavingNumber[]) =>
  confirmed({
    ...{ tenant: tenant.file.tenant.id, what, numbers },
    ...{ json: options.json, yes: options.yes, count: options.numbers },
  });

/** Checks the changed file as an update would, and returns a function that writes it. */
function prepared(tenant: Tenant, changes: readonly Change[]): () => void {
  const text = edited(tenant, (text) => changeFile(text, changes));
  checkEdit(tenant, text, "the change that `offboard` makes");
  return () => writeEdit(tenant, text);
}

/** Lists the next steps, as commands. */
function nextSteps(run: Run): string[] {
  const { wanted, tenant, sources, leaving, options } = run;
  const { target } = sources;
  const { stack } = tenant;
  const again = `./aybiza offboard ${wanted}`;
  if (leaving.stage === "up")
    return [
      `Deploy it:  ${upCommand(target, stack)}`,
      ...lastInvoice(run),
      `Then:  ${again} --continue${targetOption(target)}`,
    ];
  switch (leaving.stage) {
    case "in-service": {
      // Repeat the plan's options for --begin: without `--port-out` the number would go into quarantine.
      const ported = (options.portOut ?? []).map((number) => ` --port-out ${number}`);
      const released = (options.release ?? []).map((number) => ` --release ${number}`);
      const wishes = [...ported, ...released].join("");
      return [`Begin:  ${again} --begin --out ${tenant.file.tenant.id}-export${wishes}${targetOption(target)}`];
    }
    case "destroy":
      return [
        ...lastInvoice(run),
        ...destroyCommands(target, stack).map((command) => `Then:  ${command}`),
        `Delete ${tenant.file.file} if it is still there`,
      ];
    case "done":
      return [`Delete ${tenant.file.file}`];
    default:
      return [
        ...lastInvoice(run),
        `${leaving.stage === "waiting" ? "After that" : "Go on"}:  ${again} --continue${targetOption(target)}`,
      ];
  }
}

/** The command for the last invoice. It can be made after the last number has left, while the file still has the numbers' connections. */
function lastInvoice({ wanted, tenant, sources, leaving }: Run): string[] {
  const { file } = tenant;
  const isPriced = file.region.pricing !== undefined && Object.keys(file.connections).length > 0;
  if (!isPriced || leaving.numbers.some(({ standing }) => standing !== "leaving")) return [];
  const month = monthOf(sources.now());
  return [
    `Make the last invoice, while the file has the connection:  ./aybiza invoice ${wanted} --month ${month}${targetOption(sources.target)}`,
  ];
}

function stepsOf({ tenant, sources, leaving }: Run) {
  const { numbers, data } = tenant.file.region;
  const days = { quarantineDays: numbers.quarantineDays, callRetentionDays: data.callRetentionDays };
  return offboardSteps(leaving, { now: sources.now(), ...days });
}

function showPlan(run: Run): void {
  const { tenant, leaving, known } = run;
  const paint = paintFor(process.stdout);
  console.log(
    `${paint("bold", `${tenant.file.tenant.name} (${tenant.stack})`)} is offboarded: ${STAGES[leaving.stage]}`,
  );
  for (const line of stepLines(stepsOf(run), leaving, paint)) console.log(`  ${line}`);
  for (const text of unfinishedOf(leaving)) console.log(`${paint("yellow", "warning:")} ${text}`);
  for (const reason of known.unasked)
    console.log(`${paint("yellow", "warning:")} the carrier couldn't be asked: ${escapeHidden(reason)}`);
}

/** Prints the stage, the completed work and the next steps. */
function report(run: Run, done: { readonly exported?: Exported | undefined; readonly changed?: string }): number {
  const { tenant, sources, options, leaving, known } = run;
  const next = nextSteps(run);
  if (options.json) {
    const { stage, numbers } = leaving;
    const target = awsLabel(sources.target, tenant.awsProfile);
    const about = { target, tenant: tenant.file.tenant.id, stack: tenant.stack, stage, numbers, steps: stepsOf(run) };
    console.log(JSON.stringify({ ...about, unasked: known.unasked, ...done, next }));
    return EXIT.ok;
  }
  const paint = paintFor(process.stdout);
  const ok = paint("green", "ok");
  if (done.changed === undefined) showPlan(run);
  if (done.exported !== undefined) {
    const { folder, agents, numbers, ledgerEntries, calls, invoices } = done.exported;
    console.log(
      `${ok} ${folder}: ${agents} agents, ${numbers} numbers, ${ledgerEntries} ledger entries, ${calls} calls, ${invoices.length} invoices`,
    );
  }
  if (done.changed !== undefined) console.log(`${ok} Updated ${done.changed}. Not deployed yet.`);
  for (const line of next) console.log(line);
  return EXIT.ok;
}
