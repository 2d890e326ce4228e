import { relative } from "node:path";
import { expect, it } from "vitest";
import { root } from "../rehearsal/paths.ts";
import leftOut from "./left-out.json" with { type: "json" };

/**
 * Returns `it.skip` for a test that left-out.json names, since another test already checks the same, and `it` for any other. `npm run test:all` skips
 * none. `npm test` fails if the skipped tests aren't exactly those in left-out.json.
 */
export function itOf(name: string): typeof it | typeof it.skip {
  const file = relative(root, expect.getState().testPath ?? "");
  const names = (leftOut as Readonly<Record<string, readonly string[]>>)[file] ?? [];
  return process.env.AYBIZA_TESTS !== "all" && names.includes(name) ? it.skip : it;
}
