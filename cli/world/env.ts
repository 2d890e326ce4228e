import { ask } from "../../rehearsal/control/client.ts";
import { exportsOf } from "../../rehearsal/control/environment.ts";
import type { Environment } from "../../rehearsal/control/protocol.ts";
import { EXIT } from "../exit.ts";

/** `aybiza world env` */
export async function env(options: { name: string; json?: boolean; twilio?: string | true }): Promise<number> {
  const twilio = options.twilio === true ? "" : options.twilio;
  const environment = await (await ask<Environment>(options.name, { verb: "env", twilio })).result;
  if (options.json) console.log(JSON.stringify(environment));
  else for (const line of exportsOf(environment)) console.log(line);
  return EXIT.ok;
}
