import { afterEach, beforeEach, expect, test } from "vitest";
import { type Engine, unknown } from "../kit/testing/engine.ts";
import { acme, frontDesk, numberUrn, ownApplication, ownTrunk, startWorld, type World } from "./testing/world.ts";

let world: World;
let engine: Engine;
beforeEach(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterEach(() => world.stop());

const urn = numberUrn("front-desk");
const { number, sid } = frontDesk;
const inputs = { acquire: "adopt", phoneNumber: number, voiceApplicationSid: ownApplication };
const before = {
  ...{
    friendlyName: "Front desk",
    voiceApplicationSid: "",
    trunkSid: "",
    voiceCallerIdLookup: false,
    voiceReceiveMode: "voice",
  },
  ...{ addressSid: "", bundleSid: "", identitySid: "", emergencyAddressSid: "" },
  ...{
    voiceUrl: "https://pbx.acme.example/voice",
    voiceMethod: "GET",
    voiceFallbackUrl: "",
    voiceFallbackMethod: "POST",
  },
  ...{ statusCallback: "https://pbx.acme.example/status", statusCallbackMethod: "POST" },
  ...{ smsUrl: "", smsMethod: "POST", smsFallbackUrl: "", smsFallbackMethod: "POST", smsApplicationSid: "" },
};
const live = () => world.held(number) as Record<string, unknown>;
const warnings = () => world.log.messages.map((m) => m.text);

test("a preview names the number's SID and changes nothing", async () => {
  const { id, state } = await engine.create(urn, { ...inputs, voiceApplicationSid: unknown }, { preview: true });
  expect(id).toBe(sid);
  expect(state).toMatchObject({
    sid,
    phoneNumber: number,
    voiceApplicationSid: unknown,
    friendlyName: "Front desk",
    bought: false,
  });
  expect(world.changes()).toEqual([]);
});

test("adoption changes the given settings, leaves all others, and records what it found", async () => {
  const { id, state } = await engine.create(urn, inputs);
  expect(world.changes()).toEqual([`POST IncomingPhoneNumbers/${sid}.json`]);
  expect(live()).toMatchObject({
    voice_application_sid: ownApplication,
    voice_url: before.voiceUrl,
    voice_method: "GET",
    friendly_name: "Front desk",
  });
  expect({ id, state }).toEqual({
    id: sid,
    state: {
      ...inputs,
      ...{ sid, accountSid: acme.sid, friendlyName: "Front desk", origin: "twilio", status: "in-use", bought: false },
      emergencyAddressStatus: "unregistered",
      ...{
        capabilities: { voice: true, sms: true, mms: true, fax: false },
        adoptedFrom: before,
        managed: ["voiceApplicationSid"],
        incarnation: expect.any(String),
      },
    },
  });
});

test("a number that the account doesn't hold is not adopted, nor bought", async () => {
  const said = `+14155550177 can't be adopted: it is not in account ${acme.sid}. Correct the number or the account, or set \`acquire: "buy"\``;
  const missing = { ...inputs, phoneNumber: "+14155550177" };
  await expect(engine.create(urn, missing, { preview: true })).rejects.toThrow(said);
  await expect(engine.create(urn, missing)).rejects.toThrow(said);
  expect(world.changes()).toEqual([]);
});

test("a live number's delete is refused, and nothing is sent", async () => {
  const { id, state } = await engine.create(urn, inputs);
  world.changes();
  await expect(engine.delete(urn, id, inputs, state)).rejects.toThrow(
    `${number} is live, and a live number is never released. To hand it back, declare it with \`release: true\`, run \`pulumi up\`, then remove it and run \`pulumi up\` again`,
  );
  expect(world.changes()).toEqual([]);
});

test("handed back, it has the settings that it had; what this resource didn't touch is left; it is never given up", async () => {
  const given = { ...inputs, statusCallback: "https://voice.us.aybiza.example/twilio/status" };
  const { id, state } = await engine.create(urn, given);
  // After the adoption, the number's owner changes a setting at Twilio that the program doesn't manage.
  live().voice_url = "https://pbx.acme.example/newer";
  const released = { ...given, release: true };
  const updated = await engine.update(urn, { id, oldInputs: given, oldState: state, news: released });
  world.changes();
  await engine.delete(urn, id, released, updated.state);
  expect(world.changes()).toEqual([`POST IncomingPhoneNumbers/${sid}.json`]);
  expect(live()).toMatchObject({ voice_url: "https://pbx.acme.example/newer", status_callback: before.statusCallback });
  expect(live().voice_application_sid ?? "").toBe("");
  expect(world.store.released).toBe(0);
});

test("`handBack` of the program is what it gets, whatever was recorded", async () => {
  const given = {
    ...inputs,
    release: true,
    handBack: { voiceApplicationSid: "", voiceUrl: "https://pbx.acme.example/ledger", trunkSid: "" },
  };
  const { id, state } = await engine.create(urn, given);
  expect("adoptedFrom" in state).toBe(false);
  await engine.delete(urn, id, given, state);
  expect(live()).toMatchObject({ voice_url: "https://pbx.acme.example/ledger" });
  expect(live().voice_application_sid ?? "").toBe("");
});

test("a number that was on a trunk goes back to it", async () => {
  live().trunk_sid = ownTrunk;
  const given = { ...inputs, release: true };
  const { id, state } = await engine.create(urn, given);
  expect(live().trunk_sid ?? null).toBe(null);
  await engine.delete(urn, id, given, state);
  expect(live().trunk_sid).toBe(ownTrunk);
  expect(live().voice_application_sid ?? "").toBe("");
});

test("after a kill between the change and its record, our own settings don't pass for the earlier ones", async () => {
  await engine.create(urn, inputs);
  const next = await world.connect();
  const { id, state } = await next.create(urn, inputs);
  expect("adoptedFrom" in state).toBe(false);
  expect(warnings()).toEqual([
    `${number} already has this program's settings, perhaps from an interrupted run, so its earlier settings are unknown. Set them in \`handBack\` before you release the number`,
  ]);
  const run = await world.connect();
  await expect(run.delete(urn, id, { ...inputs, release: true }, state)).rejects.toThrow(
    `the settings that ${number} had before its adoption are unknown. Set them in \`handBack\` ({} to leave the number as it is), run \`pulumi up\`, then remove it`,
  );
  expect(live().voice_application_sid).toBe(ownApplication);
});

test("a change whose outcome stays open keeps what the number had before", async () => {
  world.faults.push({ operationId: "UpdateIncomingPhoneNumber", when: "after", drop: true, times: 9 });
  const error = await engine.create(urn, inputs).catch((e) => e);
  expect(error.partial).toMatchObject({
    id: sid,
    properties: { adoptedFrom: before, managed: ["voiceApplicationSid"] },
  });
  expect(error.partial.reasons[0]).toMatch(
    /^no answer from api\.twilio\.com \(at http:\/\/127\.0\.0\.1:\d+\): socket hang up$/,
  );
  world.faults.length = 0;
  const repaired = await engine.update(urn, {
    id: sid,
    oldInputs: inputs,
    oldState: error.partial.properties,
    news: inputs,
  });
  expect(repaired.state).toMatchObject({ voiceApplicationSid: ownApplication, adoptedFrom: before });
});

test("a setting that the program drops goes back to what it was; one that it adds is recorded first", async () => {
  const given = { ...inputs, friendlyName: "Reception" };
  const { id, state } = await engine.create(urn, given);
  live().voice_fallback_url = "https://pbx.acme.example/fallback";
  const news = { ...inputs, voiceFallbackUrl: "https://voice.us.aybiza.example/twilio/fallback" };
  const { changes } = await engine.diff(urn, { id, oldInputs: given, oldState: state, news });
  expect(changes).toEqual({ friendlyName: "delete", voiceFallbackUrl: "add" });
  const updated = await engine.update(urn, { id, oldInputs: given, oldState: state, news });
  expect(live()).toMatchObject({ friendly_name: "Front desk", voice_fallback_url: news.voiceFallbackUrl });
  expect(updated.state.adoptedFrom).toEqual({ ...before, voiceFallbackUrl: "https://pbx.acme.example/fallback" });
});

test("a trunk and an application in one program are a mistake; passing from one to the other is not", async () => {
  const onTrunk = { acquire: "adopt", phoneNumber: number, trunkSid: ownTrunk };
  const { id, state } = await engine.create(urn, onTrunk);
  const updated = await engine.update(urn, { id, oldInputs: onTrunk, oldState: state, news: inputs });
  expect(updated.state).toMatchObject({ voiceApplicationSid: ownApplication, managed: ["voiceApplicationSid"] });
  expect(live().trunk_sid ?? null).toBe(null);
});

test("a hand-back whose answer is lost says how it is finished, and the next run finishes it", async () => {
  const { id, state } = await engine.create(urn, inputs);
  const released = { ...inputs, release: true };
  world.faults.push({ operationId: "UpdateIncomingPhoneNumber", when: "after", drop: true, times: 9 });
  const error = await (await world.connect()).delete(urn, id, released, state).catch((e) => e);
  expect(error.message).toMatch(
    /^it is unknown whether \+14155550101 has its earlier settings again: no answer from api\.twilio\.com .*: socket hang up\. Run the command again to finish$/,
  );
  world.faults.length = 0;
  await (await world.connect()).delete(urn, id, released, state);
  expect(live().voice_application_sid ?? "").toBe("");
});
