import { world } from "../settings/world.ts";
import { lateEventsHandler } from "./handler.ts";

/** The Lambda's entry. */
export const handler = lateEventsHandler(world("late-events", process.env));
