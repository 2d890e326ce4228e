import { afterEach, beforeEach, expect, it } from "vitest";
import { createExchange } from "./exchange.ts";
import { ACME, startWorld, type World } from "./testing/world.ts";
import type { Unsettled } from "./unsettled.ts";

const OWN = "+14155550101";
const APPLICATION = `AP${"a9".repeat(16)}`;
const TRUNK = `TK${"7a".repeat(16)}`;
const old = { voiceUrl: "https://old.example/voice", voiceFallbackUrl: "https://old.example/fallback" };
let world: World;
beforeEach(async () => {
  world = await startWorld({
    accounts: [
      {
        ...{ ...ACME, trunks: [TRUNK], numbers: [{ phoneNumber: OWN, ...old }] },
        applications: [{ sid: APPLICATION, statusCallback: "https://app.example/status", statusCallbackMethod: "GET" }],
      },
    ],
  });
});
afterEach(() => world.close());

const number = () => world.sdk().incomingPhoneNumbers(world.store.holder(OWN)?.sid ?? "");
const own = "https://own.example/status";

it.each<[Unsettled["statusCallback"], readonly (string | undefined)[]]>([
  ["application", ["https://app.example/status"]],
  ["number", [own]],
  ["both", ["https://app.example/status", own]],
  ["dropped", ["https://app.example/status"]],
])("plays that %s hears of the end of a call to a number with an application", async (statusCallback, urls) => {
  world.store.unsettled.statusCallback = statusCallback;
  const changed = await number().update({ voiceApplicationSid: APPLICATION, statusCallback: own });
  expect(changed.statusCallback).toBe(statusCallback === "dropped" ? "" : own);
  const { voice } = (await createExchange(world.store, []).subscriber(OWN))!;
  expect([voice.statusCallback, voice.ownStatusCallback?.url].filter((url) => url !== undefined)).toEqual(urls);
});

it("plays that the number's own status callback counts alone also where it has none", async () => {
  world.store.unsettled.statusCallback = "number";
  await number().update({ voiceApplicationSid: APPLICATION });
  const { voice } = (await createExchange(world.store, []).subscriber(OWN))!;
  expect([voice.statusCallback, voice.ownStatusCallback]).toEqual([undefined, undefined]);
});

it("plays that an application, a trunk and a URL of the number's own clear one another", async () => {
  world.store.unsettled.urlsBesideApplication = "cleared";
  const fields = ({ voiceUrl, voiceFallbackUrl, voiceApplicationSid, trunkSid }: Record<string, unknown>) =>
    [voiceUrl, voiceFallbackUrl, voiceApplicationSid, trunkSid].map((value) => value || undefined);
  const update = async (form: object) => fields({ ...(await number().update(form)) });
  expect(await update({ voiceApplicationSid: APPLICATION })).toEqual([undefined, undefined, APPLICATION, undefined]);
  expect(await update({ voiceUrl: old.voiceUrl })).toEqual([old.voiceUrl, undefined, undefined, undefined]);
  expect(await update({ trunkSid: TRUNK })).toEqual([undefined, undefined, undefined, TRUNK]);
  // With both set, the application overrides the number's URLs.
  expect(await update({ ...old, voiceApplicationSid: APPLICATION })).toEqual([
    ...[undefined, undefined, APPLICATION, undefined],
  ]);
});

it.each<Unsettled["settingsOfMoved"]>(["kept", "lost"])(
  "plays that the settings of a moved number are %s",
  async (settingsOfMoved) => {
    world.store.unsettled.settingsOfMoved = settingsOfMoved;
    await number().update({ friendlyName: "Desk", smsUrl: "https://old.example/sms", voiceMethod: "GET" });
    const child = await world.sdk().api.accounts.create({ friendlyName: "North" });
    const moved = await number().update({ accountSid: child.sid, friendlyName: "Moved" });
    const kept = settingsOfMoved === "kept";
    expect([moved.friendlyName, moved.voiceUrl || null, moved.voiceMethod, moved.smsUrl || null]).toEqual([
      ...["Moved", kept ? old.voiceUrl : null, kept ? "GET" : "POST", kept ? "https://old.example/sms" : null],
    ]);
  },
);
