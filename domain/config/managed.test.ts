import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadStackFile, type TenantFile } from "./load.ts";
import { type Problem, StackFileError } from "./problem.ts";
import { entryOf, membersOf } from "./tenant-members.ts";

const ours = "AC9d51c07b2e864f3fa0c7d18e5b6293f4";
let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "aybiza-managed-")), "stacks");
  cpSync(join(import.meta.dirname, "../../stacks"), folder, { recursive: true });
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const path = (stack: string) => join(folder, `Pulumi.${stack}.yaml`);
const edit = (stack: string, change: (text: string) => string) =>
  writeFileSync(path(stack), change(readFileSync(path(stack), "utf8")));
/** Puts other numbers into the sample's managed tenant; its `aybiza:numbers` begins in line 29. */
const numbers = (...lines: string[]) =>
  edit("willow-us", (text) =>
    text.replace(
      /^ {2}aybiza:numbers:\n[\s\S]*?(?=^encryptionsalt)/m,
      `  aybiza:numbers:\n${lines.map((line) => `    ${line}\n`).join("")}`,
    ),
  );
const connections = (lines: string) =>
  edit("willow-us", (text) => text.replace("    aybiza: { type: managed }", lines));

function problemsOf(stack = "willow-us"): readonly Problem[] {
  try {
    loadStackFile(folder, stack);
  } catch (error) {
    if (error instanceof StackFileError) return error.problems;
    throw error;
  }
  return [];
}
const places = () => problemsOf().map((p) => `${p.code} ${p.path}`);

describe("the sample's managed tenant", () => {
  it("has a connection without an account, and buys by search", () => {
    const file = loadStackFile(folder, "willow-us") as TenantFile;
    expect(file.connections).toEqual({ aybiza: { type: "managed" } });
    expect(file.numbers["front-desk"]?.buy).toEqual({ country: "US", type: "local", areaCode: "415" });
    expect(file.region.integrations.managed).toMatchObject({ availability: "full", carrier: "twilio" });
    expect(file.region.carriers).toEqual({ twilio: { accountSid: ours } });
  });
});

describe("a managed connection", () => {
  it("is the only one of its kind", () => {
    connections("    aybiza: { type: managed }\n    more: { type: managed }");
    expect(places()).toEqual(["duplicate-account aybiza:connections.more"]);
  });
  it("has no account of the file's", () => {
    connections(`    aybiza: { type: managed, accountSid: ${ours} }`);
    expect(places()).toContain("unknown-key aybiza:connections.aybiza.accountSid");
  });
  it("may have our credentials in the tenant's file; another connection may not", () => {
    connections(`    aybiza: { type: managed }\n  twilio:credentials: { ${ours}: { authToken: { secure: v1:xyz } } }`);
    expect(places()).toEqual([]);
    edit("willow-us", (text) =>
      text.replace("aybiza: { type: managed }", `aybiza: { type: twilio, accountSid: ${ours} }`),
    );
    expect(places()).toEqual(["parent-account-used aybiza:connections.aybiza.accountSid"]);
  });
  it("is closed only when the file has no number on it", () => {
    connections("    aybiza: { type: managed, close: true }");
    expect(places()).toEqual(["account-holds-numbers aybiza:connections.aybiza.close"]);
    numbers("{}");
    expect(places()).toEqual([]);
  });
  it("needs a region that offers it", () => {
    edit("us", (text) =>
      text.replace("managed: { availability: full, carrier: twilio,", "managed: { availability: planned, note: soon,"),
    );
    expect(problemsOf().map(({ code, path: at, message, fix }) => ({ code, at, message, fix }))).toEqual([
      {
        code: "connection-type-not-offered",
        at: "aybiza:connections.aybiza.type",
        message: "region `us` doesn't offer `managed` connections (availability: planned): soon",
        fix: "use a `twilio` connection to the tenant's own account",
      },
    ]);
    edit("us", (text) => text.replace("twilio: { availability: full,", "twilio: { availability: none,"));
    expect(problemsOf()[0]?.fix).toBe(
      "move the tenant to another region, or offer a connection type in the region's file",
    );
  });
});

describe("a region that offers managed numbers", () => {
  it.each([
    [", carrier: twilio", "aybiza:region.integrations.managed"],
    [`    carriers:\n      twilio: { accountSid: ${ours} }`, "aybiza:region.carriers.twilio"],
  ])("can't do without %s", (text, place) => {
    edit("us", (file) => file.replace(text, ""));
    expect(problemsOf("us").map((p) => p.path)).toEqual([place]);
  });
});

describe("what is bought", () => {
  it("may be searched for by all criteria", () => {
    numbers(
      'a: { connection: aybiza, buy: { country: US, type: local, region: CA, locality: Oakland, contains: "555", capabilities: [sms, mms], addressRequirements: none, count: 20 }, agent: reception }',
    );
    expect(places()).toEqual([]);
  });
  it("is of a kind that the region has a price for; the fix names what would serve", () => {
    edit("us", (text) => text.replace(/^ +toll-free: .*\n/m, ""));
    numbers("a: { connection: aybiza, buy: { country: US, type: toll-free }, agent: reception }");
    expect(problemsOf().map(({ code, path: at, message, fix }) => ({ code, at, message, fix }))).toEqual([
      {
        code: "type-not-offered",
        at: "aybiza:numbers.a.buy.type",
        message: "region `us` offers managed numbers of type `local` in US, not `toll-free`",
        fix: "write `type: local`; for a `toll-free` number use a `twilio` connection to the tenant's own account",
      },
    ]);
  });
  it("isn't of a type that Twilio doesn't have in the country", () => {
    numbers("a: { connection: aybiza, buy: { country: US, type: mobile }, agent: reception }");
    expect(problemsOf().map(({ code, path: at, fix }) => [code, at, fix])).toEqual([
      ["type-not-offered", "aybiza:numbers.a.buy.type", "write `type: local` or `type: toll-free`"],
    ]);
  });
  it("is of such a kind also where the file names the number", () => {
    edit("us", (text) => text.replace(/^ +toll-free: .*\n/m, ""));
    numbers('a: { connection: aybiza, buy: { number: "+18005550104" }, agent: reception }');
    expect(problemsOf().map(({ code, path: at, message, fix }) => ({ code, at, message, fix }))).toEqual([
      {
        code: "type-not-offered",
        at: "aybiza:numbers.a.buy.number",
        message: "region `us` offers managed numbers of type `local` in US, not `toll-free`",
        fix: "write a number of type `local`; for a `toll-free` number use a `twilio` connection to the tenant's own account",
      },
    ]);
    numbers('a: { connection: aybiza, buy: { number: "+18005550104", type: local }, agent: reception }');
    expect(places()).toEqual(["number-type-mismatch aybiza:numbers.a.buy.type"]);
    numbers('a: { connection: aybiza, buy: { number: "+14155550150", country: US }, agent: reception }');
    expect(places()).toEqual([]);
  });
  it.each([
    ["country: us", "country"],
    ["country: Germany", "country"],
    ["country: US, type: tollfree", "type"],
    ['country: US, contains: "4;5"', "contains"],
    ['country: US, contains: "4"', "contains"],
    ['country: US, contains: "4*5"', "contains"],
    ['country: US, contains: "*4"', "contains"],
    ['country: US, contains: "*%415"', "contains"],
    ['country: US, contains: "415*$"', "contains"],
    ['country: US, contains: "12345678901234567"', "contains"],
  ])("isn't %s, which is told once", (search, at) => {
    numbers(`a: { connection: aybiza, buy: { ${search} }, agent: reception }`);
    expect(places()).toEqual([`wrong-value aybiza:numbers.a.buy.${at}`]);
  });
  it.each(["0122$", "+1415", "+1415555**", "%0122", "**415", "PIZZA", "1234567890123456", "2079460%%"])(
    "may be a search for %s",
    (contains) => {
      numbers(`a: { connection: aybiza, buy: { country: US, contains: "${contains}", count: 1 }, agent: reception }`);
      expect(places()).toEqual([]);
    },
  );
  it("is by region in the US and Canada alone: elsewhere Twilio ignores it, and another place's number is bought", () => {
    const search = (where: string) =>
      numbers(`a: { connection: aybiza, buy: { ${where}, region: ON, count: 1 }, agent: reception }`);
    search("country: CA");
    expect(places().filter((place) => place.startsWith("state-not-searchable"))).toEqual([]);
    search("country: GB");
    expect(problemsOf().find(({ code }) => code === "state-not-searchable")).toMatchObject({
      line: expect.any(Number),
      path: "aybiza:numbers.a.buy.region",
      message:
        "`region` is ON and `country` GB; Twilio searches by state or province in the US and Canada only, and would buy a number of any place (https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource)",
      fix: "use `locality` instead, or remove `region`",
    });
  });
  it("is a number in quotes, in this file and in another tenant's", () => {
    numbers("a: { connection: aybiza, buy: { number: +14155550150 }, agent: reception }");
    expect(problemsOf().map((p) => [p.code, p.path, p.fix])).toEqual([
      ["unquoted-value", "aybiza:numbers.a.buy.number", 'write "+14155550150" in quotes'],
    ]);
    const digits = "  # 12125550142\n";
    edit(
      "birch-us",
      (text) =>
        `${text.replace('"+12125550142"', "line: { buy: { number: +12125550142 } }\n    +12125550142")}${digits}`,
    );
    numbers('a: { connection: aybiza, buy: { number: "+12125550142" }, agent: reception }');
    expect(places()).toEqual(["duplicate-number aybiza:numbers.a.buy.number"]);
  });
  it("has no criteria beside an exact number, and papers beside either", () => {
    const papers = `bundle: BU${"0a".repeat(16)}, address: AD${"0a".repeat(16)}`;
    numbers(
      'desk: { connection: aybiza, buy: { number: "+14155550150", areaCode: "212", capabilities: [sms] }, agent: reception }',
      `line: { connection: aybiza, buy: { number: "+14155550151", ${papers} }, agent: reception }`,
      `more: { connection: aybiza, buy: { country: US, ${papers} }, agent: reception }`,
      "wrong: { connection: aybiza, buy: { country: US, bundle: AD1, address: none }, agent: reception }",
    );
    expect(problemsOf().map(({ code, path, message, fix, edits }) => ({ code, path, message, fix, edits }))).toEqual([
      ...["areaCode", "capabilities"].map((setting) => ({
        ...{ code: "number-and-criteria", path: `aybiza:numbers.desk.buy.${setting}` },
        message: `\`${setting}\` narrows a search, but \`number\` names the one number to buy (+14155550150)`,
        fix: `remove \`${setting}\``,
        edits: [{ kind: "remove", path: ["aybiza:numbers", "desk", "buy", setting] }],
      })),
      ...["bundle", "address"].map((setting) =>
        expect.objectContaining({ path: `aybiza:numbers.wrong.buy.${setting}` }),
      ),
    ]);
  });
  it("is something: an empty entry is told as that", () => {
    numbers("a:");
    expect(problemsOf().map((p) => [p.code, p.message, p.fix])).toEqual([
      ["empty", "`a` is empty; it needs a value", "write a map"],
    ]);
  });
  it("is judged in no time where a script wrote ten thousand entries, and their mistakes are a message that can be read", () => {
    numbers(
      ...Array.from({ length: 10_000 }, (_, i) => `d${i}: { connection: aybiza, buy: { country: US }, agent: nobody }`),
    );
    const started = performance.now();
    let message = "";
    try {
      loadStackFile(folder, "willow-us");
    } catch (error) {
      message = (error as Error).message;
    }
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(message).toContain("10000 mistakes in the stack file; nothing was changed.");
    expect(message).toContain("... and 9900 more: fix these first");
    expect(message.length).toBeLessThan(30_000);
  });
  it("is of a country of the region; the fix names the region that has it, and how it can be connected there", () => {
    edit("us", (text) => text);
    writeFileSync(
      path("uk"),
      readFileSync(path("us"), "utf8")
        .replace("id: us", "id: uk")
        .replace("countries: [US]", "countries: [GB]")
        .replace("availability: planned", "availability: recommended"),
    );
    numbers("a: { connection: aybiza, buy: { country: GB, type: mobile }, agent: reception }");
    expect(problemsOf().map((p) => [p.code, p.fix])).toEqual([
      [
        "country-not-in-region",
        "move it to a tenant of a region that serves GB, through one of its connection types: `uk` (managed, sip-trunk, twilio)",
      ],
    ]);
    rmSync(path("uk"));
    expect(problemsOf()[0]?.fix).toBe(
      "add GB to the `countries` of a region's file: no region of this checkout serves it",
    );
  });
});

describe("a count", () => {
  const desk = (rest: string) =>
    `desk: { connection: aybiza, buy: { country: US, count: 3 }, agent: reception${rest} }`;

  it("names its numbers, and what is left out moves no other", () => {
    numbers(desk(", release: [desk-3], state: { quarantined: [desk-3] }, except: [desk-2]"));
    const { numbers: entries } = loadStackFile(folder, "willow-us") as TenantFile;
    expect(membersOf("desk", entries.desk!).map(({ key, release }) => [key, release])).toEqual([
      ["desk-1", false],
      ["desk-3", true],
    ]);
    expect([entryOf(entries, "desk-3"), entryOf(entries, "other-3"), entryOf(entries, "desk")]).toEqual([
      "desk",
      "other-3",
      "desk",
    ]);
  });
  it("takes no name that another entry has", () => {
    const one = "{ connection: aybiza, buy: { country: US }, agent: reception }";
    numbers(desk(""), `desk-2: ${one}`, `desk-4: ${one}`, `desk-02: ${one}`, `line: ${one}`, `line-purchase: ${one}`);
    expect(places()).toEqual(["duplicate-name aybiza:numbers.desk-2", "duplicate-name aybiza:numbers.line-purchase"]);
  });
  it("is what names of single numbers belong to", () => {
    numbers(desk(", release: [desk-4], state: quarantined, except: [line-1]"));
    expect(places()).toEqual([
      "unknown-member aybiza:numbers.desk.release",
      "unknown-member aybiza:numbers.desk.except",
    ]);
    numbers(
      "desk: { connection: aybiza, buy: { country: US }, agent: reception, state: quarantined, release: [desk-1], except: [desk-2] }",
    );
    expect(places()).toEqual(["count-missing aybiza:numbers.desk.release", "count-missing aybiza:numbers.desk.except"]);
    numbers('desk: { connection: aybiza, buy: { number: "+14155550150", count: 2 }, agent: reception }');
    expect(places()).toEqual(["number-and-count aybiza:numbers.desk.buy.count"]);
  });
  it.each(["0", "1.5", '"3"', "10001"])("isn't %s", (count) => {
    numbers(`desk: { connection: aybiza, buy: { country: US, count: ${count} }, agent: reception }`);
    expect(places()).toEqual(
      ["wrong-value aybiza:numbers.desk.buy.count"].map((p) =>
        count === '"3"' || count === "1.5" ? p.replace("wrong-value", "wrong-type") : p,
      ),
    );
  });
});
