import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startOf } from "../launch/process-tree.mjs";
import { Interrupted } from "./exit.ts";
import { PulumiError, readByPulumi } from "./pulumi.ts";

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), "aybiza-npx-"));
});
afterEach(() => rmSync(bin, { recursive: true }));
/** A shell script that replaces npx. It writes into its working directory. */
const reads = (script: string) => {
  writeFileSync(join(bin, "npx"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return readByPulumi(["stack", "output", "--json"], bin, { PATH: `${bin}:${process.env.PATH}` });
};

it("gives what pulumi prints, and its reason where it fails", async () => {
  expect(await reads('echo "$@"')).toBe("--no-install pulumi stack output --json\n");
  await expect(reads("echo error: no stack named us >&2; exit 255")).rejects.toEqual(
    new PulumiError("error: no stack named us\n"),
  );
});

it("a signal ends it with all that it started, and leaves with the signal's exit code", async () => {
  // Like npx, start another process, to which the shell forwards no signals.
  const reading = reads("sleep 60 & echo $! > child\nwait");
  const child = () => Number(readFileSync(join(bin, "child"), "utf8"));
  await expect.poll(child).toBeGreaterThan(0);
  const pid = child();
  process.emit("SIGTERM", "SIGTERM");
  await expect(reading).rejects.toEqual(
    new Interrupted("interrupted while `pulumi stack output` was reading; nothing was changed", 143),
  );
  await expect.poll(() => startOf(pid)).toBeUndefined();
});
