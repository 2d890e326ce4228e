import { afterEach, beforeEach, expect, test } from "vitest";
import type { Engine, Raw } from "../kit/testing/engine.ts";
import { acme, frontDesk, numberUrn, startWorld, type World } from "./testing/world.ts";

let world: World;
let engine: Engine;
beforeEach(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterEach(() => world.stop());

const voiceUrl = "https://voice.us.aybiza.example/twilio/voice";
const elsewhere = "https://elsewhere.example/";
const urn = numberUrn("line");
const applicationUrn = urn.replace("IncomingPhoneNumber", "Application");
const listNumbers = (run: Engine) => run.invoke("twilio:index:getIncomingPhoneNumbers", {});

const adopted = { acquire: "adopt", phoneNumber: frontDesk.number, voiceUrl };
const made = async (at: string, inputs: Raw) => {
  const { id, state } = await engine.create(at, inputs);
  world.changes();
  return { id, oldInputs: inputs, oldState: state, news: inputs };
};
const changed = async (run: Engine, at: string, q: Parameters<Engine["diff"]>[1]) =>
  Object.keys((await run.diff(at, q)).changes);

test("a number that somebody pointed elsewhere is mended by a plain update of a program that listed the numbers", async () => {
  const q = await made(urn, adopted);
  Object.assign(world.held(frontDesk.number) as Raw, { voice_url: elsewhere, friendly_name: "renamed by hand" });
  const run = await world.connect();
  expect(await changed(run, urn, q)).toEqual([]);
  await listNumbers(run);
  // The diff compares only settings that the program gives.
  expect(await changed(run, urn, q)).toEqual(["voiceUrl"]);
  await run.update(urn, q);
  expect(world.held(frontDesk.number)).toMatchObject({ voice_url: voiceUrl, friendly_name: "renamed by hand" });
  expect(await changed(run, urn, q)).toEqual([]);
});

test("an untouched number isn't changed, nor one that is being given another setting twice", async () => {
  const q = await made(urn, adopted);
  const run = await world.connect();
  await listNumbers(run);
  expect(await changed(run, urn, q)).toEqual([]);
  expect(await changed(run, urn, { ...q, news: { ...adopted, voiceUrl: `${voiceUrl}2` } })).toEqual(["voiceUrl"]);
});

test("an application that somebody changed is mended by a plain update of a program that listed the applications", async () => {
  const inputs = { voiceUrl };
  const q = await made(applicationUrn, inputs);
  Object.assign(world.store.applications.get(q.id) as Raw, { voice_url: elsewhere, status_callback: elsewhere });
  const run = await world.connect();
  expect(await changed(run, applicationUrn, q)).toEqual([]);
  const { applications } = (await run.invoke("twilio:index:getApplications", {})) as { applications: Raw[] };
  expect(applications.find((a) => a.sid === q.id)).toMatchObject({ voiceUrl: elsewhere, statusCallback: elsewhere });
  expect((await changed(run, applicationUrn, q)).sort()).toEqual(["statusCallback", "voiceUrl"]);
  await run.update(applicationUrn, q);
  expect(world.store.applications.get(q.id)).toMatchObject({ voice_url: voiceUrl, account_sid: acme.sid });
  expect(world.store.applications.get(q.id)?.status_callback ?? "").toBe("");
  expect(await changed(run, applicationUrn, q)).toEqual([]);
});

test("a replacement by itself that was killed before its delete is finished by the next run, and the number isn't touched", async () => {
  const { id, oldInputs, oldState } = await made(urn, adopted);
  const replacing = await world.connect();
  await replacing.check(urn, adopted);
  const { state: successor } = await replacing.create(urn, adopted);
  // The run is killed here: the state then has the successor, and the old resource as pending delete.
  const next = await world.connect();
  await next.check(urn, adopted, adopted);
  await next.diff(urn, { id, oldInputs, oldState: successor, news: adopted });
  world.changes();
  await next.delete(urn, id, oldInputs, oldState);
  expect(world.changes()).toEqual([]);
  // A delete of the successor itself is refused: before its own replacement exists, the delete would lose the number.
  await expect(next.delete(urn, id, adopted, successor)).rejects.toThrow("is live and the program still declares it");
  expect(world.held(frontDesk.number)).toMatchObject({ voice_url: voiceUrl });
});
