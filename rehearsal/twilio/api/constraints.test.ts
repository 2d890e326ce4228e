import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACME, startWorld, type World } from "../testing/world.ts";
import { asDecided } from "../unsettled.ts";
import { checkConstraints } from "./constraints.ts";
import { apiOf } from "./openapi.ts";

const numbers = { Host: "numbers.twilio.com" };
const voice = { Host: "voice.twilio.com" };
const SID = (prefix: string) => `${prefix}${"0a".repeat(16)}`;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** Sends a request. Returns the answer's status, and for an error its code and message. */
async function asked(method: string, path: string, headers: Record<string, string>, body = "") {
  const { statusCode, body: answer } = await world.raw(method, path, {
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
    body,
  });
  const { code, message } = answer as { code?: number; message?: string };
  return statusCode >= 400 ? [statusCode, code, message] : [statusCode];
}

describe("a query", () => {
  it.each([
    ["Porting/PortIn/PortInRequests?Size=100", 200, undefined],
    ["Porting/PortIn/PortInRequests?Size=101", 400, "Invalid Parameter: Size must be 100 or less: 101"],
    ["Porting/PortIn/PortInRequests?Size=1000", 400, "Invalid Parameter: Size must be 100 or less: 1000"],
    ["Porting/PortIn/PortInRequests?Size=0", 400, "Invalid Parameter: Size must be 1 or more: 0"],
    ["Porting/PortIn/PortInRequests?Size=many", 400, "Invalid Parameter: Size must be a whole number: many"],
    ["Porting/PortIn/PortInRequests?Size=", 200, undefined],
  ])("of a product: %s", async (path, status, message) => {
    const answer = await asked("GET", `/v1/${path}`, numbers);
    expect([answer[0], answer[2]]).toEqual([status, message]);
  });

  it.each([
    [
      "/v2/RegulatoryCompliance/Bundles?Status=approved",
      "Invalid Parameter: Status must be one of draft, pending-review",
    ],
    [
      "/v2/RegulatoryCompliance/Bundles?RegulationSid=RN1",
      "Invalid Parameter: RegulationSid must be 34 characters or more: RN1",
    ],
  ])("names what there is: %s", async (path, message) => {
    const [status, code, said] = await asked("GET", path, numbers);
    expect([status, code]).toEqual([400, 20422]);
    expect(said).toContain(message);
  });

  it("of a list of the 2010 API has a page size of 1,000 at most, by its own code", async () => {
    expect((await asked("GET", `/Accounts/${ACME.sid}/Applications.json?PageSize=1001`, {})).slice(0, 2)).toEqual([
      400, 20007,
    ]);
  });
});

describe("an empty parameter", () => {
  it.each([
    [numbers, "/v2/RegulatoryCompliance/Bundles", "FriendlyName=x&Email=a@b.example&StatusCallback=", "StatusCallback"],
    [voice, "/v1/ByocTrunks", "FriendlyName=x&VoiceUrl=", "VoiceUrl"],
    [voice, "/v1/ByocTrunks", "ConnectionPolicySid=", "ConnectionPolicySid"],
    [{}, `/Accounts/${ACME.sid}/Applications.json`, "FriendlyName=x&VoiceMethod=", "VoiceMethod"],
  ])("clears nothing in a create: %j %s %s", async (headers, path, form, name) => {
    expect(await asked("POST", path, headers as Record<string, string>, form)).toEqual([
      400,
      20422,
      `Invalid Parameter: ${name} is empty`,
    ]);
  });

  it("of an update clears a URL; a SID only where that is known, or a test allows it", async () => {
    const { body } = await world.raw("POST", "/v1/ByocTrunks", {
      headers: { ...voice, "Content-Type": "application/x-www-form-urlencoded" },
      body: "VoiceUrl=https%3A%2F%2Fa.example%2F",
    });
    const path = `/v1/ByocTrunks/${(body as { sid: string }).sid}`;
    expect(await asked("POST", path, voice, "VoiceUrl=")).toEqual([200]);
    expect(await asked("POST", path, voice, "FromDomainSid=")).toEqual([
      400,
      20422,
      "Invalid Parameter: FromDomainSid is empty, and no documentation says that this clears it",
    ]);
    world.store.unsettled.emptiedSids = "all";
    expect(await asked("POST", path, voice, "FromDomainSid=")).toEqual([200]);
    world.store.unsettled.emptiedSids = "documented";

    const number = await world.sdk().incomingPhoneNumbers.create({ areaCode: "415" });
    const cleared = { voiceApplicationSid: "", smsApplicationSid: "", trunkSid: "", emergencyAddressSid: "" };
    await world.sdk().incomingPhoneNumbers(number.sid).update(cleared);
    for (const name of ["addressSid", "bundleSid", "identitySid"])
      await expect(
        world
          .sdk()
          .incomingPhoneNumbers(number.sid)
          .update({ [name]: "" }),
      ).rejects.toMatchObject({ code: 20422 });
  });
});

describe("what is required", () => {
  it.each([
    [{}, `/Accounts/${ACME.sid}/SIP/Domains.json`, "FriendlyName=x", "DomainName"],
    [voice, "/v1/SourceIpMappings", `IpRecordSid=${SID("IL")}`, "SipDomainSid"],
    [numbers, "/v2/RegulatoryCompliance/Bundles", "FriendlyName=x", "Email"],
  ])("%j %s %s lacks %s", async (headers, path, form, name) => {
    expect(await asked("POST", path, headers as Record<string, string>, form)).toEqual([
      400,
      20422,
      `Invalid Parameter: ${name} is required`,
    ]);
  });
  it("has its format: a country of two capitals", async () => {
    const address = "CustomerName=Acme&Street=1%20Main&City=Boston&Region=MA&PostalCode=02108&IsoCountry=usa";
    expect(await asked("POST", `/Accounts/${ACME.sid}/Addresses.json`, {}, address)).toEqual([
      400,
      20422,
      "Invalid Parameter: IsoCountry must be of the form of iso-country-code: usa",
    ]);
  });
});

describe("a JSON body", () => {
  const port = apiOf("numbers_v1").operations.get("numbers_v1.CreatePortingPortIn")!;
  const good = {
    account_sid: SID("AC"),
    documents: [SID("RD")],
    phone_numbers: [{ phone_number: "+14155550101" }],
    losing_carrier_information: {
      ...{
        customer_type: "Business",
        customer_name: "Acme",
        account_number: "1",
        account_telephone_number: "+14155550101",
      },
      ...{ authorized_representative: "Ann", authorized_representative_email: "ann@acme.example" },
    },
    target_port_in_date: null,
  };
  const check = (json: object) => {
    const given = { query: new URLSearchParams(), form: new URLSearchParams(), json: json as never };
    checkConstraints(port, given, asDecided());
  };

  it("is as its schema says", () => {
    expect(() => check(good)).not.toThrow();
  });
  it.each([
    [{ account_sid: "AC1" }, "account_sid must be 34 characters or more"],
    [{ account_sid: null }, "account_sid must be string, not null"],
    [{ documents: "RD" }, "documents must be array"],
    [{ phone_numbers: [] }, "phone_numbers must be a list of 1 or more"],
    [{ phone_numbers: [{}] }, "phone_numbers[0].phone_number is required"],
    [{ phone_numbers: [{ phone_number: 1 }] }, "phone_numbers[0].phone_number must be string"],
    [
      { losing_carrier_information: { ...good.losing_carrier_information, customer_type: "Shop" } },
      "losing_carrier_information.customer_type must be one of ",
    ],
    [{ target_port_in_date: "soon" }, "target_port_in_date must be of the form of date"],
    [{ documents: undefined }, "documents is required"],
  ])("isn't %j", (change, message) => {
    const json = Object.fromEntries(Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined));
    expect(() => check(json)).toThrow(message);
  });
});
