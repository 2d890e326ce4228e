import type { Life } from "../lifecycle.ts";
import { edges } from "./edge.ts";
import { gateway } from "./gateway.ts";
import { handlers } from "./handlers.ts";
import { messages } from "./messages.ts";
import { stores } from "./store.ts";

/** The lifecycle of every supported type. */
export const lives: readonly Life[] = [...stores, ...messages, ...handlers, ...gateway, ...edges];
