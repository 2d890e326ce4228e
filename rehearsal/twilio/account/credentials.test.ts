import { afterAll, beforeAll, expect, it } from "vitest";
import { TRUNK_DEFAULTS, TRUNKS } from "../operations/kinds.ts";
import type { AccountSeed } from "../seed.ts";
import { ACME, startWorld, type World } from "../testing/world.ts";

const key = (pair: string, more: { main?: true } = {}) => ({
  sid: `SK${pair.repeat(16)}`,
  secret: `secret-${pair}`,
  ...more,
});
const PARENT: AccountSeed = { ...ACME, apiKeys: [key("a1"), key("a2", { main: true })] };
const CHILD: AccountSeed = {
  sid: `AC${"c1".repeat(16)}`,
  authToken: "child-auth-token",
  friendlyName: "North",
  ownerAccountSid: PARENT.sid,
  apiKeys: [key("c1"), key("c2", { main: true })],
  applications: [{ sid: `AP${"c1".repeat(16)}` }],
};
const TRUNK = `TK${"c1".repeat(16)}`;

const CREDENTIALS = {
  "parent's token": { sid: PARENT.sid, authToken: PARENT.authToken },
  "parent's Standard key": { sid: key("a1").sid, authToken: key("a1").secret },
  "parent's Main key": { sid: key("a2").sid, authToken: key("a2").secret },
  "own token": { sid: CHILD.sid, authToken: CHILD.authToken },
  "own Standard key": { sid: key("c1").sid, authToken: key("c1").secret },
  "own Main key": { sid: key("c2").sid, authToken: key("c2").secret },
} as const;

/** Expected answers in the order of the credentials above: the account whose resource is returned, or the status of a refusal. */
type Answers = readonly ("child's" | "parent's" | 401 | 404)[];

const of = (path: string) => `/2010-04-01/Accounts/${CHILD.sid}${path}.json`;
const [seen, own] = [
  ["child's", 401, 401, "child's", "child's", "child's"] as Answers,
  ["parent's", "parent's", "parent's", "child's", "child's", "child's"] as Answers,
];
const notByStandardKey: Answers = ["child's", 401, "child's", "child's", 401, "child's"];

/** The credentials that each family of Twilio's APIs accepts for a subaccount's resources. https://www.twilio.com/docs/iam/api/subaccounts */
const FAMILIES: Readonly<Record<string, readonly [host: string, path: string, answers: Answers]>> = {
  "2010: the account itself": ["api", of(""), notByStandardKey],
  "2010: keys": ["api", of("/Keys"), notByStandardKey],
  "2010: signing keys": ["api", of("/SigningKeys"), notByStandardKey],
  "2010: applications": ["api", of("/Applications"), seen],
  "2010: one application": ["api", of(`/Applications/AP${"c1".repeat(16)}`), seen],
  "2010: numbers": ["api", of("/IncomingPhoneNumbers"), seen],
  "2010: numbers for sale": ["api", of("/AvailablePhoneNumbers/US/Local"), seen],
  "2010: addresses": ["api", of("/Addresses"), seen],
  "2010: verified numbers": ["api", of("/OutgoingCallerIds"), seen],
  "2010: calls": ["api", of("/Calls"), seen],
  "2010: SIP": ["api", of("/SIP/Domains"), seen],
  "2010: usage": ["api", of("/Usage/Records/Today"), seen],
  "2010: usage triggers": ["api", of("/Usage/Triggers"), seen],
  "trunking: a list": ["trunking", "/v1/Trunks", own],
  "trunking: one trunk": ["trunking", `/v1/Trunks/${TRUNK}`, [404, 404, 404, "child's", "child's", "child's"]],
  voice: ["voice", "/v1/ByocTrunks", own],
  "numbers: regulatory": ["numbers", "/v2/RegulatoryCompliance/Bundles", own],
};

let world: World;
beforeAll(async () => {
  world = await startWorld({ accounts: [PARENT, CHILD] });
  const trunk = { ...world.store.stamp("TK", TRUNK), account_sid: CHILD.sid, ...TRUNK_DEFAULTS };
  world.store.all(TRUNKS).set(TRUNK, trunk as never);
});
afterAll(() => world.close());

it.each(Object.entries(FAMILIES))("%s", async (_, [host, path, answers]) => {
  const got: unknown[] = [];
  for (const account of Object.values(CREDENTIALS)) {
    const { statusCode } = await world.raw("GET", path, { account, headers: { Host: `${host}.twilio.com` } });
    // The journal records the account that the request acted on.
    const about = world.store.journal.at(-1)?.account;
    got.push(statusCode !== 200 ? statusCode : about === CHILD.sid ? "child's" : "parent's");
  }
  expect(got).toEqual(answers);
});

it("a subaccount's own credentials see neither its parent nor a sibling", async () => {
  for (const name of ["own token", "own Standard key", "own Main key"] as const) {
    const path = `/Accounts/${PARENT.sid}/Applications.json`;
    expect((await world.raw("GET", path, { account: CREDENTIALS[name] })).statusCode).toBe(401);
  }
});
