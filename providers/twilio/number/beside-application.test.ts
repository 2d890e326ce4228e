import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Unsettled } from "../../../rehearsal/twilio/unsettled.ts";
import type { Engine, Raw } from "../../kit/testing/engine.ts";
import { frontDesk, numberUrn, ownApplication, startWorld, type World } from "../testing/world.ts";

/** Twilio doesn't document whether a number with an application keeps its own URLs and status callback. These tests cover both behaviours. */
let world: World;
let run: Engine;
beforeEach(async () => {
  world = await startWorld();
  run = await world.connect();
});
afterEach(() => world.stop());

const { number } = frontDesk;
const urn = numberUrn("front-desk");
const status = "https://voice.us.aybiza.example/twilio/status";
const ours = { voiceApplicationSid: ownApplication, statusCallback: status, statusCallbackMethod: "POST" };
const theirs = {
  ...{ voice_url: "https://pbx.acme.example/voice", voice_method: "GET" },
  ...{ voice_fallback_url: "https://pbx.acme.example/fallback", status_callback: "https://pbx.acme.example/status" },
};
const live = () => world.held(number) as Raw;
/** Returns what the program's adoption record of a number contains. */
async function before(): Promise<Raw> {
  const { numbers } = (await run.invoke("twilio:index:getIncomingPhoneNumbers", { phoneNumber: number })) as {
    numbers: Raw[];
  };
  const { sid: _, phoneNumber: __, capabilities: ___, ...settings } = numbers[0]!;
  return settings;
}

describe.each<Unsettled["urlsBesideApplication"]>(["kept", "cleared"])("its own URLs %s", (urlsBesideApplication) => {
  test("an adopted number doesn't flap, and gets them back when it is handed back", async () => {
    world.store.unsettled.urlsBesideApplication = urlsBesideApplication;
    Object.assign(live(), theirs);
    const inputs = { acquire: "adopt", phoneNumber: number, ...ours, handBack: await before() };
    const { id, state } = await run.create(urn, inputs);
    expect(live()).toMatchObject({ voice_application_sid: ownApplication, status_callback: status });
    expect(live().voice_url).toBe(urlsBesideApplication === "kept" ? theirs.voice_url : undefined);

    const next = await world.connect();
    await next.invoke("twilio:index:getIncomingPhoneNumbers", {});
    const same = { id, oldInputs: inputs, oldState: state, news: inputs };
    expect((await next.diff(urn, same)).changes).toEqual({});
    expect(await next.read(urn, id, inputs, state)).toMatchObject({ inputs });

    const released = { ...inputs, release: true };
    const updated = await run.update(urn, { ...same, news: released });
    await (await world.connect()).delete(urn, id, released, updated.state);
    expect(live()).toMatchObject(theirs);
    expect(live().voice_application_sid ?? "").toBe("");
  });
});

test("a status callback that Twilio drops beside an application is given once: no update finds it missing", async () => {
  world.store.unsettled.statusCallback = "dropped";
  Object.assign(live(), theirs);
  const inputs = { acquire: "adopt", phoneNumber: number, ...ours, handBack: await before() };
  const { id, state } = await run.create(urn, inputs);
  expect(state.dropped).toEqual(["statusCallback"]);
  expect(live().status_callback).toBeUndefined();
  expect(world.log.messages.map(({ text }) => text)).toEqual([
    `Twilio discarded statusCallback of ${number}, because the number has an application, whose own settings apply. The provider won't set it again until the number changes`,
  ]);
  const next = await world.connect();
  await next.invoke("twilio:index:getIncomingPhoneNumbers", {});
  const same = { id, oldInputs: inputs, oldState: state, news: inputs };
  expect((await next.diff(urn, same)).changes).toEqual({});
  expect(await next.read(urn, id, inputs, state)).toMatchObject({ inputs, state: { dropped: ["statusCallback"] } });
  // A URL that disappears for another reason is drift.
  live().status_callback = "https://elsewhere.example/";
  await next.invoke("twilio:index:getIncomingPhoneNumbers", {});
  expect((await next.diff(urn, same)).changes).toEqual({ statusCallback: "update" });
  const released = { ...inputs, release: true };
  const updated = await run.update(urn, { ...same, news: released });
  await (await world.connect()).delete(urn, id, released, updated.state);
  expect(live()).toMatchObject(theirs);
});

test("a status callback that a person took away is given again", async () => {
  const inputs = { acquire: "adopt", phoneNumber: number, ...ours, handBack: {} };
  const { id, state } = await run.create(urn, inputs);
  expect(state).not.toHaveProperty("dropped");
  live().status_callback = undefined;
  const next = await world.connect();
  await next.invoke("twilio:index:getIncomingPhoneNumbers", {});
  const same = { id, oldInputs: inputs, oldState: state, news: inputs };
  expect((await next.diff(urn, same)).changes).toEqual({ statusCallback: "update" });
  await next.update(urn, same);
  expect(live().status_callback).toBe(status);
});
