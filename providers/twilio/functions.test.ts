import { afterAll, beforeAll, expect, test } from "vitest";
import type { Engine } from "../kit/testing/engine.ts";
import { acme, frontDesk, startWorld, type World } from "./testing/world.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());

test("the account's numbers come with their settings, all of them or one", async () => {
  const all = (await engine.invoke("twilio:index:getIncomingPhoneNumbers", {})).numbers as { phoneNumber: string }[];
  expect(all.map((n) => n.phoneNumber).sort()).toEqual(["+14155550101", "+14155550102"]);
  expect(await engine.invoke("twilio:index:getIncomingPhoneNumbers", { phoneNumber: frontDesk.number })).toEqual({
    numbers: [
      {
        ...{
          sid: frontDesk.sid,
          phoneNumber: frontDesk.number,
          friendlyName: "Front desk",
          voiceApplicationSid: "",
          trunkSid: "",
        },
        ...{
          voiceUrl: "https://pbx.acme.example/voice",
          voiceMethod: "GET",
          voiceFallbackUrl: "",
          voiceFallbackMethod: "POST",
        },
        ...{
          statusCallback: "https://pbx.acme.example/status",
          statusCallbackMethod: "POST",
          voiceCallerIdLookup: false,
          voiceReceiveMode: "voice",
        },
        ...{ addressSid: "", bundleSid: "", identitySid: "", emergencyAddressSid: "" },
        emergencyAddressStatus: "unregistered",
        capabilities: { voice: true, sms: true, mms: true, fax: false },
      },
    ],
    at: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
  });
  const named = (await engine.invoke("twilio:index:getIncomingPhoneNumbers", { friendlyName: "Front desk" }))
    .numbers as object[];
  expect(named.length).toBe(1);
});

test("numbers for sale are shown, none is bought or reserved", async () => {
  const { numbers } = await engine.invoke("twilio:index:getAvailablePhoneNumbers", {
    country: "US",
    type: "local",
    areaCode: "415",
    limit: 2,
  });
  expect(numbers).toMatchObject([
    { phoneNumber: "+14155550100", country: "US", region: "CA", addressRequirements: "none" },
    { phoneNumber: "+14155550103", country: "US", region: "CA", addressRequirements: "none" },
  ]);
  expect(world.changes()).toEqual([]);
});

test("what Twilio would ignore, and so find elsewhere, is refused before it is asked", async () => {
  const search = (more: Record<string, string>) =>
    engine.invoke("twilio:index:getAvailablePhoneNumbers", { type: "local", ...more });
  await expect(search({ country: "GB", region: "London" })).rejects.toThrow(
    "region only works in the US and Canada: use `locality` instead",
  );
  await expect(search({ country: "GB", areaCode: "020" })).rejects.toThrow(
    "areaCode only works in the US and Canada: use `contains` or `locality` instead",
  );
  expect((await search({ country: "CA", region: "ON" })).numbers).not.toEqual([]);
  for (const contains of ["4", "4*5", "*4", "12345678901234567"])
    await expect(search({ country: "US", contains })).rejects.toThrow("contains: must be 2 to 16 digits or letters");
});

test("mistakes in arguments and Twilio's refusals are one line", async () => {
  await expect(
    engine.invoke("twilio:index:getAvailablePhoneNumbers", { country: "us", type: "local", limit: 0 }),
  ).rejects.toThrow(
    "twilio:index:getAvailablePhoneNumbers: country: must be an ISO 3166-1 alpha-2 country code in capitals, such as US; limit: must be 1 or more",
  );
  await expect(
    engine.invoke("twilio:index:getAvailablePhoneNumbers", { country: "US", type: "mobile" }),
  ).rejects.toThrow(
    `Twilio sells no mobile numbers in US to account ${acme.sid}. Search for a type that it sells: local, tollFree`,
  );
  await expect(
    engine.invoke("twilio:index:getAvailablePhoneNumbers", { country: "AQ", type: "local" }),
  ).rejects.toThrow(`Twilio sells no numbers in AQ to account ${acme.sid}. Choose another country`);
});
