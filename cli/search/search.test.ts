import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { root as checkout } from "../../launch/checkout.ts";
import { ACME, startWorld, type World } from "../../rehearsal/twilio/testing/world.ts";
import { managedPrice } from "./price.ts";
import { parametersOf, widerThan, wordsOf } from "./query.ts";
import { type SearchOptions, search } from "./run.ts";

const choices: unknown[] = [];
const asked: string[] = [];
vi.mock("@clack/prompts", () => ({
  isCancel: () => false,
  select: async ({ message }: { message: string }) => {
    asked.push(message);
    return choices.shift();
  },
}));

let world: World;
let root: string;
let out = "";
beforeEach(async () => {
  world = await startWorld();
  root = mkdtempSync(join(tmpdir(), "aybiza-search-"));
  cpSync(join(checkout, "stacks"), join(root, "stacks"), { recursive: true });
  out = "";
  vi.spyOn(console, "log").mockImplementation((text) => {
    out += `${text}\n`;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const stream of [process.stdin, process.stdout]) Reflect.deleteProperty(stream, "isTTY");
  rmSync(root, { recursive: true });
  await world.close();
});

const run = (options: Partial<SearchOptions>, env: NodeJS.ProcessEnv = {}) =>
  search(
    { country: "US", type: "local", limit: 3, ...options },
    {
      root,
      env: {
        PATH: process.env.PATH,
        AYBIZA_TWILIO_URL: world.origin,
        TWILIO_ACCOUNT_SID: ACME.sid,
        TWILIO_AUTH_TOKEN: ACME.authToken,
        ...env,
      },
    },
  );
const file = (stack: string) => join(root, "stacks", `Pulumi.${stack}.yaml`);
const texts = () => readdirSync(join(root, "stacks")).map((name) => readFileSync(join(root, "stacks", name), "utf8"));

it("lists what can be bought with the region's price, and buys nothing", async () => {
  const before = texts();
  expect(await run({ areaCode: "415" })).toBe(0);
  expect(out.split("\n")).toEqual([
    `US local numbers, area code 415  account ${ACME.sid} at ${world.origin}`,
    "  +14155550100  San Francisco, CA  2.50 USD a month",
    "  +14155550101  San Francisco, CA  2.50 USD a month",
    "  +14155550102  San Francisco, CA  2.50 USD a month",
    "",
  ]);
  expect(world.store.journal.filter((entry) => entry.mutating)).toEqual([]);
  expect(texts()).toEqual(before);
});

it("shows the carrier's own price where the region names none, and the address that the buyer must give", async () => {
  expect(await run({ country: "GB", type: "mobile", limit: 1 })).toBe(0);
  expect(await run({ country: "GB", type: "national", limit: 1 })).toBe(0);
  expect(out.split("\n").filter((line) => line.startsWith("  "))).toEqual([
    "  +447700900000  mobile  4.00 USD a month",
    "  +443069990000  national  1.15 USD a month (Twilio's own price)  needs an address (any)",
  ]);
});

it("is one JSON object for machines, without any credential", async () => {
  expect(await run({ areaCode: "212", contains: "0142", json: true })).toBe(0);
  expect(JSON.parse(out)).toEqual({
    target: `account ${ACME.sid} at ${world.origin}`,
    account: ACME.sid,
    numbers: [
      {
        ...{ number: "+12125550142", country: "US", type: "local", locality: "New York", state: "NY" },
        ...{ addressRequirements: "none", price: { month: "2.50", currency: "USD", by: "AYBIZA" } },
      },
    ],
  });
  expect(out).not.toContain(ACME.authToken);
});

it("shows the nearest alternatives where nothing is left, with status 3", async () => {
  expect(await run({ areaCode: "415", contains: "9999", json: true })).toBe(3);
  const { numbers, alternatives } = JSON.parse(out);
  expect(numbers).toEqual([]);
  expect(alternatives.words).toBe("with other digits than 9999");
  expect(alternatives.offers.map((one: { number: string }) => one.number)).toEqual([
    "+14155550100",
    "+14155550101",
    "+14155550102",
  ]);
  out = "";
  // The stand-in can't search near a number, so the next wider search is used.
  expect(await run({ areaCode: "999", limit: 1, json: true })).toBe(3);
  expect(JSON.parse(out).alternatives.words).toBe("anywhere in US");
  out = "";
  expect(await run({ country: "US", type: "mobile", limit: 1 })).toBe(3);
  expect(out).toContain("US mobile numbers: none can be bought");
  expect(out).toContain("The nearest that can be, local numbers of US:\n  +12025550100");
});

it("searches wider step by step: digits, town, area code, country, kind", () => {
  const query = { country: "US", type: "local", areaCode: "415", locality: "Oakland", contains: "0100" } as const;
  expect(widerThan(query).map(({ words }) => words)).toEqual([
    "with other digits than 0100",
    "elsewhere than in Oakland",
    "within 100 miles of area code 415",
    "in another area code than 415",
    "anywhere in US",
    "toll-free numbers of US",
    "national numbers of US",
    "mobile numbers of US",
  ]);
});

it("asks for what a number can do and may ask for, and gives that up after the place", () => {
  const query = { country: "US", type: "local", areaCode: "415", capabilities: ["sms", "fax"] } as const;
  const wanted = { ...query, addressRequirements: "any" } as const;
  expect(wordsOf(wanted)).toBe("US local numbers, area code 415, with sms and fax, that need any address at most");
  expect(wordsOf({ country: "GB", type: "mobile", addressRequirements: "none" })).toBe(
    "GB mobile numbers, that need no address",
  );
  const given = Object.entries(parametersOf(wanted, 3)).filter(([, value]) => value !== undefined);
  expect(Object.fromEntries(given)).toEqual({
    ...{ AreaCode: "415", VoiceEnabled: true, SmsEnabled: true, FaxEnabled: true, PageSize: 3 },
    ...{ ExcludeLocalAddressRequired: true, ExcludeForeignAddressRequired: true },
  });
  expect(widerThan(query).map(({ words }) => words)).toEqual([
    "within 100 miles of area code 415",
    "anywhere in US",
    "without sms and fax",
    "without sms and fax, anywhere in US",
    "toll-free numbers of US",
    "national numbers of US",
    "mobile numbers of US",
  ]);
  expect(widerThan(query)[1]?.query.capabilities).toEqual(["sms", "fax"]);
});

it("writes the picked number into the tenant's file and leaves every other byte", async () => {
  const before = readFileSync(file("birch-us"), "utf8");
  chmodSync(file("willow-us"), 0o640);
  expect(
    await run(
      { areaCode: "415", tenant: "birch", pick: "+1 (415) 555-0101", connection: "own" },
      { TWILIO_ACCOUNT_SID: "AC1b8f22ad2fa05b4c9e3d6f7a8192a314" },
    ).catch((error) => error),
  ).toMatchObject({
    message: expect.stringContaining("Twilio rejects the credentials of account AC1b8f22ad2fa05b4c9e3d6f7a8192a314"),
  });
  expect(await run({ areaCode: "415", tenant: "willow", pick: "+1 (415) 555-0103", json: true })).toBe(0);
  expect(readFileSync(file("birch-us"), "utf8")).toBe(before);
  expect(statSync(file("willow-us")).mode & 0o777).toBe(0o640);
  const { picked } = JSON.parse(out);
  const after = readFileSync(file("willow-us"), "utf8");
  const added = '    number-0103: { connection: aybiza, buy: { number: "+14155550103" }, agent: reception }\n';
  expect(after.replace(added, "")).toBe(readFileSync(join(checkout, "stacks", "Pulumi.willow-us.yaml"), "utf8"));
  const line = after.slice(0, after.indexOf(added)).split("\n").length;
  expect(picked).toEqual({
    ...{ number: "+14155550103", tenant: "willow", entry: "number-0103", line },
    file: expect.stringContaining("Pulumi.willow-us.yaml"),
  });
});

it("refuses a number that another tenant's file has, and leaves the file", async () => {
  const before = texts();
  // Acme's file already has this number, though the stand-in still sells it.
  const refused = run({ areaCode: "415", tenant: "willow", pick: "+14155550101" });
  await expect(refused).rejects.toMatchObject({
    message: expect.stringMatching(/Pulumi\.willow-us\.yaml wasn't changed: with the new entry it would be invalid$/),
    fix: [
      expect.stringMatching(
        /^\+14155550101 belongs to tenant `acme` already \(.*Pulumi\.acme-us\.yaml:\d+\); a number/,
      ),
    ],
  });
  expect(texts()).toEqual(before);
});

it.each([
  [{ pick: "+19075550101" }, "+19075550101 isn't for sale among US local numbers"],
  [{ pick: "+14155550103", agent: "nobody" }, "has no agent nobody"],
  [{ pick: "+14155550103", connection: "none" }, "has no connection none"],
  [{ pick: "+14155550103", entry: "front-desk" }, "already has an entry front-desk"],
  [{ pick: "+14155550103", entry: "Front Desk" }, "wasn't changed"],
  [{ pick: true as const }, "--pick needs a number when not interactive"],
  [{ pick: "+14155550103", tenant: "wilow" }, "there is no tenant wilow"],
  [{ pick: "415" }, "415 isn't a phone number"],
  [{ country: "GB" }, "GB local numbers can't be searched by area code"],
  [{ country: "GB", areaCode: undefined, state: "London" }, "GB numbers can't be searched by state"],
])("changes nothing for %j", async (options, said) => {
  const before = texts();
  await expect(run({ areaCode: "415", tenant: "willow", ...options })).rejects.toThrow(said);
  expect(texts()).toEqual(before);
});

it("asks on a terminal: which number, for whom, who answers", async () => {
  for (const stream of [process.stdin, process.stdout])
    Object.defineProperty(stream, "isTTY", { value: true, configurable: true });
  asked.length = 0;
  choices.push("willow-us", "+14155550102");
  // Acme's file already has this number.
  await expect(run({ areaCode: "415", pick: true })).rejects.toThrow("Pulumi.willow-us.yaml wasn't changed");
  choices.push("willow-us", "+14155550100");
  expect(await run({ areaCode: "415", pick: true })).toBe(0);
  expect(asked).toEqual(["For which tenant?", "Which number?", "For which tenant?", "Which number?"]);
  expect(out).toContain("Wrote +14155550100 as number-0100 into ");
  expect(out).toContain("Buy it with the next update of willow-us:  npx pulumi up --stack willow-us");
  expect(readFileSync(file("willow-us"), "utf8")).toContain(
    '    number-0100: { connection: aybiza, buy: { number: "+14155550100" }',
  );
});

it("looks in a tenant's own account with what its stack holds, decrypted by the engine", async () => {
  const own = "AC1b8f22ad2fa05b4c9e3d6f7a8192a314";
  const bin = join(root, "bin");
  mkdirSync(bin);
  const decrypts = (script: string) => writeFileSync(join(bin, "npx"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const search = () =>
    run({ tenant: "birch", json: true }, { TWILIO_ACCOUNT_SID: undefined, PATH: `${bin}:${process.env.PATH}` });
  decrypts(`echo "$@" > "$0.args"; echo '${JSON.stringify({ objectValue: { authToken: "a-token-of-theirs" } })}'`);
  await expect(search()).rejects.toThrow(`Twilio rejects the credentials of account ${own}`);
  expect(readFileSync(join(bin, "npx.args"), "utf8")).toBe(
    `--no-install pulumi config get --json --stack birch-us --path twilio:credentials.${own}\n`,
  );
  decrypts(`echo 'error: incorrect passphrase' >&2; exit 255`);
  await expect(search()).rejects.toMatchObject({
    message: `pulumi can't read the credentials of ${own} from stack birch-us: incorrect passphrase`,
    fix: [
      `Sign in to the account yourself:  export TWILIO_ACCOUNT_SID=${own} TWILIO_AUTH_TOKEN=...`,
      "For a rehearsal, add:  --world",
    ],
  });
});

it("says where credentials come from when there are none", async () => {
  await expect(run({}, { TWILIO_ACCOUNT_SID: undefined })).rejects.toMatchObject({
    message: "the environment names no Twilio account",
    fix: [expect.stringContaining("export TWILIO_ACCOUNT_SID"), expect.stringContaining("./aybiza world start")],
  });
});

it("says which kind of credentials Twilio refused, and none of their text", async () => {
  const error = await run({}, { TWILIO_AUTH_TOKEN: "wrong-token" }).catch((error: unknown) => error as Error);
  expect(String(error)).toContain(`Twilio rejects the credentials of account ${ACME.sid}`);
  expect(JSON.stringify(error)).not.toContain("wrong-token");
});

it("has no price of ours where the region names none", () => {
  expect(managedPrice(undefined, "US", "local")).toBeUndefined();
});
