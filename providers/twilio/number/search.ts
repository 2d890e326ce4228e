import type { Bag } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import type { AvailableRecord } from "../client/records.ts";

/** Twilio's names of the kinds of numbers. */
const kinds: Readonly<Record<string, string>> = {
  local: "Local",
  mobile: "Mobile",
  national: "National",
  tollFree: "TollFree",
  sharedCost: "SharedCost",
  voip: "Voip",
  machineToMachine: "MachineToMachine",
};

/** How many numbers Twilio shows where no limit is given. */
const PAGE = 30;

/** Numbers that can be bought. https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource */
export function availableNumbers(
  { client, signal }: { client: TwilioClient; signal: AbortSignal },
  { country, type, areaCode, contains, locality, region, limit, ...wanted }: Bag,
): Promise<AvailableRecord[]> {
  const query = {
    AreaCode: areaCode,
    Contains: contains,
    InLocality: locality,
    InRegion: region,
    VoiceEnabled: wanted.voiceEnabled,
    SmsEnabled: wanted.smsEnabled,
    MmsEnabled: wanted.mmsEnabled,
    FaxEnabled: wanted.faxEnabled,
    ExcludeAllAddressRequired: wanted.excludeAllAddressRequired,
    ExcludeLocalAddressRequired: wanted.excludeLocalAddressRequired,
    ExcludeForeignAddressRequired: wanted.excludeForeignAddressRequired,
    PageSize: limit ?? PAGE,
  };
  return client.availableNumbers(country, kinds[type]!, query, signal);
}
