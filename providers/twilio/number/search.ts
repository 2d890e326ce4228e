import { type Bag, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { isGone } from "../client/errors.ts";
import type { AvailableRecord } from "../client/records.ts";
import { MOST_SHOWN, unsupportedIn } from "./search-shape.ts";

/** Twilio's names of the number types. */
const kinds: Readonly<Record<string, string>> = {
  local: "Local",
  mobile: "Mobile",
  national: "National",
  tollFree: "TollFree",
  sharedCost: "SharedCost",
  voip: "Voip",
  machineToMachine: "MachineToMachine",
};

/**
 * Searches for numbers to buy. https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource
 *
 * @throws ProviderError for criteria that Twilio would ignore, and for a type that the country doesn't have, with the types that it has
 */
export async function availableNumbers(
  { client, signal }: { client: TwilioClient; signal: AbortSignal },
  { country, type, areaCode, contains, locality, region, limit, ...wanted }: Bag,
): Promise<AvailableRecord[]> {
  const [ignored] = unsupportedIn({ country, areaCode, region });
  if (ignored) throw new ProviderError("search-criterion-unsupported", `${ignored.property} ${ignored.reason}`);
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
    PageSize: limit ?? MOST_SHOWN,
  };
  return client.availableNumbers(country, kinds[type]!, query, signal).catch(async (error: unknown) => {
    throw isGone(error) ? await typeNotSold({ client, signal }, country, type) : error;
  });
}

/** Makes the error for a 404, which Twilio returns for a number type that a country lacks, and for a country in which it sells no numbers. */
async function typeNotSold(
  { client, signal }: { client: TwilioClient; signal: AbortSignal },
  country: string,
  type: string,
): Promise<ProviderError> {
  const path = `AvailablePhoneNumbers/${country}.json`;
  const what = `list the number types of ${country}`;
  const found = await client.one<{ subresource_uris?: Record<string, string> }>(what, path, signal);
  const offered = Object.keys(found?.subresource_uris ?? {}).map((name) =>
    name.replace(/_./g, (pair) => pair.slice(1).toUpperCase()),
  );
  return new ProviderError(
    "number-type-not-sold",
    offered.length === 0
      ? `Twilio sells no numbers in ${country} to ${client.name}. Choose another country`
      : `Twilio sells no ${type} numbers in ${country} to ${client.name}. Search for a type that it sells: ${offered.sort().join(", ")}`,
  );
}
