import { type Bag, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { isGone } from "../client/errors.ts";
import type { AvailableRecord } from "../client/records.ts";
import { MOST_SHOWN, unsupportedIn } from "./search-shape.ts";

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

/**
 * Numbers that can be bought. https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource
 *
 * @throws ProviderError for what Twilio would ignore there, and with the kinds that the country has, where it has none of the kind that is searched for
 */
export async function availableNumbers(
  { client, signal }: { client: TwilioClient; signal: AbortSignal },
  { country, type, areaCode, contains, locality, region, limit, ...wanted }: Bag,
): Promise<AvailableRecord[]> {
  const [ignored] = unsupportedIn({ country, areaCode, region });
  if (ignored) throw new ProviderError("search-ignored", `${ignored.property} ${ignored.reason}`);
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
    throw isGone(error) ? await noSuchKind({ client, signal }, country, type) : error;
  });
}

/** Twilio answers 404 for a kind that a country doesn't have, as for a country that it doesn't know. */
async function noSuchKind(
  { client, signal }: { client: TwilioClient; signal: AbortSignal },
  country: string,
  type: string,
): Promise<ProviderError> {
  const path = `AvailablePhoneNumbers/${country}.json`;
  const what = `see which kinds of numbers ${country} has`;
  const found = await client.one<{ subresource_uris?: Record<string, string> }>(what, path, signal);
  const offered = Object.keys(found?.subresource_uris ?? {}).map((name) =>
    name.replace(/_./g, (pair) => pair.slice(1).toUpperCase()),
  );
  return new ProviderError(
    "no-such-kind",
    offered.length === 0
      ? `Twilio sells no numbers of ${country} to ${client.name}: name another country`
      : `Twilio sells no ${type} numbers of ${country} to ${client.name}: search for one of the kinds that it sells there: ${offered.sort().join(", ")}`,
  );
}
