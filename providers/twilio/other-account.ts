import { type Bag, ProviderError } from "../kit/handler.ts";
import type { TwilioClient } from "./client/client.ts";

/**
 * A provider that is pointed at another account must not look there for what it made in the first one: everything would seem gone, and
 * be made, and paid for, again.
 */
export function refuseOtherAccount(client: TwilioClient, state: Bag): void {
  const { accountSid, sid } = state;
  if (typeof accountSid !== "string" || accountSid === client.accountSid) return;
  throw new ProviderError(
    "other-account",
    `${state.phoneNumber ?? sid} is in account ${accountSid}, but the provider is configured for ${client.name}: give the provider the credentials of ${accountSid}, or declare a second resource with a provider of its own`,
  );
}
