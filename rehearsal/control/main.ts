import { closeSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { faultOf } from "../../domain/user-error.ts";
import { Interruption } from "../../launch/interruption.ts";
import type { UpResult } from "../../launch/world/protocol.ts";
import { hostWorld } from "./host.ts";

// The process of a detached world. It reports progress to the starting process as JSON lines on file descriptor 3, and closes the descriptor when the
// world is up.
const { values } = parseArgs({ options: { name: { type: "string" }, stacks: { type: "string" } } });
const REPORT_FD = 3;
const report = (message: object) => {
  try {
    writeSync(REPORT_FD, `${JSON.stringify(message)}\n`);
  } catch {
    // the starting process has ended: the world runs on
  }
};
try {
  const interruption = new Interruption();
  const host = await hostWorld(values.name ?? "default", performance.now() - process.uptime() * 1000);
  const stacks = (values.stacks ?? "").split(",").filter(Boolean);
  let result: UpResult = { done: [], interrupted: { notBegun: stacks } };
  if (interruption.signal === undefined) {
    report({ up: { startSeconds: host.startSeconds } });
    const interrupts = { interrupt: interruption.cancel, terminate: interruption.terminate };
    try {
      result = await host.up(stacks, (event) => report({ event }), interrupts);
    } catch (error) {
      // The world runs on after a failed update, so that the user can correct the stack file and deploy again.
      report({ error: faultOf(error) });
    }
  }
  if (interruption.signal === undefined) {
    report({ ready: true });
    closeSync(REPORT_FD);
  } else report({ interrupted: result });
  interruption.onCancel(() => void host.stop());
  await host.stopped;
} catch (error) {
  report({ error: faultOf(error) });
  process.exitCode = 1;
}
process.exit();
