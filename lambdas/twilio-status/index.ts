import { handlerDeps } from "../settings/deps.ts";
import { statusHandler } from "./handler.ts";

/** The Lambda's entry. */
export const handler = statusHandler(handlerDeps("twilio-status", process.env));
