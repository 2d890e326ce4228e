import { ask } from "../../launch/world/client.ts";
import { exportsOf } from "../../launch/world/exports.ts";
import type { Environment } from "../../launch/world/protocol.ts";
import { EXIT } from "../exit.ts";

/** `aybiza world env` */
export async function env(options: { name: string; json?: boolean; twilio?: string | true }): Promise<number> {
  const twilio = options.twilio === true ? "" : options.twilio;
  const environment = await (await ask<Environment>(options.name, { verb: "env", twilio })).result;
  if (options.json) console.log(JSON.stringify(environment));
  else for (const line of exportsOf(environment)) console.log(line);
  return EXIT.ok;
}
