import { Interruption } from "../launch/interruption.ts";
import { signalGroup } from "../launch/process-tree.mjs";
import { startPulumi } from "../launch/pulumi.ts";
import { Interrupted } from "./exit.ts";

/** A Pulumi command failed. The message is its standard error, or why it couldn't be started. */
export class PulumiError extends Error {
  /** The last line of the message with a reason. */
  get reason(): string {
    const lines = this.message.split("\n").filter((line) => line.trim() !== "");
    const last = lines.findLast((line) => line.startsWith("error:")) ?? lines.at(-1);
    return last?.replace(/^error:\s*/, "").trim() ?? "it gave no reason";
  }
}

/**
 * Runs a read-only command of Pulumi with the user's own login and returns its standard output. A signal ends the command and all its child processes.
 * @throws Interrupted after a signal, PulumiError
 */
export async function readByPulumi(args: readonly string[], root: string, env: NodeJS.ProcessEnv): Promise<string> {
  const interruption = new Interruption();
  const { child, ended } = startPulumi(["npx", "--no-install", "pulumi", ...args], { cwd: root, env });
  // Signal the whole process group: npx and pulumi's npm package each start another process, and don't forward every signal.
  interruption.onCancel(() => signalGroup(child.pid, "SIGTERM"));
  try {
    const { code, stdout, stderr } = await ended;
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
