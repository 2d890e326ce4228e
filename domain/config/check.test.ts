import { readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Checked, type CheckIndex, checkStacks } from "./check.ts";
import { loadStackFile } from "./load.ts";
import { type Problem, StackFileError } from "./problem.ts";
import { stackNames } from "./stacks.ts";
import { mutated, mutations } from "./testing/mutations.ts";
import { sampleFiles } from "./testing/sample-files.ts";

const files = sampleFiles();
const { edit, read, write, path } = files;
const folder = () => join(path("us"), "..");
const check = (index?: CheckIndex, stacks?: readonly string[]): Checked =>
  checkStacks(folder(), { rules: "r1", ...(index && { index }), ...(stacks && { stacks }) });
const places = ({ problems }: Checked) => problems.map((p) => `${p.file.split("/")[1]}:${p.line} ${p.code}`);

/** What an update of each stack alone would say. */
function oneByOne(): string[] {
  const said = stackNames(folder()).flatMap((stack): readonly Problem[] => {
    try {
      loadStackFile(folder(), stack);
      return [];
    } catch (error) {
      if (error instanceof StackFileError) return error.problems;
      throw error;
    }
  });
  return [...new Set(said.map(keyOf))].sort();
}
const keyOf = ({ edits: _, ...problem }: Problem) => JSON.stringify(problem);
const all = ({ problems }: Checked) => problems.map(keyOf).sort();

/** A tenant's file like willow's, with other values. */
const tenant = (id: string, from: string | RegExp = /^$/, to = "") =>
  write(
    `${id}-us`,
    read("willow-us")
      .replace("id: willow", `id: ${id}`)
      .replace(from, () => to),
  );

describe("a folder without mistakes", () => {
  it("has none, and its files are counted", () => {
    expect(check()).toMatchObject({
      files: readdirSync(folder()).filter((f) => f.endsWith(".yaml")).length,
      problems: [],
    });
  });

  it("is checked once: nothing again while nothing changes", () => {
    const first = check();
    expect(first.fresh).toBe(first.files);
    expect(check(first.index)).toMatchObject({ files: first.files, fresh: 0, problems: [] });
  });
});

describe("what several files show together", () => {
  it("a number of two tenants, in whatever spelling, at both places", () => {
    tenant("elm", /front-desk:/, '"\\x2b14155550101":');
    edit("elm-us", /, buy: \{[^}]*\}/, "");
    expect(all(check())).toEqual(oneByOne());
    const told = check().problems.filter(({ code }) => code === "duplicate-number");
    expect(told.map(({ file }) => file)).toEqual(["stacks/Pulumi.acme-us.yaml", "stacks/Pulumi.elm-us.yaml"]);
  });

  it("a fallback that dials another tenant's number", () => {
    edit("birch-us", "+12125550177", "+14155550101");
    expect(places(check())).toEqual([
      expect.stringMatching(/^Pulumi\.acme-us\.yaml:\d+ fallback-loop$/),
      expect.stringMatching(/^Pulumi\.birch-us\.yaml:\d+ fallback-loop$/),
    ]);
    expect(all(check())).toEqual(oneByOne());
  });

  it.each([
    ["a tenant's id", "duplicate-tenant", "id: birch", "id: acme"],
    ["an account", "duplicate-account", /AC1b8f22ad2fa05b4c9e3d6f7a8192a314/g, "AC0a7e11fc1e9f4a3b8d2c5e6f70819203"],
  ])("%s that two files have", (_, code, from, to) => {
    edit("birch-us", from, to);
    expect(places(check())).toEqual([
      expect.stringMatching(`^Pulumi\\.acme-us\\.yaml:\\d+ ${code}$`),
      expect.stringMatching(`^Pulumi\\.birch-us\\.yaml:\\d+ ${code}$`),
    ]);
    expect(all(check())).toEqual(oneByOne());
  });

  it("a region's mistake once, not once for each tenant", () => {
    edit("us", "name: United States", "nam: United States");
    expect(check().problems.filter(({ file }) => file === "stacks/Pulumi.us.yaml").length).toBe(
      files.problems("us").length,
    );
  });

  it("a file that can't be read may have another's number", () => {
    write("elm-us", `config: [\n  "+14155550101"`);
    expect(all(check())).toEqual(oneByOne());
  });
});

describe("an index", () => {
  it("is used for files whose own text, neighbours and regions are as they were", () => {
    const { index } = check();
    edit("birch-us", "A quick dispatcher", "A slow dispatcher");
    expect(check(index)).toMatchObject({ fresh: 1, problems: [] });
    edit("birch-us", "+12125550142", "+14155550102");
    const again = check(index);
    expect(again.fresh).toBe(2);
    expect(all(again)).toEqual(oneByOne());
  });

  it("isn't used after a change of a region or of the rules", () => {
    const { index, files: count } = check();
    expect(checkStacks(folder(), { rules: "r2", index }).fresh).toBe(count);
    edit("us", "name: United States", "name: The States");
    expect(check(index).fresh).toBe(count);
  });

  it("follows a file that comes, goes or is renamed", () => {
    const { index } = check();
    tenant("elm", /front-desk:/, '"+14155550101":');
    const with3 = check(index);
    expect(all(with3)).toEqual(oneByOne());
    renameSync(path("elm-us"), path("fir-us"));
    expect(all(check(with3.index))).toEqual(oneByOne());
    rmSync(path("fir-us"));
    expect(check(with3.index).problems).toEqual([]);
  });

  it("of some files keeps what is known of the others", () => {
    const { index, files: count } = check();
    const some = check(index, ["acme-us"]);
    expect(some).toMatchObject({ files: 1, fresh: 0 });
    expect(check(some.index)).toMatchObject({ files: count, fresh: 0 });
  });
});

const FOLDERS = process.env.AYBIZA_TESTS === "all" ? 400 : 100;

it(`what a check finds is what an update of each stack would say, with and without an index, for ${FOLDERS} changed folders`, () => {
  let index: CheckIndex | undefined;
  const stacks = stackNames(folder());
  const originals = new Map(stacks.map((stack) => [stack, read(stack)]));
  for (const [seed, changes] of fc.sample(mutations, { numRuns: FOLDERS, seed: 20261201 }).entries()) {
    const stack = stacks[seed % stacks.length]!;
    write(stack, mutated(originals.get(stack)!, changes));
    const said = oneByOne();
    const checked = check(index);
    index = checked.index;
    expect(all(checked), `seed ${seed}`).toEqual(said);
    expect(all(check()), `seed ${seed}, without an index`).toEqual(said);
    // Two changed files stand beside each other now and then.
    if (seed % 3 !== 0) write(stack, originals.get(stack)!);
    if (seed % 30 === 29) for (const [one, text] of originals) write(one, text);
  }
});

it("the time of a check grows with the count of files, not with its square", () => {
  const cost = (count: number) => {
    for (let i = 0; i < count; i++)
      tenant(`t${i}`, /dial: "\+\d+"/, `dial: "+1212555${String(1000 + (i % 9000)).slice(-4)}"`);
    const began = process.cpuUsage();
    expect(check().files).toBeGreaterThan(count);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / count;
  };
  cost(50);
  const few = cost(100);
  expect(cost(800) / few).toBeLessThan(3);
});
