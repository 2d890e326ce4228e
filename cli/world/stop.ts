import { setTimeout as sleep } from "node:timers/promises";
import { startOf } from "../../launch/process-tree.mjs";
import { ask } from "../../launch/world/client.ts";
import { removeWorld, worldNames, worldState } from "../../launch/world/record.ts";
import { clearCrashed } from "../../rehearsal/control/names.ts";
import { EXIT } from "../exit.ts";
import { leftovers } from "./status.ts";

/** Milliseconds after which a world that hasn't stopped is killed. */
const STOP_LIMIT_MS = 15_000;

/** `aybiza world stop` */
export async function stop(options: { name: string; all?: boolean; json?: boolean }): Promise<number> {
  const names = options.all ? worldNames() : [options.name];
  const stopped = [];
  for (const name of names) stopped.push(await stopOne(name));
  if (options.json) console.log(JSON.stringify({ worlds: stopped }));
  else {
    if (names.length === 0) console.log("No world runs in this checkout.");
    for (const one of stopped) console.log(one.said);
  }
  // No world running is success: that is the wanted state.
  return EXIT.ok;
}

async function stopOne(name: string): Promise<{ name: string; was: string; said: string }> {
  const { state, record } = worldState(name);
  if (state === "none" || record === undefined)
    return { name, was: "none", said: `No world ${name} runs in this checkout.` };
  if (state === "crashed") {
    const said = `The world ${name} had crashed; its files were removed. ${leftovers(clearCrashed(name))}`;
    return { name, was: "crashed", said };
  }
  const until = Date.now() + STOP_LIMIT_MS;
  try {
    const request = await ask(name, { verb: "stop" });
    await Promise.race([request.result, sleep(STOP_LIMIT_MS, undefined, { ref: false })]);
  } catch {
    // The world is still starting, or has stopped in the meantime.
    signal(record.pid, "SIGTERM");
  }
  while (startOf(record.pid) === record.start && Date.now() < until) await sleep(25);
  if (startOf(record.pid) !== record.start) {
    removeWorld(name);
    return { name, was: "running", said: `The world ${name} has ended; nothing of it is left.` };
  }
  signal(record.pid, "SIGKILL");
  await sleep(200);
  clearCrashed(name);
  return {
    name,
    was: "running",
    said: `The world ${name} didn't end in time and was killed; nothing of it is left.`,
  };
}

function signal(pid: number, which: NodeJS.Signals): void {
  try {
    process.kill(pid, which);
  } catch {
    // it has ended
  }
}
