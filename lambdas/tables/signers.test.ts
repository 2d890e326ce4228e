import { afterEach, describe, expect, test, vi } from "vitest";
import { ACME, ACME_NEXT_TOKEN, ACME_TOKEN, bed, GLOBEX, removeAccount } from "../testbed/fixture.ts";
import { seal } from "../testbed/kms.ts";
import { sid } from "../testbed/sender.ts";
import { Deadline } from "./deadline.ts";

const of = ({ deps }: ReturnType<typeof bed>, accountSid = ACME, maxAgeMs?: number) =>
  deps.signers.of(accountSid, new Deadline(5_000, 5_000), maxAgeMs);
const signer = (...tokens: string[]) => ({ accountSid: ACME, tenant: "acme", connection: "own", tokens });
/** The error of KMS for a ciphertext that it can't decrypt. */
const invalid = { name: "InvalidCiphertextException" };

afterEach(() => {
  vi.useRealTimers();
});

test("an account's token is read with one query and opened once, then it is known for five minutes", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const b = bed();
  expect(await of(b)).toEqual({ signer: signer(ACME_TOKEN) });
  vi.advanceTimersByTime(299_999);
  expect(await of(b)).toEqual({ signer: signer(ACME_TOKEN) });
  expect([b.db.reads, b.kms.asked]).toEqual([[`routes account#${ACME} token#*`], 1]);
  vi.advanceTimersByTime(1);
  expect(await of(b)).toEqual({ signer: signer(ACME_TOKEN) });
  expect([b.db.reads.length, b.kms.asked]).toEqual([2, 1]);
});

test("both tokens of a rotation are found, and a deleted one is gone with the next read", async () => {
  const b = bed();
  b.addToken(ACME, ACME_NEXT_TOKEN);
  const { signer: both } = await of(b);
  expect(both).toMatchObject({ tokens: expect.arrayContaining([ACME_TOKEN, ACME_NEXT_TOKEN]) });
  b.setAccount(ACME, "acme", [ACME_NEXT_TOKEN]);
  expect(await of(b, ACME, 0)).toEqual({ signer: signer(ACME_NEXT_TOKEN) });
});

test("an account without tokens is unknown, and another's aren't its own", async () => {
  const b = bed();
  removeAccount(b.db, ACME);
  expect(await of(b)).toEqual({ signer: "unknown" });
  expect(await of(b, sid("AC", 1))).toEqual({ signer: "unknown" });
  expect(await of(b, GLOBEX)).toMatchObject({ signer: { tenant: "globex" } });
});

describe("a sealed token that can't be used hides no good one, and is tried again", () => {
  const moved = {
    name: "SealError",
    message: expect.stringContaining(`stored for account ${ACME} isn't a token of that account`),
  };
  const unusable = (what: string) => ({
    name: "AccountError",
    message: `a signing token of account ${ACME} has ${what}`,
  });
  const schema = unusable("schema 2, and this version reads schema 1: use the version that wrote it, or a later one");
  const empty = unusable("no sealed text: deploy the tenant's stack again");
  test.each<[string, object, object]>([
    ["sealed with another key", { sealed: seal(ACME, "x", { strange: true }) }, invalid],
    ["moved from another account", { sealed: seal(GLOBEX, ACME_NEXT_TOKEN) }, moved],
    ["not base64", { sealed: "§" }, invalid],
    ["of a schema to come", { schema: 2 }, schema],
    ["not there", { sealed: undefined }, empty],
  ])("%s", async (_, change, failure) => {
    const b = bed();
    b.addToken(ACME, ACME_NEXT_TOKEN, change);
    for (let i = 0; i < 2; i++) {
      const found = await of(b);
      expect(found.signer).toEqual(signer(ACME_TOKEN));
      expect(found.failure).toMatchObject(failure);
    }
    b.addToken(ACME, ACME_NEXT_TOKEN);
    expect((await of(b)).failure).toBeUndefined();

    const alone = bed();
    removeAccount(alone.db, ACME);
    alone.addToken(ACME, ACME_NEXT_TOKEN, change);
    expect(await of(alone)).toMatchObject({ signer: "unreadable", failure });
  });
});

test("a decrypted token of one account doesn't serve another that holds a copy of the sealed one", async () => {
  const b = bed();
  await of(b, GLOBEX);
  const copied = [...b.db.items].find(([key]) => key.startsWith(`routes account#${GLOBEX} token#`))![1].sealed!.S;
  b.addToken(ACME, ACME_NEXT_TOKEN, { sealed: copied });
  expect(await of(b)).toMatchObject({ signer: signer(ACME_TOKEN), failure: { name: "SealError" } });
});

describe("tokens that contradict each other are refused", () => {
  test.each([
    ["two tenants", { tenant: "globex" }, "globex"],
    ["no tenant", { tenant: undefined }, "undefined"],
    ["two tenants, one of whose tokens can't be opened", { tenant: "globex", sealed: "AAAA" }, "globex"],
  ])("%s", async (_, change, other) => {
    const b = bed();
    expect((await of(b)).failure).toBeUndefined();
    b.addToken(ACME, ACME_NEXT_TOKEN, change);
    const { signer: contested, failure } = await of(b, ACME, 0);
    expect(contested).toBe("contested");
    const { message } = failure as Error;
    expect(message.replace(/\(.*\)/, "")).toBe(
      `account ${ACME} belongs to more than one tenant : remove the account from all but one tenant's file, and deploy that one`,
    );
    expect(/\((.*)\)/.exec(message)![1]!.split(", ").sort()).toEqual(["acme", other].sort());
    // The earlier tokens left the cache, so a later outage doesn't restore them.
    b.db.mood = "throws";
    expect((await of(b)).signer).toBe("unreadable");
  });

  test("but a connection may have been renamed between two tokens", async () => {
    const b = bed();
    b.addToken(ACME, ACME_NEXT_TOKEN, { connection: "other" });
    const found = await of(b);
    expect(found.failure).toBeUndefined();
    expect(found.signer).toMatchObject({
      tenant: "acme",
      tokens: expect.arrayContaining([ACME_TOKEN, ACME_NEXT_TOKEN]),
    });
  });

  test("so are more than can be in a rotation", async () => {
    const b = bed();
    b.setAccount(
      ACME,
      "acme",
      Array.from({ length: 8 }, (_, i) => `token-${i}`),
    );
    expect(await of(b)).toMatchObject({ signer: { tokens: expect.objectContaining({ length: 8 }) } });
    b.addToken(ACME, "token-8");
    expect(await of(b, ACME, 0)).toMatchObject({
      signer: "contested",
      failure: { message: `account ${ACME} has more than 8 signing tokens: deploy the tenant's stack again` },
    });
    expect(b.kms.opened).toBe(8);
  });
});
