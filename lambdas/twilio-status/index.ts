import { handlerDeps } from "../settings/deps.ts";
import { statusHandler } from "./handler.ts";

/** Entry point of the Lambda function. */
export const handler = statusHandler(handlerDeps("twilio-status", process.env));
