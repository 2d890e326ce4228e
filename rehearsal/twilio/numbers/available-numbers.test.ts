import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { ACME, startWorld, type World, ZENITH } from "../testing/world.ts";
import { asDecided } from "../unsettled.ts";
import { numbersOf, RANGES } from "./inventory.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld({
    accounts: [ACME, { ...ZENITH, numbers: [{ phoneNumber: "+14155550100" }] }],
  });
});
afterAll(() => world.close());
afterEach(() => Object.assign(world.store.unsettled, asDecided()));

const found = async (query: string, path = "US/Local.json") => {
  const { body } = await world.raw("GET", `/Accounts/${ACME.sid}/AvailablePhoneNumbers/${path}?${query}`);
  return (body as { available_phone_numbers: { phone_number: string }[] }).available_phone_numbers.map(
    (n) => n.phone_number,
  );
};

it("offers numbers of ranges that are kept for fiction, and no other", () => {
  for (const range of RANGES) {
    for (const e164 of numbersOf(range))
      expect(e164).toMatch(/^[+](1[2-9]\d\d55501\d\d|493023125\d{3}|442079460\d{3}|447700900\d{3}|443069990\d{3})$/);
  }
});

it("says where a number is, and hides one that any account holds", async () => {
  const [first] = await world.sdk().availablePhoneNumbers("US").local.list({ areaCode: 415, limit: 1 });
  expect(first?.toJSON()).toEqual({
    addressRequirements: "none",
    beta: false,
    capabilities: { mms: true, sms: true, voice: true },
    friendlyName: "(415) 555-0101",
    isoCountry: "US",
    lata: "722",
    latitude: "37.790000",
    locality: "San Francisco",
    longitude: "-122.390000",
    phoneNumber: "+14155550101",
    postalCode: "94105",
    rateCenter: "SNFC CNTRL",
    region: "CA",
  });
});

it("shows no place for toll-free and mobile numbers", async () => {
  const [tollFree] = await world.sdk().availablePhoneNumbers("US").tollFree.list({ limit: 1 });
  expect(tollFree).toMatchObject({ phoneNumber: "+18005550100", locality: null, lata: null });
  const [mobile] = await world.sdk().availablePhoneNumbers("GB").mobile.list({ limit: 1 });
  expect(mobile).toMatchObject({ phoneNumber: "+447700900000", friendlyName: "+447700900000", region: null });
});

it.each([
  ["AreaCode=212&PageSize=2", "US/Local.json", ["+12125550100", "+12125550101"]],
  ["AreaCode=907", "US/Local.json", []],
  ["InLocality=Austin&PageSize=1", "US/Local.json", ["+15125550100"]],
  ["InLocality=austin&InRegion=TX&PageSize=1", "US/Local.json", ["+15125550100"]],
  ["InLocality=Austin&InRegion=CA", "US/Local.json", []],
  ["InRegion=HI&PageSize=1", "US/Local.json", ["+18085550100"]],
  ["InPostalCode=02108&PageSize=1", "US/Local.json", ["+16175550100"]],
  ["Contains=0142&AreaCode=415", "US/Local.json", ["+14155550142"]],
  ["Contains=%2B1415555014*&PageSize=2", "US/Local.json", ["+14155550140", "+14155550141"]],
  ["Contains=51055501**&PageSize=2", "US/Local.json", ["+15105550100", "+15105550101"]],
  ["Contains=*150&PageSize=2&AreaCode=415", "US/Local.json", ["+14155550150"]],
  ["Contains=%250122&AreaCode=415", "US/Local.json", ["+14155550122"]],
  ["Contains=0122$&AreaCode=415", "US/Local.json", ["+14155550122"]],
  ["Contains=122%25&AreaCode=415", "US/Local.json", ["+14155550122"]],
  ["Contains=012$&AreaCode=415", "US/Local.json", []],
  ["Contains=%2B415&AreaCode=415", "US/Local.json", []],
  ["Contains=%2B14155550122$", "US/Local.json", ["+14155550122"]],
  ["Contains=2079460%25%25&PageSize=1", "GB/Local.json", ["+442079460000"]],
  ["Contains=GHI&AreaCode=415", "US/Local.json", []],
  ["Contains=JJJ&AreaCode=415&PageSize=1", "US/Local.json", ["+14155550101"]],
  ["FaxEnabled=true", "US/Local.json", []],
  ["VoiceEnabled=true&SmsEnabled=true&MmsEnabled=true&FaxEnabled=false&PageSize=1", "US/Local.json", ["+12025550100"]],
  ["SmsEnabled=true", "GB/Local.json", []],
  ["VoiceEnabled=true&PageSize=1", "GB/Local.json", ["+442079460000"]],
  ["InLocality=Toronto&PageSize=1", "CA/Local.json", ["+14165550100"]],
  ["InLata=722&InRateCenter=oKLD%20MN-PD&PageSize=1", "US/Local.json", ["+15105550100"]],
  ["InLata=%2B15105550177&InRateCenter=%2B15105550177&PageSize=1", "US/Local.json", ["+15105550100"]],
  ["InRegion=%2B12125550177&PageSize=1", "US/Local.json", ["+12125550100"]],
  ["InLocality=%2B19075550177", "US/Local.json", []],
  ["InRegion=CA&AreaCode=415&NearLatLong=1,1&PageSize=1", "GB/Local.json", ["+442079460000"]],
  ["PageSize=1", "GB/National.json", ["+443069990000"]],
  [
    "ExcludeLocalAddressRequired=true&ExcludeForeignAddressRequired=true&PageSize=1",
    "GB/National.json",
    ["+443069990000"],
  ],
  ["ExcludeAllAddressRequired=true", "GB/National.json", []],
  ["ExcludeAllAddressRequired=true&PageSize=1", "GB/Local.json", ["+442079460000"]],
  ["AreaCode=833&PageSize=1", "CA/TollFree.json", ["+18335550100"]],
])("searches by %s in %s", async (query, path, numbers) => {
  expect(await found(query, path)).toEqual(numbers);
});

it.each([
  ["NearNumber=%2B14155550101", ["415", "628", "510"]],
  ["NearNumber=(510)+555-0101", ["510", "415", "628"]],
  ["NearNumber=%2B14155550101&Distance=5", ["415", "628"]],
  ["NearNumber=%2B14155550101&Distance=400", ["415", "628", "510", "213"]],
  ["NearLatLong=40.0,-75.2", ["215"]],
  ["NearLatLong=40.0,-75.2&Distance=100", ["215", "212"]],
  ["NearNumber=%2B12125550100&Distance=82&InRegion=PA", []],
  ["NearNumber=%2B12125550100&Distance=83&InRegion=PA", ["215"]],
  ["NearNumber=%2B19075550100&Distance=500", []],
  ["Distance=1&AreaCode=808", ["808"]],
])("finds area codes by %s, the nearest first", async (query, areaCodes) => {
  world.store.unsettled.searchShows = 1000;
  expect([...new Set((await found(`${query}&PageSize=1000`)).map((e164) => e164.slice(2, 5)))]).toEqual(areaCodes);
});

it("shows 30 numbers at most, whatever is asked for, unless a test has it otherwise", async () => {
  expect(await found("PageSize=29")).toHaveLength(29);
  expect(await found("")).toHaveLength(30);
  expect(await found("PageSize=1000")).toHaveLength(30);
  world.store.unsettled.searchShows = 1000;
  expect(await found("")).toHaveLength(50);
  expect(await found("PageSize=1000")).toHaveLength(1000);
});

it.each([
  ["US/Mobile.json", 404, 20404],
  ["GB/TollFree.json", 404, 20404],
  ["ZZ/Local.json", 404, 20404],
  ["ZZ.json", 404, 20404],
  ["US/Local.json?PageSize=1001", 400, 20007],
  ["US/Local.json?PageSize=0", 400, 20007],
  ["US/Local.json?Contains=4", 400, 20422],
  ["US/Local.json?Contains=4*5", 400, 20422],
  ["US/Local.json?Contains=510555***7", 400, 20422],
  ["US/Local.json?Contains=*4", 400, 20422],
  ["US/Local.json?Contains=%2B*415", 400, 20422],
  ["US/Local.json?Contains=415*$", 400, 20422],
  ["US/Local.json?Contains=*%25415", 400, 20422],
  ["US/Local.json?Contains=415$1", 400, 20422],
  ["US/Local.json?Contains=Z%C3%BCrich", 400, 20422],
  ["US/Local.json?Contains=12345678901234567", 400, 20422],
  ["US/Local.json?Contains=1234567890123456", 200, undefined],
  ["US/Local.json?InRateCenter=SEATTLE", 400, 20422],
  ["US/Local.json?NearNumber=reception", 400, 20422],
  ["US/Local.json?NearLatLong=91,0", 400, 20422],
  ["US/Local.json?NearLatLong=37.79", 400, 20422],
  ["US/Local.json?NearNumber=%2B14155550101&Distance=501", 400, 20422],
  ["US/Local.json?NearNumber=%2B14155550101&Distance=500", 200, undefined],
  ["US/National.json", 404, 20404],
  ["US/SharedCost.json", 501, 20501],
])("answers %s with %i, code %i", async (path, status, code) => {
  const { statusCode, body } = await world.raw("GET", `/Accounts/${ACME.sid}/AvailablePhoneNumbers/${path}`);
  expect([statusCode, (body as { code: number }).code]).toEqual([status, code]);
});

it("says what kinds a country has", async () => {
  const { body } = await world.raw("GET", `/Accounts/${ACME.sid}/AvailablePhoneNumbers/US.json`);
  const uri = `/2010-04-01/Accounts/${ACME.sid}/AvailablePhoneNumbers/US`;
  expect(body).toEqual({
    beta: false,
    country: "United States",
    country_code: "US",
    subresource_uris: { local: `${uri}/Local.json`, toll_free: `${uri}/TollFree.json` },
    uri: `${uri}.json`,
  });
});
