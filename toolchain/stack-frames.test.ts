import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { layoutOf } from "./layout.mjs";

const layout = layoutOf(path.resolve(import.meta.dirname, ".."));

/** Prints, as the SDK does, an error whose frames are those given. */
async function printed(frames: string[], before: string[] = [], timeout = 10_000): Promise<string> {
  const script = `
    Error.prepareStackTrace = () => ${JSON.stringify(["Error: broken", ...frames.map((f) => `    at ${f}`)].join("\n"))};
    console.log(require("node:util").inspect(new Error("broken"), { colors: true }));`;
  const { stdout } = await promisify(execFile)(layout.node, [...before, "-e", script], { timeout });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours
  return stdout.replace(/\u001b\[\d+m/g, "");
}

test("an error whose frame lies directly in a package's scope can be printed", async () => {
  const frames = [
    "run (/app/node_modules/@pulumi/resource.ts:1687:22)",
    "load (/app/node_modules/@pulumi/pulumi/cmd/run/run.js:1:2)",
    "/app/node_modules/single.js:3:4",
  ];
  expect(await printed(frames, ["--require", path.join(import.meta.dirname, "stack-frames.cjs")])).toBe(`Error: broken
    at run (/app/node_modules/@pulumi/./resource.ts:1687:22)
    at load (/app/node_modules/@pulumi/pulumi/cmd/run/run.js:1:2)
    at /app/node_modules/./single.js:3:4
`);
});

test("Node alone still can't print it; once it can, stack-frames.cjs can go", async () => {
  const frames = ["run (/app/node_modules/@pulumi/resource.ts:1687:22)"];
  await expect(printed(frames, [], 1_000)).rejects.toMatchObject({ killed: true });
});
