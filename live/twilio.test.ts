import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startTwilio, type Twilio } from "../rehearsal/twilio/server.ts";
import { readOptions } from "./options.ts";
import { Redactor } from "./redact.ts";
import { type Report, writeReport } from "./report.ts";
import { type Plant, type Planted, shownDifference, startPlanted } from "./testing/planted.ts";
import { environmentFor, OWN, TEST } from "./testing/twilio.ts";
import { QUESTIONS } from "./twilio/questions/index.ts";
import { runTwilio } from "./twilio/run.ts";

let twilio: Twilio;
let cloud: Planted;
let out: string;
beforeAll(async () => {
  twilio = await startTwilio({ resolve: async () => undefined, accounts: [OWN, TEST] });
  cloud = await startPlanted(twilio.origin);
  out = mkdtempSync(join(tmpdir(), "live-"));
});
afterEach(() => {
  cloud.plants = [];
});
afterAll(async () => {
  await cloud.close();
  await twilio.close();
  rmSync(out, { recursive: true });
});

/** Runs `npm run live` in this process, with the stand-in as the real cloud. */
async function run(plants: readonly Plant[] = [], args: readonly string[] = [], redactor = new Redactor()) {
  cloud.plants = plants;
  const report = await runTwilio({
    options: readOptions(["--twilio", "--yes", "--out", out, ...args], out),
    env: environmentFor(cloud.origin),
    redactor,
    signal: new AbortController().signal,
    confirm: async () => true,
    say: () => {},
  });
  return report as Report;
}

/** Returns what could cost money or answer calls: numbers, and accounts that aren't closed. */
const held = () => [
  ...[...twilio.store.numbers.values()].map((number) => number.phone_number),
  ...[...twilio.store.accounts.values()].filter((a) => a.status !== "closed").map((a) => a.friendly_name),
];

it("finds no difference between a stand-in and itself, and leaves the account as it was", async () => {
  const before = held();
  const report = await run([], ["--call"]);
  expect(report.differences).toEqual([]);
  expect(report.questions).toBe(QUESTIONS.length);
  expect(report.left).toEqual([]);
  expect(held()).toEqual(before);
  expect([twilio.store.bought, twilio.store.released]).toEqual([1, 1]);
});

/** Returns a plant's `after` that changes only answers with this status. */
const answered = (
  status: number,
  change: (answer: Parameters<NonNullable<Plant["after"]>>[0]) => void,
): Plant["after"] => {
  return (answer) => {
    if (answer.status === status) change(answer);
  };
};
const ofNumber = "[/]IncomingPhoneNumbers[/]PN\\w+[.]json";

/** The planted differences, each with the differences that the comparison must report. */
const planted: readonly (readonly [string, Plant, readonly string[]])[] = [
  [
    "a status",
    { where: new RegExp(`^GET .*${ofNumber}`), after: answered(404, (answer) => (answer.status = 410)) },
    [
      "number-moved / read it in the first subaccount / status: 404 -> 410",
      "number-released / read it / status: 404 -> 410",
    ],
  ],
  [
    "an error code",
    { where: /PhoneNumber=[+]15005550000$/, after: ({ body }) => (body.code = 21421) },
    ["test-purchase-codes / a number that is taken / body.code: 21422 -> 21421"],
  ],
  [
    "a field that is missing",
    { where: /^POST .*[/]v1[/]Trunks FriendlyName/, after: ({ body }) => delete body.symmetric_rtp_enabled },
    ["trunk-created / trunk / body.symmetric_rtp_enabled: false -> (no such field)"],
  ],
  [
    "a field that is new",
    { where: /^GET .*[/]Balance[.]json/, after: answered(200, ({ body }) => (body.overdraft = "0.00")) },
    ['account-record / balance / body.overdraft: (no such field) -> "0.00"'],
  ],
  [
    "a type",
    { where: /^POST .*[/]Applications[.]json .* voice&/, after: ({ body }) => (body.voice_caller_id_lookup = "false") },
    ['application-created / create / body.voice_caller_id_lookup: false -> "false"'],
  ],
  [
    "a state",
    { where: /^POST .*Status=suspended/, after: ({ body }) => (body.status = "pending-suspension") },
    ['subaccount-suspended / suspend / body.status: "suspended" -> "pending-suspension"'],
  ],
  [
    "an order",
    {
      where: /^GET .*[/]Applications[.]json /,
      after: answered(200, ({ body }) => body.applications.length === 2 && body.applications.reverse()),
    },
    ["list-order / all applications / body.applications, order: {emptied}, {application} -> {application}, {emptied}"],
  ],
  [
    "a page size",
    {
      where: /AvailablePhoneNumbers[/]US[/]Local.*PageSize=2 $/,
      after: ({ body }) => body.available_phone_numbers.splice(1),
    },
    ["search-size / 2 numbers of the US / body.available_phone_numbers.length: 2 -> 1"],
  ],
  [
    "a header",
    { where: /./, after: answered(401, ({ headers }) => delete headers["www-authenticate"]) },
    [
      "wrong-token / buy / header www-authenticate: present -> absent",
      "request-errors / another's account / header www-authenticate: present -> absent",
      "subaccount-reach / the subaccount's in the parent / header www-authenticate: present -> absent",
      "subaccount-closed / read it with its own token / header www-authenticate: present -> absent",
    ],
  ],
  [
    "an effect on another setting",
    { where: new RegExp(`^POST .*${ofNumber} VoiceUrl=https`), before: (form) => form.set("VoiceApplicationSid", "") },
    ['number-voice-url-beside-application / set its VoiceUrl / body.voice_application_sid: "{application}" -> ""'],
  ],
  [
    "how a setting that isn't set is shown",
    { where: /^POST .*VoiceUrl=&SmsUrl=$/, after: ({ body }) => (body.voice_url = "") },
    ['application-emptied / empty its VoiceUrl and SmsUrl / body.voice_url: null -> ""'],
  ],
  [
    "how a date is written",
    {
      where: /^GET .*[/]v1[/]ByocTrunks/,
      after: ({ body }) => (body.date_created = "Mon, 30 Nov 2026 10:00:00 +0000"),
    },
    ['byoc-emptied / read it / body.date_created: "<date, ISO 8601>" -> "<date, RFC 2822>"'],
  ],
];

it(`finds each of ${planted.length} differences that are planted, and no other`, async () => {
  const { differences } = await run(planted.map(([, plant]) => plant));
  const found = differences.map(shownDifference);
  for (const [what, , expected] of planted) {
    expect([what, found.filter((one) => expected.includes(one))]).toEqual([what, expected]);
  }
  expect(found.length).toBe(planted.flatMap(([, , expected]) => expected).length);
});

it("asks one question and those that it builds on, and says what the others need", async () => {
  const report = await run([], ["--only", "number-emptied"]);
  const asked = [...new Set(report.answers.map(({ question }) => question))];
  expect(asked).toEqual(["subaccount-created", "application-created", "number-keeps-both", "number-emptied"]);
  expect((await run([], ["--free"])).answers.filter(({ question }) => question.startsWith("number-"))).toEqual([]);
});

it("writes reports without a credential, a whole SID or a number", async () => {
  const redactor = new Redactor({ SOME_API_TOKEN: "a-token-of-another-program" });
  const leak = (answer: { body: Record<string, unknown> }) => {
    const numbers = [...twilio.store.numbers.values()].map(({ phone_number }) => phone_number);
    const tokens = [...twilio.store.accounts.values()].map(({ auth_token }) => auth_token);
    answer.body.note = [...tokens, ...twilio.store.accounts.keys(), ...numbers, "a-token-of-another-program"].join(" ");
  };
  const report = await run(
    [{ where: new RegExp(`^GET .*${ofNumber}`), after: (answer) => leak(answer) }],
    [],
    redactor,
  );
  const files = writeReport(report, out, redactor);
  const texts = [files.md, files.json].map((file) => readFileSync(file, "utf8"));
  expect(report.differences.some(({ field }) => field === "body.note")).toBe(true);
  for (const text of [...texts, ...journals()]) {
    for (const { auth_token } of twilio.store.accounts.values()) expect(text).not.toContain(auth_token);
    expect(text).not.toContain("a-token-of-another-program");
  }
  for (const text of texts) {
    for (const sid of twilio.store.accounts.keys()) expect(text).not.toContain(sid);
    expect(text).not.toMatch(/[+]1(?!500)\d{10}/);
  }
});

const journals = () =>
  readdirSync(out)
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => readFileSync(join(out, name), "utf8"));
