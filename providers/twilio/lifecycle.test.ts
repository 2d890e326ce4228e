import { afterEach, beforeEach, expect, test } from "vitest";
import { type Engine, type Raw, secret } from "../kit/testing/engine.ts";
import { acme, frontDesk, numberUrn, ownApplication, startWorld, type World, zenith } from "./testing/world.ts";

let world: World;
let engine: Engine;
beforeEach(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterEach(() => world.stop());

const urn = numberUrn("line");
const voiceUrl = "https://voice.us.aybiza.example/twilio/voice";
const wanted = "+14155550160";
const bought = { acquire: "buy", phoneNumber: wanted, voiceUrl };
const live = (number: string) => world.held(number) as Raw;

test("a bought number is given up only after `release: true`, once", async () => {
  const { id, state } = await engine.create(urn, bought);
  world.changes();
  await expect(engine.delete(urn, id, bought, state)).rejects.toThrow(
    `${wanted} is live, and a live number is never released. To release it, declare it with \`release: true\`, run \`pulumi up\`, then remove it and run \`pulumi up\` again`,
  );
  expect(world.changes()).toEqual([]);
  const released = { ...bought, release: true };
  const { state: next } = await engine.update(urn, { id, oldInputs: bought, oldState: state, news: released });
  expect(world.changes()).toEqual([]); // no request to Twilio is needed
  const run = await world.connect();
  await run.delete(urn, id, released, next);
  expect(world.changes()).toEqual([`DELETE IncomingPhoneNumbers/${id}.json`]);
  expect(live(wanted)).toBeUndefined();
  await run.delete(urn, id, released, next); // a delete of a missing number succeeds
  expect(world.changes()).toEqual([]);
});

test("a delete whose answer was lost is done", async () => {
  const inputs = { ...bought, release: true };
  const { id, state } = await engine.create(urn, inputs);
  world.faults.push({ operationId: "DeleteIncomingPhoneNumber", when: "after", drop: true, times: 1 });
  const run = await world.connect();
  await run.delete(urn, id, inputs, state);
  expect(world.store.released).toBe(1);
});

test("a number that the program still declares is not deleted, even when it may be released: that would be a replacement", async () => {
  const inputs = { ...bought, release: true };
  const { id, state } = await engine.create(urn, inputs);
  const run = await world.connect();
  await run.check(urn, inputs, inputs);
  await expect(run.delete(urn, id, inputs, state)).rejects.toThrow(
    `${wanted} is live and the program still declares it: a replacement would lose the number.`,
  );
  expect(live(wanted)).toMatchObject({ sid: id });
});

test("a forced replacement ends with the same number, untouched", async () => {
  const inputs = { ...bought, release: true };
  const { id, state } = await engine.create(urn, inputs);
  const run = await world.connect();
  await run.check(urn, inputs);
  expect((await run.create(urn, inputs)).id).toBe(id);
  world.changes();
  await run.delete(urn, id, inputs, state);
  expect(world.changes()).toEqual([]);
  expect(live(wanted)).toMatchObject({ sid: id, voice_url: voiceUrl });
  expect(world.log.messages.at(-1)?.text).toBe(`${wanted} is unchanged: the replacing resource has the same number`);
});

test("a refresh of an untouched number changes nothing; a webhook that was edited shows, and an update mends it", async () => {
  const { id, state } = await engine.create(urn, bought);
  expect(await engine.read(urn, id, bought, state)).toEqual({ id, inputs: bought, state });
  Object.assign(live(wanted), {
    voice_url: "https://elsewhere.example/",
    status_callback: "https://elsewhere.example/status",
  });
  const drifted = await engine.read(urn, id, bought, state);
  expect(drifted.inputs).toEqual({ ...bought, voiceUrl: "https://elsewhere.example/" }); // the status callback isn't managed
  const diff = await engine.diff(urn, { id, oldInputs: drifted.inputs, oldState: drifted.state, news: bought });
  expect(diff.changes).toEqual({ voiceUrl: "update" });
  await engine.update(urn, { id, oldInputs: drifted.inputs, oldState: drifted.state, news: bought });
  expect(live(wanted)).toMatchObject({ voice_url: voiceUrl, status_callback: "https://elsewhere.example/status" });
});

test("a bought number keeps its token through renames, and shows the name that was given", async () => {
  const { id, state } = await engine.create(urn, { ...bought, friendlyName: "First" });
  const q = { id, oldInputs: { ...bought, friendlyName: "First" }, oldState: state };
  const named = await engine.update(urn, { ...q, news: { ...bought, friendlyName: "Second" } });
  expect(named.state.friendlyName).toBe("Second");
  expect(live(wanted).friendly_name).toMatch(/^Second [0-9a-f]{12}$/);
  const unnamed = await engine.update(urn, { id, oldInputs: {}, oldState: named.state, news: bought });
  expect(unnamed.state.friendlyName).toBe("line");
});

test.each([frontDesk.sid, frontDesk.number])(
  "import by %s: all settings, no change with a matching program, never given up",
  async (id) => {
    const found = await engine.read(urn, id);
    expect(found.id).toBe(frontDesk.sid);
    expect(found.inputs).toEqual({
      ...{ acquire: "adopt", phoneNumber: frontDesk.number, friendlyName: "Front desk" },
      ...{
        voiceUrl: "https://pbx.acme.example/voice",
        voiceMethod: "GET",
        statusCallback: "https://pbx.acme.example/status",
      },
    });
    expect(found.state).toMatchObject({ sid: frontDesk.sid, bought: false, managed: [] });
    const diff = (news: Raw) =>
      engine.diff(urn, { id: found.id, oldInputs: found.inputs, oldState: found.state, news });
    expect(await diff(found.inputs)).toMatchObject({ some: false });
    expect(
      await diff({ acquire: "buy", phoneNumber: frontDesk.number, voiceMethod: "GET", release: false }),
    ).toMatchObject({ some: false });
    const news = { acquire: "buy", phoneNumber: frontDesk.number, voiceApplicationSid: ownApplication, release: true };
    expect((await diff(news)).changes).toEqual({ voiceApplicationSid: "add", release: "update" });
    const updated = await engine.update(urn, { id: found.id, oldInputs: found.inputs, oldState: found.state, news });
    await engine.delete(urn, found.id, news, updated.state);
    expect(live(frontDesk.number)).toMatchObject({ voice_url: "https://pbx.acme.example/voice" });
    expect(live(frontDesk.number).voice_application_sid ?? "").toBe("");
  },
);

test("a number that a state only says was bought is never given up: its friendly name doesn't tell of a purchase", async () => {
  const { id, state } = await engine.create(urn, bought);
  const token = String(live(wanted).friendly_name).split(" ").at(-1);
  live(wanted).friendly_name = "Front desk";
  await (await world.connect())
    .delete(urn, id, { ...bought, release: true }, { ...state, friendlyName: "Front desk" })
    .then(
      () => expect.unreachable(),
      (error: Error) =>
        expect(error.message).toContain(
          `change the friendly name to \`Front desk ${token}\` at Twilio and run \`pulumi up\` again`,
        ),
    );
  expect(live(wanted).sid).toBe(id);
  live(wanted).friendly_name = `Front desk ${token}`;
  await (await world.connect()).delete(urn, id, { ...bought, release: true }, state);
  expect(world.held(wanted)).toBeUndefined();
});

test("an update doesn't make an adopted number a bought one, whatever its state says", async () => {
  const adopt = { acquire: "adopt", phoneNumber: frontDesk.number, handBack: {} };
  const { id, state } = await engine.create(urn, adopt);
  const forged = { id, oldInputs: { ...adopt, release: true }, oldState: { ...state, bought: true } };
  const updated = await engine.update(urn, { ...forged, news: adopt });
  expect(updated.state.bought).toBe(false);
  expect(live(frontDesk.number).friendly_name).toBe("Front desk");
});

test("an import of what isn't there finds nothing", async () => {
  expect(await engine.read(urn, `PN${"ff".repeat(16)}`)).toMatchObject({ id: "" });
  expect(await engine.read(urn, "+14155550177")).toMatchObject({ id: "" });
});

test("a bought number that vanished is not forgotten; the next update buys that very number, never another", async () => {
  const inputs = { acquire: "buy", search: { country: "US", type: "local", areaCode: "415" }, voiceUrl };
  const { id, state } = await engine.create(urn, inputs);
  const number = state.phoneNumber as string;
  world.store.removeNumber(world.held(number)!);
  const gone = await engine.read(urn, id, inputs, state).catch((e) => e);
  expect(gone.partial).toMatchObject({ id, properties: { phoneNumber: number, bought: true }, inputs });
  expect(gone.partial.reasons).toEqual([
    `${number} is no longer in account ${acme.sid}. No other number is bought in its place. The next \`pulumi up\` tries to buy the same number again. To do without it, set \`release: true\` and remove the resource`,
  ]);
  const again = await (await world.connect()).update(urn, { id, oldInputs: inputs, oldState: state, news: inputs });
  expect(again.state.phoneNumber).toBe(number);
  expect(again.state.sid).not.toBe(id);
  // The engine keeps the old id until the next refresh.
  expect((await engine.read(urn, id, inputs, again.state)).id).toBe(again.state.sid);

  world.store.removeNumber(world.held(number)!);
  const stamp = world.store.stamp("PN");
  world.store.addNumber({ ...stamp, account_sid: zenith.sid, phone_number: number, friendly_name: "", type: "local" });
  await expect(
    (await world.connect()).update(urn, { id, oldInputs: inputs, oldState: again.state, news: inputs }),
  ).rejects.toThrow(
    new RegExp(
      `^\\${number} is no longer in account ${acme.sid}\\. No other number is bought in its place\\. Buying the same number again failed: Twilio refused to buy`,
    ),
  );
});

test("an adopted number that vanished is neither bought nor forgotten; with `release: true` it is gone", async () => {
  const inputs = { acquire: "adopt", phoneNumber: frontDesk.number, voiceUrl };
  const { id, state } = await engine.create(urn, inputs);
  world.store.removeNumber(world.held(frontDesk.number)!);
  world.changes();
  await expect(engine.update(urn, { id, oldInputs: inputs, oldState: state, news: inputs })).rejects.toThrow(
    `${frontDesk.number} is no longer in account ${acme.sid}. No other number is bought in its place. It was adopted, so it isn't bought again. Bring it back to the account; to do without it, set \`release: true\` and remove the resource`,
  );
  expect((await engine.read(urn, id, inputs, state).catch((e) => e)).partial.id).toBe(id);
  // Setting `release: true` is a normal update, and changes nothing at Twilio.
  const news = { ...inputs, release: true };
  const updated = await engine.update(urn, { id, oldInputs: inputs, oldState: state, news });
  expect(updated.state).toMatchObject({ release: true, phoneNumber: frontDesk.number });
  expect(await engine.read(urn, id, news, updated.state)).toMatchObject({ id: "" });
  await engine.delete(urn, id, news, updated.state);
  expect(world.changes()).toEqual([]);
});

test("a provider of another account refuses a number of the first: nothing is bought anew, nothing deleted", async () => {
  const inputs = { ...bought, release: true };
  const { id, state } = await engine.create(urn, inputs);
  world.changes();
  const other = await world.connect(zenith);
  const said = `${wanted} is in account ${acme.sid}, but the provider is configured for account ${zenith.sid}. Configure the provider for ${acme.sid}, or declare a second resource with a provider of its own`;
  const q = { id, oldInputs: inputs, oldState: state, news: inputs };
  await expect(other.diff(urn, q)).rejects.toThrow(said);
  await expect(other.read(urn, id, inputs, state)).rejects.toThrow(said);
  await expect(other.update(urn, q)).rejects.toThrow(said);
  await expect(other.delete(urn, id, inputs, state)).rejects.toThrow(said);
  expect(world.changes()).toEqual([]);
});

test("secrets leave as secrets, also in what is recorded, and none is ever shown in clear", async () => {
  const hidden = "https://user:hunter2hunter2@voice.example/";
  const inputs = {
    acquire: "adopt",
    phoneNumber: frontDesk.number,
    voiceUrl: secret(hidden),
    handBack: { voiceUrl: secret(hidden) },
  };
  const { id, state } = await engine.create(urn, inputs);
  expect([state.voiceUrl, state.handBack]).toEqual([secret(hidden), { voiceUrl: secret(hidden) }]);
  await engine.read(urn, id, inputs, state);
  await engine.update(urn, { id, oldInputs: inputs, oldState: state, news: inputs });
  await engine.delete(urn, id, inputs, state).catch(() => {});
  expect(engine.sawInClear("hunter2")).toBe(false);
  expect(engine.sawInClear(acme.authToken)).toBe(false);
});
