import { handleClosedOutput, Interruption } from "../../launch/interruption.ts";
import { ask } from "../../launch/world/client.ts";
import { worldOption } from "../../launch/world/name.ts";
import type { UpEvent, UpResult } from "../../launch/world/protocol.ts";
import { EXIT } from "../exit.ts";
import { ownerOf } from "../number-label.ts";
import { paintFor } from "../paint.ts";
import { reportCancelling, reportInterrupted } from "./interrupted.ts";
import { checkedStacks } from "./stacks.ts";

/** `aybiza world up` */
export async function up(stacks: readonly string[], options: { name: string; json?: boolean }): Promise<number> {
  const wanted = checkedStacks(stacks.length === 0 ? ["all"] : stacks);
  return bringUp(options.name, wanted, options.json ?? false, new Interruption());
}

/** Deploys stacks in a running world. A signal cancels the update in the world, and what was done is then reported. */
export async function bringUp(
  name: string,
  stacks: readonly string[],
  json: boolean,
  interruption: Interruption,
): Promise<number> {
  handleClosedOutput("continue");
  const report = upReporter(json);
  const request = await ask<UpResult, UpEvent>(name, { verb: "up", stacks }, report);
  const cancel = () => request.send({ cancel: true });
  interruption.onCancel(() => {
    report.end();
    reportCancelling();
    cancel();
  });
  interruption.terminate.addEventListener("abort", cancel);
  let result: UpResult;
  try {
    result = await request.result;
  } finally {
    report.end();
    interruption.release();
  }
  if (result.interrupted === undefined) return EXIT.ok;
  const { cutOff, notBegun } = result.interrupted;
  const left = [...(cutOff ? [cutOff.stack] : []), ...notBegun];
  const command = `./aybiza world up ${left.join(" ")}${worldOption(name, "--name")}`;
  reportInterrupted(result, { command, json, isTerminated: interruption.terminate.aborted });
  return interruption.exitCode;
}

/** Reports each update as it happens. */
export function upReporter(json: boolean): ((event: UpEvent) => void) & { end(): void } {
  const paint = paintFor(process.stdout);
  const live = process.stdout.isTTY && !json;
  let ticking: NodeJS.Timeout | undefined;
  const end = () => {
    if (ticking !== undefined) process.stdout.write("\r\u001b[K");
    clearInterval(ticking);
    ticking = undefined;
  };
  const report = (event: UpEvent) => {
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
  return Object.assign(report, { end });
}
