import { handlerDeps } from "../settings/deps.ts";
import { lateEventsHandler } from "./handler.ts";

/** The Lambda's entry. */
export const handler = lateEventsHandler(handlerDeps("late-events", process.env));
