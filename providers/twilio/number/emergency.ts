import { ProviderError } from "../../kit/handler.ts";
import { pause } from "../../kit/retry.ts";
import type { TwilioClient } from "../client/client.ts";
import type { NumberRecord } from "../client/records.ts";
import { withRequirements } from "./requirements.ts";

/** How often it is asked whether an address is unregistered: some 80 s in all. */
const MAX_POLLS = 60;

/** Whose number it is, for requests. */
interface Holder {
  readonly client: TwilioClient;
  readonly signal: AbortSignal;
}

/**
 * Gives a number its emergency address, or takes it away. Twilio exchanges none for another: the first has to be disassociated, and be
 * unregistered with the emergency services, before the next is associated.
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

/** Waits, for a bounded time, until no address of the number is registered any more. */
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
    `the emergency address of ${record.phone_number} isn't unregistered yet (${status}): nothing else was changed; run it again in a few minutes`,
  );
}
