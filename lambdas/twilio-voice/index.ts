import { world } from "../settings/world.ts";
import { voiceHandler } from "./handler.ts";

/** The Lambda's entry. */
export const handler = voiceHandler(world("twilio-voice", process.env));
