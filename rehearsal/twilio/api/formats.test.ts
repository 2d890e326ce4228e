import { XMLParser } from "fast-xml-parser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MovableClock } from "../clock.ts";
import { HANDLERS } from "../operations/index.ts";
import { checksOf } from "../testing/conformance.ts";
import { requestOf, startSeeded } from "../testing/seeded.ts";
import { ACME, startWorld, type World } from "../testing/world.ts";
import type { Json } from "./openapi.ts";

const ACCOUNT = `/2010-04-01/Accounts/${ACME.sid}`;
const AP = `AP${"a1".repeat(16)}`;
const DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>\n";

let world: World;
let seeded: Awaited<ReturnType<typeof startSeeded>>;
beforeAll(async () => {
  const applications = [{ sid: AP, friendlyName: "Q & A", voiceUrl: "https://voice.example/?a=1&b=2" }];
  const clock = new MovableClock(new Date("2026-03-04T05:06:07Z"));
  world = await startWorld({ clock, accounts: [{ ...ACME, applications }] });
  // A fixed clock, so that durations up to now don't differ between two answers.
  seeded = await startSeeded([], clock);
});
afterAll(() => Promise.all([world.close(), seeded.world.close()]));

it.each(["", ".xml"])("writes a resource as XML for a path that ends with '%s'", async (extension) => {
  const { body, headers } = await world.raw("GET", `/Accounts/${ACME.sid}/Applications/${AP}${extension}`);
  expect(headers["content-type"]).toBe("application/xml");
  expect(body).toBe(
    `${DECLARATION}<TwilioResponse><Application><AccountSid>${ACME.sid}</AccountSid><ApiVersion>2010-04-01</ApiVersion>` +
      "<DateCreated>Wed, 04 Mar 2026 05:06:07 +0000</DateCreated><DateUpdated>Wed, 04 Mar 2026 05:06:07 +0000</DateUpdated>" +
      "<FriendlyName>Q &amp; A</FriendlyName><MessageStatusCallback/>" +
      `<Sid>${AP}</Sid><SmsFallbackMethod>POST</SmsFallbackMethod><SmsFallbackUrl/><SmsMethod>POST</SmsMethod>` +
      "<SmsStatusCallback/><SmsUrl/><StatusCallback/><StatusCallbackMethod>POST</StatusCallbackMethod>" +
      `<Uri>${ACCOUNT}/Applications/${AP}</Uri><VoiceCallerIdLookup>false</VoiceCallerIdLookup>` +
      "<VoiceFallbackMethod>POST</VoiceFallbackMethod><VoiceFallbackUrl/><VoiceMethod>POST</VoiceMethod>" +
      "<VoiceUrl>https://voice.example/?a=1&amp;b=2</VoiceUrl>" +
      "<PublicApplicationConnectEnabled>false</PublicApplicationConnectEnabled></Application></TwilioResponse>",
  );
});

it("writes a list as XML: what turns its pages are attributes, in alphabetical order", async () => {
  const { body } = await world.raw("GET", `/Accounts/${ACME.sid}/Applications?PageSize=1&FriendlyName=Q %26 A`);
  const page = `${ACCOUNT}/Applications?FriendlyName=Q+%26+A&amp;PageSize=1&amp;Page=0`;
  expect(String(body).slice(0, 500)).toContain(
    `${DECLARATION}<TwilioResponse><Applications end="0" firstpageuri="${page}" nextpageuri="" page="0" pagesize="1" ` +
      `previouspageuri="" start="0" uri="${page}"><Application><AccountSid>${ACME.sid}</AccountSid>`,
  );
  const none = await world.raw("GET", `/Accounts/${ACME.sid}/Queues.xml`);
  expect(String(none.body)).toMatch(/<Queues [^>]* uri="[^"]*Queues[.]xml[?]PageSize=50&amp;Page=0"><\/Queues>/);
});

it("turns the pages of an XML list by its attributes", async () => {
  for (const name of ["a", "b", "c"]) await world.sdk().queues.create({ friendlyName: name });
  const names: string[] = [];
  let next = `${ACCOUNT}/Queues?PageSize=2`;
  while (next !== "") {
    const { body } = await world.raw("GET", next);
    names.push(...[...String(body).matchAll(/<FriendlyName>(.)</g)].map(([, name]) => name as string));
    next = /nextpageuri="([^"]*)"/.exec(String(body))?.[1]?.replaceAll("&amp;", "&") ?? "";
  }
  expect(names).toEqual(["c", "b", "a"]);
});

it("creates, changes and deletes at a path without an extension", async () => {
  const made = await world.raw("POST", `/Accounts/${ACME.sid}/Queues`, { body: "FriendlyName=night" });
  expect([made.statusCode, made.headers["content-type"]]).toEqual([201, "application/xml"]);
  const sid = /<Sid>(QU\w+)<\/Sid>/.exec(String(made.body))?.[1];
  const changed = await world.raw("POST", `/Accounts/${ACME.sid}/Queues/${sid}.xml`, { body: "MaxSize=7" });
  expect(changed.body).toMatch(
    /^<[?]xml [^\n]*\n<TwilioResponse><Queue>.*<MaxSize>7<\/MaxSize>.*<\/Queue><\/TwilioResponse>$/,
  );
  expect(await world.raw("DELETE", `/Accounts/${ACME.sid}/Queues/${sid}`)).toMatchObject({ statusCode: 204, body: "" });
});

it("shows what is written in capitals, and links to what is below a resource, as Twilio does", async () => {
  const { body } = await world.raw(
    "GET",
    `/Accounts/${ACME.sid}/AvailablePhoneNumbers/US/Local?AreaCode=415&PageSize=1`,
  );
  expect(body).toContain(
    `<AvailablePhoneNumbers uri="${ACCOUNT}/AvailablePhoneNumbers/US/Local?AreaCode=415&amp;PageSize=1"><AvailablePhoneNumber>`,
  );
  expect(body).toContain("<Capabilities><MMS>true</MMS><SMS>true</SMS><Voice>true</Voice></Capabilities>");
  const account = await world.raw("GET", `/Accounts/${ACME.sid}`);
  expect(account.body).toContain(
    `<Addresses>${ACCOUNT}/Addresses</Addresses><SigningKeys>${ACCOUNT}/SigningKeys</SigningKeys>`,
  );
});

it.each([
  [
    "GET",
    `/Accounts/${ACME.sid}/Queues/QUx`,
    {},
    404,
    20404,
    `The requested resource ${ACCOUNT}/Queues/QUx was not found`,
  ],
  ["GET", "/Accounts", { Authorization: "" }, 401, 20003, "Authentication Error - No credentials provided"],
  ["POST", `/Accounts/${ACME.sid}/Calls.xml`, {}, 400, 21201, "No 'To' number is specified"],
])("writes an exception as XML: %s %s", async (method, path, headers, status, code, message) => {
  const { statusCode, body } = await world.raw(method, path, { headers });
  const detail = code === 20003 ? "<Detail>Your AccountSid or AuthToken was incorrect.</Detail>" : "";
  expect([statusCode, body]).toEqual([
    status,
    `${DECLARATION}<TwilioResponse><RestException><Code>${code}</Code>${detail}<Message>${message.replaceAll("'", "&apos;")}</Message>` +
      `<MoreInfo>https://www.twilio.com/docs/errors/${code}</MoreInfo><Status>${status}</Status></RestException></TwilioResponse>`,
  ]);
});

it("writes CSV with a header row, quoted as in Twilio's example", async () => {
  const one = await world.raw("GET", `/Accounts/${ACME.sid}/Applications/${AP}.csv`);
  expect(one.headers["content-type"]).toBe("text/csv;charset=utf-8");
  const row =
    `${ACME.sid},"2010-04-01","Wed, 04 Mar 2026 05:06:07 +0000","Wed, 04 Mar 2026 05:06:07 +0000","Q & A",,` +
    `${AP},POST,,POST,,,,POST,"${ACCOUNT}/Applications/${AP}.json",false,POST,,POST,"https://voice.example/?a=1&b=2",false`;
  const header =
    "AccountSid,ApiVersion,DateCreated,DateUpdated,FriendlyName,MessageStatusCallback,Sid,SmsFallbackMethod," +
    "SmsFallbackUrl,SmsMethod,SmsStatusCallback,SmsUrl,StatusCallback,StatusCallbackMethod,Uri,VoiceCallerIdLookup," +
    "VoiceFallbackMethod,VoiceFallbackUrl,VoiceMethod,VoiceUrl,PublicApplicationConnectEnabled";
  expect(one.body).toBe(`${header}\n${row}\n`);
  expect((await world.raw("GET", `/Accounts/${ACME.sid}/Applications.csv`)).body).toBe(`${header}\n${row}\n`);
  const none = await world.raw("GET", `/Accounts/${ACME.sid}/Applications.csv?FriendlyName=none`);
  expect(none.body).toBe(`${header}\n`);
});

it("has no other format than JSON in a product", async () => {
  for (const path of ["/v1/Trunks.xml", "/v1/Trunks.csv"]) {
    const { statusCode, body } = await world.raw("GET", path, { headers: { Host: "trunking.twilio.com" } });
    expect([statusCode, body]).toMatchObject([404, { code: 20404 }]);
  }
});

/** Returns all values of an answer without their names, as sorted text. Links lose their extension. */
function said(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(said);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(said).sort();
  return value === null || value === "" ? [] : [String(value).replace(/[.]json(?=[?]|$)/, "")];
}

const fetched = Object.keys(HANDLERS).filter((id) => {
  const operation = checksOf(id).api.operations.get(id);
  return operation?.method === "GET" && operation.product === undefined;
});

it.each(fetched)("%s says the same in XML as in JSON", async (id) => {
  const { path } = requestOf(id, seeded.sids);
  const json = await seeded.world.raw("GET", path);
  const xml = await seeded.world.raw("GET", path.replace(/[.]json$/, id === "FetchRecording" ? ".xml" : ""));
  const options = { ignoreAttributes: false, ignoreDeclaration: true, parseTagValue: false, trimValues: false };
  expect(xml.headers["content-type"]).toBe("application/xml");
  expect(said(new XMLParser(options).parse(String(xml.body)) as Json)).toEqual(said(json.body as Json));
});
