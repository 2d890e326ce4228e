import { constants, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fingerprintOf } from "../../../domain/contract/seal.ts";
import type { Account } from "../../../rehearsal/twilio/store.ts";
import { type Engine, type Raw, unknown } from "../../kit/testing/engine.ts";
import { acme, numberUrn, startWorld, type World, zenith } from "../testing/world.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());

const urnOf = (name: string) => `urn:pulumi:acme-us::aybiza::twilio:index:Account::${name}`;
const live = (sid: string) => world.store.accounts.get(sid) as Account;
const subaccounts = () => [...world.store.accounts.values()].filter((a) => a.owner_account_sid !== a.sid);
const keys = (modulusLength = 2048) =>
  generateKeyPairSync("rsa", {
    modulusLength,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
const opened = (privateKey: string, sealed: unknown) =>
  JSON.parse(
    privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
      Buffer.from(String(sealed), "base64"),
    ).toString(),
  );
async function made(name: string, inputs: Raw = {}) {
  const { id, state } = await engine.create(urnOf(name), inputs);
  world.changes();
  return { urn: urnOf(name), id, state, inputs };
}

test("a subaccount is made once, also where the answer was lost or the run was killed, and named for its resource", async () => {
  world.faults.push({ operationId: "CreateAccount", when: "after", drop: true, times: 1 });
  const { id, state } = await engine.create(urnOf("lost"), {});
  expect(subaccounts().map((a) => [a.sid, a.friendly_name])).toEqual([
    [id, expect.stringMatching(/^lost [0-9a-f]{12}$/)],
  ]);
  expect(state).toEqual({
    sid: id,
    ownerAccountSid: acme.sid,
    status: "active",
    type: "Full",
    dateCreated: live(id).date_created.toUTCString().replace("GMT", "+0000"),
    authTokenFingerprint: fingerprintOf(id, live(id).auth_token),
  });
  const next = await world.connect();
  expect((await next.create(urnOf("lost"), { friendlyName: "Found", status: "suspended" })).id).toBe(id);
  expect(live(id)).toMatchObject({ friendly_name: expect.stringMatching(/^Found /), status: "suspended" });
  // A create doesn't take over a closed subaccount with its token.
  live(id).status = "closed";
  expect((await next.create(urnOf("lost"), {})).id).not.toBe(id);
});

test("its token stands in no answer; it is sealed for whom the program names, and anew only when token or key change", async () => {
  const { publicKey, privateKey } = keys();
  const { urn, id, state, inputs } = await made("sealed", { sealFor: publicKey });
  const token = live(id).auth_token;
  expect(opened(privateKey, state.sealedAuthToken)).toEqual({ accountSid: id, token });

  const read = await engine.read(urn, id, inputs, state);
  expect(read).toEqual({ id, inputs, state });
  const renamed = { ...inputs, friendlyName: "Sealed" };
  const q = { id, oldInputs: inputs, oldState: state, news: renamed };
  expect((await engine.update(urn, q)).state.sealedAuthToken).toBe(state.sealedAuthToken);
  expect((await engine.update(urn, { ...q, preview: true })).state.sealedAuthToken).toBe(state.sealedAuthToken);

  const other = keys();
  const rekeyed = { id, oldInputs: inputs, oldState: state, news: { sealFor: other.publicKey } };
  expect((await engine.update(urn, { ...rekeyed, preview: true })).state.sealedAuthToken).toBe(unknown);
  const updated = await engine.update(urn, rekeyed);
  expect(opened(other.privateKey, updated.state.sealedAuthToken)).toEqual({ accountSid: id, token });
  const unsealed = await engine.update(urn, { id, oldInputs: inputs, oldState: state, news: {} });
  expect(unsealed.state).not.toHaveProperty("sealedAuthToken");

  live(id).auth_token = "rotated-at-twilio-0123456789abcd";
  const rotated = (await engine.read(urn, id, inputs, state)).state;
  expect(rotated.authTokenFingerprint).toBe(fingerprintOf(id, live(id).auth_token));
  expect(opened(privateKey, rotated.sealedAuthToken).token).toBe(live(id).auth_token);
  expect([token, live(id).auth_token].filter((text) => engine.sawInClear(text))).toEqual([]);
});

test("a token that was rotated at Twilio is sealed anew by a plain update of a program that looked at the account", async () => {
  const { publicKey, privateKey } = keys();
  const { urn, id, state, inputs } = await made("looked-at", { sealFor: publicKey });
  const q = { id, oldInputs: inputs, oldState: state, news: inputs };
  live(id).auth_token = "rotated-at-twilio-0123456789abcd";
  const run = await world.connect();
  expect((await run.diff(urn, q)).changes).toEqual({});
  await run.invoke("twilio:index:getAccount", { sid: id });
  const diff = await run.diff(urn, q);
  expect(diff).toMatchObject({ changes: { authTokenFingerprint: "update" }, replaces: [] });
  const preview = (await run.update(urn, { ...q, preview: true })).state;
  expect([preview.authTokenFingerprint, preview.sealedAuthToken]).toEqual([unknown, unknown]);
  const updated = (await run.update(urn, q)).state;
  expect(opened(privateKey, updated.sealedAuthToken)).toEqual({ accountSid: id, token: live(id).auth_token });
  expect(updated.authTokenFingerprint).toBe(fingerprintOf(id, live(id).auth_token));
  expect((await run.diff(urn, { ...q, oldState: updated })).changes).toEqual({});
  expect(run.sawInClear(live(id).auth_token)).toBe(false);
});

test("name and status follow the program, what it drops goes back, drift shows and an import is complete", async () => {
  const inputs = { friendlyName: "North", status: "suspended" };
  const { urn, id, state } = await made("north", inputs);
  expect(live(id).status).toBe("suspended");
  await engine.update(urn, { id, oldInputs: inputs, oldState: state, news: {} });
  expect(live(id)).toMatchObject({ friendly_name: expect.stringMatching(/^north /), status: "active" });
  expect(world.changes()).toEqual([`POST `]);
  Object.assign(live(id), { friendly_name: "By hand", status: "suspended" });
  expect((await engine.read(urn, id, {}, state)).inputs).toEqual({ friendlyName: "By hand", status: "suspended" });
  const imported = await engine.read(urn, id);
  expect(imported.inputs).toEqual({ friendlyName: "By hand", status: "suspended" });
  expect(await engine.read(urn, `AC${"0".repeat(32)}`)).toEqual({ id: "", inputs: {}, state: {} });
  await expect(engine.read(urn, acme.sid)).rejects.toThrow(`${acme.sid} is not a subaccount of account ${acme.sid}`);
});

test("a preview asks for nothing to be made and knows what it can", async () => {
  world.changes();
  const planned = await engine.create(urnOf("planned"), { friendlyName: "Planned" }, { preview: true });
  expect(planned.state).toEqual({
    friendlyName: "Planned",
    ...{ sid: unknown, ownerAccountSid: acme.sid, status: "active", type: unknown, dateCreated: unknown },
    authTokenFingerprint: unknown,
  });
  expect(world.changes()).toEqual([]);
});

test("nothing closes a live subaccount: it takes `close` in one update, no numbers, and the removal in a later one", async () => {
  const { urn, id, state } = await made("closing", { friendlyName: "Closing" });
  const name = `subaccount ${id} (Closing)`;
  await expect(engine.delete(urn, id, { friendlyName: "Closing" }, state)).rejects.toThrow(
    `${name} is live: a live subaccount is never closed, and Twilio never reopens a closed one. To close it, declare it with \`close: true\`, run \`pulumi up\`, then remove it and run \`pulumi up\` again`,
  );
  const news = { friendlyName: "Closing", close: true };
  const q = { id, oldInputs: { friendlyName: "Closing" }, oldState: state, news };
  const allowed = (await engine.update(urn, q)).state;
  const inside = await world.connect(acme, { accountSid: id, parentAccountSid: acme.sid });
  const search = { country: "US", type: "local", areaCode: "415" };
  const number = await inside.create(numberUrn("line"), { acquire: "buy", search });
  await expect(engine.delete(urn, id, news, allowed)).rejects.toThrow(
    `${name} can't be closed while it has a number, which Twilio would release for good: ${number.state.phoneNumber}. Move them to another account or release them, then run the command again`,
  );
  await inside.delete(numberUrn("line"), number.id, { acquire: "buy", release: true }, number.state);
  world.changes();
  await engine.delete(urn, id, news, allowed);
  await engine.delete(urn, id, news, allowed);
  expect([live(id).status, world.changes()]).toEqual(["closed", ["POST "]]);
  expect((await engine.read(urn, id, news, allowed)).id).toBe("");
});

test("a replacement is refused, by create and by delete; a replacement by itself is none", async () => {
  const { urn, id, state } = await made("replaced");
  const run = await world.connect();
  await run.check(urn, {}, { friendlyName: "x" });
  await expect(run.create(urn, {})).rejects.toThrow(
    "subaccount replaced can't be replaced: a replacement would lose its numbers",
  );
  const name = live(id).friendly_name;
  live(id).friendly_name = "someone else's name";
  await expect(run.delete(urn, id, { close: true }, state)).rejects.toThrow("the program still declares it");
  live(id).friendly_name = name;
  const tainted = await world.connect();
  await tainted.check(urn, {});
  expect((await tainted.create(urn, {})).id).toBe(id);
  world.changes();
  await tainted.delete(urn, id, { close: true }, state);
  expect([live(id).status, world.changes()]).toEqual(["active", []]);
});

test("one that was closed at Twilio is told, and let go where the program says so; no other is made", async () => {
  const { urn, id, state } = await made("gone");
  live(id).status = "closed";
  const lost = `subaccount ${id} was closed at Twilio, which never reopens one. Its numbers are gone, and no other subaccount is created in its place. To do without it, set \`close: true\` and remove the resource`;
  const error = await engine.read(urn, id, {}, state).catch((e) => e);
  expect(error.partial).toMatchObject({ id, reasons: [lost] });
  const q = { id, oldInputs: {}, oldState: state };
  await expect(engine.update(urn, { ...q, news: { status: "suspended" } })).rejects.toThrow(lost);
  expect((await engine.update(urn, { ...q, news: { close: true } })).state.status).toBe("closed");
  await engine.delete(urn, id, { close: true }, state);
  expect(world.changes()).toEqual([]);
});

test("a provider of another account refuses the first one's subaccounts", async () => {
  const { urn, id, state } = await made("moved");
  const other = await world.connect(zenith);
  const text = `${id} is a subaccount of ${acme.sid}, but the provider is configured for account ${zenith.sid}`;
  await expect(other.read(urn, id, {}, state)).rejects.toThrow(text);
  await expect(other.delete(urn, id, { close: true }, state)).rejects.toThrow(text);
});

test.each<[Raw, string, string]>([
  [
    { friendlyName: "x".repeat(52) },
    "friendlyName",
    "must be 51 characters or less: Twilio allows 64, of which the provider's token takes 13",
  ],
  [{ status: "closed" }, "status", "must be active or suspended"],
  [
    { sealFor: "no key" },
    "sealFor",
    "must be an RSA public key of 2048 bits or more, as PEM (`-----BEGIN PUBLIC KEY-----`)",
  ],
  [
    { sealFor: keys(1024).publicKey },
    "sealFor",
    "must be an RSA public key of 2048 bits or more, as PEM (`-----BEGIN PUBLIC KEY-----`)",
  ],
  [
    { sealFor: keys().privateKey },
    "sealFor",
    "must be an RSA public key of 2048 bits or more, as PEM (`-----BEGIN PUBLIC KEY-----`)",
  ],
])("%# is refused", async (inputs, property, reason) => {
  expect((await engine.check(urnOf("bad"), inputs)).failures).toEqual([{ property, reason }]);
});

test("a subaccount's provider is signed in by its parent, from the stack or the environment, and waits for an SID that isn't known", async () => {
  const { id } = await made("inside");
  const application = "urn:pulumi:acme-us::aybiza::twilio:index:Application::calls";
  const config = { accountSid: id, parentAccountSid: acme.sid };
  const credentials = JSON.stringify({ [acme.sid]: { authToken: acme.authToken } });
  const byStack = await world.connectWithStackConfig({ credentials });
  expect((await byStack.checkConfig({ ...config, accountSid: unknown })).failures).toEqual([]);
  await byStack.configure(config);
  expect((await byStack.create(application, {})).state.accountSid).toBe(id);

  const env = { TWILIO_ACCOUNT_SID: acme.sid, TWILIO_AUTH_TOKEN: acme.authToken };
  const key = { TWILIO_API_KEY: acme.apiKeys![0]!.sid, TWILIO_API_SECRET: acme.apiKeys![0]!.secret };
  const byEnvironment = (await world.plugin(env)).connect();
  expect((await byEnvironment.checkConfig(config)).failures).toEqual([]);
  await byEnvironment.configure(config);
  expect((await byEnvironment.create(application, {})).state.accountSid).toBe(id);
  // If the environment has a token and an API key, the token is used: a parent account's key doesn't work on subaccounts.
  const byBoth = (await world.plugin({ ...env, ...key })).connect();
  await byBoth.configure(config);
  expect((await byBoth.create(application, {})).state.accountSid).toBe(id);
  const onlyKey = { TWILIO_ACCOUNT_SID: acme.sid, ...key };
  const byKey = (await world.plugin(onlyKey)).connect();
  const noKey = expect.stringContaining("its API keys, even Main keys, don't work on subaccounts");
  expect((await byKey.checkConfig(config)).failures).toEqual([{ property: "authToken", reason: noKey }]);
  await expect(byKey.configure(config)).rejects.toThrow(`no credentials for account ${acme.sid}. Set its auth token`);
  const given = { apiKeySid: key.TWILIO_API_KEY, apiKeySecret: key.TWILIO_API_SECRET };
  expect((await byKey.checkConfig({ ...config, ...given })).failures).toEqual([
    { property: "apiKeySid", reason: noKey },
  ]);
  // The API key is accepted for its own account.
  expect((await byKey.checkConfig({ accountSid: acme.sid })).failures).toEqual([]);
  // Credentials of another account in the environment aren't used.
  const elsewhere = (await world.plugin({ ...env, TWILIO_ACCOUNT_SID: zenith.sid })).connect();
  expect((await elsewhere.checkConfig(config)).failures).toMatchObject([{ property: "authToken" }]);
});

test("a product is asked with the subaccount's own token, which its parent is asked for once, and which is never shown", async () => {
  const { id } = await made("trunked");
  const inside = await world.connect(acme, { accountSid: id, parentAccountSid: acme.sid });
  const trunk = (name: string) => `urn:pulumi:acme-us::aybiza::twilio:index:Trunk::${name}`;
  const fetched = () => world.store.journal.filter((e) => e.operationId === "FetchAccount" && e.account === id).length;
  const before = fetched();
  // More requests than the concurrency limit: those that wait for the token don't block the request that fetches it.
  const created = await Promise.all(Array.from({ length: 30 }, (_, n) => inside.create(trunk(`t${n}`), {})));
  expect(new Set(created.map((c) => c.state.accountSid))).toEqual(new Set([id]));
  expect(fetched() - before).toBe(1);
  const first = live(id).auth_token;
  live(id).auth_token = "rotated-meanwhile-0123456789abcd";
  await Promise.all(Array.from({ length: 30 }, (_, n) => inside.create(trunk(`rotated${n}`), {})));
  expect(fetched() - before).toBe(2);
  // The token is redacted from an error that repeats it, even though the provider fetched it after it was configured.
  await expect(inside.read(trunk("x"), "rotated-meanwhile-0123456789abcd/TK1")).rejects.toThrow("[secret]");
  expect([first, live(id).auth_token].filter((text) => inside.sawInClear(text))).toEqual([]);
});

test("a parent's Standard key can't learn a subaccount's token, and is told so", async () => {
  const { id } = await made("untrunked");
  const [{ sid, secret: password }] = acme.apiKeys as [{ sid: string; secret: string }];
  const config = {
    accountSid: id,
    parentAccountSid: acme.sid,
    authToken: null,
    apiKeySid: sid,
    apiKeySecret: password,
  };
  const inside = await world.connect(acme, config);
  await expect(inside.create("urn:pulumi:acme-us::aybiza::twilio:index:Trunk::t", {})).rejects.toThrow(
    `Twilio rejected API key ${sid} for the request to read its auth token, which trunking.twilio.com requires in account ${id}`,
  );
});

test("getAccount finds a subaccount by SID and by name, says nothing where there is none, and gives no token", async () => {
  const { id } = await made("searched", { friendlyName: "Searched" });
  const found = await engine.invoke("twilio:index:getAccount", { friendlyName: "Searched" });
  expect(found).toMatchObject({ sid: id, ownerAccountSid: acme.sid, friendlyName: "Searched", status: "active" });
  expect(await engine.invoke("twilio:index:getAccount", { sid: id })).toEqual(found);
  expect(await engine.invoke("twilio:index:getAccount", {})).toMatchObject({
    sid: acme.sid,
    friendlyName: "Acme Dental",
  });
  expect(await engine.invoke("twilio:index:getAccount", { friendlyName: "Nobody" })).toEqual({});
  expect(await engine.invoke("twilio:index:getAccount", { sid: `AC${"0".repeat(32)}` })).toEqual({});
  const { id: twin } = await made("twin", { friendlyName: "Searched" });
  await expect(engine.invoke("twilio:index:getAccount", { friendlyName: "Searched" })).rejects.toThrow(
    /2 accounts have the friendly name Searched: AC\w+, AC\w+\. Set the `sid` of one/,
  );
  expect([live(id), live(twin)].filter((a) => engine.sawInClear(a.auth_token))).toEqual([]);
});

test("getBalance gives the balance", async () => {
  // Three numbers at 1.15 dollars: two of the account, and one that a subaccount bought in an earlier test.
  const balance = { accountSid: acme.sid, balance: "996.55", currency: "USD" };
  expect(await engine.invoke("twilio:index:getBalance", {})).toEqual(balance);
});
