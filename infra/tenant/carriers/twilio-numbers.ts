import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import type { RegionOutputs } from "../../../domain/contract/region-outputs.ts";
import { quarantineIn } from "../../../providers/twilio/number/quarantine.ts";
import { tokenOf } from "../../../providers/twilio/token.ts";
import type { CarriedNumber, Ending, InService, NumberSettings, Purchase, Receipt } from "../carrier.ts";
import { searchOf } from "./twilio-search.ts";

/** Type of the component below which an account's numbers are declared: part of each one's URN. */
export const ACCOUNT_COMPONENT = "aybiza:tenant:TwilioAccount";

/** Name of the resource that buys an entry's number. It never changes: the purchase is known again by it. */
const purchaseName = (key: string): string => `${key}-purchase`;

/** URN of a resource of this stack that is declared below an account. */
export const urnBelowAccount = (type: string, name: string) =>
  `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${ACCOUNT_COMPONENT}$${type}::${name}`;

/** The entry under which this stack bought a number: the token at the end of a name that we gave is that of its purchase. */
export function boughtAs(friendlyName: string, urnOf = purchaseUrn): string | undefined {
  // Between the two may stand since when it has been out of service.
  const [, key, token] = /^(\S+) (?:\S+ )?([0-9a-f]{12})$/.exec(friendlyName) ?? [];
  return key !== undefined && token === tokenOf(urnOf(key)) ? key : undefined;
}

const purchaseUrn = (key: string) => urnBelowAccount("twilio:index:IncomingPhoneNumber", purchaseName(key));

/** What an account of Twilio holds now: one listing. Its numbers and its application compare themselves with what is seen here. */
export async function heldNumbers(provider: twilio.Provider): Promise<CarriedNumber[]> {
  const [{ numbers, at }] = await Promise.all([
    twilio.getIncomingPhoneNumbers({}, { provider }),
    twilio.getApplications({}, { provider }),
  ]);
  return numbers.map(({ phoneNumber, sid: _sid, capabilities: _capabilities, ...settings }) => {
    const quarantine = quarantineIn(settings.friendlyName);
    return {
      phoneNumber,
      boughtAs: boughtAs(settings.friendlyName),
      settings: settings as NumberSettings,
      rest: quarantine && { ...quarantine, asOf: at },
    };
  });
}

/** How a number may end, as the provider enforces it. */
const endingOf = ({ release, quarantine, transfer }: Ending) => ({
  release,
  ...(quarantine && { quarantine }),
  ...(transfer && { transfer }),
});

/** What our application is to an account's numbers. */
export interface Answering {
  readonly applicationSid: pulumi.Output<string>;
  readonly webhooks: Webhooks;
}

/** Declares the purchase of a number. Our application answers it from its first moment on: until it has a route, with our apology. */
export function purchase(
  { key, buy, ending }: Purchase & { readonly ending: Ending },
  answering: Answering,
  opts: pulumi.CustomResourceOptions,
): twilio.IncomingPhoneNumber {
  return new twilio.IncomingPhoneNumber(
    purchaseName(key),
    {
      acquire: "buy",
      ...(buy.number !== undefined ? { phoneNumber: buy.number } : { search: searchOf(buy) }),
      ...(buy.bundle !== undefined && { bundleSid: buy.bundle }),
      ...(buy.address !== undefined && { addressSid: buy.address }),
      friendlyName: key,
      initial: answeredBy(answering),
      ...endingOf(ending),
    },
    opts,
  );
}

/** The settings by which our application answers a number: its own status callback too, since Twilio doesn't say which of the two wins. */
const answeredBy = ({ applicationSid, webhooks }: Answering) => ({
  voiceApplicationSid: applicationSid,
  statusCallback: webhooks.statusCallback,
  statusCallbackMethod: webhooks.statusCallbackMethod,
});

/** Declares that a number is moved here. On the way our URLs answer it, which belong to no account; once it is here, our application does. */
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

/** Where calls are answered. */
export type Webhooks = ReturnType<typeof webhooksAt>;

/** The addresses of a region's handlers, and of what answers where they don't: a static document, so it is asked for by GET. */
export const webhooksAt = ({ webhookOrigin, fallback }: Pick<RegionOutputs, "webhookOrigin" | "fallback">) =>
  ({
    voiceUrl: `${webhookOrigin}/twilio/voice`,
    voiceMethod: "POST",
    voiceFallbackUrl: fallback.url,
    voiceFallbackMethod: "GET",
    statusCallback: `${webhookOrigin}/twilio/status`,
    statusCallbackMethod: "POST",
  }) as const;

/** Declares that our application answers a number that the account holds. */
export function inService(
  { key, number, ending, before }: InService,
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
      ...endingOf(ending),
    },
    opts,
  );
}

/** A record that was lost and made again finds our own settings, which aren't what the number had before. */
function withoutOurs(settings: NumberSettings, applicationSid: string, statusCallback: string): NumberSettings {
  return {
    ...settings,
    ...(settings.voiceApplicationSid === applicationSid && { voiceApplicationSid: "" }),
    ...(settings.statusCallback === statusCallback && { statusCallback: "" }),
  };
}
