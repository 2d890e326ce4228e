import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import type { ConnectionType } from "../config/connection-traits.ts";
import { loadStackFile, type RegionFile } from "../config/load.ts";
import { offerOf } from "../config/offers.ts";
import comparison from "./comparison.json" with { type: "json" };
import { COMPARISON, offersSchema, PRICE_PROMISES, SUPPORT } from "./offers.ts";
import prices from "./price-promises.json" with { type: "json" };
import supportPlans from "./support-plans.json" with { type: "json" };
import guide from "./testing/product-guide.json" with { type: "json" };

const TYPES = ["managed", "sip-trunk", "twilio"] as const;
const region = (id: string) => (loadStackFile(join(import.meta.dirname, "../../stacks"), id) as RegionFile).region;

test("the files are as their schemas ask", () => {
  expect(offersSchema.supportPlans.parse(supportPlans)).toEqual(supportPlans);
  expect(offersSchema.comparison.parse(comparison)).toEqual(comparison);
  expect(offersSchema.prices.parse(prices)).toEqual(prices);
});

describe("the product guide's comparison matrix", () => {
  it.each(guide.comparison)("%s: %s, %s, %s", (feature, ...cells) => {
    const row = COMPARISON[feature as keyof typeof COMPARISON];
    expect(TYPES.map((type) => row[type])).toEqual(cells);
  });
  it("has no row more", () => {
    expect(Object.keys(COMPARISON)).toEqual(guide.comparison.map(([feature]) => feature));
  });
});

describe("the product guide's regional considerations", () => {
  /** What the guide says, in the words of the availability. */
  const MEANT: Readonly<Record<string, string>> = {
    "Full support": "full",
    "Supported with major carriers": "supported",
    "Full native support": "full",
    "Limited availability": "limited",
    "Recommended approach": "recommended",
    "Full support with local numbers": "full",
    "Planned expansion": "planned",
    "Supported with compatible carriers": "supported",
    "Limited availability by country": "limited",
    "Contact AYBIZA support for specific requirements": "contact-support",
    "SIP Trunk generally provides best coverage": "contact-support",
    "Twilio availability varies by country": "contact-support",
  };
  const rows = guide.regions.flatMap(([id, ...cells]) =>
    TYPES.map((type, i) => [id, type, cells[i]] as [string, ConnectionType, string]),
  );
  it.each(rows)("%s, %s: %s", (id, type, says) => {
    const { availability, promised } = region(id).integrations[type];
    expect(promised ?? availability).toBe(MEANT[says]);
    // SIP trunks aren't built yet, so nothing is promised as if it were there.
    if (type === "sip-trunk") expect(["planned", "contact-support"]).toContain(availability);
    else expect(promised).toBeUndefined();
  });
  it.each(guide.regions)("%s: its regulation is said", (id, ...cells) => {
    expect(region(id).regulation).toBe(cells[3]);
  });
  it("sells numbers of all US area codes, and of Canada's major cities", () => {
    expect(guide.managed).toEqual(["United States (all area codes)", "Canada (major cities)"]);
    expect(region("us").integrations.managed).toMatchObject({ availability: "full", why: "all area codes" });
    const { cities, types } = region("ca").integrations.managed.countries!.CA!;
    expect([region("ca").integrations.managed.availability, types?.local, cities?.length]).toEqual([
      "full",
      "full",
      16,
    ]);
  });
  it("says why and since when, for each connection type of each region", () => {
    for (const id of ["us", "ca", "uk", "eu", "other"])
      for (const type of TYPES) {
        const { why, since } = region(id).integrations[type];
        expect([id, type, typeof why, typeof since]).toEqual([id, type, "string", "string"]);
      }
  });
  it.each([
    ["eu", "twilio", "DE", undefined, "limited"],
    ["uk", "managed", "GB", "mobile", "limited"],
    ["uk", "managed", "GB", "toll-free", "planned"],
    ["ca", "managed", "CA", "toll-free", "none"],
    ["us", "managed", "US", "toll-free", "full"],
  ] as const)("%s offers %s in %s for %s: %s", (id, type, country, kind, availability) => {
    expect(offerOf(region(id), type, country, kind).availability).toBe(availability);
  });
});

describe("the product guide's prices", () => {
  it("are promised as data", () => {
    const { managed, ...rest } = guide.prices;
    const shown = ({ from, to }: { from: string; to: string }) => (from === to ? `$${from}` : `$${from}-${to}`);
    expect(shown(PRICE_PROMISES.managed.month)).toBe(managed["Monthly Fee"]);
    expect(shown(PRICE_PROMISES.managed.inboundMinute)).toBe(managed["Inbound Calls"]);
    expect(shown(PRICE_PROMISES.managed.outboundMinute)).toBe(managed["Outbound Calls"]);
    expect(`${PRICE_PROMISES.managed.volumeDiscountFrom}+`).toBe(managed["Volume Discounts"]);
    expect([shown(PRICE_PROMISES["sip-trunk"].month), shown(PRICE_PROMISES.twilio.month)]).toEqual([
      rest["sip-trunk"]["AYBIZA Fee"],
      rest.twilio["AYBIZA Fee"],
    ]);
    expect(PRICE_PROMISES.setupFee).toBe("0");
  });
  it.each(["us", "ca", "uk", "eu", "other"])("hold in region %s, in the guide's currency", (id) => {
    const { pricing } = region(id);
    expect(pricing?.currency).toBe("USD");
    expect([pricing?.["sip-trunk"]?.month, pricing?.twilio?.month]).toEqual(["1.00", "0.50"]);
    const first = pricing?.managed?.volumeDiscounts[0]?.fromNumbers;
    expect(first).toBe(pricing?.managed === undefined ? undefined : 100);
  });
});

describe("the product guide's support", () => {
  it.each(Object.entries(guide.support))("of %s", (type, rows) => {
    for (const id of ["us", "ca", "uk", "eu", "other"]) {
      const plan = SUPPORT[region(id).support![type as ConnectionType]!];
      const said = [plan.level, plan.responseHours && `${plan.responseHours}-hour SLA for production issues`];
      const rest = [plan.coverage && `${plan.coverage} support available`, plan.escalation, plan.referral];
      expect([...said, ...rest, plan.documentation, plan.selfHelp].filter((one) => one !== undefined)).toEqual(rows);
    }
  });
});
