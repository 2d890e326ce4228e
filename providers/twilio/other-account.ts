import { type Bag, ProviderError } from "../kit/handler.ts";
import type { TwilioClient } from "./client/client.ts";

/**
 * Refuses a state of an account other than the provider's. In the wrong account every resource would seem deleted, and would be created, and
 * paid for, again.
 */
export function refuseOtherAccount(client: TwilioClient, state: Bag): void {
  const { accountSid, sid } = state;
  if (typeof accountSid !== "string" || accountSid === client.accountSid) return;
  throw new ProviderError(
    "other-account",
    `${state.phoneNumber ?? sid} is in account ${accountSid}, but the provider is configured for ${client.name}. Configure the provider for ${accountSid}, or declare a second resource with a provider of its own`,
  );
}
