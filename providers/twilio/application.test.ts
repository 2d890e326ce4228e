import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Engine, secret, unknown } from "../kit/testing/engine.ts";
import { acme, applicationUrn, frontDesk, ownApplication, startWorld, type World, zenith } from "./testing/world.ts";
import { tokenOf } from "./token.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());
beforeEach(() => void world.changes());

const urn = applicationUrn("calls");
const inputs = {
  voiceUrl: "https://voice.us.aybiza.example/twilio/voice",
  statusCallback: "https://voice.us.aybiza.example/twilio/status",
};
const live = (id: string) => world.store.applications.get(id) as Record<string, unknown>;

test("a preview shows what is known and makes nothing", async () => {
  const { id, state } = await engine.create(urn, { ...inputs, voiceFallbackUrl: unknown }, { preview: true });
  expect({ id, state }).toEqual({
    id: "",
    state: { ...inputs, voiceFallbackUrl: unknown, sid: unknown, accountSid: acme.sid, dateCreated: unknown },
  });
  expect(world.changes()).toEqual([]);
});

test("create, update that clears what isn't given any more, delete, delete again", async () => {
  const { id, state } = await engine.create(urn, inputs);
  expect(state).toEqual({
    ...inputs,
    sid: id,
    accountSid: acme.sid,
    dateCreated: expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} .* \+0000$/),
  });
  expect(live(id)).toMatchObject({ voice_url: inputs.voiceUrl, friendly_name: `calls ${tokenOf(urn)}` });

  const news = { voiceUrl: "https://voice.us.aybiza.example/two", voiceMethod: "GET", friendlyName: "Calls of Acme" };
  const updated = await engine.update(urn, { id, oldInputs: inputs, oldState: state, news });
  expect(updated.state).toEqual({ ...news, sid: id, accountSid: acme.sid, dateCreated: state.dateCreated });
  expect(live(id)).toMatchObject({
    voice_url: news.voiceUrl,
    voice_method: "GET",
    friendly_name: `Calls of Acme ${tokenOf(urn)}`,
  });

  expect(live(id).status_callback ?? "").toBe("");

  await engine.delete(urn, id, news, updated.state);
  expect(world.store.applications.has(id)).toBe(false);
  await engine.delete(urn, id, news, updated.state);
  expect(await engine.read(urn, id, news, updated.state)).toEqual({ id: "", inputs: {}, state: {} });
});

test("a preview of an update changes nothing", async () => {
  const { id, state } = await engine.create(urn, inputs);
  world.changes();
  const { state: planned } = await engine.update(urn, {
    id,
    oldInputs: inputs,
    oldState: state,
    news: { voiceUrl: unknown },
    preview: true,
  });
  expect(planned).toEqual({ voiceUrl: unknown, sid: id, accountSid: acme.sid, dateCreated: state.dateCreated });
  expect(world.changes()).toEqual([]);
});

test("a diff names what changed; what equals Twilio's own default is no change", async () => {
  const q = { id: "AP", oldState: { accountSid: acme.sid, sid: "AP" } };
  const diff = await engine.diff(urn, {
    ...q,
    oldInputs: inputs,
    news: { voiceUrl: "https://x.example/", voiceMethod: "POST", smsUrl: "" },
  });
  expect(diff.changes).toEqual({ voiceUrl: "update", statusCallback: "delete" });
  expect(diff).toMatchObject({ replaces: [], stables: ["sid", "accountSid", "dateCreated"] });
});

test("a refresh shows what was changed behind its back, given or not", async () => {
  const { id, state } = await engine.create(urn, inputs);
  const untouched = await engine.read(urn, id, inputs, state);
  expect(untouched).toEqual({ id, inputs, state });
  Object.assign(live(id), {
    voice_url: "https://other.example/",
    voice_fallback_url: "https://other.example/fallback",
  });
  const { inputs: shown } = await engine.read(urn, id, inputs, state);
  expect(shown).toEqual({
    ...inputs,
    voiceUrl: "https://other.example/",
    voiceFallbackUrl: "https://other.example/fallback",
  });
  const { changes } = await engine.diff(urn, { id, oldInputs: shown, oldState: state, news: inputs });
  expect(changes).toEqual({ voiceUrl: "update", voiceFallbackUrl: "delete" });
});

test("an import by SID gives all that is set, and a program that says the same changes nothing", async () => {
  const { id, inputs: found, state } = await engine.read(urn, ownApplication);
  expect({ id, found }).toEqual({ id: ownApplication, found: { friendlyName: "Acme's own" } });
  const { changes } = await engine.diff(urn, {
    id,
    oldInputs: found,
    oldState: state,
    news: { friendlyName: "Acme's own", voiceMethod: "POST" },
  });
  expect(changes).toEqual({});
  expect(await engine.read(urn, `AP${"ff".repeat(16)}`)).toEqual({ id: "", inputs: {}, state: {} });
});

test("one that answers a number isn't deleted: Twilio would let it go, and the number's calls would fail", async () => {
  const { id, state } = await engine.create(applicationUrn("answering"), inputs);
  const numbers = [frontDesk.number, "+14155550102"].map((number) => world.held(number)!);
  numbers[0]!.voice_application_sid = id;
  numbers[1]!.sms_application_sid = id;
  world.changes();
  const remove = () => engine.delete(applicationUrn("answering"), id, inputs, state);
  await expect(remove()).rejects.toThrow(
    `application ${id} can't be deleted while it answers +14155550101, +14155550102: their calls or messages would fail. Give each number another application or URLs of its own first`,
  );
  expect([world.changes(), world.store.applications.has(id)]).toEqual([[], true]);
  for (const number of numbers)
    Object.assign(number, { voice_application_sid: undefined, sms_application_sid: undefined });
  await remove();
  expect(world.store.applications.has(id)).toBe(false);
});

test("a create whose answer was lost makes one application", async () => {
  world.faults.push({ operationId: "CreateApplication", when: "after", drop: true, times: 1 });
  const lost = applicationUrn("lost");
  const { id } = await engine.create(lost, inputs);
  const made = [...world.store.applications.values()].filter((a) => String(a.friendly_name).endsWith(tokenOf(lost)));
  expect(made.map((a) => a.sid)).toEqual([id]);
});

test("a provider that is killed after the request finds its application in the next run", async () => {
  const killed = applicationUrn("killed");
  const doomed = await world.connect();
  world.faults.push({ operationId: "CreateApplication", when: "after", delayMs: 60_000, drop: true, times: 1 });
  const create = doomed.create(killed, inputs).catch((e) => e);
  await expect.poll(() => world.changes()).toEqual(["POST Applications.json"]);
  world.processOf(doomed).process.kill("SIGKILL");
  expect(await create).toMatchObject({ code: 14 });
  const { id } = await engine.create(killed, { ...inputs, voiceUrl: "https://voice.us.aybiza.example/new" });
  expect(world.changes()).toEqual([`POST Applications/${id}.json`]);
  expect(live(id)).toMatchObject({ voice_url: "https://voice.us.aybiza.example/new" });
});

test("a secret address stays secret, and every mistake of the inputs is told at once", async () => {
  const hidden = secret("https://user:hunter2@voice.example/");
  expect((await engine.create(applicationUrn("hidden"), { voiceUrl: hidden })).state.voiceUrl).toEqual(hidden);
  expect(engine.sawInClear("hunter2")).toBe(false);
  const { failures } = await engine.check(urn, {
    voiceUrl: "voice.example",
    voiceMethod: "PUT",
    friendlyName: "x".repeat(52),
    url: 1,
    statusCallback: unknown,
  });
  expect(failures).toEqual([
    {
      property: "friendlyName",
      reason: "must be 51 characters or less: Twilio allows 64, of which the provider's token takes 13",
    },
    { property: "voiceUrl", reason: "must be an absolute http(s) URL" },
    { property: "voiceMethod", reason: "must be GET or POST" },
    {
      property: "url",
      reason: expect.stringMatching(/^there is no such property; there are friendlyName, voiceUrl, /),
    },
  ]);
});

test("a provider of another account refuses what the first one made", async () => {
  const { id, state } = await engine.create(applicationUrn("moved"), inputs);
  const other = await world.connect(zenith);
  const q = { id, oldInputs: inputs, oldState: state, news: inputs };
  const said = `${id} is in account ${acme.sid}, but the provider is configured for account ${zenith.sid}. Configure the provider for ${acme.sid}, or declare a second resource with a provider of its own`;
  await expect(other.diff(applicationUrn("moved"), q)).rejects.toThrow(said);
  await expect(other.delete(applicationUrn("moved"), id, inputs, state)).rejects.toThrow(said);
  expect(world.store.applications.has(id)).toBe(true);
});

test("a forced replacement ends with the same application, untouched, also after a kill: numbers name it", async () => {
  const forced = applicationUrn("forced");
  const { id, state } = await engine.create(forced, inputs);
  const run = await world.connect();
  await run.check(forced, inputs, inputs);
  expect((await run.create(forced, inputs)).id).toBe(id);
  await run.delete(forced, id, inputs, state);
  expect(live(id)).toMatchObject({ voice_url: inputs.voiceUrl });
  // An earlier run created the replacement and was killed before it deleted the old resource.
  const next = await world.connect();
  await next.check(forced, inputs, inputs);
  await next.delete(forced, id, inputs, state);
  expect(live(id)).toMatchObject({ voice_url: inputs.voiceUrl });
  // The program no longer declares the resource.
  await (await world.connect()).delete(forced, id, inputs, state);
  expect(world.store.applications.has(id)).toBe(false);
});
