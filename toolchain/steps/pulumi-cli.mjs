// @ts-check
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { writeAtomically } from "../../launch/atomic-write.mjs";
import { SetUpError } from "../failure.mjs";
import { notShared, oneAtATime, put, take } from "../shared-cache.mjs";
import { digest, readStamp, writeStamp } from "../stamp.mjs";
import { everyOnPath } from "./machine.mjs";
import { buildPulumi, builtFrom, findGo } from "./pulumi-build.mjs";

/** @typedef {import("../../launch/layout.mjs").Layout} Layout */
/** @typedef {import("./machine.mjs").Tools} Tools */
/** @typedef {import("../progress.mjs").StepProgress} StepProgress */

/** Time limit for the download of about 90 MB, in ms. */
const downloadMs = 1_800_000;

/** @param {Layout} layout */
const stampFile = (layout) => path.join(path.dirname(layout.pulumiBin), "aybiza.json");

/** Returns the text of this project's launcher of its language host, for a CLI without the official host. @param {Layout} layout */
const launcherText = (layout) =>
  readFileSync(path.join(layout.root, "launch", "language-host", "pulumi-language-nodejs.sh"), "utf8");

/** Returns a file's size and time, which change when it is replaced. @param {string} file */
function identity(file) {
  try {
    const { size, mtimeMs } = statSync(file);
    return { size, mtimeMs };
  } catch {
    return undefined;
  }
}

/** Tells whether a file is a binary. (The npm package's own `pulumi` is a script.) @param {string} file */
function isBinary(file) {
  const head = Buffer.alloc(2);
  const handle = openSync(file, "r");
  try {
    readSync(handle, head, 0, 2, 0);
  } finally {
    closeSync(handle);
  }
  return head.toString("latin1") !== "#!";
}

/**
 * Returns the version that a CLI reports, without a `v`; undefined if it doesn't run. It runs with the project's own PULUMI_HOME, so that the user's
 * login, plugins and settings aren't read.
 * @param {Layout} layout @param {Tools} tools @param {string} file
 */
export async function versionOf(layout, { env, run }, file) {
  const asked = await run(file, ["version"], {
    env: { PATH: env.PATH, HOME: layout.state, PULUMI_HOME: layout.pulumiHome, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs: 30_000,
  });
  return asked.code === 0 ? /^v?(\d+\.\d+\.\d+\S*)$/m.exec(asked.stdout.trim())?.[1] : undefined;
}

/**
 * Renames a CLI into place, together with the official language host if that is in the same folder.
 * @param {Layout} layout @param {string} pulumi @param {{ move: boolean }} how
 */
function putInPlace(layout, pulumi, { move }) {
  mkdirSync(layout.pulumiBin, { recursive: true });
  const official = path.join(path.dirname(pulumi), "pulumi-language-nodejs");
  const pairs = [[pulumi, layout.pulumi]];
  if (official !== layout.languageHost && existsSync(official)) pairs.unshift([official, layout.languageHost]);
  for (const [from = "", to = ""] of pairs) {
    const half = `${to}.tmp`;
    if (move) renameSync(from, half);
    else copyFileSync(realpathSync(from), half);
    chmodSync(half, 0o755);
    renameSync(half, to);
  }
}

/** Installs or updates this project's launcher beside the CLI; the official language host is left as it is. @param {Layout} layout */
function putLanguageHost(layout) {
  const text = launcherText(layout);
  if (existsSync(layout.languageHost) && isBinary(layout.languageHost)) return;
  if (existsSync(layout.languageHost) && readFileSync(layout.languageHost, "utf8") === text) return;
  mkdirSync(layout.pulumiBin, { recursive: true });
  writeAtomically(layout.languageHost, text, { mode: 0o755 });
}

/**
 * Finds a CLI of exactly the wanted version on this machine. The CLI is copied, never changed.
 * @param {Layout} layout @param {Tools} tools @param {string} home
 */
export async function findInstalled(layout, tools, home) {
  const candidates = [
    ...everyOnPath("pulumi", tools.env),
    path.join(home, ".pulumi", "versions", layout.pulumiVersion, "bin", "pulumi"),
    path.join(home, ".pulumi", "bin", "pulumi"),
  ];
  for (const file of candidates) {
    if (!existsSync(file)) continue;
    const real = realpathSync(file);
    if (real.startsWith(layout.modules + path.sep) || !isBinary(real)) continue;
    if ((await versionOf(layout, tools, real)) === layout.pulumiVersion) return real;
  }
  return undefined;
}

/**
 * Downloads the CLI and its language host, and verifies them by the release's checksums (pulumi-download.mjs).
 * @param {Layout} layout @param {Tools} tools @param {StepProgress} step @param {(pid: number) => void} [onStart]
 * @returns {Promise<{ pulumi: string } | { why: string }>}
 */
async function download(layout, { env, run }, step, onStart) {
  const incoming = path.join(layout.state, "pulumi-incoming");
  step.say(`looking for the release ${layout.pulumiVersion}`);
  const program = path.join(layout.root, "toolchain", "steps", "pulumi-download.mjs");
  const ran = await run(layout.node, [program, layout.pulumiVersion, incoming], {
    // Without this variable, Node's fetch ignores proxies.
    env: { ...env, NODE_USE_ENV_PROXY: "1" },
    onStart,
    onLine: (line) => step.say(`downloading ${layout.pulumiVersion}: ${line}`),
    timeoutMs: downloadMs,
  });
  const pulumi = path.join(incoming, "bin", "pulumi");
  if (ran.code === 0 && existsSync(pulumi)) return { pulumi };
  return { why: ran.output.trim().split("\n").at(-1) || "the download left no file" };
}

/**
 * Creates the step for the Pulumi CLI in the version of the npm package `pulumi`, at the path where that package expects it.
 * @param {Layout} layout
 * @param {Tools} tools
 * @param {{ home?: string }} [machine]
 */
export function pulumiCli(layout, tools, { home = homedir() } = {}) {
  const wanted = layout.pulumiVersion;
  const cache = tools.cache ?? notShared;
  const inPlace = { pulumi: layout.pulumi, "pulumi-language-nodejs": layout.languageHost };
  const downloadedKey = path.join("pulumi", `${wanted}-${process.platform}-${process.arch}`);
  const builtKey = () =>
    path.join("pulumi", `${wanted}-${process.platform}-${process.arch}-built-${builtFrom(layout)}`);
  const onlyBuilt = () => tools.env.AYBIZA_PULUMI_CLI === "build";

  /** Installs the CLI from the shared cache. @param {StepProgress} step @returns {string | undefined} */
  function takeShared(step) {
    for (const key of [...(onlyBuilt() ? [] : [downloadedKey]), builtKey()]) {
      const note = take(cache, key, inPlace, (why) =>
        step.say(`discarded the shared cache's copy (${why}); installing it again`),
      );
      if (!note) continue;
      for (const file of Object.values(inPlace)) if (existsSync(file)) chmodSync(file, 0o755);
      return `from the shared cache, ${note.came}`;
    }
    return undefined;
  }

  /** Downloads the CLI, or builds it if it can't be downloaded. @param {StepProgress} step @param {(pid: number) => void} [onStart] @returns {Promise<string>} */
  async function fetchOrBuild(step, onStart) {
    let why = "AYBIZA_PULUMI_CLI=build";
    if (!onlyBuilt()) {
      const got = await download(layout, tools, step, onStart);
      if ("pulumi" in got) {
        putInPlace(layout, got.pulumi, { move: true });
        rmSync(path.join(layout.state, "pulumi-incoming"), { recursive: true, force: true });
        putShared(downloadedKey, "downloaded");
        return "downloaded";
      }
      why = got.why;
    }
    const found = await findGo(layout, tools);
    if ("problem" in found) {
      throw new SetUpError(`The Pulumi CLI ${wanted} can't be downloaded (${why}) or built (${found.problem})`, {
        fix: [
          "Do one of these:",
          "  allow this machine to reach https://get.pulumi.com, or set AYBIZA_PULUMI_RELEASES to a mirror of its releases",
          `  install Go (https://go.dev/dl/), with a reachable module proxy (go env GOPROXY)`,
          `  put a Pulumi CLI ${wanted} on the path (https://www.pulumi.com/docs/iac/download-install/versions/)`,
        ],
      });
    }
    if (!onlyBuilt()) step.say(`building it, since it can't be downloaded (${why})`);
    const half = `${layout.pulumi}.tmp`;
    mkdirSync(layout.pulumiBin, { recursive: true });
    try {
      await buildPulumi(layout, tools, found.go, half, step, onStart);
      renameSync(half, layout.pulumi);
    } finally {
      rmSync(half, { force: true });
    }
    putShared(builtKey(), "built with Go");
    return "built with Go";
  }

  /** @param {string} key @param {string} came */
  const putShared = (key, came) =>
    put(cache, key, Object.fromEntries(Object.entries(inPlace).filter(([, file]) => existsSync(file))), { came });

  /** @param {StepProgress} step @param {(pid: number) => void} [onStart] @returns {Promise<string>} */
  async function bring(step, onStart) {
    if (existsSync(layout.pulumi)) {
      // A file that changed after its installation isn't trusted, even if it still runs.
      const noted = readStamp(stampFile(layout))?.sha256;
      const unchanged = noted === undefined || noted === digest({ files: [layout.pulumi] });
      if (unchanged && (await versionOf(layout, tools, layout.pulumi)) === wanted) return "already installed";
      step.say(`the installed one isn't ${wanted} or is damaged; installing it again`);
      rmSync(layout.pulumi, { force: true });
      rmSync(layout.languageHost, { force: true });
    }
    const installed = await findInstalled(layout, tools, home);
    if (installed) {
      putInPlace(layout, installed, { move: false });
      return `copied from ${installed}`;
    }
    const waiting = (/** @type {number} */ pid) =>
      step.say(`waiting for another clone's set-up, which installs it (process ${pid})`);
    return (
      takeShared(step) ??
      (await oneAtATime(
        cache,
        downloadedKey,
        waiting,
        async () => takeShared(step) ?? (await fetchOrBuild(step, onStart)),
      ))
    );
  }

  return {
    name: "pulumi",
    doing: `checking the Pulumi CLI ${layout.pulumiVersion}`,

    isDone() {
      const stamp = readStamp(stampFile(layout));
      const now = identity(layout.pulumi);
      if (!now || !stamp || stamp.size !== now.size || stamp.mtimeMs !== now.mtimeMs) return false;
      if (!existsSync(layout.languageHost)) return false;
      return isBinary(layout.languageHost) || readFileSync(layout.languageHost, "utf8") === launcherText(layout);
    },

    /** @param {StepProgress} step @param {(pid: number) => void} [onStart] */
    async work(step, onStart) {
      const did = await bring(step, onStart);
      putLanguageHost(layout);
      const version = await versionOf(layout, tools, layout.pulumi);
      if (version !== layout.pulumiVersion) {
        throw new SetUpError(
          `The Pulumi CLI (${did}) reports ${version ? `version ${version}` : "no version"} instead of ${layout.pulumiVersion}`,
          {
            fix: [`Remove it and run the same command again:  rm -r ${path.dirname(layout.pulumiBin)}`],
          },
        );
      }
      const sha256 = digest({ files: [layout.pulumi] });
      writeStamp(stampFile(layout), { version, came: did, sha256, ...identity(layout.pulumi) });
      return `Pulumi CLI ${version}, ${did}`;
    },
  };
}
