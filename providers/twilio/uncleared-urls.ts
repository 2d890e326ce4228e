import type { Bag } from "../kit/handler.ts";
import { keyOf } from "./settings.ts";

/**
 * The settings that a request emptied and that Twilio's answer still has: URLs alone. Twilio documents none that can't be emptied, and its SDKs can
 * send each one empty (https://github.com/twilio/twilio-csharp/pull/409); authors of another provider met some of an Application's that it keeps
 * (https://github.com/RJPearson94/terraform-provider-twilio, resource_twiml_app.go and its tests).
 */
export function unclearedUrls(names: readonly string[], wanted: Bag, record: object): readonly string[] {
  const shown = record as Readonly<Record<string, unknown>>;
  return names.filter((name) => /(Url|[cC]allback)$/.test(name) && (wanted[name] ?? "") === "" && shown[keyOf(name)]);
}

/** What to say of them. `what` is `application AP...`. The URLs themselves, which may be secret, aren't in it. */
export function unclearedText(what: string, kept: readonly string[]): string {
  const [all, it, one] = [kept.join(", "), kept.length > 1 ? "them" : "it", kept.length > 1 ? "each" : "it"];
  return `Twilio kept ${all} of ${what}, though the update emptied ${it}; all other settings are as the program says. Set ${one} in the program: to the URL that Twilio kept, or to another that does nothing (for calls one that answers \`<Response><Reject/></Response>\`), then run \`pulumi up\``;
}
