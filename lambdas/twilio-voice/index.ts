import { handlerDeps } from "../settings/deps.ts";
import { voiceHandler } from "./handler.ts";

/** Entry point of the Lambda function. */
export const handler = voiceHandler(handlerDeps("twilio-voice", process.env));
