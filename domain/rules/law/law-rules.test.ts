import { describe, expect, it, test } from "vitest";
import { countriesWithLaw } from "../../law/law.ts";
import { blockedPrefix } from "./blocked.ts";
import { automatedCallsPossible, disclosureNeeded, mayCallAt, recordingConsent } from "./conduct.ts";
import { documentsFor, emergencyAddressNeeded } from "./documents.ts";

test.each([
  ["+449098790123", { prefix: "+449", country: "GB", kind: "premium" }],
  ["+4470", { prefix: "+4470", country: "GB", kind: "other" }],
  ["+19005550100", { prefix: "+1900", country: "CA", kind: "premium" }],
  ["+3389", { prefix: "+3389", country: "FR", kind: "premium" }],
  ["+442079460123", undefined],
  ["+14155550101", undefined],
])("%s: %o", (number, found) => expect(blockedPrefix(number)).toEqual(found));

test("no fictional number of an ordinary kind is blocked", () => {
  const examples = countriesWithLaw().flatMap(({ numbers }) => numbers.fictional.value.map(({ example }) => example));
  expect(examples.filter((example) => blockedPrefix(example) !== undefined)).toEqual([]);
});

describe("documents", () => {
  it.each([
    ["US", "local", undefined, { address: "none", bundle: false, needs: [] }],
    [
      "GB",
      "local",
      "individual",
      { address: "country", bundle: true, needs: ["proof of identity", "proof of address"] },
    ],
    ["DK", "local", "business", { address: "any", bundle: true }],
    ["DK", "local", "individual", undefined],
    ["DE", "mobile", "business", undefined],
    ["CH", "local", "business", undefined],
  ] as const)("%s %s for %s", (country, type, owner, needed) => {
    const found = documentsFor(country, type, owner);
    if (needed === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(needed);
  });
  it("are the strictest of all owners where the owner isn't known", () => {
    expect(documentsFor("GB", "local")?.needs).toHaveLength(5);
  });
});

test("an emergency address is needed where the law says so, and where nothing is known", () => {
  expect(["US", "GB", "CA", "DE", "CH"].map(emergencyAddressNeeded)).toEqual([true, true, true, false, true]);
});

test.each([
  ["US", "CA", "all-party"],
  ["US", "NY", "one-party"],
  ["US", "OR", "all-party"],
  ["US", undefined, "all-party"],
  ["GB", undefined, "announce"],
  ["DE", undefined, "all-party"],
  ["CH", undefined, "all-party"],
] as const)("a recording in %s, state %s: %s", (country, state, consent) =>
  expect(recordingConsent(country, state)).toBe(consent),
);

test("the AI Act's disclosure begins on its day", () => {
  expect([disclosureNeeded("FR", "2026-08-01"), disclosureNeeded("FR", "2026-08-02")]).toEqual([false, true]);
  expect(disclosureNeeded("CH", "2020-01-01")).toBe(true);
});

test("automated calls need consent; a country without data has none", () => {
  expect([automatedCallsPossible("US"), automatedCallsPossible("CH")]).toEqual([true, false]);
});

describe("calling hours", () => {
  it.each([
    ["US", "2026-12-01T13:00:00Z", "America/New_York", true],
    ["US", "2026-12-01T12:59:00Z", "America/New_York", false],
    ["US", "2026-12-01T13:00:00Z", "America/Los_Angeles", false],
    // A summer day: two hours before UTC.
    ["IE", "2026-07-01T09:30:00Z", "Europe/Dublin", true],
    ["IE", "2026-07-04T09:30:00Z", "Europe/Dublin", false],
    ["CH", "2026-12-01T12:00:00Z", "Europe/Zurich", false],
  ])("%s at %s in %s: %s", (country, at, zone, allowed) => {
    expect(mayCallAt(country, new Date(at), zone).allowed).toBe(allowed);
  });
  it("say why", () => {
    expect(mayCallAt("US", new Date("2026-12-01T12:59:00Z"), "America/New_York").why).toBe(
      "calls in US from 08:00 to 21:00 on a weekday; it is 07:59",
    );
  });
});
