import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { layoutOf } from "./layout.mjs";

const layout = layoutOf(path.resolve(import.meta.dirname, ".."));

/** Prints an error with these frames as the SDK would, and returns the output. */
async function printed(frames: string[], before: string[] = [], timeout = 10_000): Promise<string> {
  const script = `
    Error.prepareStackTrace = () => ${JSON.stringify(["Error: broken", ...frames.map((f) => `    at ${f}`)].join("\n"))};
    console.log(require("node:util").inspect(new Error("broken"), { colors: true }));`;
  const { stdout } = await promisify(execFile)(layout.node, [...before, "-e", script], { timeout });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours
  return stdout.replace(/\u001b\[\d+m/g, "");
}

test("an error is printed with V8's own frames, whatever formats stacks", async () => {
  const frames = ["run (/app/node_modules/@pulumi/resource.ts:1687:22)"];
  const text = await printed(frames, ["--require", path.join(import.meta.dirname, "stack-frames.cjs")]);
  expect(text).toMatch(/^Error: broken\n {4}at \[eval\]:3:/);
  expect(text).not.toContain("/app/");
});

test("Node alone still can't print it; once it can, stack-frames.cjs can go", async () => {
  const frames = ["run (/app/node_modules/@pulumi/resource.ts:1687:22)"];
  await expect(printed(frames, [], 1_000)).rejects.toMatchObject({ killed: true });
});
