import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { Interruption } from "../launch/interruption.ts";
import { Interrupted } from "./exit.ts";

/** A command of Pulumi failed: what it printed on standard error, or why it couldn't be started. */
export class PulumiError extends Error {}

/**
 * What a command of Pulumi prints that only reads, run with the user's own login. A signal ends it, with all that it started.
 * @throws Interrupted after a signal, PulumiError
 */
export async function readByPulumi(args: readonly string[], root: string, env: NodeJS.ProcessEnv): Promise<string> {
  const interruption = new Interruption();
  // In a group of its own: npx and pulumi's npm package each start a further process, and don't pass every signal on.
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
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new PulumiError("error: there is no npx on the path");
    throw error;
  } finally {
    interruption.release();
  }
}
