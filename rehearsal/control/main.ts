import { closeSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { faultOf } from "../../domain/user-error.ts";
import { Interruption } from "../../launch/interruption.ts";
import type { UpResult } from "../../launch/world/protocol.ts";
import { hostWorld } from "./host.ts";

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
try {
  const interruption = new Interruption();
  const host = await hostWorld(values.name ?? "default", performance.now() - process.uptime() * 1000);
  const stacks = (values.stacks ?? "").split(",").filter(Boolean);
  let result: UpResult = { done: [], interrupted: { notBegun: stacks } };
  if (interruption.signal === undefined) {
    tell({ up: { startSeconds: host.startSeconds } });
    const interrupts = { interrupt: interruption.cancel, terminate: interruption.terminate };
    try {
      result = await host.up(stacks, (event) => tell({ event }), interrupts);
    } catch (error) {
      // A stack that doesn't come up leaves the world running: its file is mended, and `up` comes again.
      tell({ error: faultOf(error) });
    }
  }
  if (interruption.signal === undefined) {
    tell({ ready: true });
    closeSync(TELL);
  } else tell({ interrupted: result });
  interruption.onCancel(() => void host.stop());
  await host.stopped;
} catch (error) {
  tell({ error: faultOf(error) });
  process.exitCode = 1;
}
process.exit();
