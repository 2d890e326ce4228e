// @ts-check
import { readFileSync } from "node:fs";
import path from "node:path";
import { SetUpError } from "../failure.mjs";
import { digest } from "../stamp.mjs";
import { atLeast, which } from "./machine.mjs";

/** The Go package of the Pulumi CLI. */
const cli = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** The first Go that downloads a newer Go by itself if a module requires it: https://go.dev/doc/toolchain */
const fetchesNewerGo = [1, 21];

/** @param {import("../../launch/layout.mjs").Layout} layout */
const moduleFolder = (layout) => path.join(layout.root, "toolchain", "pulumi-cli");

/** Returns the oldest Go that can build the CLI, from go.mod. @param {import("../../launch/layout.mjs").Layout} layout */
function oldestGo(layout) {
  const said = /^go (\S+)$/m.exec(readFileSync(path.join(moduleFolder(layout), "go.mod"), "utf8"));
  return said?.[1] ?? "1.25.11";
}

/**
 * Finds a Go that can build the CLI, or says why the installed one can't.
 * @param {import("../../launch/layout.mjs").Layout} layout
 * @param {import("./machine.mjs").Tools} tools
 * @returns {Promise<{ go: string } | { problem: string }>}
 */
export async function findGo(layout, { env, run }) {
  const least = oldestGo(layout);
  const go = which("go", env);
  if (!go) return { problem: `Go ${least} or newer is missing` };
  // Run go outside any module, so that it reports its own version and doesn't download a newer one.
  const asked = await run(go, ["env", "GOVERSION"], { env: { ...env, GOTOOLCHAIN: "local" }, cwd: "/" });
  const version = /^go(\d+(?:\.\d+)*)/.exec(asked.stdout)?.[1];
  if (asked.code !== 0 || !version) return { problem: `go env GOVERSION failed: ${asked.output.trim()}` };
  const parts = version.split(".").map(Number);
  if (atLeast(parts, least.split(".").map(Number))) return { go };
  const set = await run(go, ["env", "GOTOOLCHAIN"], { env, cwd: "/" });
  if (atLeast(parts, fetchesNewerGo) && !/^local/.test(set.stdout.trim())) return { go };
  return { problem: `Go ${least} or newer is missing (go is ${version})` };
}

/** The Go package of the code generator, relative to the module. */
const generator = "./codegen";

/** Returns a digest of everything that a build depends on, except Go. @param {import("../../launch/layout.mjs").Layout} layout */
export const builtFrom = (layout) =>
  digest({
    texts: [layout.pulumiVersion, process.platform, process.arch],
    files: ["go.mod", "go.sum", "codegen/main.go"].map((file) => path.join(moduleFolder(layout), file)),
  }).slice(0, 16);

/** @typedef {import("../../launch/layout.mjs").Layout} Layout */
/** @typedef {import("./machine.mjs").Tools} Tools */
/** @typedef {import("../progress.mjs").StepProgress} StepProgress */

/**
 * Builds the CLI from its Go module into `output`.
 * @param {Layout} layout @param {Tools} tools @param {string} go @param {string} output @param {StepProgress} step
 * @param {(pid: number) => void} [onStart]
 */
export const buildPulumi = (layout, tools, go, output, step, onStart) =>
  build({ layout, tools, go, output, step, onStart, source: cli, title: "the Pulumi CLI" });

/**
 * Builds the code generator into `output`. It shares most packages, and Go's build cache, with the CLI.
 * @param {Layout} layout @param {Tools} tools @param {string} go @param {string} output @param {StepProgress} step
 * @param {(pid: number) => void} [onStart]
 */
export const buildCodegen = (layout, tools, go, output, step, onStart) =>
  build({ layout, tools, go, output, step, onStart, source: generator, title: "the code generator" });

/**
 * Builds one program of the module. After an interruption Go's build cache keeps the packages compiled so far. go.sum holds the hash of every module.
 * @param {{ layout: Layout, tools: Tools, go: string, output: string, step: StepProgress, onStart?: (pid: number) => void,
 *   source: string, title: string }} what
 */
async function build({ layout, tools: { env, run }, go, output, step, onStart, source, title }) {
  const options = {
    cwd: moduleFolder(layout),
    // Build without cgo, like Pulumi's releases, so that no C compiler is needed.
    env: { ...env, CGO_ENABLED: "0", GOWORK: "off" },
    onStart,
  };
  const version = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${layout.pulumiVersion}`;
  const flags = ["-trimpath", "-mod=readonly", "-buildvcs=false", "-ldflags", `-s -w -X ${version}`];
  const failed = (/** @type {string} */ doing, /** @type {import("../run.mjs").Ran} */ ran) =>
    new SetUpError(`${doing} ${title} failed (go exited with ${ran.code})`, {
      fix: [
        "Check that the Go module proxy is reachable:  go env GOPROXY",
        "Check that the disk isn't full:               df -h . ~",
        "Then run the same command again: packages that were compiled are kept.",
      ],
      output: ran.output,
    });

  let fetched = 0;
  step.say("building it with Go: fetching its modules");
  const listed = await run(go, ["list", "-deps", ...flags, "-f", "{{if .Stale}}{{.ImportPath}}{{end}}", source], {
    ...options,
    onLine(line) {
      if (line.startsWith("go: downloading")) step.say(`building it with Go: ${counted(++fetched, "module")} fetched`);
    },
  });
  if (listed.code !== 0) throw failed("Fetching the modules of", listed);

  const total = listed.stdout.split("\n").filter(Boolean).length;
  let compiled = 0;
  step.say(`building it with Go: ${counted(total, "package")}${total > 500 ? " (some 8 minutes on two cores)" : ""}`);
  const built = await run(go, ["build", "-v", ...flags, "-o", output, source], {
    ...options,
    onLine(line) {
      if (/^[\w./-]+$/.test(line)) step.say(`building it with Go: ${++compiled} of ${counted(total, "package")}`);
    },
  });
  if (built.code !== 0) throw failed("Building", built);
}

/** @param {number} count @param {string} noun */
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
