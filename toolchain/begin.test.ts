import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { startOf } from "../launch/process-tree.mjs";
import { put } from "../launch/testing/room.ts";
import { project } from "./testing/project.ts";

/** Starts a program that uses begin.mjs, in a separate process. */
function program(root: string, text: string) {
  const here = JSON.stringify(import.meta.dirname);
  put(root, { "program.mjs": text.replaceAll("HERE", here.slice(1, -1)) });
  const child = spawn(process.execPath, ["program.mjs"], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const said = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      said.text += chunk;
    });
  }
  return { child, said };
}

describe("an interrupted set-up", () => {
  test("ends what it runs, leaves no lock, says how to go on, and nothing else", async () => {
    const layout = project();
    const { child, said } = program(
      layout.root,
      `import { begin } from "HERE/begin.mjs";
       import { run } from "HERE/run.mjs";
       const endless = { name: "endless", doing: "waiting", isDone: () => false, async work(step, onStart) {
         const { code } = await run("sh", ["-c", "sleep 60 & echo pid $!; wait"],
           { onStart, onLine: (line) => console.log(line) });
         throw new Error("it ended with " + code);
       } };
       await begin({ root: ${JSON.stringify(layout.root)}, stages: [[endless]], check: async () => "fine" });`,
    );
    await expect.poll(() => said.text, { timeout: 5_000 }).toMatch(/pid \d+\n/);
    const pid = Number(/pid (\d+)/.exec(said.text)?.[1]);
    expect(existsSync(layout.setUpLock)).toBe(true);
    child.kill("SIGINT");
    expect((await once(child, "close"))[0]).toBe(130);
    await expect.poll(() => startOf(pid)).toBe(undefined);
    expect(existsSync(layout.setUpLock)).toBe(false);
    expect(said.text.slice(said.text.indexOf("\n", said.text.indexOf("pid")) + 1)).toBe(
      "\nInterrupted. Run the same command again to continue.\n",
    );
  });
});

describe("a program in the foreground", () => {
  const foreground = (script: string) =>
    `import { foreground } from "HERE/begin.mjs";
     process.exitCode = await foreground("sh", ["-c", ${JSON.stringify(script)}], {});`;

  test.each([
    ["exit 7", 7],
    ["kill -TERM $$", 143],
  ])("gives its exit code: %s", async (script, code) => {
    const { child } = program(project().root, foreground(script));
    expect((await once(child, "close"))[0]).toBe(code);
  });

  test("gets the signals", async () => {
    const script = "trap 'echo told; exit 9' TERM; echo ready; while :; do sleep 0.05; done";
    const { child, said } = program(project().root, foreground(script));
    await expect.poll(() => said.text, { timeout: 5_000 }).toBe("ready\n");
    child.kill("SIGTERM");
    expect((await once(child, "close"))[0]).toBe(9);
    expect(said.text).toBe("ready\ntold\n");
  });

  test("ends with the npm that started it, which passes no signal on", async () => {
    const { root } = project();
    const file = path.join(root, "said");
    const script = `trap 'echo told >> ${file}; exit 9' TERM; echo ready > ${file}; while :; do sleep 0.05; done`;
    put(root, {
      "package.json": JSON.stringify({ name: "phones", scripts: { start: "node program.mjs" } }),
      "program.mjs": foreground(script).replaceAll("HERE", import.meta.dirname),
    });
    const npm = spawn("npm", ["start"], { cwd: root, stdio: "ignore" });
    const said = () => (existsSync(file) ? readFileSync(file, "utf8") : "");
    await expect.poll(said, { timeout: 20_000 }).toBe("ready\n");
    npm.kill("SIGTERM");
    await once(npm, "close");
    await expect.poll(said, { timeout: 5_000 }).toBe("ready\ntold\n");
  });
});

test("help needs nothing that is set up", async () => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "start.mjs"), "--help"], {
    cwd: "/",
    env: {},
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  expect((await once(child, "close"))[0]).toBe(0);
  expect(said).toMatch(/^npm start {2}[\s\S]*Examples[\s\S]*npm start -- --stay/);
});
