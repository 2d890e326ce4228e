import type { Bag } from "../../kit/handler.ts";
import type { NumberRecord } from "../client/records.ts";
import { keyOf } from "../settings.ts";
import type { Ctx } from "./state.ts";

/**
 * URLs that a request set and that are missing in Twilio's answer, because the number has an application or a trunk. Whether Twilio keeps a
 * number's own status callback beside one is undocumented. They are recorded, so that they don't show as drift in every later update.
 */
export function droppedBeside(ctx: Ctx, given: Bag, answer: NumberRecord): readonly string[] {
  if (!answer.voice_application_sid && !answer.trunk_sid) return [];
  const record = answer as unknown as Readonly<Record<string, unknown>>;
  const dropped = Object.keys(given).filter(
    (name) => /(Url|[cC]allback)$/.test(name) && given[name] && !record[keyOf(name)],
  );
  if (dropped.length > 0) {
    // Once a run: it applies to every number of the account.
    ctx.client.ofRun(`dropped ${dropped}`, () => {
      const by = answer.voice_application_sid ? "application" : "trunk";
      const text = `Twilio discarded ${dropped.join(", ")} of ${answer.phone_number}, because the number has ${by === "trunk" ? "a trunk" : "an application"}, whose own settings apply. The provider won't set ${dropped.length > 1 ? "them" : "it"} again until the number changes`;
      ctx.log("warning", text);
    });
  }
  return dropped;
}

/** Live settings, with the URLs that Twilio discarded as the program set them: their absence is no drift. */
export function withoutDropped(live: Bag, given: Bag, dropped: readonly string[] = []): Bag {
  const known = dropped.filter((name) => live[name] === "" && given[name]);
  return { ...live, ...Object.fromEntries(known.map((name) => [name, given[name]])) };
}
