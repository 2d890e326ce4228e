import { dirname } from "node:path";
import { type Change, changeFile } from "../../domain/config/change-file.ts";
import { escapeHidden } from "../../domain/config/hidden-characters.ts";
import { monthOf } from "../../domain/rules/money/month.ts";
import { type LeavingNumber, type Offboarding, offboarding } from "../../domain/rules/offboard.ts";
import { beginChanges, nextChanges, offboardSteps } from "../../domain/rules/offboard-steps.ts";
import { UserError } from "../../domain/user-error.ts";
import { EXIT, usageError } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { type Tenant, tenantNamed } from "../search/tenant.ts";
import { edited, judge, writeStackFile } from "../stack-file.ts";
import { type Confirmation, confirmed } from "./confirm.ts";
import { type Exported, exportTenant, refuseFull } from "./export.ts";
import { type Known, knownOf } from "./facts.ts";
import { destroyOf, nameOf, type OffboardPlace, offboardPlace, upOf } from "./place.ts";
import { STAGES, stepLines, unfinishedOf, waitingFor } from "./text.ts";

/** What the command line gives. */
export interface OffboardOptions {
  readonly begin?: boolean;
  readonly continue?: boolean;
  readonly portOut?: readonly string[];
  readonly release?: readonly string[];
  readonly out?: string;
  readonly yes?: boolean;
  /** How many numbers somebody expects. */
  readonly numbers?: number;
  readonly json?: boolean;
  readonly name: string;
  readonly named: boolean;
}

/** `aybiza offboard` */
export async function offboard(wanted: string, options: OffboardOptions, at?: OffboardPlace): Promise<number> {
  refuseMixed(options);
  const place = at ?? (await offboardPlace(wanted, options));
  const tenant = tenantNamed(place.root, wanted);
  const known = await knownOf(tenant, place, options);
  const leaving = offboarding(known.facts);
  const run = { tenant, place, options, known, leaving };
  if (options.begin) return begin(run);
  if (options.continue) return goOn(run);
  return tell(run, {});
}

interface Run {
  readonly tenant: Tenant;
  readonly place: OffboardPlace;
  readonly options: OffboardOptions;
  readonly known: Known;
  readonly leaving: Offboarding;
}

function refuseMixed({ begin, continue: goesOn, out, portOut, release, yes, numbers }: OffboardOptions): void {
  if (begin && goesOn)
    throw usageError("begin-with-continue", "--begin and --continue are two steps", [
      "First --begin; --continue after the update",
    ]);
  if (begin && out === undefined)
    throw usageError("begin-without-out", "--begin exports first, and has to be told where to", [
      "For example:  --out acme-export",
    ]);
  if (goesOn && (portOut ?? release) !== undefined)
    throw usageError("begin-without-numbers", "how a number ends is said when it begins", [
      "With --begin; what has begun is changed in the tenant's file",
    ]);
  if (!begin && !goesOn && (out !== undefined || yes || numbers !== undefined))
    throw usageError("export-without-begin", "there is nothing to export or to confirm: this only tells the plan", [
      "To begin, add:  --begin",
    ]);
}

/** Exports, and writes that each number is to go. */
async function begin(run: Run): Promise<number> {
  const { tenant, place, options, known, leaving } = run;
  const { stage, numbers } = leaving;
  if (stage !== "in-service" && stage !== "close")
    throw new UserError(
      "already-leaving",
      `${tenant.file.tenant.id} is leaving already: ${STAGES[stage]}`,
      nextSteps(run),
    );
  refuseFull(options.out!);
  const changes = stage === "close" ? nextChanges(leaving).changes : beginChanges(numbers, tenant.file.numbers);
  const write = prepared(tenant, changes);
  if (!options.json) showPlan(run);
  await confirm(run, ["leaves", "leave"], numbers);
  const exported = await exportTenant(tenant, place, known, leaving, options.out!);
  write();
  return tell(written(run), { exported, changed: tenant.file.file });
}

/** Where it stands with the file as it is now. */
function written({ tenant, known, ...run }: Run): Run {
  const now = tenantNamed(run.place.root, tenant.stack);
  const { numbers, connections } = now.file;
  const facts = { ...known.facts, numbers, connections, portOut: new Set<string>(), release: new Set<string>() };
  return { ...run, known, tenant: now, leaving: offboarding(facts) };
}

/** Writes what comes next, if it is time. */
async function goOn(run: Run): Promise<number> {
  const { tenant, place, options, known, leaving } = run;
  const { stage, numbers } = leaving;
  if (stage === "destroy" || stage === "done") return tell(run, {});
  const { changes, ends } = nextChanges(leaving);
  if (changes.length === 0) {
    const why = [...(stage === "waiting" ? waitingFor(numbers) : []), ...unfinishedOf(leaving)];
    throw new UserError("too-early", `it isn't time to go on: ${why.length > 0 ? why.join("; ") : STAGES[stage]}`, [
      ...known.unasked.map((reason) => `The carrier couldn't be asked:  ${reason}`),
      ...nextSteps(run),
    ]);
  }
  if (options.out !== undefined) refuseFull(options.out);
  const write = prepared(tenant, changes);
  if (stage === "ready") await confirm(run, ["ends with the next update", "end with the next update"], ends);
  if (stage === "leave-account") await confirm(run, [CLOSES, CLOSES], []);
  const exported =
    options.out === undefined ? undefined : await exportTenant(tenant, place, known, leaving, options.out);
  write();
  return tell(written(run), { exported, changed: tenant.file.file });
}

const CLOSES = "are left, and its account is closed for good by the next update";
const confirm = ({ tenant, options }: Run, what: Confirmation["what"], numbers: readonly LeavingNumber[]) =>
  confirmed({
    ...{ tenant: tenant.file.tenant.id, what, numbers },
    ...{ json: options.json, yes: options.yes, count: options.numbers },
  });

/** The changed file, judged as an update would judge it. Nothing is written yet. */
function prepared(tenant: Tenant, changes: readonly Change[]): () => void {
  const { path, stack } = tenant;
  const text = edited(tenant, (text) => changeFile(text, changes));
  judge(dirname(path), stack, text, "with what `offboard` writes");
  return () => writeStackFile(path, text);
}

/** What a person does next, as commands. */
function nextSteps(run: Run): string[] {
  const { tenant, place, leaving, options } = run;
  const { stack } = tenant;
  const again = `./aybiza offboard ${tenant.file.tenant.id}`;
  if (leaving.stage === "up")
    return [`Deploy it:  ${upOf(place, stack)}`, ...lastInvoice(run), `Then:  ${again} --continue${nameOf(place)}`];
  switch (leaving.stage) {
    case "in-service": {
      // What was wished for the plan is wished for what is begun: a number that is to be ported mustn't rest.
      const ported = (options.portOut ?? []).map((number) => ` --port-out ${number}`);
      const released = (options.release ?? []).map((number) => ` --release ${number}`);
      const wishes = [...ported, ...released].join("");
      return [`Begin:  ${again} --begin --out ${tenant.file.tenant.id}-export${wishes}${nameOf(place)}`];
    }
    case "destroy":
      return [
        ...lastInvoice(run),
        ...destroyOf(place, stack).map((command) => `Then:  ${command}`),
        `Delete ${tenant.file.file} if it is still there`,
      ];
    case "done":
      return [`Delete ${tenant.file.file}`];
    default:
      return [
        ...lastInvoice(run),
        `${leaving.stage === "waiting" ? "After that" : "Go on"}:  ${again} --continue${nameOf(place)}`,
      ];
  }
}

/** When no number is left, the last month can be billed, and only as long as the file says by which connections the numbers came. */
function lastInvoice({ tenant, place, leaving }: Run): string[] {
  const { file } = tenant;
  const isPriced = file.region.pricing !== undefined && Object.keys(file.connections).length > 0;
  if (!isPriced || leaving.numbers.some(({ standing }) => standing !== "leaving")) return [];
  const month = monthOf(place.now());
  return [
    `Its last invoice, while the file has the connection:  ./aybiza invoice ${file.tenant.id} --month ${month}${nameOf(place)}`,
  ];
}

function stepsOf({ tenant, place, leaving }: Run) {
  const { numbers, data } = tenant.file.region;
  const days = { quarantineDays: numbers.quarantineDays, callRetentionDays: data.callRetentionDays };
  return offboardSteps(leaving, { now: place.now(), ...days });
}

function showPlan(run: Run): void {
  const { tenant, leaving, known } = run;
  const paint = paintFor(process.stdout);
  console.log(`${paint("bold", `${tenant.file.tenant.name} (${tenant.stack})`)} leaves: ${STAGES[leaving.stage]}`);
  for (const line of stepLines(stepsOf(run), leaving, paint)) console.log(`  ${line}`);
  for (const text of unfinishedOf(leaving)) console.log(`${paint("yellow", "look:")} ${text}`);
  for (const reason of known.unasked)
    console.log(`${paint("yellow", "look:")} the carrier couldn't be asked: ${escapeHidden(reason)}`);
}

/** Says where it stands, what was done, and what comes next. */
function tell(run: Run, done: { readonly exported?: Exported | undefined; readonly changed?: string }): number {
  const { tenant, options, leaving, known } = run;
  const next = nextSteps(run);
  if (options.json) {
    const { stage, numbers } = leaving;
    const about = { tenant: tenant.file.tenant.id, stack: tenant.stack, stage, numbers, steps: stepsOf(run) };
    console.log(JSON.stringify({ ...about, unasked: known.unasked, ...done, next }));
    return EXIT.ok;
  }
  const paint = paintFor(process.stdout);
  const ok = paint("green", "ok");
  if (done.changed === undefined) showPlan(run);
  if (done.exported !== undefined) {
    const { folder, agents, numbers, ledgerEntries, calls, invoices } = done.exported;
    console.log(
      `${ok} ${folder}: ${agents} agents, ${numbers} numbers, ${ledgerEntries} entries of the ledger, ${calls} calls, ${invoices.length} invoices`,
    );
  }
  if (done.changed !== undefined) console.log(`${ok} ${done.changed} says it; nothing else was changed yet`);
  for (const line of next) console.log(line);
  return EXIT.ok;
}
