import { mkdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { TenantFile } from "./load.ts";
import { sampleFiles } from "./testing/sample-files.ts";

const { load, path, problems: problemsOf, read: textOf, write } = sampleFiles();

const short = (stack: string) => problemsOf(stack).map((p) => `${p.file.slice(14)}:${p.line} ${p.code} ${p.path}`);

const NUMBER = '"+14155550101"';

describe("a number of this tenant in a neighbour's file is found in every spelling", () => {
  const entry = "{ connection: own, agent: dispatch }";
  it.each([
    ["a block", `  aybiza:numbers:\n    ${NUMBER}: ${entry}\n`],
    ["a space before the colon", `  aybiza:numbers :\n    ${NUMBER} : ${entry}\n`],
    ["quotes around the key", `  "aybiza:numbers":\n    '+14155550101': ${entry}\n`],
    ["flow style", `  aybiza:numbers: { ${NUMBER}: ${entry} }\n`],
    ["an explicit key", `  ? aybiza:numbers\n  : ? ${NUMBER}\n    : ${entry}\n`],
    ["escapes", `  "aybiza\\x3anumbers": { "\\u002b14155550101": ${entry} }\n`],
    ["a merge key", `  x: &more { ${NUMBER}: ${entry} }\n  aybiza:numbers: { <<: *more }\n`],
    ["an alias", `  x: &more { ${NUMBER}: ${entry} }\n  aybiza:numbers: *more\n`],
    ["no quotes, which loses the plus", `  aybiza:numbers: { +14155550101: ${entry} }\n`],
    [
      "an exact purchase, with a value that is wrong",
      `  aybiza:numbers: { a: { buy: { number: ${NUMBER}, count: x } } }\n`,
    ],
  ])("%s", (_what, numbers) => {
    const text = textOf("birch-us");
    write("birch-us", text.replace(/^ {2}aybiza:numbers:\n( {4}.*\n)+/m, numbers));
    expect(short("acme-us")).toEqual([`acme-us.yaml:59 duplicate-number aybiza:numbers[${NUMBER}]`]);
  });

  it("one line of JSON", () => {
    const json = {
      config: { "aybiza:tenant": { id: "birch", region: "us" }, "aybiza:numbers": { "+14155550101": {} } },
    };
    write("birch-us", JSON.stringify(json));
    expect(short("acme-us")).toEqual([`acme-us.yaml:59 duplicate-number aybiza:numbers[${NUMBER}]`]);
  });
});

describe("a neighbour's file that can't be read", () => {
  const conflict = `<<<<<<< HEAD\n    ${NUMBER}: {}\n=======\n>>>>>>> theirs\n`;
  it.each([
    [
      "a merge conflict",
      (text: string) => text.replace("  aybiza:numbers:\n", (found) => found + conflict),
      35,
      "merge conflict",
    ],
    [
      "UTF-16",
      (text: string) => Buffer.from(`\ufeff${text}# ${NUMBER}`, "utf16le"),
      undefined,
      "UTF-16 (little-endian)",
    ],
    [
      "bytes that are no text",
      (text: string) => Buffer.from(`${text}# ${NUMBER} \xff`, "latin1"),
      38,
      "isn't valid UTF-8",
    ],
    [
      "an alias without an anchor",
      (text: string) => text.replace("{ connection: own", `*x # ${NUMBER}`),
      35,
      "`*x` has no anchor",
    ],
  ])("is named where it may hold a number of this one: %s", (_what, broken, line, message) => {
    write("birch-us", broken(textOf("birch-us")));
    const [problem, ...more] = problemsOf("acme-us");
    expect([problem?.code, problem?.file, more]).toEqual(["unreadable-neighbour", "stacks/Pulumi.birch-us.yaml", []]);
    expect(problem?.line).toBe(line);
    expect(problem?.message).toContain(message);
    expect(problem?.message).toContain("may declare a number of stacks/Pulumi.acme-us.yaml");
  });

  it("isn't even a file", () => {
    mkdirSync(path("elm-us"));
    expect(short("acme-us")).toEqual(["elm-us.yaml:undefined unreadable-neighbour (file)"]);
  });

  it("stops no other tenant, where it has nothing of it", () => {
    write("birch-us", "<<<<<<< HEAD\nconfig: {}\n");
    expect(problemsOf("acme-us")).toEqual([]);
  });
});

describe("YAML's own means", () => {
  const withEntry = (entry: string) => write("willow-us", textOf("willow-us").replace(/^ {4}front-desk: .*$/m, entry));
  const buy = 'connection: aybiza, buy: { country: US, areaCode: "415" }, agent: reception';

  it("an alias, however often, and a merge key are read as the engine reads them", () => {
    const more = Array.from({ length: 150 }, (_, i) => `    b${i}: *one`);
    withEntry([`    a: &one { ${buy} }`, ...more, "    c: { <<: *one, notice: Gone., state: quarantined }"].join("\n"));
    write("willow-us", textOf("willow-us").replace("region: us }", "region: us, numbers: 200 }"));
    const { numbers } = load("willow-us") as TenantFile;
    expect(Object.keys(numbers)).toHaveLength(152);
    expect(numbers.b149).toEqual(numbers.a);
    expect(numbers.c).toEqual({ ...numbers.a, notice: "Gone.", state: "quarantined" });
  });

  it("a merge gives way to what is written, and an earlier source to no later one", () => {
    withEntry(
      `    a: &one { ${buy} }\n    b: &two { ${buy}, notice: Two., state: quarantined }\n    c: { notice: Own., <<: [*two, *one] }`,
    );
    const { numbers } = load("willow-us") as TenantFile;
    expect(numbers.c?.notice).toBe("Own.");
    expect(numbers.c?.state).toBe("quarantined");
  });

  it("a mistake that comes by an alias is found at its place", () => {
    withEntry(`    a: &one { ${buy.replace("reception", "nobody")} }\n    b: *one`);
    expect(short("willow-us")).toEqual([
      "willow-us.yaml:31 unknown-agent aybiza:numbers.a.agent",
      "willow-us.yaml:31 unknown-agent aybiza:numbers.b.agent",
    ]);
  });

  const bomb = [
    "a: &a { x: 1 }",
    ..."bcdefghijklmnopqrstuvw".split("").map((k, i) => {
      const before = "abcdefghijklmnopqrstuvw"[i];
      return `${k}: &${k} { x: *${before}, y: *${before}, z: *${before} }`;
    }),
  ];
  it.each([
    ["an alias without an anchor", "    a: *nothing", "`*nothing` has no anchor before it"],
    ["an alias of itself", "    a: &a { x: *a }", "`*a` is an alias inside the value that it refers to"],
    ["a bomb of aliases", bomb.map((line) => `    ${line}`).join("\n"), "aliases add more than 100000 values"],
    [
      "a bomb of merges",
      bomb.map((line) => `    ${line.replace(/x: (\*.), y: (\*.), z: (\*.)/, "<<: [$1, $2, $3]")}`).join("\n"),
      "aliases add more than 100000 values",
    ],
    ["a merge of a text", "    a: { <<: b }", "`<<` merges a value that isn't a map"],
    ["a tag", "    a: !!set { x }", "`tag:yaml.org,2002:set` is a YAML tag"],
    ["a key that is no text", "    true: {}", "YAML reads the key true as another type than text"],
    ["a key that is a list", "    ? [a]\n    : {}", "is used as a key"],
    ["nesting without an end", `    a: ${"[".repeat(20_000)}`, "nested"],
    ["nesting with an end", `    a: ${"[".repeat(80)}${"]".repeat(80)}`, "nested more than 64 levels deep"],
    ["a directive", "%YAML 1.1\n---", "isn't valid YAML"],
  ])("%s is refused with its line", (_what, entry, message) => {
    withEntry(entry);
    const [problem, ...more] = problemsOf("willow-us");
    expect([problem?.code, more]).toEqual(["invalid-yaml", []]);
    expect(problem?.line).toBeGreaterThan(0);
    expect(problem?.message).toContain(message);
  });

  it("names that JavaScript's objects have are names like others", () => {
    withEntry(
      `    a: { ${buy.replace("connection: aybiza", "connection: constructor").replace("reception", "constructor")} }`,
    );
    expect(short("willow-us")).toEqual([
      "willow-us.yaml:31 unknown-agent aybiza:numbers.a.agent",
      "willow-us.yaml:31 unknown-connection aybiza:numbers.a.connection",
    ]);
    withEntry("    __proto__: { connection: aybiza }");
    expect(problemsOf("willow-us").length).toBeGreaterThan(0);
  });
});

describe("a file whose bytes are no stack file", () => {
  it.each([
    ["UTF-16", Buffer.from("\ufeffconfig: {}", "utf16le"), "the file is UTF-16 (little-endian), not UTF-8"],
    ["UTF-16 without a mark", Buffer.from("config: {}", "utf16le"), "the file is UTF-16 (little-endian, without"],
    ["UTF-16 big-endian", Buffer.from("\ufeffconfig: {}", "utf16le").swap16(), "the file is UTF-16 (big-endian)"],
    ["nothing", Buffer.from(""), "the file is empty"],
    ["blank lines", Buffer.from("\n \n"), "only blank lines"],
    ["a NUL", Buffer.from("config: {}\n\0"), "line 2 holds a NUL character (U+0000)"],
    ["Latin-1", Buffer.from("config:\n  a: M\xfcller", "latin1"), "line 2 isn't valid UTF-8"],
    ["a list", Buffer.from("- a"), "the file isn't a map"],
    ["no config", Buffer.from("confg: {}"), "the file has no `config`"],
    ["a config that is a text", Buffer.from("config: a"), "`config` isn't a map"],
  ])("%s", (_what, bytes, message) => {
    write("acme-us", bytes);
    const [problem, ...more] = problemsOf("acme-us");
    expect(more).toEqual([]);
    expect(problem?.message).toContain(message);
    expect(problem?.file).toBe("stacks/Pulumi.acme-us.yaml");
  });

  it("a byte order mark of UTF-8 is none of them", () => {
    write("acme-us", `\ufeff${textOf("acme-us")}`);
    expect(problemsOf("acme-us")).toEqual([]);
  });
});

describe("values of another form than a rule expects", () => {
  it.each([
    ["transfer: ", "empty aybiza:numbers.a.transfer"],
    ["notice: [{ toString: 0 }]", "wrong-type aybiza:numbers.a.notice"],
    ["state: { toString: 0, valueOf: 0 }", "wrong-value aybiza:numbers.a.state"],
    ["state: ", "empty aybiza:numbers.a.state"],
    ["release: [7]", "wrong-value aybiza:numbers.a.release"],
    ["release: { a: b }", "wrong-value aybiza:numbers.a.release"],
    ["except: 5", "wrong-type aybiza:numbers.a.except"],
    ["except: [5]", "unquoted-value aybiza:numbers.a.except[0]"],
    ["except: { d-5: true }", "wrong-type aybiza:numbers.a.except"],
    ["transfer: [x]", "wrong-type aybiza:numbers.a.transfer"],
    ["fallback: 5", "wrong-type aybiza:numbers.a.fallback"],
    ["buy: 5", "wrong-type aybiza:numbers.a.buy"],
    ["buy: { number: 14155550101 }", "unquoted-value aybiza:numbers.a.buy.number"],
  ])("%s: one message, with its place", (setting, expected) => {
    const base = setting.startsWith("buy") ? "" : "buy: { country: US, count: 7 }, ";
    const entry = `    a: { connection: aybiza, ${base}agent: reception, ${setting} }`;
    write("willow-us", textOf("willow-us").replace(/^ {4}front-desk: .*$/m, entry));
    expect(problemsOf("willow-us").map((p) => `${p.code} ${p.path}`)).toEqual([expected]);
  });

  it("a secret that is a list of maps isn't repeated, whatever its keys are", () => {
    const secret = "authToken: [{ toString: 0 }]\n";
    write(
      "acme-us",
      textOf("acme-us").replace(/authToken:\n.*secure:.*\n/, () => secret),
    );
    expect(problemsOf("acme-us").map((p) => p.code)).toContain("secret-in-plaintext");
  });
});
