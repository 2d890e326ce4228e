import { type Bag, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";

/** An account in Twilio's API. */
export interface AccountRecord {
  readonly sid: string;
  readonly owner_account_sid: string;
  readonly friendly_name: string;
  readonly status: "active" | "closed" | "suspended";
  readonly type: string;
  readonly date_created: string;
  readonly auth_token: string;
}

interface Asking {
  readonly client: TwilioClient;
  readonly signal: AbortSignal;
}

/**
 * Returns the collection of the provider's account and its subaccounts. Every response contains auth tokens, which are recorded as secrets to redact.
 */
export function accounts({ client, signal }: Asking) {
  const found = client.collection<AccountRecord>({
    ...{ path: "/2010-04-01/Accounts", key: "accounts", noun: "subaccount", signal },
  });
  const learned = <T extends AccountRecord | undefined>(record: T): T => {
    if (record?.auth_token) client.learnSecret(record.auth_token);
    return record;
  };
  return {
    list: async () => (await found.list()).map(learned),
    fetch: async (sid: string) => learned(await found.fetch(sid)),
    create: async (form: Parameters<typeof found.create>[0]) => learned(await found.create(form)),
    update: async (sid: string, form: Parameters<typeof found.update>[1]) => learned(await found.update(sid, form)),
  };
}

/** Returns the numbers of a subaccount, E.164, sorted. */
export async function numbersOf({ client, signal }: Asking, sid: string): Promise<string[]> {
  const numbers = client.collection<{ phone_number: string }>({
    ...{ path: `/2010-04-01/Accounts/${sid}/IncomingPhoneNumbers`, key: "incoming_phone_numbers", noun: "number" },
    signal,
  });
  return (await numbers.list()).map((n) => n.phone_number).sort();
}

/** Refuses a state whose subaccount belongs to another parent account: with this provider, the subaccount would seem deleted. */
export function refuseOtherOwner({ client }: { readonly client: TwilioClient }, { ownerAccountSid, sid }: Bag): void {
  if (typeof ownerAccountSid !== "string" || ownerAccountSid === client.accountSid) return;
  throw new ProviderError(
    "other-account",
    `${sid} is a subaccount of ${ownerAccountSid}, but the provider is configured for ${client.name}. Configure the provider for ${ownerAccountSid}`,
  );
}
