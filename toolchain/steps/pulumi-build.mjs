// @ts-check
import { readFileSync } from "node:fs";
import path from "node:path";
import { SetUpError } from "../failure.mjs";
import { atLeast, which } from "./machine.mjs";

/** The Go package of the Pulumi CLI. */
const cli = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** The first Go that fetches a newer Go by itself where a module asks for one: https://go.dev/doc/toolchain */
const fetchesNewerGo = [1, 21];

/** @param {import("../layout.mjs").Layout} layout */
const moduleFolder = (layout) => path.join(layout.root, "toolchain", "pulumi-cli");

/** The oldest Go that the CLI builds with, as go.mod says. @param {import("../layout.mjs").Layout} layout */
function oldestGo(layout) {
  const said = /^go (\S+)$/m.exec(readFileSync(path.join(moduleFolder(layout), "go.mod"), "utf8"));
  return said?.[1] ?? "1.25.11";
}

/**
 * Finds a Go that can build the CLI; otherwise says what is wrong with the one that is there.
 * @param {import("../layout.mjs").Layout} layout
 * @param {import("./machine.mjs").Tools} tools
 * @returns {Promise<{ go: string } | { problem: string }>}
 */
export async function findGo(layout, { env, run }) {
  const least = oldestGo(layout);
  const go = which("go", env);
  if (!go) return { problem: `Go ${least} or newer is missing` };
  // Asked outside any module, so that Go answers for itself and fetches nothing.
  const asked = await run(go, ["env", "GOVERSION"], { env: { ...env, GOTOOLCHAIN: "local" }, cwd: "/" });
  const version = /^go(\d+(?:\.\d+)*)/.exec(asked.stdout)?.[1];
  if (asked.code !== 0 || !version) return { problem: `go can't say its version: ${asked.output.trim()}` };
  const parts = version.split(".").map(Number);
  if (atLeast(parts, least.split(".").map(Number))) return { go };
  const set = await run(go, ["env", "GOTOOLCHAIN"], { env, cwd: "/" });
  if (atLeast(parts, fetchesNewerGo) && !/^local/.test(set.stdout.trim())) return { go };
  return { problem: `Go ${least} or newer is missing (go is ${version})` };
}

/**
 * Builds the CLI from its Go module into `output`. What Go has compiled before an interruption it doesn't compile
 * again. go.sum beside go.mod holds the hash of every module.
 * @param {import("../layout.mjs").Layout} layout
 * @param {import("./machine.mjs").Tools} tools
 * @param {string} go
 * @param {string} output
 * @param {import("../progress.mjs").StepProgress} step
 * @param {(pid: number) => void} [onStart]
 */
export async function buildPulumi(layout, { env, run }, go, output, step, onStart) {
  const options = {
    cwd: moduleFolder(layout),
    // As Pulumi builds its releases: without cgo, so that no C compiler is needed.
    env: { ...env, CGO_ENABLED: "0", GOWORK: "off" },
    onStart,
  };
  const version = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${layout.pulumiVersion}`;
  const flags = ["-trimpath", "-mod=readonly", "-ldflags", `-s -w -X ${version}`];
  const failed = (/** @type {string} */ doing, /** @type {import("../process.mjs").Ran} */ ran) =>
    new SetUpError(`${doing} the Pulumi CLI failed (go's exit code ${ran.code})`, {
      fix: [
        "Is a Go module proxy reachable?  go env GOPROXY",
        "Is the disk full?                df -h . ~",
        "Then run the same command again: what was compiled is kept.",
      ],
      output: ran.output,
    });

  let fetched = 0;
  step.say("building it with Go: fetching its modules");
  const listed = await run(go, ["list", "-deps", ...flags, "-f", "{{if .Stale}}{{.ImportPath}}{{end}}", cli], {
    ...options,
    onLine(line) {
      if (line.startsWith("go: downloading")) step.say(`building it with Go: ${++fetched} modules fetched`);
    },
  });
  if (listed.code !== 0) throw failed("Fetching the modules of", listed);

  const total = listed.stdout.split("\n").filter(Boolean).length;
  let compiled = 0;
  step.say(`building it with Go: ${total} packages${total > 500 ? " (some 8 minutes on two cores)" : ""}`);
  const built = await run(go, ["build", "-v", ...flags, "-o", output, cli], {
    ...options,
    onLine(line) {
      if (/^[\w./-]+$/.test(line)) step.say(`building it with Go: ${++compiled} of ${total} packages`);
    },
  });
  if (built.code !== 0) throw failed("Building", built);
}
