import { ProviderError } from "../../kit/handler.ts";
import { pause } from "../../kit/retry.ts";
import type { TwilioClient } from "../client/client.ts";
import type { NumberRecord } from "../client/records.ts";
import { withRequirements } from "./requirements.ts";

/** Maximum polls for the end of an address's registration: about 80 s in all. */
const MAX_POLLS = 60;

/** The account that has the number. */
interface Holder {
  readonly client: TwilioClient;
  readonly signal: AbortSignal;
}

/**
 * Sets or removes a number's emergency address. Twilio can't exchange one address for another: the current one must be removed, and unregistered
 * with the emergency services, before the next is set.
 * https://help.twilio.com/articles/223133827
 */
export async function setEmergencyAddress(ctx: Holder, record: NumberRecord, wanted: string): Promise<NumberRecord> {
  const { client, signal } = ctx;
  const live = record.emergency_address_sid ?? "";
  if (live === wanted) return record;
  const put = (EmergencyAddressSid: string) =>
    withRequirements(client.updateNumber(record.sid, { EmergencyAddressSid }, signal));
  const cleared = live === "" ? record : await put("");
  const free = await unregistered(ctx, cleared);
  return wanted === "" ? free : put(wanted);
}

/** Waits for a limited time until the number has no registered address. */
async function unregistered({ client, signal }: Holder, cleared: NumberRecord): Promise<NumberRecord> {
  let record = cleared;
  for (let look = 1; record.emergency_address_status === "pending-unregistration"; look++) {
    if (look > MAX_POLLS) break;
    await pause(look, signal);
    record = (await client.number(record.sid, signal)) ?? record;
  }
  const status = record.emergency_address_status ?? "unregistered";
  if (status === "unregistered") return record;
  throw new ProviderError(
    "emergency-address-registered",
    `the emergency address of ${record.phone_number} is still registered (${status}). Nothing else was changed. Run the command again in a few minutes`,
  );
}
