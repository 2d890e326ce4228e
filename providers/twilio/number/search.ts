import type { Bag } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import type { AvailableRecord } from "../client/records.ts";

const kinds = { local: "Local", mobile: "Mobile", tollFree: "TollFree" } as const;

/** How many numbers Twilio shows where no limit is given. */
const PAGE = 30;

/** Numbers that can be bought. https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource */
export function availableNumbers(
  { client, signal }: { client: TwilioClient; signal: AbortSignal },
  { country, type, areaCode, contains, locality, region, voiceEnabled, limit }: Bag,
): Promise<AvailableRecord[]> {
  const query = {
    AreaCode: areaCode,
    Contains: contains,
    InLocality: locality,
    InRegion: region,
    VoiceEnabled: voiceEnabled,
    PageSize: limit ?? PAGE,
  };
  return client.availableNumbers(country, kinds[type as keyof typeof kinds], query, signal);
}
