// @ts-check
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { SetUpError } from "../failure.mjs";
import { notShared, oneAtATime, put, take } from "../shared-cache.mjs";
import { digest, readStamp, writeStamp } from "../stamp.mjs";
import { which } from "./machine.mjs";
import { buildCodegen, builtFrom, findGo } from "./pulumi-build.mjs";

/** @typedef {import("../../launch/layout.mjs").Layout} Layout */

/** @param {Layout} layout */
const stampFile = (layout) => path.join(path.dirname(layout.pulumiBin), "aybiza-codegen.json");

/** Tells whether a file is a script, such as this project's launcher of its language host. @param {string} file */
function isScript(file) {
  const head = Buffer.alloc(2);
  const handle = openSync(file, "r");
  try {
    readSync(handle, head, 0, 2, 0);
  } finally {
    closeSync(handle);
  }
  return head.toString("latin1") === "#!";
}

/**
 * Creates the step for the code generator of this project's language host (`pulumi import`, `pulumi package gen-sdk`). The official host needs none. Without Go
 * the step is skipped, and the language host's error says what to do.
 * @param {Layout} layout
 * @param {import("./machine.mjs").Tools} tools
 */
export function codegen(layout, tools) {
  const cache = tools.cache ?? notShared;
  const key = () => path.join("codegen", builtFrom(layout));
  return {
    name: "codegen",
    doing: "checking the code generator",

    isDone() {
      if (existsSync(layout.languageHost) && !isScript(layout.languageHost)) return true;
      const stamp = readStamp(stampFile(layout));
      if (stamp?.from !== builtFrom(layout)) return false;
      return stamp.without ? which("go", tools.env) === stamp.go : existsSync(layout.codegen);
    },

    /** @param {import("../progress.mjs").StepProgress} step @param {(pid: number) => void} [onStart] */
    async work(step, onStart) {
      const from = builtFrom(layout);
      const done = (/** @type {string} */ how) => {
        chmodSync(layout.codegen, 0o755);
        writeStamp(stampFile(layout), { from, sha256: digest({ files: [layout.codegen] }) });
        return `code generator, ${how}`;
      };
      const takeShared = () =>
        take(cache, key(), { codegen: layout.codegen }, (why) =>
          step.say(`discarded the shared cache's copy (${why}); building it again`),
        );
      if (takeShared()) return done("from the shared cache");
      const found = await findGo(layout, tools);
      if ("problem" in found) {
        rmSync(layout.codegen, { force: true });
        writeStamp(stampFile(layout), { from, without: found.problem, go: which("go", tools.env) });
        return `no code generator: ${found.problem} (run \`pulumi import\` with --generate-code=false)`;
      }
      const waiting = (/** @type {number} */ pid) =>
        step.say(`waiting for another clone's set-up, which builds it (process ${pid})`);
      return oneAtATime(cache, key(), waiting, async () => {
        if (takeShared()) return done("from the shared cache");
        const half = `${layout.codegen}.tmp`;
        mkdirSync(layout.pulumiBin, { recursive: true });
        try {
          await buildCodegen(layout, tools, found.go, half, step, onStart);
          renameSync(half, layout.codegen);
        } catch (error) {
          // A failure doesn't stop the set-up, since only code generation needs the generator. Without a stamp, the next set-up tries again.
          if (error instanceof SetUpError) return `no code generator: ${error.message}`;
          throw error;
        } finally {
          rmSync(half, { force: true });
        }
        put(cache, key(), { codegen: layout.codegen });
        return done("built with Go");
      });
    },
  };
}
