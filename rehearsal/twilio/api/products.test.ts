import { afterAll, beforeAll, expect, it } from "vitest";
import type { AccountSeed } from "../seed.ts";
import { ACME, startWorld, type World, ZENITH } from "../testing/world.ts";

const CHILD: AccountSeed = {
  sid: `AC${"c1".repeat(16)}`,
  authToken: "child-auth-token",
  friendlyName: "Acme Dental North",
  ownerAccountSid: ACME.sid,
};
const KEY = { sid: ACME.apiKeys?.[0]?.sid ?? "", authToken: ACME.apiKeys?.[0]?.secret ?? "" };
const NOBODY = `TK${"00".repeat(16)}`;

let world: World;
beforeAll(async () => {
  world = await startWorld({ accounts: [ACME, CHILD, ZENITH] });
});
afterAll(() => world.close());

const trunking = (method: string, path: string, account: { sid: string; authToken: string } = ACME, body = "") =>
  world.raw(method, path, { account, body, headers: { Host: "trunking.twilio.com" } });
const code = ({ statusCode, body }: { statusCode: number; body: unknown }) => [
  statusCode,
  (body as { code?: number }).code,
];

it("serves a product by its host, as the official SDK asks", async () => {
  const client = world.sdk();
  const trunk = await client.trunking.v1.trunks.create({ friendlyName: "office" });
  expect(trunk).toMatchObject({ accountSid: ACME.sid, transferMode: "disable-all", secure: false, authTypeSet: [] });
  expect(trunk.url).toBe(`https://trunking.twilio.com/v1/Trunks/${trunk.sid}`);
  expect(trunk.links).toMatchObject({ phone_numbers: `${trunk.url}/PhoneNumbers` });
  expect(trunk.dateCreated).toBeInstanceOf(Date);
  expect((await client.trunking.v1.trunks(trunk.sid).update({ secure: true })).secure).toBe(true);
  expect(await client.trunking.v1.trunks(trunk.sid).remove()).toBe(true);
  await expect(client.trunking.v1.trunks(trunk.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it("turns pages by absolute addresses, each resource once", async () => {
  const client = world.sdk(ZENITH);
  for (const n of [1, 2, 3, 4, 5]) await client.trunking.v1.trunks.create({ friendlyName: `trunk ${n}` });
  const listed = await client.trunking.v1.trunks.list({ pageSize: 2 });
  expect(listed.map((t) => t.friendlyName)).toEqual([5, 4, 3, 2, 1].map((n) => `trunk ${n}`));
  const { body } = await trunking("GET", "/v1/Trunks?PageSize=2", ZENITH);
  const address = "https://trunking.twilio.com/v1/Trunks?PageSize=2";
  expect((body as { meta: object }).meta).toEqual({
    key: "trunks",
    page: 0,
    page_size: 2,
    first_page_url: `${address}&Page=0`,
    previous_page_url: null,
    next_page_url: expect.stringMatching(
      /^https:[/][/]trunking[.]twilio[.]com[/]v1[/]Trunks[?]PageSize=2&Page=1&PageToken=PATK/,
    ),
    url: `${address}&Page=0`,
  });
});

it("acts in the account that signs in: a parent's credentials never reach a subaccount's", async () => {
  const made = await trunking("POST", "/v1/Trunks", CHILD, "FriendlyName=north");
  const { sid, account_sid } = made.body as { sid: string; account_sid: string };
  expect(account_sid).toBe(CHILD.sid);
  expect(code(await trunking("GET", `/v1/Trunks/${sid}`))).toEqual([404, 20404]);
  expect(code(await trunking("GET", `/v1/Trunks/${sid}`, CHILD))).toEqual([200, undefined]);
  expect(code(await trunking("GET", "/v1/Trunks", KEY))).toEqual([200, undefined]);
  expect(code(await trunking("GET", "/v1/Trunks", { ...ACME, authToken: "wrong" }))).toEqual([401, 20003]);
});

it("names what isn't found without the version", async () => {
  const { body } = await trunking("GET", `/v1/Trunks/${NOBODY}`);
  expect(body).toMatchObject({ message: `The requested resource /Trunks/${NOBODY} was not found` });
});

it.each([
  ["trunking.twilio.com", "GET", "/v1/Nothing", 404, 20404],
  ["trunking.twilio.com", "DELETE", "/v1/Trunks", 405, 20004],
  ["trunking.dublin.ie1.twilio.com", "GET", "/v1/Trunks", 200, undefined],
  ["routes.twilio.com", "GET", "/v2/PhoneNumbers/+14155550101", 501, 20501],
  ["trunking.twilio.com", "GET", "/v9/Trunks", 501, 20501],
  ["unheard-of.twilio.com", "GET", "/v1/Things", 501, 20501],
])("%s answers %s %s with %i, code %s", async (Host, method, path, status, expected) => {
  expect(code(await world.raw(method, path, { headers: { Host } }))).toEqual([status, expected]);
});

it("takes a form where the operation takes one, and JSON only where it takes JSON", async () => {
  const headers = { Host: "trunking.twilio.com", "Content-Type": "application/json" };
  const made = await world.raw("POST", "/v1/Trunks", { headers, body: '{"FriendlyName":"x"}' });
  expect([made.statusCode, made.body]).toMatchObject([201, { friendly_name: "" }]);
  const port = (body: string, type: string) =>
    world.raw("POST", "/v1/Porting/PortIn", { headers: { Host: "numbers.twilio.com", "Content-Type": type }, body });
  expect((await port("[1]", "application/json")).body).toMatchObject({
    code: 20422,
    message: "The body must be a JSON object",
  });
  expect((await port("a=b", "application/x-www-form-urlencoded")).body).toMatchObject({
    code: 20422,
    message: "The body must be application/json",
  });
});
