import { Interruption } from "../../launch/interruption.ts";
import { ask, noWorld } from "../../launch/world/client.ts";
import { worldState } from "../../launch/world/record.ts";
import { EXIT, usageError } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { checkedStacks } from "./stacks.ts";
import { bringUp } from "./up.ts";

interface ResetOptions {
  readonly name: string;
  readonly yes?: boolean;
  readonly stacks?: readonly string[];
  readonly json?: boolean;
}

/** `aybiza world reset` */
export async function reset(options: ResetOptions): Promise<number> {
  const { name, json = false } = options;
  const stacks = checkedStacks(options.stacks ?? []);
  if (worldState(name).state !== "running") throw noWorld(name);
  if (!options.yes && !(await agreed(name, json))) {
    console.log("Nothing was changed.");
    return EXIT.interrupted;
  }
  // A reset takes a second and can't be interrupted: signals are handled after it.
  const interruption = new Interruption();
  const { seconds } = await (await ask<{ seconds: number }>(name, { verb: "reset" })).result;
  if (json) console.log(JSON.stringify({ world: name, resetSeconds: Math.round(seconds * 10) / 10 }));
  else
    console.log(
      `${paintFor(process.stdout)("green", "ok")} the world ${name} is empty again (${seconds.toFixed(1)} s)`,
    );
  if (stacks.length > 0) return bringUp(name, stacks, json, interruption);
  if (interruption.signal === undefined) return EXIT.ok;
  return interruption.exitCode;
}

async function agreed(name: string, json: boolean): Promise<boolean> {
  if (json || !process.stdin.isTTY || !process.stdout.isTTY)
    throw usageError(
      "confirmation-missing",
      "a reset needs a confirmation, and this isn't an interactive terminal",
      "Confirm it:  ./aybiza world reset --yes",
    );
  const { confirm, isCancel } = await import("@clack/prompts");
  const answer = await confirm({
    message: `Empty the world ${name}? This deletes its stacks, bought numbers, calls and records.`,
    initialValue: false,
  });
  return !isCancel(answer) && answer;
}
