import type { Bag } from "../../kit/handler.ts";
import type { NumberRecord } from "../client/records.ts";
import { keyOf } from "../settings.ts";
import type { Ctx } from "./state.ts";

/**
 * Returns URLs that a request set but Twilio's response lacks, because the number has an application or a trunk. It is undocumented whether Twilio
 * keeps a number's own status callback in that case. The state records such URLs, so that they don't show as drift in every later update.
 */
export function droppedBeside(ctx: Ctx, given: Bag, answer: NumberRecord): readonly string[] {
  if (!answer.voice_application_sid && !answer.trunk_sid) return [];
  const record = answer as unknown as Readonly<Record<string, unknown>>;
  const dropped = Object.keys(given).filter(
    (name) => /(Url|[cC]allback)$/.test(name) && given[name] && !record[keyOf(name)],
  );
  if (dropped.length > 0) {
    // Warn once per run: the same applies to every number of the account.
    ctx.client.ofRun(`dropped ${dropped}`, () => {
      const by = answer.voice_application_sid ? "application" : "trunk";
      const text = `Twilio discarded ${dropped.join(", ")} of ${answer.phone_number}, because the number has ${by === "trunk" ? "a trunk" : "an application"}, whose own settings apply. The provider won't set ${dropped.length > 1 ? "them" : "it"} again until the number changes`;
      ctx.log("warning", text);
    });
  }
  return dropped;
}

/** Returns live settings in which URLs that Twilio discarded have the program's value, so that their absence isn't drift. */
export function withoutDropped(live: Bag, given: Bag, dropped: readonly string[] = []): Bag {
  const known = dropped.filter((name) => live[name] === "" && given[name]);
  return { ...live, ...Object.fromEntries(known.map((name) => [name, given[name]])) };
}
