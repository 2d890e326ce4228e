import { closeSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { hostWorld } from "./host.ts";
import { Refusal } from "./refusal.ts";

// The process of a detached world. It tells the one that started it how it goes on file descriptor 3, as JSON lines, and
// closes that when the world stands.
const { values } = parseArgs({ options: { name: { type: "string" }, stacks: { type: "string" } } });
const TELL = 3;
const tell = (message: object) => {
  try {
    writeSync(TELL, `${JSON.stringify(message)}\n`);
  } catch {
    // who started us has gone: the world goes on
  }
};
const failure = (error: unknown) => ({
  error: {
    message: error instanceof Error ? error.message : String(error),
    fix: error instanceof Refusal ? error.fix : [],
  },
});

try {
  const host = await hostWorld(values.name ?? "default", performance.now() - process.uptime() * 1000);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void host.stop());
  tell({ up: { startSeconds: host.startSeconds } });
  const stacks = (values.stacks ?? "").split(",").filter(Boolean);
  // A stack that doesn't come up leaves the world standing: somebody mends the file and says `up` again.
  if (stacks.length > 0) await host.up(stacks, (event) => tell({ event })).catch((error) => tell(failure(error)));
  tell({ ready: true });
  closeSync(TELL);
  await host.stopped;
} catch (error) {
  tell(failure(error));
  process.exitCode = 1;
}
process.exit();
