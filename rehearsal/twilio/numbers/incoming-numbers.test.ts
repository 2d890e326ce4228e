import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ACME, startWorld, type World, ZENITH } from "../testing/world.ts";

const TRUNK = `TK${"7a".repeat(16)}`;
const BUNDLE = `BU${"b0".repeat(16)}`;
let world: World;
beforeEach(async () => {
  world = await startWorld({
    accounts: [
      {
        ...ACME,
        trunks: [TRUNK],
        bundles: [{ sid: BUNDLE, country: "GB", numberType: "mobile" }],
        numbers: [{ phoneNumber: "+14155550101", voiceUrl: "https://old.example/voice", friendlyName: "Front desk" }],
      },
      { ...ZENITH, numbers: [{ phoneNumber: "+14155550102" }], applications: [{ sid: `AP${"2e".repeat(16)}` }] },
    ],
  });
});
afterEach(() => world.close());

const refusal = (status: number, code: number) => expect.objectContaining({ status, code });

describe("buying", () => {
  it("gives a number its defaults and a formatted name", async () => {
    const bought = await world.sdk().incomingPhoneNumbers.create({ phoneNumber: "+14155550103" });
    expect(bought.toJSON()).toMatchObject({
      accountSid: ACME.sid,
      friendlyName: "(415) 555-0103",
      phoneNumber: "+14155550103",
      origin: "twilio",
      status: "in-use",
      type: "local",
      voiceUrl: null,
      voiceMethod: "POST",
      voiceApplicationSid: "",
      trunkSid: null,
      emergencyAddressStatus: "unregistered",
    });
    expect(bought.sid).toMatch(/^PN[0-9a-f]{32}$/);
    expect(world.store.bought).toBe(1);
  });

  it("takes the lowest free number of an area code", async () => {
    const numbers = world.sdk().incomingPhoneNumbers;
    expect((await numbers.create({ areaCode: "415" })).phoneNumber).toBe("+14155550100");
    // 0101 and 0102 are already bought, one of them by another account
    expect((await numbers.create({ areaCode: "415" })).phoneNumber).toBe("+14155550103");
  });

  it("acts as an update, and buys nothing, for a number that the account has", async () => {
    const { statusCode, body } = await world.raw("POST", `/Accounts/${ACME.sid}/IncomingPhoneNumbers.json`, {
      body: "PhoneNumber=%2B14155550101&StatusCallback=https%3A%2F%2Fnew.example%2Fstatus",
    });
    expect(statusCode).toBe(201);
    expect(body).toMatchObject({
      friendly_name: "Front desk",
      voice_url: "https://old.example/voice",
      status_callback: "https://new.example/status",
      status: "in-use",
    });
    expect(world.store.bought).toBe(0);
    expect(world.store.numbers.size).toBe(2);
  });

  it.each([
    ["another account's number", { phoneNumber: "+14155550102" }, 21422],
    ["a number that is not for sale", { phoneNumber: "+19075550134" }, 21422],
    ["no number", { phoneNumber: "+1415" }, 21421],
    ["words", { phoneNumber: "reception" }, 21421],
    ["neither a number nor an area code", {}, 21421],
    ["an area code of two digits", { areaCode: "41" }, 21451],
    ["an area code that doesn't exist", { areaCode: "115" }, 21451],
    ["an area code without numbers", { areaCode: "907" }, 21452],
    ["a webhook without a scheme", { areaCode: "415", voiceUrl: "voice.example/hook" }, 21402],
    ["a webhook on a host without a dot", { areaCode: "415", voiceUrl: "https://voice/hook" }, 21402],
    ["a status callback of another scheme", { areaCode: "415", statusCallback: "ftp://voice.example" }, 21402],
    ["a method", { areaCode: "415", voiceMethod: "PUT" }, 21403],
    ["a fallback without a URL", { areaCode: "415", voiceFallbackUrl: "https://a.example/" }, 21405],
    ["a message fallback without a URL", { areaCode: "415", smsFallbackUrl: "https://a.example/" }, 21406],
    ["an application that isn't there", { areaCode: "415", voiceApplicationSid: `AP${"00".repeat(16)}` }, 21420],
    ["another account's application", { areaCode: "415", voiceApplicationSid: `AP${"2e".repeat(16)}` }, 21420],
    ["no SID of an application", { areaCode: "415", voiceApplicationSid: "reception" }, 21420],
    ["no SID of an address", { areaCode: "415", addressSid: "ADx" }, 20423],
    ["a name of 65 characters", { areaCode: "415", friendlyName: "x".repeat(65) }, 20002],
    ["an empty name", { areaCode: "415", friendlyName: "" }, 20002],
    ["a receive mode", { areaCode: "415", voiceReceiveMode: "telegraph" }, 20422],
    ["a UK number without a bundle", { phoneNumber: "+442079460123" }, 21649],
  ])("refuses %s", async (_, options, code) => {
    const create = world.sdk().incomingPhoneNumbers.create(options as never);
    await expect(create).rejects.toEqual(refusal(400, code));
    expect(world.store.bought).toBe(0);
    expect(world.store.numbers.size).toBe(2);
  });

  it("takes a name of 64 characters, ten digits for a number, and ignores parameters that it doesn't know", async () => {
    const body = `PhoneNumber=(415)+555-0104&FriendlyName=${"x".repeat(64)}&Colour=red`;
    const { statusCode } = await world.raw("POST", `/Accounts/${ACME.sid}/IncomingPhoneNumbers.json`, { body });
    expect(statusCode).toBe(201);
    expect(world.store.holder("+14155550104")?.friendly_name).toBe("x".repeat(64));
  });

  it("keeps to the kind that a path names", async () => {
    const { incomingPhoneNumbers } = world.sdk();
    const bundleSid = BUNDLE;
    await expect(incomingPhoneNumbers.tollFree.create({ phoneNumber: "+14155550105" })).rejects.toEqual(
      refusal(400, 21458),
    );
    await expect(incomingPhoneNumbers.local.create({ phoneNumber: "+447700900123", bundleSid })).rejects.toEqual(
      refusal(400, 21458),
    );
    const path = `/Accounts/${ACME.sid}/IncomingPhoneNumbers/Local.json`;
    expect((await world.raw("POST", path, { body: "AreaCode=415" })).body).toMatchObject({ code: 21457 });
    expect((await incomingPhoneNumbers.mobile.create({ phoneNumber: "+447700900123", bundleSid })).phoneNumber).toBe(
      "+447700900123",
    );
  });
});

describe("listing", () => {
  beforeEach(async () => {
    await world.sdk().incomingPhoneNumbers.create({ phoneNumber: "+12125550142", friendlyName: "Front desk" });
    await world.sdk().incomingPhoneNumbers.create({ phoneNumber: "+18005550199" });
  });
  it.each([
    [{}, ["+18005550199", "+12125550142", "+14155550101"]],
    [{ phoneNumber: "+14155550101" }, ["+14155550101"]],
    [{ phoneNumber: "+1415" }, ["+14155550101"]],
    [{ phoneNumber: "+1415555010" }, ["+14155550101"]],
    [{ phoneNumber: "+415" }, []],
    [{ phoneNumber: "555014" }, ["+12125550142"]],
    [{ phoneNumber: "+1***5550101" }, ["+14155550101"]],
    [{ phoneNumber: "+1*0101" }, []],
    [{ phoneNumber: "55*01*" }, ["+18005550199", "+12125550142", "+14155550101"]],
    [{ phoneNumber: "*0199" }, ["+18005550199"]],
    [{ friendlyName: "Front desk" }, ["+12125550142", "+14155550101"]],
    [{ friendlyName: "Front" }, []],
    [{ friendlyName: "Front desk", phoneNumber: "+1212*" }, ["+12125550142"]],
    [{ friendlyName: "Front desk", phoneNumber: "+12125550142*" }, []],
    [{ origin: "twilio" }, ["+18005550199", "+12125550142", "+14155550101"]],
    [{ origin: "hosted" }, []],
    [{ beta: false }, ["+18005550199", "+12125550142", "+14155550101"]],
  ])("filters by %j", async (filter, found) => {
    expect((await world.sdk().incomingPhoneNumbers.list(filter)).map((n) => n.phoneNumber)).toEqual(found);
  });
  it("separates local and toll-free numbers", async () => {
    const { local, tollFree, mobile } = world.sdk().incomingPhoneNumbers;
    expect((await local.list()).map((n) => n.phoneNumber)).toEqual(["+12125550142", "+14155550101"]);
    expect((await tollFree.list()).map((n) => n.phoneNumber)).toEqual(["+18005550199"]);
    expect((await local.list({ phoneNumber: "+1212" })).map((n) => n.phoneNumber)).toEqual(["+12125550142"]);
    expect(await tollFree.list({ phoneNumber: "+1212" })).toEqual([]);
    expect(await mobile.list()).toEqual([]);
  });
});

describe("changing", () => {
  it("sets what is given, keeps the rest, and clears what is given empty", async () => {
    const number = world.sdk().incomingPhoneNumbers(world.store.holder("+14155550101")?.sid ?? "");
    const changed = await number.update({ voiceFallbackUrl: "https://old.example/fallback", voiceMethod: "get" });
    expect(changed).toMatchObject({
      voiceUrl: "https://old.example/voice",
      voiceFallbackUrl: "https://old.example/fallback",
      voiceMethod: "GET",
      friendlyName: "Front desk",
    });
    const cleared = await number.update({ voiceUrl: "", voiceMethod: "", statusCallback: "" });
    expect(cleared).toMatchObject({ voiceUrl: null, voiceMethod: "POST", statusCallback: "" });
  });

  it("lets an application and a trunk take each other's place", async () => {
    const client = world.sdk();
    const application = await client.applications.create({ friendlyName: "Agents" });
    const number = client.incomingPhoneNumbers(world.store.holder("+14155550101")?.sid ?? "");
    expect(await number.update({ trunkSid: TRUNK })).toMatchObject({ trunkSid: TRUNK, voiceApplicationSid: "" });
    expect(await number.update({ voiceApplicationSid: application.sid })).toMatchObject({
      trunkSid: null,
      voiceApplicationSid: application.sid,
      voiceUrl: "https://old.example/voice",
    });
    expect(await number.update({ trunkSid: TRUNK })).toMatchObject({ trunkSid: TRUNK, voiceApplicationSid: "" });
    await expect(number.update({ trunkSid: `TK${"00".repeat(16)}` })).rejects.toEqual(refusal(404, 20404));
  });

  it("moves a number to a subaccount, by the parent only", async () => {
    const client = world.sdk();
    const child = await client.api.accounts.create({ friendlyName: "North" });
    const { sid } = world.store.holder("+14155550101") ?? { sid: "" };
    const moved = await client.incomingPhoneNumbers(sid).update({ accountSid: child.sid });
    expect(moved.accountSid).toBe(child.sid);
    expect(await client.incomingPhoneNumbers.list()).toEqual([]);
    const asChild = world.sdk({ sid: child.sid, authToken: child.authToken, friendlyName: "" });
    await expect(asChild.incomingPhoneNumbers(sid).update({ accountSid: ACME.sid })).rejects.toEqual(
      refusal(400, 21474),
    );
    await expect(asChild.incomingPhoneNumbers(sid).update({ accountSid: ZENITH.sid })).rejects.toEqual(
      refusal(400, 21473),
    );
    const list = world.sdk().api.v2010.accounts(child.sid).incomingPhoneNumbers;
    expect((await list.list()).map((n) => n.phoneNumber)).toEqual(["+14155550101"]);
  });

  it("leaves a number where it is when whom it is to go to isn't there, isn't active or isn't anybody", async () => {
    const client = world.sdk();
    const { sid } = world.store.holder("+14155550101") ?? { sid: "" };
    const number = client.incomingPhoneNumbers(sid);
    const child = await client.api.accounts.create({ friendlyName: "North" });
    await expect(number.update({ accountSid: "north" })).rejects.toEqual(refusal(400, 21470));
    await expect(number.update({ accountSid: `AC${"00".repeat(16)}` })).rejects.toEqual(refusal(400, 21471));
    for (const status of ["suspended", "closed"] as const) {
      await client.api.accounts(child.sid).update({ status });
      await expect(number.update({ accountSid: child.sid })).rejects.toEqual(refusal(400, 21472));
    }
    expect((await number.update({ accountSid: ACME.sid })).accountSid).toBe(ACME.sid);
  });

  it("gives a number up, which is then for sale again", async () => {
    const client = world.sdk();
    const { sid } = world.store.holder("+14155550101") ?? { sid: "" };
    expect(await client.incomingPhoneNumbers(sid).remove()).toBe(true);
    await expect(client.incomingPhoneNumbers(sid).fetch()).rejects.toEqual(refusal(404, 20404));
    await expect(client.incomingPhoneNumbers(sid).remove()).rejects.toEqual(refusal(404, 20404));
    expect(world.store.released).toBe(1);
    const again = await world.sdk(ZENITH).incomingPhoneNumbers.create({ phoneNumber: "+14155550101" });
    expect(again.sid).not.toBe(sid);
    expect(again.voiceUrl).toBeNull();
  });
});
