import { join } from "node:path";
import { expect, it } from "vitest";
import { nameOf } from "../faults/points.ts";
import { runFaults } from "../faults/run.ts";
import { scenarios } from "../faults/scenarios/index.ts";
import { isHarmless } from "../faults/verdict.ts";
import { stateDir } from "../rehearsal/paths.ts";

/** `npm run faults` tries every point; here are some of each scenario that they are cheapest and most telling in. */
it("an update, interrupted anywhere, is gone on with by one plain `up`", async () => {
  const names = ["first-up", "managed-first-up"];
  const { outcomes, unreached, of } = await runFaults({
    scenarios: scenarios.filter(({ name }) => names.includes(name)),
    sample: 6,
    seed: 7,
    workers: 1,
    dir: join(stateDir, "test", "faults"),
    say: () => {},
  });
  expect(outcomes.length + unreached.length).toBe(6);
  expect(of).toBeGreaterThan(6);
  expect(new Set(outcomes.map(({ point }) => point.kind)).size).toBeGreaterThan(2);
  expect(
    outcomes.filter(({ harm }) => !isHarmless(harm)).map(({ point, output }) => `${nameOf(point)}\n${output}`),
  ).toEqual([]);
});
