import * as twilio from "@pulumi/twilio";
import { kindOf, type NumberKind, shownKind } from "../../../domain/rules/money/number-kind.ts";
import type { MissingPaper, Obstacle, Purchase } from "../carrier.ts";
import { searchObstacles } from "./twilio-search.ts";

const BUNDLE = {
  paper: "bundle",
  rule: "an approved regulatory bundle (https://www.twilio.com/docs/api/errors/21649)",
  fix: "write `bundle: BU...` under `buy`, the SID of an approved bundle of the account that buys (docs/stack-files.md#papers)",
} as const;

/** Returns the problems that stop purchases at Twilio. */
export async function obstacles(wanted: readonly Purchase[], provider: twilio.Provider): Promise<Obstacle[]> {
  const [bundles, others] = await Promise.all([
    missingBundles(wanted, provider),
    searchObstacles(
      wanted.filter(({ buy }) => buy.number === undefined),
      provider,
    ),
  ]);
  return [...bundles, ...others];
}

/**
 * Finds purchases that Twilio would refuse (21649): their kind of number needs a bundle, and `buy` names none. Regulations change, so this asks Twilio
 * once for each kind. https://www.twilio.com/docs/phone-numbers/regulatory/api/regulations
 */
async function missingBundles(wanted: readonly Purchase[], provider: twilio.Provider): Promise<MissingPaper[]> {
  const kinds = new Map<string, NumberKind & { keys: string[] }>();
  for (const { key, buy } of wanted) {
    if (buy.bundle !== undefined) continue;
    const kind = kindToBuy(buy);
    const same = kinds.get(shownKind(kind)) ?? { ...kind, keys: [] };
    same.keys.push(key);
    kinds.set(shownKind(kind), same);
  }
  const missing = await Promise.all(
    [...kinds.values()].map(async ({ country, type, keys }): Promise<MissingPaper | undefined> => {
      const { regulations } = await twilio.getRegulations({ isoCountry: country, numberType: type }, { provider });
      const asks = regulations
        .map(({ endUserType, endUserFields, documents }) => ({
          endUserType,
          all: [...endUserFields, ...documents.map(({ name }) => name)],
        }))
        .filter(({ all }) => all.length > 0)
        .map(({ endUserType, all }) => `${endUserType}: ${all.join(", ")}`)
        .sort();
      return asks.length === 0 ? undefined : { ...BUNDLE, keys, kind: `${type} number of ${country}`, asks };
    }),
  );
  return missing.filter((one) => one !== undefined);
}

/** The kind of number to buy: from the file, else from an exact number's digits. */
function kindToBuy({ number, country, type }: Purchase["buy"]): NumberKind {
  const planned = number === undefined ? undefined : kindOf(number);
  return { country: country ?? planned?.country ?? "US", type: type ?? planned?.type ?? "local" };
}
