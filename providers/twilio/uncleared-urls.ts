import type { Bag } from "../kit/handler.ts";
import { keyOf } from "./settings.ts";

/**
 * Returns URLs that a request cleared but Twilio's response still has. Twilio documents no URL that can't be cleared, and its SDKs can send each one
 * empty (https://github.com/twilio/twilio-csharp/pull/409). The authors of another provider found that Twilio keeps some URLs of an Application
 * (https://github.com/RJPearson94/terraform-provider-twilio, resource_twiml_app.go and its tests).
 */
export function unclearedUrls(names: readonly string[], wanted: Bag, record: object): readonly string[] {
  const shown = record as Readonly<Record<string, unknown>>;
  return names.filter((name) => /(Url|[cC]allback)$/.test(name) && (wanted[name] ?? "") === "" && shown[keyOf(name)]);
}

/**
 * Returns the message about uncleared URLs. It names the settings, not the URLs, which may be secret. `what` is, for example, `application AP...`.
 */
export function unclearedText(what: string, kept: readonly string[]): string {
  const one = kept.length > 1 ? "each" : "it";
  return `Twilio kept ${kept.join(", ")} of ${what}, which the update cleared. All other settings are as declared. Set ${one} in the program to the URL that Twilio kept, or to one without effect (for calls, one that answers \`<Response><Reject/></Response>\`), then run \`pulumi up\``;
}
