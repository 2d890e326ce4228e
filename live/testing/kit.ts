import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { layoutOf, projectEnvironment } from "../../launch/layout.mjs";
import { root } from "../../rehearsal/paths.ts";

/** `npm run live` in a process of its own. */
export interface Kit {
  readonly child: ChildProcess;
  /** Returns everything that the process has printed so far. */
  readonly printed: () => string;
  /** Resolves to the exit code when the process has ended; to undefined if a signal ended it. */
  readonly ended: Promise<number | undefined>;
}

/** Starts `npm run live` with these arguments. `env` is added to the test's environment. */
export function startKit(args: readonly string[], env: Record<string, string>): Kit {
  const child = spawn(process.execPath, [join(import.meta.dirname, "..", "main.ts"), ...args], {
    env: { ...projectEnvironment(layoutOf(root)), NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  }
  return {
    child,
    printed: () => text,
    ended: new Promise((done) => child.once("close", (code) => done(code ?? undefined))),
  };
}
