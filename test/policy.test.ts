import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../rehearsal/paths.ts";
import type { World } from "../rehearsal/world.ts";
import { testWorld } from "./test-world.ts";

const withPolicy = ["--policy-pack", join(root, "infra", "policy")];

/** The project's own policies, with the project's own programs. */
describe("the policy pack", () => {
  let world: World;
  beforeAll(async () => {
    world = await testWorld("policy");
  });
  afterAll(async () => {
    await world?.stop();
  });

  test("has nothing against a region and a tenant as they come up", async () => {
    for (const stack of ["us", "acme-us"]) {
      await world.engine.must(["stack", "init", stack]);
      const { output } = await world.engine.must(["up", "--yes", "--skip-preview", "--stack", stack, ...withPolicy]);
      expect(output).toMatch(/✅ aybiza@v0\.1\.0/);
    }
  });
});
