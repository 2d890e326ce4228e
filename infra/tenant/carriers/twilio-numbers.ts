import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import type { RegionOutputs } from "../../../domain/contract/region-outputs.ts";
import type { Ending, Leaving } from "../../../domain/rules/ending.ts";
import type { InService, NumberSettings, Purchase, Receipt } from "../carrier.ts";
import { purchaseName } from "./twilio-names.ts";
import { searchOf } from "./twilio-search.ts";

/** The provider's names for a number's end. Deployed stacks have them in their state. */
const endingOf = ({ release, quarantine, leaving }: Ending) => ({
  release,
  ...(quarantine && { quarantine }),
  ...(leaving && { transfer: transferOf(leaving) }),
});

function transferOf(leaving: Leaving): "taken" | "parent" | "kept" {
  if (leaving.way === "hand-back") return "kept";
  return leaving.way === "transfer" && leaving.to === "parent-account" ? "parent" : "taken";
}

/** The application and URLs that answer an account's numbers. */
export interface Answering {
  readonly applicationSid: pulumi.Output<string>;
  readonly webhooks: Webhooks;
}

/** Declares the purchase of a number. Our application answers its calls from then on; until the number has a route, with the region's fallback. */
export function purchase(
  { key, buy, ending }: Purchase & { readonly ending: Ending },
  papers: { readonly bundleSid?: pulumi.Input<string>; readonly addressSid?: pulumi.Input<string> },
  answering: Answering,
  opts: pulumi.CustomResourceOptions,
): twilio.IncomingPhoneNumber {
  return new twilio.IncomingPhoneNumber(
    purchaseName(key),
    {
      acquire: "buy",
      ...(buy.number !== undefined ? { phoneNumber: buy.number } : { search: searchOf(buy) }),
      ...papers,
      friendlyName: key,
      initial: answeredBy(answering),
      ...endingOf(ending),
    },
    opts,
  );
}

/** Settings with which our application answers a number. They repeat its status callback: Twilio doesn't document which of the two takes precedence. */
const answeredBy = ({ applicationSid, webhooks }: Answering) => ({
  voiceApplicationSid: applicationSid,
  statusCallback: webhooks.statusCallback,
  statusCallbackMethod: webhooks.statusCallbackMethod,
});

/** Declares that a number moves into this account. The region's URLs, which depend on no account, answer it during the move; then our application does. */
export function receive(
  { key, number, from, ending }: Receipt,
  { applicationSid, webhooks }: Answering,
  opts: pulumi.CustomResourceOptions,
): twilio.IncomingPhoneNumber {
  return new twilio.IncomingPhoneNumber(
    purchaseName(key),
    {
      acquire: "transfer",
      phoneNumber: number,
      ...(from !== undefined && { transferFrom: from }),
      friendlyName: key,
      initial: { ...webhooks, voiceApplicationSid: applicationSid },
      ...endingOf(ending),
    },
    opts,
  );
}

/** The region's webhook URLs and methods. */
export type Webhooks = ReturnType<typeof webhooksAt>;

/** Returns the URLs of a region's handlers and of its static fallback, which is requested by GET. */
export const webhooksAt = ({ webhookOrigin, fallback }: Pick<RegionOutputs, "webhookOrigin" | "fallback">) =>
  ({
    voiceUrl: `${webhookOrigin}/twilio/voice`,
    voiceMethod: "POST",
    voiceFallbackUrl: fallback.url,
    voiceFallbackMethod: "GET",
    statusCallback: `${webhookOrigin}/twilio/status`,
    statusCallbackMethod: "POST",
  }) as const;

/** Declares that our application answers a number that the account already holds. */
export function inService(
  { key, number, ending, before }: InService,
  emergencyAddressSid: pulumi.Input<string> | undefined,
  answering: Answering,
  opts: pulumi.CustomResourceOptions,
): twilio.IncomingPhoneNumber {
  const handBack =
    before === undefined
      ? { voiceApplicationSid: "", statusCallback: "" }
      : pulumi
          .all([before, answering.applicationSid])
          .apply(([settings, ours]) => withoutOurs(settings, ours, answering.webhooks.statusCallback));
  return new twilio.IncomingPhoneNumber(
    key,
    {
      acquire: "adopt",
      phoneNumber: number,
      ...answeredBy(answering),
      handBack,
      ...(emergencyAddressSid !== undefined && { emergencyAddressSid }),
      ...endingOf(ending),
    },
    opts,
  );
}

/** Removes our own values from recorded settings: a record that was lost and written again has ours instead of the number's earlier ones. */
function withoutOurs(settings: NumberSettings, applicationSid: string, statusCallback: string): NumberSettings {
  return {
    ...settings,
    ...(settings.voiceApplicationSid === applicationSid && { voiceApplicationSid: "" }),
    ...(settings.statusCallback === statusCallback && { statusCallback: "" }),
  };
}
