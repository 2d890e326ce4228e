import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { Interruption } from "../launch/interruption.ts";
import { Interrupted } from "./exit.ts";

/** A command of Pulumi failed. The message is what it printed on standard error, or why it couldn't be started. */
export class PulumiError extends Error {
  /** The last line that says why. */
  get reason(): string {
    const lines = this.message.split("\n").filter((line) => line.trim() !== "");
    const last = lines.findLast((line) => line.startsWith("error:")) ?? lines.at(-1);
    return last?.replace(/^error:\s*/, "").trim() ?? "it gave no reason";
  }
}

/**
 * Runs a read-only command of Pulumi with the user's own login, and returns its standard output. A signal ends it and every process that it started.
 * @throws Interrupted after a signal; PulumiError
 */
export async function readByPulumi(args: readonly string[], root: string, env: NodeJS.ProcessEnv): Promise<string> {
  const interruption = new Interruption();
  // In its own process group: npx and pulumi's npm package each start another process, and don't forward every signal.
  const child = spawn("npx", ["--no-install", "pulumi", ...args], {
    ...{ cwd: root, env, detached: true },
    stdio: ["ignore", "pipe", "pipe"],
  });
  interruption.onCancel(() => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
  });
  try {
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    if (interruption.signal !== undefined) {
      const command = `pulumi ${args.slice(0, 2).join(" ")}`;
      throw new Interrupted(`interrupted while \`${command}\` was reading; nothing was changed`, interruption.exitCode);
    }
    if (code !== 0) throw new PulumiError(stderr);
    return stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new PulumiError("error: npx isn't on the PATH");
    throw error;
  } finally {
    interruption.release();
  }
}
