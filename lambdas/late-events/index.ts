import { handlerDeps } from "../settings/deps.ts";
import { lateEventsHandler } from "./handler.ts";

/** Entry point of the Lambda function. */
export const handler = lateEventsHandler(handlerDeps("late-events", process.env));
