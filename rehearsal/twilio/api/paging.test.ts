import { afterEach, beforeEach, expect, it } from "vitest";
import { ACME, startWorld, type World } from "../testing/world.ts";
import type { PageLinks } from "./paging.ts";

let world: World;
const PATH = `/2010-04-01/Accounts/${ACME.sid}/IncomingPhoneNumbers.json`;
const e164 = (i: number) => `+1415555010${i}`;
beforeEach(async () => {
  const numbers = Array.from({ length: 7 }, (_, i) => ({ phoneNumber: e164(i), friendlyName: "Front desk" }));
  world = await startWorld({ accounts: [{ ...ACME, numbers }] });
});
afterEach(() => world.close());

type Page = PageLinks & { readonly incoming_phone_numbers: readonly { sid: string; phone_number: string }[] };
const get = async (uri: string) => (await world.raw("GET", uri)).body as Page;
const numbers = (page: Page) => page.incoming_phone_numbers.map((n) => n.phone_number);

it("turns pages forth and back, newest first", async () => {
  const first = await get(`${PATH}?FriendlyName=Front+desk&PageSize=3`);
  expect(numbers(first)).toEqual([e164(6), e164(5), e164(4)]);
  const { incoming_phone_numbers: _, ...links } = first;
  expect(links).toEqual({
    first_page_uri: `${PATH}?FriendlyName=Front+desk&PageSize=3&Page=0`,
    next_page_uri: `${PATH}?FriendlyName=Front+desk&PageSize=3&Page=1&PageToken=PA${first.incoming_phone_numbers[2]?.sid}`,
    previous_page_uri: null,
    uri: `${PATH}?FriendlyName=Front+desk&PageSize=3&Page=0`,
    page: 0,
    page_size: 3,
    start: 0,
    end: 2,
  });
  const second = await get(first.next_page_uri ?? "");
  expect(numbers(second)).toEqual([e164(3), e164(2), e164(1)]);
  expect(second).toMatchObject({ page: 1, start: 3, end: 5, uri: first.next_page_uri });
  const third = await get(second.next_page_uri ?? "");
  expect(numbers(third)).toEqual([e164(0)]);
  expect(third).toMatchObject({ page: 2, start: 6, end: 6, next_page_uri: null });
  expect(numbers(await get(third.previous_page_uri ?? ""))).toEqual(numbers(second));
  expect(numbers(await get(second.previous_page_uri ?? ""))).toEqual(numbers(first));
});

it("lets the SDK read all pages", async () => {
  const all = await world.sdk().incomingPhoneNumbers.list({ pageSize: 2 });
  expect(all.map((n) => n.phoneNumber)).toEqual([6, 5, 4, 3, 2, 1, 0].map(e164));
  expect(world.store.journal).toHaveLength(4);
});

it("neither repeats nor hides a number when others come and go between pages", async () => {
  const first = await get(`${PATH}?PageSize=3`);
  const client = world.sdk();
  await client.incomingPhoneNumbers(first.incoming_phone_numbers[2]?.sid ?? "").remove();
  await client.incomingPhoneNumbers.create({ phoneNumber: "+14155550150" });
  const second = await get(first.next_page_uri ?? "");
  expect(numbers(second)).toEqual([e164(3), e164(2), e164(1)]);
});

it("answers an empty list with its links", async () => {
  expect(await get(`${PATH}?FriendlyName=nobody`)).toEqual({
    incoming_phone_numbers: [],
    first_page_uri: `${PATH}?FriendlyName=nobody&PageSize=50&Page=0`,
    next_page_uri: null,
    previous_page_uri: null,
    uri: `${PATH}?FriendlyName=nobody&PageSize=50&Page=0`,
    page: 0,
    page_size: 50,
    start: 0,
    end: 0,
  });
});

it.each([
  ["PageSize=1001", 20007],
  ["PageSize=-1", 20007],
  ["PageSize=many", 20007],
  ["Page=1&PageToken=PAGE2", 21481],
  [`Page=1&PageToken=PAPN${"00".repeat(16)}`, 21481],
])("refuses %s with code %i", async (query, code) => {
  expect(await world.raw("GET", `${PATH}?${query}`)).toMatchObject({ statusCode: 400, body: { status: 400, code } });
});

it("takes a page of 1000", async () => {
  expect(await get(`${PATH}?PageSize=1000`)).toMatchObject({ page_size: 1000, end: 6, next_page_uri: null });
});
