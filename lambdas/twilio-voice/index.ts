import { handlerDeps } from "../settings/deps.ts";
import { voiceHandler } from "./handler.ts";

/** The Lambda's entry. */
export const handler = voiceHandler(handlerDeps("twilio-voice", process.env));
