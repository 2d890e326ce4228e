import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { root } from "../../launch/checkout.ts";
import { main } from "../main.ts";
import { changesSince } from "./diff.ts";

let out = "";
let err = "";
beforeEach(() => {
  [out, err] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += text;
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

describe("aybiza rules", () => {
  it("lists the countries with data, and the region that serves each", async () => {
    expect(await main(["rules"])).toBe(0);
    expect(out).toContain("GB  United Kingdom  country code +44   region uk");
    expect(out.split("\n").filter((line) => /^[A-Z]{2} /.test(line))).toHaveLength(16);
  });
  it.each([["GB"], ["gb"], ["uk"], ["United Kingdom"]])(
    "shows the rules of %s with their status, and the offers",
    async (word) => {
      expect(await main(["rules", word])).toBe(0);
      expect(out).toContain("United Kingdom (GB), country code +44\n");
      expect(out).toContain("  emergency          in force\n    numbers: 999, 112\n");
      expect(out).toContain("  recording          unsettled\n    consent: announce\n");
      expect(out).toContain("Offered by region uk\n  managed    limited since 2026-12-01\n");
      expect(out).toContain("  sip-trunk  planned since 2026-11-01, promised: recommended\n");
      expect(out).not.toContain("source:");
    },
  );
  it("shows a rule of a day, which a union's countries share", async () => {
    expect(await main(["rules", "FR"])).toBe(0);
    expect(out).toMatch(/ {2}disclosure +from 2026-08-02\n {4}required: yes\n/);
  });
  it("shows reasons and sources with --why", async () => {
    expect(await main(["rules", "DE", "--why"])).toBe(0);
    expect(out).toMatch(/ {4}source: https:\/\/\S+, read 2026-\d\d-\d\d/);
    expect(out).toContain("    source: none was read (");
    expect(out).toMatch(/ {4}why: .+\n/);
  });
  it("is one JSON object for machines", async () => {
    expect(await main(["rules", "DE", "CH", "--json"])).toBe(3);
    const { countries } = JSON.parse(out);
    expect(countries[0].law.recording).toMatchObject({ value: { consent: "all-party" }, status: "in-force" });
    expect(countries[0].offers[2]).toMatchObject({ region: "eu", connection: "twilio", availability: "limited" });
    expect(countries[1]).toEqual({
      code: "CH",
      name: "Switzerland (CH)",
      law: null,
      contact: "support@aybiza.example",
    });
  });
  it("names the contact for a country without data, what is known, and where it would be added", async () => {
    expect(await main(["rules", "switzerland"])).toBe(3);
    expect(out).toContain("Switzerland (CH): contact support\n  Known: country code +41.");
    expect(out).toContain("write to support@aybiza.example");
    expect(out).toContain("domain/law/countries/CH.json");
  });
  it.each([
    [["rules", "Atlantis"], "there is no country Atlantis"],
    [["rules", "--diff", "nonesuch"], "git knows no commit nonesuch"],
    [["rules", "--diff", "--output=x"], "git knows no commit --output=x"],
  ])("ends with 2 for what can't be meant: %j", async (args, said) => {
    expect(await main(args)).toBe(2);
    expect(err).toContain(said);
  });
});

describe("what changed since a git ref", () => {
  /** A repository with one commit of the rules, whose files the test then changes. */
  function repository(): { folder: string; edit: (file: string, from: string, to: string) => void } {
    const folder = mkdtempSync(join(tmpdir(), "aybiza-rules-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, "domain"));
    for (const part of ["domain/law", "domain/offers", "stacks"])
      cpSync(join(root, part), join(folder, part), { recursive: true });
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.example", ...args], { cwd: folder });
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "rules");
    return {
      folder,
      edit(file, from, to) {
        const text = readFileSync(join(folder, file), "utf8");
        expect(text).toContain(from);
        writeFileSync(join(folder, file), text.replace(from, to));
      },
    };
  }

  it("is each value with its old and its new text; days of reading and a tenant's file don't count", async () => {
    const { folder, edit } = repository();
    expect(await changesSince(folder, "HEAD", [])).toEqual([]);
    edit("domain/law/countries/GB.json", '"consent": "announce"', '"consent": "all-party"');
    edit("domain/law/countries/FR.json", '"checked": "2026-11-23"', '"checked": "2026-11-24"');
    edit("stacks/Pulumi.uk.yaml", "local: limited", "local: full");
    edit("stacks/Pulumi.acme-us.yaml", "agent: reception", "agent: after-hours");
    edit("domain/offers/price-promises.json", '"to": "5"', '"to": "6"');
    const uk = { file: "stacks/Pulumi.uk.yaml", path: "integrations.managed.countries.GB.types.local" };
    const gb = { file: "domain/law/countries/GB.json", path: "recording.value.consent" };
    const price = { file: "domain/offers/price-promises.json", path: "managed.month.to" };
    expect(await changesSince(folder, "HEAD", [])).toEqual([
      { ...gb, before: '"announce"', after: '"all-party"' },
      { ...price, before: '"5"', after: '"6"' },
      { ...uk, before: '"limited"', after: '"full"' },
    ]);
    expect((await changesSince(folder, "HEAD", ["FR"])).map(({ file }) => file)).not.toContain(gb.file);
  });
  it("names a removed file's values, and those of a new one", async () => {
    const { folder } = repository();
    rmSync(join(folder, "domain/law/countries/GB.json"));
    writeFileSync(join(folder, "domain/law/countries/CH.json"), '{ "name": "Switzerland" }');
    const changes = await changesSince(folder, "HEAD", []);
    expect(changes[0]).toEqual({
      file: "domain/law/countries/CH.json",
      path: "name",
      before: undefined,
      after: '"Switzerland"',
    });
    expect(changes.slice(1).every(({ after, before }) => after === undefined && before !== undefined)).toBe(true);
  });
});
