import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../rehearsal/paths.ts";
import type { BudgetName, Measured } from "../budgets.ts";
import type { Progress } from "../progress.ts";
import { benchDir } from "../world.ts";

/** Measures `aybiza check` as a user runs it: 100 files, 10,000 files, and one changed file among 10,000. */
export function measureCheck(progress: Progress, quick: boolean): Partial<Record<BudgetName, Measured>> {
  const many = quick ? 1_000 : 10_000;
  const folder = join(benchDir, "check", "stacks");
  // Texts of this run alone, so that no index of an earlier run knows them.
  const run = String(Date.now());
  const folderOf = (count: number) => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    cpSync(join(root, "stacks", "Pulumi.us.yaml"), join(folder, "Pulumi.us.yaml"));
    for (let i = 0; i < count; i++) writeFileSync(fileOf(folder, i), tenantFile(i, run));
  };
  const check = (files: number, ...args: string[]): Measured => {
    const began = performance.now();
    const ended = spawnSync(join(root, "aybiza"), ["check", "--folder", folder, "--json", ...args], {
      encoding: "utf8",
    });
    const seconds = (performance.now() - began) / 1_000;
    const result = ended.status === 0 ? JSON.parse(ended.stdout) : undefined;
    if (result?.files !== files) throw new Error(`check ended with ${ended.status}: ${ended.stderr || ended.stdout}`);
    return { figure: seconds, detail: `${files.toLocaleString("en-US")} files, from the start of the process` };
  };
  try {
    progress.say("check of 100 files");
    folderOf(100);
    const few = check(101, "--no-index");
    progress.say(`check of ${many} files`);
    folderOf(many);
    const all = check(many + 1);
    appendFileSync(fileOf(folder, 0), "# changed\n");
    const one = check(many + 1);
    return { "check-100": few, "check-10000": all, "check-one-changed": one };
  } finally {
    rmSync(join(folder, ".."), { recursive: true, force: true });
  }
}

const fileOf = (folder: string, i: number) => join(folder, `Pulumi.t${i}-us.yaml`);

/** A tenant's file with one agent and two bought numbers; its fallback is its own, within the numbers reserved for fiction. */
const tenantFile = (i: number, run: string) => `config:
  aws:region: us-east-1
  aybiza:tenant: { id: t${i}, name: Tenant ${i} of ${run}, region: us }
  aybiza:connections:
    aybiza: { type: managed }
  aybiza:agents:
    reception:
      persona: A calm, friendly receptionist.
      voice: { provider: Google, name: en-US-Chirp3-HD-Aoede, language: en-US }
      greeting: Hello, how can I help you?
      flow:
        intents:
          - { name: opening-hours, phrases: [open, hours], answer: "From eight to six." }
          - { name: person, phrases: [a person], answer: "I'm putting you through.", handOver: true }
        otherwise: I can tell you our opening hours.
      fallback: { say: One moment please., dial: "+1${200 + (Math.floor(i / 100) % 700)}55501${String(i % 100).padStart(2, "0")}" }
  aybiza:numbers:
    front-desk: { connection: aybiza, buy: { country: US, areaCode: "415" }, agent: reception }
    back-office: { connection: aybiza, buy: { country: US, areaCode: "212" }, agent: reception }
`;
