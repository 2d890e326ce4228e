import { world } from "../settings/world.ts";
import { statusHandler } from "./handler.ts";

/** The Lambda's entry. */
export const handler = statusHandler(world("twilio-status", process.env));
