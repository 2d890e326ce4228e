import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Run } from "../rehearsal/engine.ts";
import { twilioAttacks } from "./attacks/at-twilio.ts";
import type { Attack } from "./attacks/attack.ts";
import { destroyAttacks } from "./attacks/destroys.ts";
import { interruptions } from "./attacks/interruptions.ts";
import { regionAttacks } from "./attacks/regions.ts";
import { replacementAttacks } from "./attacks/replacements.ts";
import { sample } from "./attacks/sample.ts";
import { remembered, Scene } from "./attacks/scene.ts";
import { stackFileAttacks } from "./attacks/stack-files.ts";
import { stateAttacks } from "./attacks/state-edits.ts";
import { testWorld } from "./test-world.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(await testWorld("attacks"));
});
afterAll(() => scene?.stop());

const attacks: readonly Attack[] = [
  ...stackFileAttacks,
  ...destroyAttacks,
  ...stateAttacks,
  ...replacementAttacks,
  ...twilioAttacks,
  ...interruptions,
  ...regionAttacks,
];
const rounds = [[], ["--skip-preview"]] as const;

/** Does what the attack does; its traces outside of the state are undone by the caller. */
async function attempt(attack: Attack, flags: readonly string[]): Promise<Run> {
  await attack.before?.(scene);
  const command = typeof attack.command === "function" ? await attack.command(scene) : (attack.command ?? ["up"]);
  if (attack.edit) scene.world.project.edit(attack.stack, attack.edit);
  const args = [...command, "--yes", ...flags];
  return attack.kill ? scene.runAndKill(attack.stack, args, attack.kill) : scene.run(attack.stack, args);
}

const tried = process.env.AYBIZA_ATTACKS === "all" ? attacks : attacks.filter((attack) => sample.has(attack.name));

it("there are 50 ways or more in each run, each of its own name", () => {
  expect(tried.length).toBeGreaterThanOrEqual(50);
  const names = attacks.map((attack) => attack.name);
  expect(new Set(names).size).toBe(names.length);
  expect([...sample].filter((name) => !names.includes(name))).toEqual([]);
});

it.each(
  tried.flatMap((attack) =>
    rounds.map((flags) => ({ name: `${attack.name} ${flags.join(" ")}`.trim(), attack, flags })),
  ),
)("$name", async ({ attack, flags }) => {
  const { stack } = attack;
  const file = readFileSync(scene.world.project.stackFile(stack), "utf8");
  const checkpoint = scene.checkpoint(stack);
  const run = await attempt(attack, flags).finally(async () => {
    scene.world.project.edit(stack, () => file);
    await attack.after?.(scene);
  });
  expect(await scene.harm(), run.output).toEqual([]);
  if (attack.outcome === "refused") {
    expect(run.output).toMatch(attack.says!);
    expect(run.code, run.output).not.toBe(0);
  }
  // Whatever the attack left behind, one plain `up` of the unchanged file mends it.
  if (remembered(scene.checkpoint(stack)) === remembered(checkpoint)) return;
  if (attack.undoState) scene.restore(stack, checkpoint);
  const mended = await scene.run(stack, ["up", "--yes", "--skip-preview"]);
  expect(mended.code, mended.output).toBe(0);
  expect(await scene.harm(), mended.output).toEqual([]);
});

it("nothing is left to change after all of them", async () => {
  for (const stack of ["us", "acme-us", "birch-us"] as const) {
    const run = await scene.run(stack, ["preview", "--refresh", "--expect-no-changes"]);
    expect(run.code, run.output).toBe(0);
  }
});
