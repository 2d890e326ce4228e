import { ask, noWorld } from "../../launch/world/client.ts";
import type { Reviewed } from "../../launch/world/protocol.ts";
import { worldState } from "../../launch/world/record.ts";
import { EXIT } from "../exit.ts";
import { columns, paintFor } from "../paint.ts";

interface ReviewOptions {
  readonly name: string;
  readonly reject?: boolean;
  readonly json?: boolean;
}

/** `aybiza world review` */
export async function review({ name, reject = false, json }: ReviewOptions): Promise<number> {
  if (worldState(name).state !== "running") throw noWorld(name);
  const { reviewed } = await (await ask<{ reviewed: readonly Reviewed[] }>(name, { verb: "review", reject })).result;
  if (json) console.log(JSON.stringify({ world: name, reviewed }));
  else if (reviewed.length === 0) console.log("No bundle waits for a review: deploy a tenant with documents first.");
  else {
    const paint = paintFor(process.stdout);
    const rows = reviewed.map(({ bundle, account, status }) => [status, bundle, account]);
    for (const line of columns(rows, [(text) => paint(text.startsWith("twilio-approved") ? "green" : "red", text)]))
      console.log(line);
    console.log("Deploy their tenants again:  ./aybiza world up");
  }
  return reviewed.length === 0 ? EXIT.no : EXIT.ok;
}
