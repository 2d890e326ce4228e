import type { Bag } from "../../kit/handler.ts";
import type { NumberRecord } from "../client/records.ts";
import { keyOf } from "../settings.ts";
import type { Ctx } from "./state.ts";

/**
 * URLs that a request gave and that Twilio's answer to it doesn't have, since the number has an application or a trunk: whether Twilio keeps a
 * number's own status callback beside one isn't documented. They aren't given again until something else of the number changes: the next update
 * would find them missing, and the one after it too.
 */
export function droppedBeside(ctx: Ctx, given: Bag, answer: NumberRecord): readonly string[] {
  if (!answer.voice_application_sid && !answer.trunk_sid) return [];
  const record = answer as unknown as Readonly<Record<string, unknown>>;
  const dropped = Object.keys(given).filter(
    (name) => /(Url|[cC]allback)$/.test(name) && given[name] && !record[keyOf(name)],
  );
  if (dropped.length > 0) {
    // Said once a run: it is so for each number of the account.
    ctx.client.ofRun(`dropped ${dropped}`, () => {
      const by = answer.voice_application_sid ? "application" : "trunk";
      const text = `${answer.phone_number} has no ${dropped.join(", ")}, though the update gave it: Twilio doesn't keep it beside a number's ${by}, whose own is in force. It isn't given again`;
      ctx.log("warning", text);
    });
  }
  return dropped;
}

/** Live settings, those that Twilio dropped as they were given: their absence is known and no drift. */
export function withoutDropped(live: Bag, given: Bag, dropped: readonly string[] = []): Bag {
  const known = dropped.filter((name) => live[name] === "" && given[name]);
  return { ...live, ...Object.fromEntries(known.map((name) => [name, given[name]])) };
}
