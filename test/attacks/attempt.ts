import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Run } from "../../launch/engine.ts";
import { deployedWorld } from "../deployed-world.ts";
import { itOf } from "../left-out.ts";
import type { Attack } from "./attack.ts";
import { remembered, Scene, stacks } from "./scene.ts";

const rounds = [[], ["--skip-preview"]] as const;

/** Defines the tests of attacks, which run one after another on a world of their own: each attack once with a preview and once without. */
export function attempt(world: string, attacks: readonly Attack[]): void {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.of(await deployedWorld(world, "tenants"));
  });
  afterAll(() => scene?.stop());

  for (const attack of attacks)
    for (const flags of rounds) {
      const name = [attack.name, ...flags].join(" ");
      itOf(name)(name, () => attacked(scene, attack, flags));
    }

  it("nothing is left to change after all of them", async () => {
    for (const stack of stacks) {
      const run = await scene.run(stack, ["preview", "--refresh", "--expect-no-changes"]);
      expect(run.code, run.output).toBe(0);
    }
  });
}

async function attacked(scene: Scene, attack: Attack, flags: readonly string[]): Promise<void> {
  const { stack } = attack;
  const file = readFileSync(scene.world.project.stackFile(stack), "utf8");
  const checkpoint = scene.checkpoint(stack);
  const run = await doWhatItDoes(scene, attack, flags).finally(async () => {
    scene.world.project.edit(stack, () => file);
    await attack.after?.(scene);
  });
  expect(await scene.harm(), run.output).toEqual([]);
  if (attack.outcome === "refused") {
    expect(run.output).toMatch(attack.says!);
    expect(run.code, run.output).not.toBe(0);
  }
  // If the attack changed the state, one plain `up` of the original stack file must repair it.
  if (remembered(scene.checkpoint(stack)) === remembered(checkpoint)) return;
  if (attack.undoState) scene.restore(stack, checkpoint);
  const mended = await scene.run(stack, ["up", "--yes", "--skip-preview"]);
  expect(mended.code, mended.output).toBe(0);
  expect(await scene.harm(), mended.output).toEqual([]);
}

/** Runs an attack. The caller restores the stack file and calls `attack.after`. */
async function doWhatItDoes(scene: Scene, attack: Attack, flags: readonly string[]): Promise<Run> {
  await attack.before?.(scene);
  const command = typeof attack.command === "function" ? await attack.command(scene) : (attack.command ?? ["up"]);
  if (attack.edit) scene.world.project.edit(attack.stack, attack.edit);
  const args = [...command, "--yes", ...flags];
  return attack.kill ? scene.runAndKill(attack.stack, args, attack.kill) : scene.run(attack.stack, args, attack.env);
}
