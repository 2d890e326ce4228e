import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { startOf } from "../launch/process-tree.mjs";
import { put } from "../launch/testing/room.ts";
import { SetUpError } from "./failure.mjs";
import { progress } from "./progress.mjs";
import { explain, type Step, setUp } from "./set-up.mjs";
import { project } from "./testing/project.ts";

/** Creates a stream (a terminal or not) that records its output. */
function written(terminal: { isTTY?: boolean } = {}) {
  const stream = Object.assign(new PassThrough(), { columns: 80, ...terminal });
  let text = "";
  stream.on("data", (chunk) => {
    text += chunk;
  });
  return { stream, text: () => text };
}

/** Creates a step that is done after its first run. */
function step(name: string, work: () => Promise<void> = async () => {}): Step & { runs: number } {
  let done = false;
  return {
    name,
    doing: `bringing ${name}`,
    runs: 0,
    isDone: () => done,
    async work() {
      this.runs++;
      await work();
      done = true;
      return `${name} is there`;
    },
  };
}

const noTimes = (text: string) => text.replace(/\d+\.\d s/g, "T s");

describe("a set-up", () => {
  test("runs what is pending, in order, and says what it did; then there is nothing to do", async () => {
    const { root } = project();
    const order: string[] = [];
    const steps = ["a", "b", "c"].map((name) => step(name, async () => void order.push(name)));
    const stages = [[steps[0]!], [steps[1]!, steps[2]!]];
    const check = async () => "git, Node, Python";
    const first = written();
    await setUp({ root, shown: progress({ stream: first.stream, env: {} }), stages, check });
    expect(order).toEqual(["a", "b", "c"]);
    expect(noTimes(first.text())).toBe(`… machine      checking git and Python
✓ machine      git, Node, Python (T s)
… a            bringing a
✓ a            a is there (T s)
… b            bringing b
… c            bringing c
✓ b            b is there (T s)
✓ c            c is there (T s)
Set up in T s
`);
    const second = written();
    const unasked = () => Promise.reject(new Error("the machine is looked at only where something is to be brought"));
    await setUp({ root, shown: progress({ stream: second.stream, env: {} }), stages, check: unasked });
    expect(noTimes(second.text())).toBe("Set-up: nothing to do (T s)\n");
    expect(steps.map((each) => each.runs)).toEqual([1, 1, 1]);
  });

  test("that failed half way goes on with what is left, and leaves no lock", async () => {
    const layout = project();
    const first = step("first");
    let works = false;
    const second = step("second", async () => {
      if (!works) throw new SetUpError("no network");
    });
    const again = () =>
      setUp({
        root: layout.root,
        shown: progress({ stream: written().stream, env: {} }),
        stages: [[first], [second]],
        check: async () => "",
      });
    await expect(again()).rejects.toThrow("no network");
    expect(existsSync(layout.setUpLock)).toBe(false);
    works = true;
    await again();
    expect([first.runs, second.runs]).toEqual([1, 2]);
  });

  test("of two at once does everything once", async () => {
    const { root } = project();
    const slow = step("slow", () => new Promise((resolve) => setTimeout(resolve, 50)));
    const once = () =>
      setUp({
        root,
        shown: progress({ stream: written().stream, env: {} }),
        stages: [[slow]],
        check: async () => "",
      });
    await Promise.all([once(), once(), once()]);
    expect(slow.runs).toBe(1);
  });

  test("that is killed leaves no half and no process behind; the next one goes on", async () => {
    const layout = project();
    // A set-up in a separate process, whose only step starts a program that never ends.
    put(layout.root, {
      "killed.mjs": `
        import { setUp } from ${JSON.stringify(path.join(import.meta.dirname, "set-up.mjs"))};
        import { run } from ${JSON.stringify(path.join(import.meta.dirname, "run.mjs"))};
        const step = { name: "endless", doing: "waiting", isDone: () => false, async work(said, onStart) {
          await run("sleep", ["60"], { onStart(pid) { onStart(pid); console.log("pid " + pid); } });
          return "";
        } };
        await setUp({ root: ${JSON.stringify(layout.root)}, stages: [[step]], check: async () => "" });`,
    });
    const killed = spawn(process.execPath, ["killed.mjs"], {
      cwd: layout.root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    killed.stdout.on("data", (chunk) => {
      said += chunk;
    });
    await expect.poll(() => said, { timeout: 5_000 }).toMatch(/pid \d+/);
    const pid = Number(/pid (\d+)/.exec(said)?.[1]);
    killed.kill("SIGKILL");
    await once(killed, "exit");
    expect(JSON.parse(readFileSync(layout.setUpLock, "utf8")).children[0].pid).toBe(pid);
    const next = step("next");
    await setUp({
      root: layout.root,
      shown: progress({ stream: written().stream, env: {} }),
      stages: [[next]],
      check: async () => "",
    });
    expect(next.runs).toBe(1);
    await expect.poll(() => startOf(pid)).toBe(undefined);
  });
});

describe("a set-up's progress", () => {
  test("is plain lines where there is no terminal, one now and then for what lasts", async () => {
    const { stream, text } = written();
    const shown = progress({ stream, env: {}, everyMs: 20 });
    await shown.step("pulumi", "looking", async (said) => {
      said.say("building: 3 of 9 packages");
      await expect.poll(text).toContain("building");
      return "built";
    });
    const lines = noTimes(text()).trimEnd().split("\n");
    expect(new Set(lines)).toEqual(
      new Set([
        "… pulumi       looking",
        "… pulumi       building: 3 of 9 packages (T s)",
        "✓ pulumi       built (T s)",
      ]),
    );
    expect(text()).not.toContain("\u001b");
  });

  test("is a live line on a terminal, with colours unless NO_COLOR is set", async () => {
    const show = async (env: NodeJS.ProcessEnv) => {
      const { stream, text } = written({ isTTY: true });
      await progress({ stream, env }).step("a", "doing", async () => "did");
      return text();
    };
    expect(await show({})).toContain("\u001b[32m✓\u001b[0m a");
    const plain = await show({ NO_COLOR: "1" });
    expect(plain).toContain("\u001b[1A\u001b[0J✓ a");
    expect(plain).not.toContain("\u001b[32m");
  });
});

test("a failure is shown without a stack: the fault, the fix, the program's last output", () => {
  const { stream, text } = written();
  explain(new SetUpError("npm ci failed", { fix: ["npm ping"], output: "one\ntwo\n" }), stream);
  expect(text()).toBe("\nnpm ci failed.\n  npm ping\n\nIts last output:\n  | one\n  | two\n");
});
