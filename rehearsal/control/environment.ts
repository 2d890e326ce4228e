import type { Environment } from "../../launch/world/protocol.ts";
import type { World } from "../world.ts";
import { WORLD_MARK } from "./processes.ts";

/** The environment in which `npx pulumi` works on a world. */
export function environmentOf(world: World): Environment {
  const wanted = /^(PULUMI_|AYBIZA_|AWS_|TWILIO_)/;
  const set = Object.entries(world.env).filter(
    (pair): pair is [string, string] => wanted.test(pair[0]) && pair[0] !== WORLD_MARK && pair[1] !== undefined,
  );
  // These credentials of the user's own would take precedence over the world's.
  return {
    set: Object.fromEntries(set),
    unset: ["AWS_PROFILE", "AWS_SESSION_TOKEN", "TWILIO_API_KEY", "TWILIO_API_SECRET"],
  };
}
