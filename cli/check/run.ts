import { statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { type Checked, checkStacks } from "../../domain/config/check.ts";
import { nearest } from "../../domain/config/nearest.ts";
import type { Problem } from "../../domain/config/problem.ts";
import { stackFileName, stackNames } from "../../domain/config/stacks.ts";
import { root } from "../../launch/checkout.ts";
import { EXIT, usageError } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { annotationsOf, codeQualityOf } from "./annotations.ts";
import { readIndex, rulesDigest, writeIndex } from "./index-file.ts";
import { linesOf, summaryOf } from "./text.ts";

interface CheckOptions {
  readonly folder?: string;
  readonly format: "text" | "github" | "gitlab";
  readonly index: boolean;
  readonly json?: boolean;
}

/** `aybiza check` */
export async function check(files: readonly string[], options: CheckOptions): Promise<number> {
  const { format, json = false } = options;
  const folder = folderOf(options.folder);
  const stacks = files.length === 0 ? undefined : stacksOf(files, folder);
  const began = performance.now();
  const rules = rulesDigest();
  const progress = progressTo(process.stderr);
  const checked = checkStacks(folder, {
    ...(stacks && { stacks }),
    ...{ rules, onFile: progress.show, index: options.index ? readIndex(folder) : undefined },
  });
  progress.end();
  if (options.index) writeIndex(folder, checked.index);
  const below = relative(process.cwd(), folder);
  const place = below.startsWith("..") ? folder : below;
  const found = checked.problems.map((problem) => ({ ...problem, file: join(place, basename(problem.file)) }));
  if (json) print(JSON.stringify(resultOf(checked, found)));
  else if (format === "gitlab") print(JSON.stringify(codeQualityOf(found), null, 2));
  else {
    const paint = paintFor(process.stdout);
    for (const line of format === "github" ? annotationsOf(found) : linesOf(found, paint)) print(line);
    print(summaryOf(checked, found, (performance.now() - began) / 1_000, paint));
  }
  return found.length === 0 ? EXIT.ok : EXIT.failed;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The `--json` output. */
function resultOf({ files }: Checked, problems: readonly Problem[]) {
  return {
    files,
    mistakes: problems.length,
    messages: problems.map(({ file, line, path, code, message, fix }) => ({
      ...{ file, line: line ?? null, path, rule: code, message, fix },
    })),
  };
}

function folderOf(given: string | undefined): string {
  const folder = given === undefined ? join(root, "stacks") : resolve(given);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  throw usageError("folder-missing", `${given} isn't a folder`, "Name the folder of the stack files:  --folder stacks");
}

/** Names of the stacks that the arguments name: `acme-us`, `Pulumi.acme-us.yaml` or a path that ends in it. */
function stacksOf(files: readonly string[], folder: string): string[] {
  const known = stackNames(folder);
  return [...new Set(files)].map((given) => {
    const stack = /^Pulumi\.(.+)\.yaml$/.exec(basename(given))?.[1] ?? given;
    if (known.includes(stack)) return stack;
    const near = nearest(stack, known);
    throw usageError("stack-unknown", `there is no ${stackFileName(stack)} in ${folder}`, [
      ...(near === undefined ? [] : [`Did you mean ${near}?`]),
      "Name a stack or its file, or a folder of stack files:  --folder <folder>",
    ]);
  });
}

/** Shows on a terminal how far a long check is. */
function progressTo(stream: NodeJS.WriteStream) {
  const began = performance.now();
  let shown = began;
  const show = (done: number, total: number) => {
    const now = performance.now();
    // Short checks show nothing, and a longer one ten times a second.
    if (!stream.isTTY || now - began < 500 || now - shown < 100) return;
    shown = now;
    stream.write(`\r\u001b[K${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} files`);
  };
  return { show, end: () => void (shown > began && stream.write("\r\u001b[K")) };
}
