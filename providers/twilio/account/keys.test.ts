import { constants, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Engine, type Raw, secret, unknown } from "../../kit/testing/engine.ts";
import { acme, startWorld, type World } from "../testing/world.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const opened = (sealed: unknown) =>
  JSON.parse(
    privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
      Buffer.from(String(sealed), "base64"),
    ).toString(),
  );
const keysNamed = (name: string) => [...world.store.keys.values()].filter((k) => k.friendly_name.startsWith(name));
const secretOf = (sid: string) => world.store.accounts.get(acme.sid)!.api_keys.get(sid)!;

describe.each([
  ["ApiKey", "Keys", "CreateNewKey"],
  ["SigningKey", "SigningKeys", "CreateNewSigningKey"],
])("%s", (type, path, create) => {
  const urnOf = (name: string) => `urn:pulumi:acme-us::aybiza::twilio:index:${type}::${name}`;
  const nameIn = (name: string) => `${type} ${name}`;

  test("its secret is an output that is secret; the key signs in", async () => {
    const inputs = { friendlyName: nameIn("plain") };
    const { id, state } = await engine.create(urnOf("plain"), inputs);
    expect(state.secret).toEqual(secret(secretOf(id)));
    const { authToken: _, ...config } = { authToken: 0, accountSid: acme.sid };
    const key = { apiKeySid: id, apiKeySecret: secret(secretOf(id)), authToken: null };
    const byKey = await world.connect(acme, { ...config, ...key });
    expect(await byKey.invoke("twilio:index:getIncomingPhoneNumbers", {})).toHaveProperty("numbers");
    expect(await engine.read(urnOf("plain"), id, inputs, state)).toEqual({ id, inputs, state });
    world.changes();
    await engine.delete(urnOf("plain"), id, inputs, state);
    await engine.delete(urnOf("plain"), id, inputs, state);
    expect(world.changes()).toEqual([`DELETE ${path}/${id}.json`, `DELETE ${path}/${id}.json`]);
    expect((await engine.read(urnOf("plain"), id, inputs, state)).id).toBe("");
  });

  test("where it is sealed, it is told in no other way", async () => {
    const { id, state } = await engine.create(urnOf("sealed"), { sealFor: publicKey });
    expect(opened(state.sealedSecret)).toEqual({ accountSid: acme.sid, token: secretOf(id) });
    expect(state).not.toHaveProperty("secret");
    expect(engine.sawInClear(secretOf(id))).toBe(false);
    const news = { sealFor: publicKey, friendlyName: nameIn("sealed") };
    const q = { id, oldInputs: { sealFor: publicKey }, oldState: state, news };
    expect((await engine.update(urnOf("sealed"), q)).state).toEqual({ ...state, ...news });
    expect((await engine.update(urnOf("sealed"), { ...q, preview: true })).state).toEqual({ ...state, ...news });
    expect((await engine.diff(urnOf("sealed"), { ...q, news: {} })).replaces).toEqual(["sealFor"]);
    expect((await engine.read(urnOf("sealed"), id, news, state)).state).toEqual({ ...state, ...news });
  });

  test("a create whose answer was lost, or whose run was killed, leaves no key whose secret nobody knows", async () => {
    world.faults.push({ operationId: create, when: "after", drop: true, times: 1 });
    const inputs = { friendlyName: nameIn("lost") };
    const { id, state } = await engine.create(urnOf("lost"), inputs);
    expect(keysNamed(nameIn("lost")).map((k) => k.sid)).toEqual([id]);
    expect(state.secret).toEqual(secret(secretOf(id)));
    // A new run doesn't know the key's secret.
    const again = await (await world.connect()).create(urnOf("lost"), inputs);
    expect(keysNamed(nameIn("lost")).map((k) => k.sid)).toEqual([again.id]);
    expect(again.id).not.toBe(id);
  });

  test("the key that is replaced works until the new one is there", async () => {
    const inputs = { friendlyName: nameIn("rotated") };
    const first = await engine.create(urnOf("rotated"), inputs);
    for (const news of [inputs, { ...inputs, sealFor: publicKey }]) {
      const run = await world.connect();
      await run.check(urnOf("rotated"), news, inputs);
      world.faults.push({ operationId: create, when: "after", drop: true, times: 1 });
      const second = await run.create(urnOf("rotated"), news);
      expect(
        keysNamed(nameIn("rotated"))
          .map((k) => k.sid)
          .sort(),
      ).toEqual([first.id, second.id].sort());
      await run.delete(urnOf("rotated"), second.id, news, second.state);
    }
  });

  test("an import has no secret, and what is done by hand shows", async () => {
    const { id, state } = await engine.create(urnOf("imported"), {});
    expect((await engine.read(urnOf("imported"), id)).state).not.toHaveProperty("secret");
    world.store.keys.get(id)!.friendly_name = "By hand";
    const read = await engine.read(urnOf("imported"), id, {}, state);
    expect(read).toMatchObject({ inputs: { friendlyName: "By hand" }, state: { secret: state.secret } });
  });

  test("a preview makes none", async () => {
    world.changes();
    const planned = await engine.create(urnOf("planned"), { sealFor: unknown }, { preview: true });
    expect(planned.state).toEqual({
      ...{ sealFor: unknown, sid: unknown, accountSid: acme.sid, dateCreated: unknown, sealedSecret: unknown },
    } satisfies Raw);
    expect(world.changes()).toEqual([]);
  });
});

test("a Standard key can't make keys, and is told so", async () => {
  const { sid, secret: password } = acme.apiKeys![0]!;
  const byKey = await world.connect(acme, { authToken: null, apiKeySid: sid, apiKeySecret: secret(password) });
  await expect(byKey.create("urn:pulumi:acme-us::aybiza::twilio:index:ApiKey::denied", {})).rejects.toThrow(
    `API key ${sid}`,
  );
});
