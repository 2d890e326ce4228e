import { describe, expect, it } from "vitest";
import { earlyEnds } from "../rules/life.ts";
import { type HeldNumbers, liveNumberViolations } from "../rules/live-numbers.ts";
import { type PlannedNumber, planTenant } from "../rules/plan.ts";
import type { RegionFile, TenantFile } from "./load.ts";
import type { Problem } from "./problem.ts";
import { applyEdits } from "./testing/apply-edits.ts";
import { sampleFiles } from "./testing/sample-files.ts";

const files = sampleFiles();
const { read, write } = files;

/** Loads the file; returns it, or its mistakes. */
function load(stack: string): TenantFile | readonly Problem[] {
  const problems = files.problems(stack);
  return problems.length > 0 ? problems : (files.load(stack) as TenantFile);
}

/** The parts of each number's plan that an update acts on, by key. */
const planned = (file: TenantFile): Map<string, PlannedNumber> =>
  new Map(planTenant(file).numbers.map((number) => [number.key, number]));

/** Keys of numbers that two plans treat differently. */
function differences(a: Map<string, PlannedNumber>, b: Map<string, PlannedNumber>): string[] {
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].filter((key) => JSON.stringify(a.get(key)) !== JSON.stringify(b.get(key))).sort();
}

const DESK = 'desk: { connection: aybiza, buy: { country: US, areaCode: "415", count: 7 }, agent: reception }';
const ONE = 'front-desk: { connection: aybiza, buy: { country: US, type: local, areaCode: "415" }, agent: reception }';
const desk = (more: string, count = 7) =>
  `desk: { connection: aybiza, buy: { country: US, areaCode: "415", count: ${count} }, agent: reception, ${more} }`;
const one = (more: string) =>
  `front-desk: { connection: aybiza, buy: { country: US, type: local, areaCode: "415" }, agent: reception, ${more} }`;

/** A valid entry, a mistake made in it, and the changes that the proposed edits may make compared with the valid entry. */
interface Case {
  readonly what: string;
  readonly good: string;
  readonly bad: string;
  readonly code: string;
  /** Keys of the numbers that the mistaken entry meant to change; empty if it meant no change. */
  readonly changes?: readonly string[];
  /** The plan of those numbers after the edits. */
  readonly as?: Partial<Pick<PlannedNumber["ending"], "release">> & { readonly resting?: boolean };
}

const cases: readonly Case[] = [
  {
    ...{ what: "one of seven is to go: it alone rests", good: DESK, bad: desk("release: [desk-7]") },
    ...{ code: "release-without-quarantine", changes: ["desk-7"], as: { release: true, resting: true } },
  },
  {
    what: "two of seven are to go, and one rests already",
    good: desk("state: { quarantined: [desk-2] }"),
    bad: desk("release: [desk-2, desk-6], state: { quarantined: [desk-2] }"),
    ...{ code: "release-without-quarantine", changes: ["desk-2", "desk-6"], as: { release: true, resting: true } },
  },
  {
    ...{ what: "the only number is to go", good: ONE, bad: one("release: true") },
    ...{ code: "release-without-quarantine", changes: ["front-desk"], as: { release: true, resting: true } },
  },
  {
    ...{ what: "a notice without quarantine doesn't put the number out of service", good: ONE },
    ...{ bad: one("notice: Moved."), code: "notice-without-quarantine" },
  },
  {
    ...{ what: "a member of an entry that has none doesn't put the number out of service", good: ONE },
    ...{ bad: one("state: { quarantined: [front-desk-7] }"), code: "unknown-member" },
  },
  {
    ...{ what: "a release that names members of an entry without a count releases nothing", good: ONE },
    ...{ bad: one("release: [front-desk-7]"), code: "count-missing" },
  },
  {
    ...{ what: "what is transferred is never released", good: one('transfer: { to: "@other-carrier" }') },
    bad: one('transfer: { to: "@other-carrier" }, release: true'),
    ...{ code: "release-and-transfer" },
  },
  { what: "an empty transfer asks for nothing", good: ONE, bad: one("transfer: "), code: "empty" },
  { what: "an empty state asks for nothing", good: ONE, bad: one("state: "), code: "empty" },
  { what: "an empty release asks for nothing", good: ONE, bad: one("release: "), code: "empty" },
  {
    what: "a misspelt setting",
    good: one("notice: Moved., state: quarantined"),
    ...{ bad: one("notice: Moved., sate: quarantined") },
    code: "unknown-key",
  },
  { what: "a setting that there isn't", good: ONE, bad: one("colour: red"), code: "unknown-key" },
  { what: "a misspelt agent", good: ONE, bad: ONE.replace("reception", "recepton"), code: "unknown-agent" },
  { what: "a misspelt connection", good: ONE, bad: ONE.replace(": aybiza", ": ayibza"), code: "unknown-connection" },
  { what: "a misspelt word", good: one("state: quarantined"), bad: one("state: quarantine"), code: "wrong-value" },
  { what: "an area code without quotes", good: ONE, bad: ONE.replace('"415"', "415"), code: "unquoted-value" },
  { what: "a search without a country", good: ONE, bad: ONE.replace("country: US, ", ""), code: "missing" },
];

describe("a fix that a message proposes as edits", () => {
  it.each(cases)("$what", ({ good, bad, code, changes = [], as }) => {
    const original = read("willow-us");
    const withEntry = (entry: string) => original.replace(/^ {4}front-desk: .*$/m, `    ${entry}`);
    write("willow-us", withEntry(good));
    const before = planned(load("willow-us") as TenantFile);
    write("willow-us", withEntry(bad));
    const problems = load("willow-us") as readonly Problem[];
    const problem = problems.find((one) => one.code === code);
    expect(problem?.edits, JSON.stringify(problems)).not.toBe(undefined);
    write("willow-us", applyEdits(withEntry(bad), problem!.edits!));
    const fixed = load("willow-us");
    expect(Array.isArray(fixed) ? fixed : []).toEqual([]);
    const after = planned(fixed as TenantFile);
    expect(differences(before, after)).toEqual([...changes].sort());
    for (const key of changes) {
      const { release, quarantine } = after.get(key)!.ending;
      expect({ release, resting: quarantine?.active }).toEqual({ release: as?.release, resting: as?.resting });
    }
  });

  /** The loaded content that is compared: a tenant's numbers and connections, or a region's whole file. */
  const said = (stack: string) => {
    const file = load(stack) as TenantFile | RegionFile | readonly Problem[];
    if ("region" in file && file.kind === "region") return file.region;
    if (!("kind" in file)) return file;
    return { numbers: [...planned(file as TenantFile)], connections: (file as TenantFile).connections };
  };
  const EXACT = 'front-desk: { connection: aybiza, buy: { number: "+14155550160" }, agent: reception }';
  const TOLL_FREE = EXACT.replace("+14155550160", "+18005550199");

  it.each([
    ["acme-us", "not-e164", '"+14155550101": {', '"+1 (415) 555-0101": {'],
    ["acme-us", "not-e164", '"+14155550101": {', '"\u202d+14155550101": {'],
    ["acme-us", "not-e164", '"+14155550101": {', '"\uff0b1415\u200b5550101": {'],
    ["acme-us", "not-e164", '"+14155550101": {', '"+114155550101": {'],
    ["acme-us", "not-e164", '"+14155550101": {', '"001 415 555 0101": {'],
    ["acme-us", "unquoted-number", '"+14155550101": {', "+14155550101: {"],
    ["acme-us", "not-e164", 'dial: "+14155550198"', 'dial: "+1 415-555-0198"'],
    ["acme-us", "unquoted-value", 'dial: "+14155550198"', "dial: +14155550198"],
    ["acme-us", "unknown-region", "region: us }", "region: uss }"],
    ["acme-us", "aws-region-mismatch", "aws:region: us-east-1", "aws:region: us-west-2"],
    ["acme-us", "unknown-key", "aybiza:agents:", "aybiza:agent:"],
    ["acme-us", "unknown-key", "aybiza:numbers:", "aybiza:number:"],
    ["acme-us", "hidden-character", "greeting: Acme", "greeting: Ac\u202eme"],
    ["acme-us", "wrong-value", "provider: Google", "provider: google"],
    ["acme-us", "unknown-key", "otherwise:", "otherwize:"],
    ["willow-us", "wrong-value", "country: US", "country: us"],
    ["willow-us", "wrong-value", "type: local", "type: locale"],
    ["willow-us", "account-holds-numbers", "{ type: managed }", "{ type: managed, close: true }"],
    ["willow-us", "unknown-connection-type", "{ type: managed }", "{ type: manged }", "no edits"],
    ["us", "region-id-mismatch", "id: us\n", "id: uz\n"],
    ["us", "wrong-value", "availability: full, carrier", "availability: ful, carrier"],
    ["us", "unknown-key", "callRetentionDays:", "callRetentionDay:"],
    ["us", "unknown-key", "email: [", "emial: ["],
  ])("%s, %s: %s written as %s", (stack, code, good, bad, edits?: string) => {
    const original = read(stack);
    const before = said(stack);
    const broken = original.replace(good, () => bad);
    expect(broken).not.toBe(original);
    write(stack, broken);
    const problems = load(stack) as readonly Problem[];
    expect(problems.map((one) => one.code)).toEqual([code]);
    expect(problems[0]?.edits === undefined, JSON.stringify(problems)).toBe(edits === "no edits");
    if (edits === "no edits") return;
    write(stack, applyEdits(broken, problems[0]!.edits!));
    expect(said(stack)).toEqual(before);
  });

  it.each([
    ["criteria beside a number", EXACT, EXACT.replace('0160"', '0160", areaCode: "212"')],
    ["the kind of a number that says it itself", TOLL_FREE, TOLL_FREE.replace('0199"', '0199", type: local')],
    ["a count of one beside a number", EXACT, EXACT.replace('0160"', '0160", count: 1')],
  ])("%s: it goes, and the number stays", (_what, good, bad) => {
    const original = read("willow-us");
    const withEntry = (entry: string) => original.replace(/^ {4}front-desk: .*$/m, `    ${entry}`);
    write("willow-us", withEntry(good));
    const before = said("willow-us");
    write("willow-us", withEntry(bad));
    const [problem, ...more] = load("willow-us") as readonly Problem[];
    expect(more).toEqual([]);
    write("willow-us", applyEdits(withEntry(bad), problem!.edits!));
    expect(said("willow-us")).toEqual(before);
  });

  it.each([["its account stays when an unused credential goes", "acme-us", "      authToken:\n", "unused-credential"]])(
    "%s",
    (_what, stack, before, code) => {
      const text = read(stack);
      const sid = `AC${"3".repeat(32)}`;
      const given = `    ${sid}: { authToken: { secure: v1:tUzxR+3JkPxOwX2j:rtZbih0ugz9DTbnfZzvz2XO9HxnhHnOzQ47PcJ6k2WtpuB75dxtj8PlOYyts6uck } }\n`;
      const bad = text.replace(`    AC0a7e11fc1e9f4a3b8d2c5e6f70819203:\n${before}`, (found) => `${given}${found}`);
      const good = planned(load(stack) as TenantFile);
      write(stack, bad);
      const [problem, ...more] = load(stack) as readonly Problem[];
      expect([problem?.code, more]).toEqual([code, []]);
      write(stack, applyEdits(bad, problem!.edits!));
      const fixed = load(stack) as TenantFile;
      expect(differences(good, planned(fixed))).toEqual([]);
      expect(Object.keys(fixed.credentials)).toEqual(["AC0a7e11fc1e9f4a3b8d2c5e6f70819203"]);
    },
  );

  it("has no edits where an anchor makes the place more than one", () => {
    const original = read("willow-us");
    const shared = (release: string) =>
      original.replace(
        /^ {4}front-desk: .*$/m,
        `    a: &desk ${desk(release, 2).slice("desk: ".length)}\n    b: *desk`,
      );
    write("willow-us", shared("colour: red"));
    const problems = load("willow-us") as readonly Problem[];
    expect(problems.map(({ path: at, edits }) => [at, edits])).toEqual([
      ["aybiza:numbers.a.colour", undefined],
      ["aybiza:numbers.b.colour", undefined],
    ]);
  });
});

describe("a fix that keeps a live number", () => {
  const held = (keys: readonly string[], more: object = {}): HeldNumbers =>
    Object.fromEntries(
      keys.map((key) => [
        key,
        {
          ...{ number: `+1415555010${/\d$/.exec(key)}`, connection: "aybiza", accountSid: "AC1", managed: true },
          ...{ bought: true, release: false, entry: "desk", ...more },
        },
      ]),
    );
  const members = (count: number) => Array.from({ length: count }, (_, i) => `desk-${i + 1}`);
  const tenant = (entry: string): TenantFile => {
    const text = read("willow-us").replace(/^ {4}(front-desk|desk): .*$/m, `    ${entry}`);
    write("willow-us", text);
    return load("willow-us") as TenantFile;
  };
  const fixedBy = (edits: Problem["edits"]): TenantFile => {
    const text = read("willow-us");
    write("willow-us", applyEdits(text, edits!));
    return load("willow-us") as TenantFile;
  };

  it("raises a count that was lowered, to exactly the numbers that live", () => {
    const before = planned(tenant(desk("except: [desk-2]", 7)));
    const file = tenant(desk("except: [desk-2]", 5));
    const [violation, ...more] = liveNumberViolations(
      held(members(7).filter((key) => key !== "desk-2" && key !== "desk-6")),
      planTenant(file).numbers.map((n) => ({ ...n, accountSid: undefined, bought: true })),
      file.numbers,
    );
    expect(more).toEqual([]);
    expect(violation?.fix).toContain("write `count: 7`, write `except: [desk-2, desk-6]`");
    expect(differences(before, planned(fixedBy(violation!.edits)))).toEqual(["desk-6"]);
  });

  it("brings back the one number that hasn't rested, and puts no other out of service", () => {
    const before = planned(tenant(DESK));
    const file = tenant(desk("except: [desk-7]"));
    const [end, ...more] = earlyEnds({
      ...{ held: held(["desk-7"], { release: true }), declared: new Set(members(6)) },
      ...{ resting: new Map(), isHeld: () => true, entries: file.numbers },
    });
    expect([end?.code, more]).toEqual(["release-without-quarantine", []]);
    const after = planned(fixedBy(end!.edits));
    expect(differences(before, after)).toEqual(["desk-7"]);
    expect(after.get("desk-7")?.ending).toMatchObject({ release: true, quarantine: { active: true } });
  });

  it("brings several numbers of an entry back together, whichever of their messages is followed", () => {
    const before = planned(tenant(DESK));
    const file = tenant(desk("except: [desk-3, desk-7]"));
    const both = earlyEnds({
      ...{ held: held(["desk-3", "desk-7"], { release: true }), declared: new Set(["desk-1"]) },
      ...{ resting: new Map(), isHeld: () => true, entries: file.numbers },
    });
    const broken = read("willow-us");
    for (const { edits } of both) {
      write("willow-us", broken);
      expect(differences(before, planned(fixedBy(edits)))).toEqual(["desk-3", "desk-7"]);
    }
    expect(both).toHaveLength(2);
  });
});
