import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadStackFile, type RegionFile } from "./load.ts";
import { type Problem, StackFileError } from "./problem.ts";

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "aybiza-refused-")), "stacks");
  cpSync(join(import.meta.dirname, "../../stacks"), folder, { recursive: true });
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const path = (stack: string) => join(folder, `Pulumi.${stack}.yaml`);
/** Replaces a part of a sample file that must be there. */
function edit(stack: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path(stack), "utf8");
  const changed = text.replace(from, () => to);
  expect(changed).not.toBe(text);
  writeFileSync(path(stack), changed);
}

function failure(stack: string): StackFileError | undefined {
  try {
    loadStackFile(folder, stack);
  } catch (error) {
    if (error instanceof StackFileError) return error;
    throw error;
  }
  return undefined;
}
const problems = (stack: string): readonly Problem[] => failure(stack)?.problems ?? [];
const places = (stack: string) => problems(stack).map((p) => `${p.code} ${p.path}`);

describe("texts in a stack file", () => {
  it("are named by what can't be seen in them, with the text without it as an edit", () => {
    edit("acme-us", "name: Acme Dental", 'name: "Acme\\n\\e[31m Dental\\u202E"');
    expect(problems("acme-us")).toEqual([
      {
        code: "hidden-character",
        file: "stacks/Pulumi.acme-us.yaml",
        line: 4,
        path: "aybiza:tenant.name",
        message:
          "`name` holds U+000A LINE FEED, U+001B ESCAPE, U+202E RIGHT-TO-LEFT OVERRIDE, which nobody sees or hears in a text of one line",
        fix: "take it out",
        edits: [{ kind: "set", path: ["aybiza:tenant", "name"], value: "Acme [31m Dental" }],
      },
    ]);
  });

  it.each([
    ["a name of a megabyte", "name: Acme Dental", `name: ${"a".repeat(1e6)}`, "too-long aybiza:tenant.name"],
    [
      "a greeting of 70,000 characters",
      "greeting: Acme Dental, this",
      `greeting: ${"a ".repeat(35_000)}`,
      "too-long aybiza:agents.reception.greeting",
    ],
    [
      "a fallback of 66,000",
      'say: "One moment',
      `say: "${"a".repeat(66_000)}`,
      "too-long aybiza:agents.reception.fallback.say",
    ],
    [
      "an answer of 3,100",
      "answer: We are open",
      `answer: ${"a".repeat(3_100)}`,
      "too-long aybiza:agents.reception.flow.intents[0].answer",
    ],
    [
      "a persona of 450 kB",
      "persona: A calm",
      `persona: ${"a".repeat(450_000)}`,
      "too-long aybiza:agents.reception.persona",
    ],
    [
      "a NUL",
      "persona: A calm, friendly receptionist who knows the practice by heart.",
      'persona: "A\\0"',
      "hidden-character aybiza:agents.reception.persona",
    ],
    [
      "a lone surrogate",
      "phrases: [open,",
      'phrases: ["\\ud800", open,',
      "hidden-character aybiza:agents.reception.flow.intents[0].phrases[0]",
    ],
  ])("%s", (_what, from, to, place) => {
    edit("acme-us", from, to);
    expect(places("acme-us")).toEqual([place]);
    expect(failure("acme-us")?.message.length).toBeLessThan(1_500);
  });

  it("are shown with escapes on a terminal", () => {
    edit("acme-us", "connection: own, agent: reception }", 'connection: own, agent: "re\\e[2Jception" }');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(failure("acme-us")?.message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe("numbers in a stack file", () => {
  const fallback = (dial: string) => edit("acme-us", 'dial: "+14155550198"', `dial: ${JSON.stringify(dial)}`);
  const dialAt = 'aybiza:numbers["+14155550102"].fallback.dial';

  it.each([
    ["911", "emergency-number"],
    ["1-911", "emergency-number"],
    ["+1911", "emergency-number"],
    ["+1 911", "emergency-number"],
    ["112", "emergency-number"],
    ["+19005550100", "costly-number"],
    ["+449098790123", "costly-number"],
    ["+448431234567", "costly-number"],
    ["+8816123456789", "costly-number"],
    ["+979123456789", "costly-number"],
    ["+4402079460018", "not-e164"],
  ])("a fallback never dials %s", (dial, code) => {
    fallback(dial);
    expect(places("acme-us")).toEqual([`${code} ${dialAt}`]);
  });

  it("the number that is meant is an edit of the value, or of the key", () => {
    fallback("+44 (0)20 7946 0018");
    expect(problems("acme-us")[0]?.edits).toEqual([
      { kind: "set", path: ["aybiza:numbers", "+14155550102", "fallback", "dial"], value: "+442079460018" },
    ]);
    edit("acme-us", '"+14155550102":', '"\\u202d+1 (415) 555-0102":');
    expect(problems("acme-us").find((p) => p.message.includes("U+202D"))?.edits).toEqual([
      { kind: "rename", path: ["aybiza:numbers", "\u202d+1 (415) 555-0102"], to: "+14155550102" },
    ]);
  });

  it("a fix never leads to another mistake: a premium number is no proposal, nor one of another country as a key", () => {
    fallback("+1 900 555 0100");
    expect(problems("acme-us").map(({ code, edits }) => [code, edits])).toEqual([["not-e164", undefined]]);
    fallbackOff();
    edit("acme-us", '"+14155550102":', '"0044 20 7946 0018":');
    expect(problems("acme-us").map(({ code, edits, fix }) => [code, edits, /\d/.test(fix)])).toEqual([
      ["not-e164", undefined, false],
    ]);
  });
  const fallbackOff = () => edit("acme-us", /, fallback: \{ say: "We are with[^}]*\}/, "");

  it.each([
    ["0014155550101", "+14155550101"],
    ["02079460018", undefined],
    ["+4402079460018", "+442079460018"],
  ])("without quotes, %s is written as what the loader accepts, or as nothing", (key, meant) => {
    edit("acme-us", '"+14155550102":', `${key}:`);
    const [problem] = problems("acme-us").filter((p) => p.code === "unquoted-number");
    expect(problem?.edits?.map((one) => (one.kind === "rename" ? one.to : one.kind))).toEqual(
      meant === undefined ? undefined : [meant],
    );
  });

  it("a satellite's number is of no country of the region, and a number of a shared range of its countries", () => {
    edit("acme-us", '"+14155550102":', '"+8816123456789":');
    expect(problems("acme-us").map(({ code, message }) => [code, message])).toEqual([
      [
        "country-not-in-region",
        "+8816123456789 is of a range for global mobile satellite system, of no country; region `us` serves US",
      ],
    ]);
    edit("acme-us", '"+8816123456789":', '"+447700900123":');
    expect(places("acme-us")).toEqual(['country-not-in-region aybiza:numbers["+447700900123"]']);
  });

  it("a number that a fallback of the region or of another tenant dials isn't bought or adopted", () => {
    edit("willow-us", 'buy: { country: US, type: local, areaCode: "415" }', 'buy: { number: "+12125550177" }');
    expect(problems("willow-us").map(({ code, path: at, message }) => [code, at, message])).toEqual([
      [
        "fallback-loop",
        "aybiza:numbers.front-desk.buy.number",
        "+12125550177 is what a fallback of another tenant (stacks/Pulumi.birch-us.yaml:31) dials when an agent is down; with an agent at it too, the call could come back",
      ],
    ]);
    edit("us", "fallback: { say:", 'fallback: { dial: "+14155550101", say:');
    expect(places("acme-us")).toEqual(['fallback-loop aybiza:numbers["+14155550101"]']);
    expect(problems("us").map(({ code, path: at, message }) => [code, at, message])).toEqual([
      [
        "fallback-loop",
        "aybiza:region.fallback.dial",
        "+14155550101 is answered by an agent (stacks/Pulumi.acme-us.yaml:58), so the call could come back",
      ],
    ]);
  });
});

describe("secrets in a stack file", () => {
  const token = "0123456789abcdef0123456789abcdef";

  it("in plaintext are exposed: the fix says where to rotate them, and how they are set in this stack", () => {
    edit("acme-us", /authToken:\n +secure: .*/, `authToken: ${token}`);
    expect(problems("acme-us").map(({ code, message, fix }) => ({ code, message, fix }))).toEqual([
      {
        code: "secret-in-clear",
        message: "`authToken` is in plaintext, so this secret is exposed to everyone who has this file or its history",
        fix: "rotate it at Twilio: create a secondary auth token and promote it (https://www.twilio.com/docs/iam/api/authtoken); take the value out, then run: pulumi config set --secret --stack acme-us --path 'twilio:credentials.AC0a7e11fc1e9f4a3b8d2c5e6f70819203.authToken'",
      },
    ]);
  });

  it.each([
    ["an empty one", 'authToken: ""', "empty-secret", ".authToken"],
    ["an empty ciphertext", 'authToken: { secure: "" }', "empty-secret", ".authToken"],
    ["a token where the ciphertext belongs", `authToken: { secure: ${token} }`, "secret-in-clear", ".authToken"],
    ["words where the ciphertext belongs", "authToken: { secure: to be done }", "secret-in-clear", ".authToken"],
    ["a typo", `authtoken: ${token}`, "secret-in-clear", ".authtoken"],
    ["a short one", "authToken: hunter2", "secret-in-clear", ".authToken"],
  ])("aren't %s", (_what, line, code, at) => {
    edit("acme-us", /authToken:\n +secure: .*/, line);
    const found = problems("acme-us").filter((p) => p.path.endsWith(at));
    expect(found.map((p) => p.code).filter((one) => one !== "missing-credential")).toEqual([code]);
    expect(failure("acme-us")?.message).not.toContain(token);
    expect(failure("acme-us")?.message).not.toContain("hunter2");
  });

  it.each([
    ["us", "    name: United States", `    name: United States\n    authToken: ${token}`, "aybiza:region.authToken"],
    ["us", "  aws:region: us-east-1", `  aws:region: us-east-1\n  twilio:authToken: ${token}`, "twilio:authToken"],
    ["us", "  aws:region: us-east-1", "  aws:region: us-east-1\n  aws:secretKey: hunter2", "aws:secretKey"],
    ["acme-us", "  aws:region: us-east-1", "  aws:region: us-east-1\n  other:apiKey: hunter2", "other:apiKey"],
    ["acme-us", "  aws:region: us-east-1", `  aws:region: us-east-1\n  other:thing: [${token}]`, "other:thing[0]"],
    [
      "acme-us",
      "      accountSid: AC0a7",
      `      pass: ${token}\n      accountSid: AC0a7`,
      "aybiza:connections.own.pass",
    ],
    ["acme-us", "https://tools.acme", "https://me:hunter2@tools.acme", "aybiza:agents.reception.tools[0].url"],
    ["acme-us", "persona: A calm", `persona: Use pul-${"a1".repeat(20)} for a calm`, "aybiza:agents.reception.persona"],
  ])("aren't anywhere in %s (%#)", (stack, from, to, at) => {
    edit(stack, from, to);
    expect(places(stack)).toEqual([`secret-in-clear ${at}`]);
    expect(failure(stack)?.message).toContain("exposed");
    for (const secret of [token, "hunter2", "pul-a1"]) expect(failure(stack)?.message).not.toContain(secret);
  });

  it("a missing one is set by a command that names the stack", () => {
    edit("acme-us", /authToken:\n +secure: .*/, "apiKeySid: SK0a7e11fc1e9f4a3b8d2c5e6f70819203");
    expect(problems("acme-us").find((p) => p.code === "missing-credential")?.fix).toContain("--stack acme-us");
  });
});

describe("a region file", () => {
  it.each([
    ["countries: [US]", "countries: [US, UK]", "wrong-value aybiza:region.countries[1]", "write `GB`"],
    [
      "zone: aybiza.example",
      "zone: other.example",
      "zone-without-domain aybiza:region.webhook.zone",
      "the domain ends with",
    ],
    [
      "zone: aybiza.example",
      "zone: biza.example",
      "zone-without-domain aybiza:region.webhook.zone",
      "the domain ends with",
    ],
    [
      "zone: aybiza.example",
      "certificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/1f0c",
      "certificate-region aybiza:region.webhook.certificateArn",
      "request the certificate in us-east-1",
    ],
    ["wss://agents.us.aybiza.example", "wss://localhost", "inside-address aybiza:region.agents.url", "public name"],
    [
      "wss://agents.us.aybiza.example",
      "wss://169.254.169.254",
      "inside-address aybiza:region.agents.url",
      "public name",
    ],
    [
      "domain: voice.us.aybiza.example",
      "domain: voice.internal",
      "inside-address aybiza:region.webhook.domain",
      "public name",
    ],
    ["  aws:region: us-east-1\n", "", "missing-key aws:region", "aws:region: us-east-1"],
    ["aws:region: us-east-1", "aws:region: us-esat-1", "aws-region aws:region", "the Region's code"],
    ["aws:region: us-east-1", "aws:region: [1]", "aws-region aws:region", "the Region's code"],
    [
      "    alarms:",
      "    limits: { concurrency: { voice: 900, status: 900, lateEvents: 900 } }\n    alarms:",
      "too-much-reserved aybiza:region.limits.concurrency",
      "reserve 900 at most, write `unreserved`, or, where AWS raised the account's limit, write it: `account: 2800`",
    ],
    [
      "fallback: { say:",
      'fallback: { dial: "+19005550100", say:',
      "costly-number aybiza:region.fallback.dial",
      "ordinary phone",
    ],
    ["fallback: { say:", "fallback: { language: xx-XX, say:", "wrong-value aybiza:region.fallback.language", "BCP 47"],
  ])("with %s as %s", (from, to, place, fix) => {
    edit("us", from, to);
    expect(places("us")).toEqual([place]);
    expect(problems("us")[0]?.fix).toContain(fix);
  });

  it("names its account's limit where AWS raised it", () => {
    edit(
      "us",
      "    alarms:",
      "    limits: { concurrency: { account: 2800, voice: 900, status: 900, lateEvents: 900 } }\n    alarms:",
    );
    expect(places("us")).toEqual([]);
    edit("us", "account: 2800", "account: 2799");
    expect(places("us")).toEqual(["too-much-reserved aybiza:region.limits.concurrency"]);
    // A new account may have 10, of which nothing can be reserved.
    edit(
      "us",
      /concurrency: \{.*?\}/,
      "concurrency: { account: 10, voice: unreserved, status: unreserved, lateEvents: unreserved }",
    );
    expect(places("us")).toEqual([]);
  });

  it("has a fallback that fits the handlers' environment, quotes and all", () => {
    // Each quotation mark is two bytes of JSON, and three of a URL.
    edit("us", /say: ".*?"/, `say: '${'"'.repeat(1_499)}'`);
    expect(places("us")).toEqual([]);
    const { region } = loadStackFile(folder, "us") as RegionFile;
    expect(JSON.stringify(region.fallback).length).toBe(3_008);
    edit(
      "us",
      "say: '",
      "say: 'aaa\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\",
    );
    expect(places("us")).toEqual(["too-long aybiza:region.fallback.say"]);
  });
});

describe("a tenant of a region with a wrong `aws:region`", () => {
  it("gets the region's mistake alone", () => {
    edit("us", "aws:region: us-east-1", "aws:region: mars-1");
    expect(problems("acme-us").map((p) => `${p.file} ${p.code}`)).toEqual(["stacks/Pulumi.us.yaml aws-region"]);
  });
});
