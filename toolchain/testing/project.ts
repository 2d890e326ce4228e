import path from "node:path";
import { type Layout, layoutOf } from "../../launch/layout.mjs";
import { room } from "../../launch/testing/room.ts";
import type { Ran, RunOptions } from "../run.mjs";

/** Creates a project's folder for the set-up. Returns its layout. */
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

/** Fakes the running of programs: records each command line and returns the test's result. */
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

/** Records the progress that a step reports. */
export function saying(): { said: string[]; say(doing: string): void } {
  const said: string[] = [];
  return { said, say: (doing) => said.push(doing) };
}
