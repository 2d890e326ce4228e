import { ask } from "../../rehearsal/control/client.ts";
import type { Deployed, UpEvent } from "../../rehearsal/control/protocol.ts";
import { EXIT } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { checkedStacks } from "./stacks.ts";

/** `aybiza world up` */
export async function up(stacks: readonly string[], options: { name: string; json?: boolean }): Promise<number> {
  const wanted = checkedStacks(stacks.length === 0 ? ["all"] : stacks);
  const told = tellUp(options.json ?? false);
  const request = await ask<Deployed[], UpEvent>(options.name, { verb: "up", stacks: wanted }, told);
  try {
    await request.result;
  } finally {
    told.end();
  }
  return EXIT.ok;
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
    const { stack, created, updated, deleted, replaced, seconds, monthlyCost } = event;
    console.log(
      `${paint("green", "ok")} ${stack}: ${created} created, ${updated} updated, ${deleted} deleted, ${replaced} replaced  ${paint("dim", `${seconds} s`)}`,
    );
    if (monthlyCost !== undefined) console.log(`   monthly cost: ${monthlyCost}`);
  };
  return Object.assign(tell, { end });
}
