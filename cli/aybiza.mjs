#!/usr/bin/env node
// @ts-check
// `./aybiza`: works with Node 20 or newer and before anything is installed; starts the CLI with the project's own Node 22.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as module from "node:module"; // its compile cache is newer than Node 20
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const node22 = path.join(root, "node_modules", ".bin", "node");
const args = process.argv.slice(2);

/** Whether this Node runs TypeScript (22.18 or newer). */
function runsTypeScript() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

async function main() {
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major < 20) {
    console.error(
      `This is Node ${process.versions.node}; aybiza needs Node 20 or newer. Install it from https://nodejs.org/`,
    );
    return 1;
  }
  if (!existsSync(node22) || !existsSync(path.join(root, "node_modules", "commander"))) {
    if (args.length === 0 || args.includes("--help") || args.includes("-h") || args[0] === "help") {
      console.log(
        "This checkout isn't set up yet. Set it up:  npm start   (takes minutes, once, and shows a first call)",
      );
      console.log("Then see all commands:  ./aybiza --help");
      return 0;
    }
    if (args[0] === "--version" || args[0] === "-V") {
      console.log(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).version);
      return 0;
    }
    const code = await foreground(process.execPath, [path.join(root, "toolchain", "begin.mjs"), ...args]);
    if (code !== 0) return code;
  }
  if (runsTypeScript()) {
    module.enableCompileCache?.(path.join(root, ".aybiza", "cache", "node"));
    const { main } = await import("./main.ts");
    return main(args);
  }
  return foreground(node22, [fileURLToPath(import.meta.url), ...args]);
}

/**
 * Runs a program until it exits, passes signals on to it, and returns its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function foreground(command, args) {
  return new Promise((resolve) => {
    /** Passes a signal on to the program. @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      // A terminal sends Ctrl-C to both processes, so it isn't passed on.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
    for (const signal of signals) process.on(signal, pass);
    const child = spawn(command, args, { stdio: "inherit" });
    /** Restores the signals' default handling and returns the exit code. @param {number} code */
    const settle = (code) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(code);
    };
    child.once("error", (error) => {
      console.error(`${command} can't be started: ${error.message}. Set up again:  npm start`);
      settle(1);
    });
    child.once("exit", (code, signal) => settle(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)));
  });
}

// A reader that closes the pipe early (`| head`) isn't a failure.
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
