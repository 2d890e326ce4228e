import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadStackFile, type TenantFile } from "./load.ts";
import { manifestBytes } from "./manifest-size.ts";
import { StackFileError } from "./problem.ts";

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "aybiza-manifest-")), "stacks");
  cpSync(join(import.meta.dirname, "../../stacks"), folder, { recursive: true });
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const file = () => join(folder, "Pulumi.acme-us.yaml");
const sample = readFileSync(join(import.meta.dirname, "../../stacks/Pulumi.acme-us.yaml"), "utf8");
const persona = (text: string) =>
  writeFileSync(file(), sample.replace(/persona: .*/, `persona: ${JSON.stringify(text)}`));
const load = () => loadStackFile(folder, "acme-us") as TenantFile;
const refusal = () => {
  try {
    load();
  } catch (error) {
    if (error instanceof StackFileError) return error.problems;
    throw error;
  }
  return [];
};
/** Maximum length in bytes of the persona of the sample's first agent. */
const room = () => {
  persona("x");
  return 409_600 - manifestBytes("acme", "reception", load().agents.reception!) + 1;
};

describe("an agent's manifest", () => {
  it("may fill one DynamoDB item to its last byte", () => {
    const most = room();
    persona("x".repeat(most));
    expect(manifestBytes("acme", "reception", load().agents.reception!)).toBe(409_600);
    persona(`${"é".repeat(Math.floor(most / 2))}${"x".repeat(most % 2)}`);
    expect(manifestBytes("acme", "reception", load().agents.reception!)).toBe(409_600);
  });

  it("that is a byte too large is refused, with its largest part and the limit's source", () => {
    const most = room();
    persona("x".repeat(most + 1));
    expect(refusal()).toEqual([
      {
        code: "manifest-too-large",
        file: "stacks/Pulumi.acme-us.yaml",
        line: sample.slice(0, sample.indexOf("persona:")).split("\n").length,
        path: "aybiza:agents.reception.persona",
        message: `the manifest of agent \`reception\` has 409,601 bytes, \`persona\` alone ${(most + 1).toLocaleString("en-US")}; one DynamoDB item stores it, which holds at most 409,600 (400 KB, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items)`,
        fix: "shorten `persona` by at least 1 bytes; a character outside ASCII takes 2 to 4",
      },
    ]);
    persona(`${"é".repeat(Math.floor(most / 2))}xx`);
    expect(refusal()).toHaveLength(1);
  });

  it("names the part that is largest", () => {
    const phrases = Array.from({ length: 2_100 }, (_, i) => `${i} ${"p".repeat(190)}`).join(", ");
    const many = `          - { name: many, phrases: [${phrases}], answer: "Yes." }\n`;
    writeFileSync(file(), sample.replace(/intents:\n/, `intents:\n${many}`));
    expect(refusal().map((p) => p.path)).toEqual(["aybiza:agents.reception.flow"]);
  });
});
