import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Engine } from "../kit/testing/engine.ts";
import { fieldOf, keyOf } from "./settings.ts";
import { PARAMETERS } from "./testing/parameters.ts";
import { tables } from "./testing/tables/all.ts";
import { frontDesk, numberUrn, startWorld, type World } from "./testing/world.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());
afterEach(() => world.store.keptWhenEmptied.clear());

const old = "https://old.example/hook?key=0123456789";
const message = (what: string, name: string) =>
  `Twilio kept ${name} of ${what}, which the update cleared. All other settings are as declared. Set it in the program to the URL that Twilio kept, or to one without effect (for calls, one that answers \`<Response><Reject/></Response>\`), then run \`pulumi up\``;

/** Each URL input that an update may clear, with its resource. */
const urls = tables.flatMap((table) =>
  Object.entries(table.rows)
    .filter(
      ([name, { to, once, replaces }]) => /(Url|[cC]allback)$/.test(name) && to === undefined && !once && !replaces,
    )
    .map(([name]) => [table.token.split(":").at(-1) as string, name, table] as const),
);

test("there are URLs of four resources that an update may empty", () => {
  expect(urls.map(([kind, name]) => `${kind} ${name}`)).toEqual([
    ...["voiceUrl", "voiceFallbackUrl", "statusCallback", "smsUrl", "smsFallbackUrl", "messageStatusCallback"].map(
      (name) => `Application ${name}`,
    ),
    ...["voiceUrl", "voiceFallbackUrl", "voiceStatusCallbackUrl"].map((name) => `SipDomain ${name}`),
    "Trunk disasterRecoveryUrl",
    ...["voiceUrl", "voiceFallbackUrl", "statusCallbackUrl"].map((name) => `ByocTrunk ${name}`),
  ]);
});

test.each(urls)("%s: a %s that Twilio doesn't empty is said, and settled by the program", async (kind, name, table) => {
  const urn = `urn:pulumi:dev::aybiza::${table.token}::${name}`;
  const { friendlyName, domainName } = table.inputs(name);
  const inputs = { friendlyName, ...(domainName && { domainName }) };
  const { id, state } = await engine.create(urn, { ...inputs, [name]: old });
  const fields = name === "messageStatusCallback" ? [fieldOf(name), "SmsStatusCallback"] : [fieldOf(name)];
  world.store.keptWhenEmptied.set(PARAMETERS[kind]!.by[1]!, fields);
  const live = () => table.held(world.store, id) as Record<string, unknown>;
  const update = (oldInputs: object, oldState: object, news: object) =>
    engine.update(urn, { id, oldInputs, oldState, news } as never);

  const renamed = { ...inputs, friendlyName: "renamed" };
  const error = await update({ ...inputs, [name]: old }, state, renamed).catch((e) => e);
  const noun = { Application: "application", SipDomain: "SIP domain", Trunk: "trunk", ByocTrunk: "BYOC trunk" }[kind];
  expect(error.partial).toMatchObject({
    id,
    reasons: [message(`${noun} ${id}`, name)],
    properties: { friendlyName: "renamed", [name]: old },
  });
  expect(live()).toMatchObject({ friendly_name: expect.stringMatching(/^renamed/), [keyOf(name)]: old });
  // The next run reports the error again, until the program sets the kept URL, or another one.
  const again = await update(renamed, error.partial.properties, renamed).catch((e) => e);
  expect(again.partial.reasons).toEqual(error.partial.reasons);
  const settled = await update(renamed, error.partial.properties, { ...renamed, [name]: old });
  expect(settled.state).toMatchObject({ [name]: old });
  const read = await engine.read(urn, id, { ...renamed, [name]: old }, settled.state);
  expect(read.inputs).toEqual({ ...renamed, [name]: old });
  // If Twilio does clear the URL, the state has no URL.
  world.store.keptWhenEmptied.clear();
  const emptied = await update({ ...renamed, [name]: old }, settled.state, renamed);
  expect([emptied.state[name], live()[keyOf(name)] ?? ""]).toEqual([undefined, ""]);
});

test("an application's messageStatusCallback is emptied under its older name, too", async () => {
  const urn = "urn:pulumi:dev::aybiza::twilio:index:Application::both";
  const { id, state } = await engine.create(urn, { messageStatusCallback: old });
  world.store.keptWhenEmptied.set("UpdateApplication", ["MessageStatusCallback"]);
  await engine.update(urn, { id, oldInputs: { messageStatusCallback: old }, oldState: state, news: {} });
  expect(world.store.applications.get(id)?.message_status_callback ?? "").toBe("");
});

const voiceUrl = "https://pbx.acme.example/voice";
const desk = (more: object) => ({ acquire: "adopt", phoneNumber: frontDesk.number, ...more });

test("a number whose URL Twilio doesn't empty is said when it is adopted and updated, and isn't silenced", async () => {
  world.store.keptWhenEmptied.set("UpdateIncomingPhoneNumber", ["VoiceUrl"]);
  const urn = numberUrn("desk");
  const inputs = desk({ voiceUrl: "" });
  const error = await engine.create(urn, inputs).catch((e) => e);
  expect(error.partial).toMatchObject({
    id: frontDesk.sid,
    reasons: [message(frontDesk.number, "voiceUrl")],
    properties: { voiceUrl, adoptedFrom: { voiceUrl } },
  });
  const q = { id: frontDesk.sid, oldInputs: inputs, oldState: error.partial.properties };
  const again = await engine.update(urn, { ...q, news: inputs }).catch((e) => e);
  expect(again.partial).toMatchObject({ reasons: error.partial.reasons, properties: { voiceUrl } });
  const settled = await engine.update(urn, { ...q, news: desk({ voiceUrl }) });
  expect(settled.state).toMatchObject({ voiceUrl });
  expect(world.held(frontDesk.number)?.voice_url).toBe(voiceUrl);
});

test("a number that had no URL isn't handed back with ours", async () => {
  const urn = numberUrn("second");
  const second = { acquire: "adopt", phoneNumber: "+14155550102", voiceUrl: old };
  const { id, state } = await engine.create(urn, second);
  const released = { ...second, release: true };
  const next = await engine.update(urn, { id, oldInputs: second, oldState: state, news: released });
  world.store.keptWhenEmptied.set("UpdateIncomingPhoneNumber", ["VoiceUrl"]);
  await expect(engine.delete(urn, id, released, next.state)).rejects.toThrow(
    "+14155550102 isn't handed back: Twilio kept `voiceUrl`, which the request cleared. Declare the number again with its owner's URL for `voiceUrl` in `handBack`, run `pulumi up`, then remove it",
  );
  const handBack = { voiceUrl: "https://pbx.acme.example/second" };
  const named = await engine.update(urn, {
    id,
    oldInputs: released,
    oldState: next.state,
    news: { ...released, handBack },
  });
  await engine.delete(urn, id, { ...released, handBack }, named.state);
  expect(world.held("+14155550102")?.voice_url).toBe(handBack.voiceUrl);
});

test("a bundle whose status callback Twilio doesn't empty is said", async () => {
  const urn = "urn:pulumi:dev::aybiza::twilio:index:RegulatoryBundle::papers";
  const inputs = { isoCountry: "GB", numberType: "mobile", endUserType: "business", email: "ops@acme.example" };
  const { id, state } = await engine.create(urn, { ...inputs, statusCallback: old });
  world.store.keptWhenEmptied.set("numbers_v2.UpdateBundle", ["StatusCallback"]);
  const q = { id, oldInputs: { ...inputs, statusCallback: old }, oldState: state };
  const error = await engine.update(urn, { ...q, news: inputs }).catch((e) => e);
  expect(error.partial).toMatchObject({
    reasons: [message(`bundle ${id}`, "statusCallback")],
    properties: { statusCallback: old },
  });
});
