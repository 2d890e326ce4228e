import { afterEach, beforeEach, expect, it } from "vitest";
import { machineClock } from "../../clock.ts";
import { ACME, startWorld, type World, ZENITH } from "../../testing/world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

it("makes an application with Twilio's defaults, and dates as Twilio writes them", async () => {
  const clock = { ...machineClock, now: () => new Date("2026-03-04T05:06:07.890Z") };
  const then = await startWorld({ clock });
  const { body } = await then.raw("POST", `/Accounts/${ACME.sid}/Applications.json`);
  const { sid, ...fields } = body as { sid: string };
  expect(fields).toEqual({
    account_sid: ACME.sid,
    api_version: "2010-04-01",
    date_created: "Wed, 04 Mar 2026 05:06:07 +0000",
    date_updated: "Wed, 04 Mar 2026 05:06:07 +0000",
    friendly_name: "",
    message_status_callback: null,
    sms_fallback_method: "POST",
    sms_fallback_url: null,
    sms_method: "POST",
    sms_status_callback: null,
    sms_url: null,
    status_callback: null,
    status_callback_method: "POST",
    uri: `/2010-04-01/Accounts/${ACME.sid}/Applications/${sid}.json`,
    voice_caller_id_lookup: false,
    voice_fallback_method: "POST",
    voice_fallback_url: null,
    voice_method: "POST",
    voice_url: null,
    public_application_connect_enabled: false,
  });
  await then.close();
});

it("changes what is given and clears what is given empty", async () => {
  const client = world.sdk();
  const made = await client.applications.create({
    friendlyName: "Agents",
    voiceUrl: "https://voice.us.aybiza.example/twilio/voice",
    statusCallback: "https://voice.us.aybiza.example/twilio/status",
    statusCallbackMethod: "GET",
    voiceCallerIdLookup: true,
  });
  const changed = await client.applications(made.sid).update({
    voiceFallbackUrl: "https://voice.us.aybiza.example/twilio/fallback",
    statusCallback: "",
    statusCallbackMethod: "",
  });
  expect(changed).toMatchObject({
    friendlyName: "Agents",
    voiceUrl: "https://voice.us.aybiza.example/twilio/voice",
    voiceFallbackUrl: "https://voice.us.aybiza.example/twilio/fallback",
    statusCallback: null,
    statusCallbackMethod: "POST",
    voiceCallerIdLookup: true,
  });
});

it.each([
  [{ friendlyName: "x".repeat(65) }, 20002],
  [{ voiceUrl: "wss://agents.us.aybiza.example" }, 21402],
  [{ statusCallback: "https://-voice.example/" }, 21402],
  [{ voiceFallbackMethod: "DELETE" }, 21403],
])("refuses %j with code %i", async (options, code) => {
  await expect(world.sdk().applications.create(options)).rejects.toMatchObject({ status: 400, code });
  expect(world.store.applications.size).toBe(0);
});

it("refuses a yes that is neither true nor false", async () => {
  const { body } = await world.raw("POST", `/Accounts/${ACME.sid}/Applications.json`, {
    body: "VoiceCallerIdLookup=yes",
  });
  expect(body).toMatchObject({ status: 400, code: 20422 });
});

it("lists by name, an account's own only", async () => {
  await world.sdk().applications.create({ friendlyName: "Agents" });
  await world.sdk().applications.create({ friendlyName: "Others" });
  await world.sdk(ZENITH).applications.create({ friendlyName: "Agents" });
  const list = async (filter: { friendlyName?: string }) =>
    (await world.sdk().applications.list(filter)).map((a) => a.friendlyName);
  expect(await list({})).toEqual(["Others", "Agents"]);
  expect(await list({ friendlyName: "Agents" })).toEqual(["Agents"]);
});

it("leaves a number naming an application that was deleted, and its calls without a webhook", async () => {
  const client = world.sdk();
  const { sid } = await client.applications.create({ voiceUrl: "https://voice.us.aybiza.example/twilio/voice" });
  const number = await client.incomingPhoneNumbers.create({
    areaCode: "415",
    voiceApplicationSid: sid,
    voiceUrl: "https://old.example/voice",
  });
  await client.applications(sid).remove();
  await expect(client.applications(sid).remove()).rejects.toMatchObject({ status: 404, code: 20404 });
  expect(await client.incomingPhoneNumbers(number.sid).fetch()).toMatchObject({ voiceApplicationSid: sid });
  const call = await world.network.call({ from: "+12125550142", to: number.phoneNumber });
  expect(call.webhooks).toEqual([]);
});
