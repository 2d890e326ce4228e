import { describe, expect, it } from "vitest";
import { sampleFiles } from "./testing/sample-files.ts";

const { edit, failure, problems, places } = sampleFiles();

describe("texts in a stack file", () => {
  it("are named by what can't be seen in them, with the text without it as an edit", () => {
    edit("acme-us", "name: Acme Dental", 'name: "Acme\\n\\e[31m Dental\\u202E"');
    expect(problems("acme-us")).toEqual([
      {
        code: "hidden-character",
        file: "stacks/Pulumi.acme-us.yaml",
        line: 5,
        path: "aybiza:tenant.name",
        message:
          "`name` holds U+000A LINE FEED, U+001B ESCAPE, U+202E RIGHT-TO-LEFT OVERRIDE, which a text of one line can't contain",
        fix: "remove it",
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
    ["+448430000000", "costly-number"],
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
        "+8816123456789 is in the range for global mobile satellite system, of no country; region `us` serves US",
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
        "a fallback of another tenant (stacks/Pulumi.birch-us.yaml:32) dials +12125550177 when an agent is down; if an agent answers it too, the call could loop",
      ],
    ]);
    edit("us", "fallback: { say:", 'fallback: { dial: "+14155550101", say:');
    expect(places("acme-us")).toEqual(['fallback-loop aybiza:numbers["+14155550101"]']);
    expect(problems("us").map(({ code, path: at, message }) => [code, at, message])).toEqual([
      [
        "fallback-loop",
        "aybiza:region.fallback.dial",
        "an agent answers +14155550101 (stacks/Pulumi.acme-us.yaml:59), so the call could loop",
      ],
    ]);
  });
});
