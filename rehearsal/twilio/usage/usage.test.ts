import { afterEach, beforeEach, expect, it } from "vitest";
import { MovableClock } from "../clock.ts";
import type { Call } from "../store.ts";
import { ACME, startWorld, type World } from "../testing/world.ts";

let world: World;
let clock: MovableClock;
beforeEach(async () => {
  clock = new MovableClock(new Date("2026-01-31T10:00:00Z"));
  world = await startWorld({ clock });
});
afterEach(() => world.close());

const DAY_MS = 86_400_000;
const usage = () => world.sdk().api.v2010.accounts(ACME.sid).usage.records;
/** Requests a path of the account's usage. Returns the response. */
async function asked(path: string) {
  const { statusCode, body } = await world.raw("GET", path);
  return { statusCode, ...(body as { code: number; usage_records: { price: string }[] }) };
}
/** Adds a completed call of some seconds. */
function called(
  fields: Partial<Call> & { direction: string; to: string; duration: number; at: string },
  account = ACME.sid,
) {
  const { at, ...rest } = fields;
  const stamp = world.store.stamp("CA");
  const call = {
    ...stamp,
    account_sid: account,
    from: "+14155550199",
    status: "completed",
    start_time: new Date(at),
    ...rest,
  };
  world.store.calls.set(stamp.sid, call);
}
const brief = (r: { category: string; count: string; usage: string; price: unknown }) => [
  ...[r.category, r.count, r.usage, String(r.price)],
];

it("counts calls by direction and kind, in begun minutes, and prices them", async () => {
  const at = "2026-01-31T09:00:00Z";
  called({ direction: "inbound", to: "+14155550101", duration: 61, at });
  called({ direction: "inbound", to: "+14155550101", duration: 60, at });
  called({ direction: "inbound", to: "+18005550101", duration: 1, at });
  called({ direction: "inbound", to: "+442079460001", duration: 1, at });
  called({ direction: "outbound-dial", to: "+14155550102", duration: 30, at });
  called({ direction: "outbound-api", to: "sip:desk@acme.example", duration: 30, at });
  called({ direction: "outbound-dial", to: "client:ann", duration: 30, at });
  called({ direction: "inbound", to: "+14155550101", duration: 0, at });
  called({ direction: "inbound", to: "+14155550101", duration: 90, at, status: "busy" });
  const records = await usage().today.list();
  expect(records.filter((r) => r.count !== "0").map(brief)).toEqual([
    ["calls", "7", "8", "0.0795"],
    ["calls-inbound", "4", "5", "0.0575"],
    ["calls-inbound-local", "3", "4", "0.0355"],
    ["calls-inbound-tollfree", "1", "1", "0.022"],
    ["calls-outbound", "1", "1", "0.014"],
    ["calls-sip", "1", "1", "0.004"],
    ["calls-sip-outbound", "1", "1", "0.004"],
    ["calls-client", "1", "1", "0.004"],
    ["totalprice", null, "0.0795", "0.0795"],
  ]);
  expect(records[0]).toMatchObject({
    countUnit: "calls",
    usageUnit: "minutes",
    priceUnit: "usd",
    asOf: "2026-01-31T10:00:00+00:00",
  });
  expect(records[0]?.subresourceUris.daily).toContain("/Usage/Records/Daily.json?Category=calls");
});

it("charges a number when it is bought and on that day of each month, the last one of a short month, until it is given up", async () => {
  const numbers = world.sdk().incomingPhoneNumbers;
  const { sid } = await numbers.create({ phoneNumber: "+14155550101" });
  await numbers.create({ phoneNumber: "+18005550101" });
  const months = async (category: string) =>
    (await usage().monthly.list({ category, startDate: new Date("2026-01-01"), endDate: new Date("2026-04-30") })).map(
      (r) => [String(r.startDate).slice(0, 10), String(r.endDate).slice(0, 10), r.count, String(r.price)].join(" "),
    );
  await clock.advance(29 * DAY_MS);
  await numbers(sid).remove();
  await clock.advance(30 * DAY_MS);
  expect((await months("phonenumbers")).map((m) => m.split(" ").slice(-2).join(" "))).toEqual([
    "0 0",
    "1 2.15",
    "2 3.3",
    "2 3.3",
  ]);
  expect((await months("phonenumbers-local")).map((m) => m.split(" ").slice(-2).join(" "))).toEqual([
    "0 0",
    "0 0",
    "1 1.15",
    "1 1.15",
  ]);
  const [last] = await usage().lastMonth.list({ category: "phonenumbers" });
  const [current] = await usage().thisMonth.list({ category: "totalprice" });
  expect([last?.count, String(current?.price)]).toEqual(["2", "2.15"]);
});

it("gives each day of a range, a total of it, and pages that go on", async () => {
  called({ direction: "inbound", to: "+14155550101", duration: 10, at: "2026-01-29T23:59:59Z" });
  called({ direction: "inbound", to: "+14155550101", duration: 10, at: "2026-01-30T00:00:00Z" });
  const path = `/Accounts/${ACME.sid}/Usage/Records`;
  const daily = await usage().daily.list({
    category: "calls",
    startDate: new Date("2026-01-28"),
    endDate: new Date("2026-01-30"),
    pageSize: 1,
  });
  expect(daily.map((r) => [String(r.startDate.toISOString()).slice(0, 10), r.count])).toEqual([
    ["2026-01-30", "1"],
    ["2026-01-29", "1"],
    ["2026-01-28", "0"],
  ]);
  const total = await asked(`${path}.json?Category=calls&StartDate=-2days&EndDate=-1days`);
  expect(total.usage_records).toMatchObject([
    { start_date: "2026-01-29", end_date: "2026-01-30", count: "2", price: "0.017" },
  ]);
  const [yesterday] = await usage().yesterday.list({ category: "calls" });
  expect([
    yesterday?.count,
    (await usage().allTime.list({ category: "calls", startDate: new Date("2026-01-01") }))[0]?.count,
  ]).toEqual(["1", "2"]);
  for (const query of [
    "StartDate=soon",
    "StartDate=2020-02-30",
    "EndDate=2026-13-01",
    "StartDate=2026-1-1",
    "Category=carrier-pigeons",
    "StartDate=2026-02-02&EndDate=2026-02-01",
  ]) {
    const { statusCode, code } = await asked(`${path}/Daily.json?${query}`);
    expect([statusCode, code]).toEqual([400, 20422]);
  }
});

it("adds subaccounts to their parent unless told otherwise, and a moved number to whom it is with", async () => {
  const child = await world.sdk().api.accounts.create({ friendlyName: "North" });
  const number = await world.sdk().incomingPhoneNumbers.create({ phoneNumber: "+14155550101" });
  await clock.advance(DAY_MS);
  await world.sdk().incomingPhoneNumbers(number.sid).update({ accountSid: child.sid });
  await clock.advance(35 * DAY_MS);
  const price = async (sid: string, query = "") => {
    const path = `/Accounts/${sid}/Usage/Records.json?Category=totalprice&StartDate=2026-01-01${query}`;
    return (await asked(path)).usage_records[0]?.price;
  };
  expect([await price(ACME.sid), await price(ACME.sid, "&IncludeSubaccounts=false"), await price(child.sid)]).toEqual([
    "2.3",
    "1.15",
    "1.15",
  ]);
});
