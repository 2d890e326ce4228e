import { relative } from "node:path";
import { expect, it } from "vitest";
import { root } from "../rehearsal/paths.ts";
import leftOut from "./left-out.json" with { type: "json" };

/**
 * Makes the test that `npm test` leaves out where left-out.json names it, since it repeats what another one checks; `npm run test:all` runs all. `npm
 * test` itself fails where what it left out isn't what that file names.
 */
export function itOf(name: string): typeof it | typeof it.skip {
  const file = relative(root, expect.getState().testPath ?? "");
  const names = (leftOut as Readonly<Record<string, readonly string[]>>)[file] ?? [];
  return process.env.AYBIZA_TESTS !== "all" && names.includes(name) ? it.skip : it;
}
