import { handleClosedOutput, Interruption } from "../../launch/interruption.ts";
import { ask } from "../../launch/world/client.ts";
import { DEFAULT_WORLD } from "../../launch/world/name.ts";
import type { UpEvent, UpResult } from "../../launch/world/protocol.ts";
import { EXIT } from "../exit.ts";
import { ownerOf } from "../number-label.ts";
import { paintFor } from "../paint.ts";
import { tellCancelling, tellInterrupted } from "./interrupted.ts";
import { checkedStacks } from "./stacks.ts";

/** `aybiza world up` */
export async function up(stacks: readonly string[], options: { name: string; json?: boolean }): Promise<number> {
  const wanted = checkedStacks(stacks.length === 0 ? ["all"] : stacks);
  return bringUp(options.name, wanted, options.json ?? false, new Interruption());
}

/** Has a running world bring stacks up. Signals cancel that there: they are passed on, and what was done by then is said. */
export async function bringUp(
  name: string,
  stacks: readonly string[],
  json: boolean,
  interruption: Interruption,
): Promise<number> {
  handleClosedOutput("continue");
  const told = tellUp(json);
  const request = await ask<UpResult, UpEvent>(name, { verb: "up", stacks }, told);
  const cancel = () => request.send({ cancel: true });
  interruption.onCancel(() => {
    told.end();
    tellCancelling();
    cancel();
  });
  interruption.terminate.addEventListener("abort", cancel);
  let result: UpResult;
  try {
    result = await request.result;
  } finally {
    told.end();
    interruption.release();
  }
  if (result.interrupted === undefined) return EXIT.ok;
  const { cutOff, notBegun } = result.interrupted;
  const left = [...(cutOff ? [cutOff.stack] : []), ...notBegun];
  const goOn = `./aybiza world up ${left.join(" ")}${name === DEFAULT_WORLD ? "" : ` --name ${name}`}`;
  tellInterrupted(result, { goOn, json, isTerminated: interruption.terminate.aborted });
  return interruption.exitCode;
}

/** Tells of updates as they come. */
export function tellUp(json: boolean): ((event: UpEvent) => void) & { end(): void } {
  const paint = paintFor(process.stdout);
  const live = process.stdout.isTTY && !json;
  let ticking: NodeJS.Timeout | undefined;
  const end = () => {
    if (ticking !== undefined) process.stdout.write("\r\u001b[K");
    clearInterval(ticking);
    ticking = undefined;
  };
  const tell = (event: UpEvent) => {
    if ("begins" in event) {
      if (!live) return;
      const began = performance.now();
      const show = () => {
        const seconds = ((performance.now() - began) / 1000).toFixed(0);
        process.stdout.write(`\r\u001b[K${paint("dim", `.. pulumi up --stack ${event.stack}  ${seconds} s`)}`);
      };
      show();
      ticking = setInterval(show, 500);
      return;
    }
    end();
    if (json) return console.log(JSON.stringify(event));
    const { stack, created, updated, deleted, replaced, seconds, bought, monthlyCost } = event;
    console.log(
      `${paint("green", "ok")} ${stack}: ${created} created, ${updated} updated, ${deleted} deleted, ${replaced} replaced  ${paint("dim", `${seconds} s`)}`,
    );
    for (const one of bought) console.log(`   bought: ${one.number}  ${ownerOf(one)}`);
    if (monthlyCost !== undefined) console.log(`   monthly cost: ${monthlyCost}`);
  };
  return Object.assign(tell, { end });
}
