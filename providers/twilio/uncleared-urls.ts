import type { Bag } from "../kit/handler.ts";
import { keyOf } from "./settings.ts";

/**
 * URLs that a request cleared and that Twilio's answer still has. Twilio documents none that can't be cleared, and its SDKs can send each one
 * empty (https://github.com/twilio/twilio-csharp/pull/409); the authors of another provider found some of an Application's that it keeps
 * (https://github.com/RJPearson94/terraform-provider-twilio, resource_twiml_app.go and its tests).
 */
export function unclearedUrls(names: readonly string[], wanted: Bag, record: object): readonly string[] {
  const shown = record as Readonly<Record<string, unknown>>;
  return names.filter((name) => /(Url|[cC]allback)$/.test(name) && (wanted[name] ?? "") === "" && shown[keyOf(name)]);
}

/** The message about them, without the URLs, which may be secret. `what` is `application AP...`. */
export function unclearedText(what: string, kept: readonly string[]): string {
  const one = kept.length > 1 ? "each" : "it";
  return `Twilio kept ${kept.join(", ")} of ${what}, which the update cleared. All other settings are as declared. Set ${one} in the program to the URL that Twilio kept, or to one without effect (for calls, one that answers \`<Response><Reject/></Response>\`), then run \`pulumi up\``;
}
