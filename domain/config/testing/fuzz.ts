import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Ajv } from "ajv";
import fc from "fast-check";
import { stackFileSchema } from "../json-schema.ts";
import { loadStackFile } from "../load.ts";
import { type Problem, StackFileError } from "../problem.ts";
import { readStackFile } from "../stacks.ts";
import { applyEdits } from "./apply-edits.ts";
import { mutated, mutations } from "./mutations.ts";

/** Which sample is mutated, and which stack is then loaded: itself, a neighbour, or a tenant of the region. */
const CASES = [
  { mutate: "acme-us", load: "acme-us" },
  { mutate: "willow-us", load: "willow-us" },
  { mutate: "birch-us", load: "birch-us" },
  { mutate: "us", load: "us" },
  { mutate: "birch-us", load: "acme-us" },
  { mutate: "us", load: "willow-us" },
  { mutate: "thistle-uk", load: "thistle-uk" },
  { mutate: "linden-eu", load: "linden-eu" },
  { mutate: "maple-ca", load: "maple-ca" },
  { mutate: "uk", load: "uk" },
  { mutate: "eu", load: "linden-eu" },
  { mutate: "other", load: "other" },
] as const;

/** Maximum processor time for a file of a few kilobytes. */
const MAX_SECONDS = 2;

/** The result of a run of the fuzzer. */
export interface FuzzReport {
  readonly cases: number;
  readonly accepted: number;
  readonly refused: number;
  /** Number of fixes that were applied; each mended its mistake. */
  readonly fixes: number;
  readonly slowestSeconds: number;
}

/**
 * Loads mutated copies of the sample files. Throws, with the smallest failing mutation, if the loader throws anything but its own
 * error, takes more than two seconds, gives an unreadable message, or proposes an edit that doesn't mend its mistake; or if an editor would mark a
 * file that the loader accepts.
 *
 * @param q options; the same `seed` gives the same cases
 */
export function fuzzLoader(q: { readonly samples: string; readonly cases: number; readonly seed: number }): FuzzReport {
  const scratch = mkdtempSync(join(tmpdir(), "aybiza-fuzz-"));
  const folder = join(scratch, "stacks");
  cpSync(q.samples, folder, { recursive: true });
  const path = (stack: string) => join(folder, `Pulumi.${stack}.yaml`);
  const originals = new Map(CASES.map(({ mutate }) => [mutate, readFileSync(path(mutate), "utf8")]));
  const seen = { cases: 0, accepted: 0, refused: 0, fixes: 0, slowestSeconds: 0 };

  const problemsOf = (stack: string): readonly Problem[] => {
    const before = process.cpuUsage();
    const problems = load(folder, stack);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    seen.slowestSeconds = Math.max(seen.slowestSeconds, seconds);
    if (seconds > MAX_SECONDS) throw new Error(`it took ${seconds} s`);
    return problems;
  };

  const property = fc.property(fc.constantFrom(...CASES), mutations, ({ mutate, load: stack }, changes) => {
    const bytes = mutated(originals.get(mutate)!, changes);
    writeFileSync(path(mutate), bytes);
    try {
      const problems = problemsOf(stack);
      seen.cases++;
      seen[problems.length === 0 ? "accepted" : "refused"]++;
      if (problems.length === 0) refuseMarks(folder, stack);
      for (const problem of problems) {
        if (!problem.message || !problem.fix || !problem.path || !problem.file)
          throw new Error(`a message without its parts: ${JSON.stringify(problem)}`);
        if (problem.edits === undefined || mutate !== stack) continue;
        writeFileSync(path(mutate), applyEdits(Buffer.from(bytes).toString(), problem.edits));
        const still = problemsOf(stack).find(({ code, path: at }) => code === problem.code && at === problem.path);
        if (still !== undefined) throw new Error(`its fix doesn't mend it: ${JSON.stringify(problem)}`);
        seen.fixes++;
      }
    } finally {
      writeFileSync(path(mutate), originals.get(mutate)!);
    }
  });
  try {
    fc.assert(property, { seed: q.seed, numRuns: q.cases });
    return seen;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const ajv = new Ajv({ strict: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } });
const EDITOR = { region: ajv.compile(stackFileSchema("region")), tenant: ajv.compile(stackFileSchema("tenant")) };

/** Throws if the JSON Schema that editors check with refuses a file. */
function refuseMarks(folder: string, stack: string): void {
  const { config } = readStackFile(folder, stack)!;
  const accepts = EDITOR["aybiza:region" in config ? "region" : "tenant"];
  if (!accepts({ config })) throw new Error(`the JSON Schema refuses it: ${JSON.stringify(accepts.errors)}`);
}

function load(folder: string, stack: string): readonly Problem[] {
  try {
    loadStackFile(folder, stack);
    return [];
  } catch (error) {
    if (error instanceof StackFileError) return error.problems;
    throw error;
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      cases: { type: "string", default: "100000" },
      seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    },
  });
  const [cases, seed] = [Number(values.cases), Number(values.seed)];
  console.log(`${cases} cases, seed ${seed}`);
  const report = fuzzLoader({ samples: join(import.meta.dirname, "../../../stacks"), cases, seed });
  console.log(JSON.stringify(report));
}
