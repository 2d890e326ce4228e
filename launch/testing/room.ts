import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { type Layout, layoutOf } from "../layout.mjs";
import type { Ran, RunOptions } from "../processes.mjs";

/** A folder for one test, with the given files, removed when the test has ended. Texts that start with #! can be run. */
export function room(files: Record<string, string> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "aybiza-set-up-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  put(folder, files);
  return folder;
}

/** Writes files below a folder. */
export function put(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
  }
}

/** A project's folder as the set-up sees it. */
export function project(files: Record<string, string> = {}): Layout {
  return layoutOf(
    room({
      "package.json": JSON.stringify({ dependencies: { pulumi: "3.259.0" } }),
      "package-lock.json": JSON.stringify({ packages: {} }),
      "launch/language-host/pulumi-language-nodejs.sh": "#!/bin/sh\n# ours\n",
      "toolchain/pulumi-cli/go.mod": "module m\n\ngo 1.25.11\n",
      "toolchain/pulumi-cli/go.sum": "",
      "toolchain/pulumi-cli/codegen/main.go": "package main\n",
      "toolchain/ministack-requirements.txt": "ministack==1.5.33\n",
      "toolchain/twilio-cli/package.json": JSON.stringify({ dependencies: { "twilio-cli": "6.2.4" } }),
      "toolchain/twilio-cli/package-lock.json": JSON.stringify({ packages: {} }),
      "toolchain/second-opinion-requirements.txt": "boto3==1.44.5\nmoto==5.2.5\n",
      ...files,
    }),
  );
}

/** What a test's programs were asked to do, and answers in place of them. */
export function programs(
  answer: (command: string, args: readonly string[], options: RunOptions) => Partial<Ran> | undefined,
) {
  const calls: string[] = [];
  return {
    calls,
    run: async (command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> => {
      calls.push([path.basename(command), ...args].join(" "));
      return { code: 0, stdout: "", output: "", ...answer(command, args, options) };
    },
  };
}

/** A step's progress that nobody looks at, kept for the test. */
export function saying(): { said: string[]; say(doing: string): void } {
  const said: string[] = [];
  return { said, say: (doing) => said.push(doing) };
}
