#!/usr/bin/env node
// @ts-check
// `./aybiza`: runs on any Node from 20 on, before anything is installed; what it starts runs on the project's Node 22.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as module from "node:module"; // its compile cache is newer than Node 20
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const node22 = path.join(root, "node_modules", ".bin", "node");
const args = process.argv.slice(2);

/** Node strips types by itself since 22.18. */
function runsTypeScript() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

async function main() {
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major < 20) {
    console.error(`Node 20 or newer is needed; this is ${process.versions.node}. Get it from https://nodejs.org/`);
    return 1;
  }
  if (!existsSync(node22) || !existsSync(path.join(root, "node_modules", "commander"))) {
    if (args.length === 0 || args.includes("--help") || args.includes("-h") || args[0] === "help") {
      console.log(
        "aybiza isn't set up in this checkout yet: `npm start` does that (minutes, once) and shows what it is for.",
      );
      console.log("After that `./aybiza --help` tells all commands.");
      return 0;
    }
    if (args[0] === "--version" || args[0] === "-V") {
      console.log(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).version);
      return 0;
    }
    const { begin } = await import("../toolchain/begin.mjs");
    await begin();
  }
  if (runsTypeScript()) {
    module.enableCompileCache?.(path.join(root, ".aybiza", "cache", "node"));
    const { main } = await import("./main.ts");
    return main(args);
  }
  return onNode22();
}

/** @returns {Promise<number>} */
function onNode22() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
      process.on(signal, () => {
        // A terminal sends Ctrl-C to both.
        if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
      });
    const child = spawn(node22, [fileURLToPath(import.meta.url), ...args], { stdio: "inherit" });
    child.once("error", (error) => {
      console.error(`${node22} can't be started: ${error.message}. Set up again with: npm start`);
      resolve(1);
    });
    child.once("exit", (code, signal) => resolve(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)));
  });
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
