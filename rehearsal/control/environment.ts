import type { Environment } from "../../launch/world/protocol.ts";
import type { World } from "../world.ts";
import { WORLD_MARK } from "./processes.ts";

/** Returns the environment variables with which `npx pulumi` works on a world. */
export function environmentOf(world: World): Environment {
  const wanted = /^(PULUMI_|AYBIZA_|AWS_|TWILIO_)/;
  const set = Object.entries(world.env).filter(
    (pair): pair is [string, string] => wanted.test(pair[0]) && pair[0] !== WORLD_MARK && pair[1] !== undefined,
  );
  // The user's own credentials in these variables would take precedence over the world's.
  return {
    set: Object.fromEntries(set),
    unset: ["AWS_PROFILE", "AWS_SESSION_TOKEN", "TWILIO_API_KEY", "TWILIO_API_SECRET"],
  };
}
