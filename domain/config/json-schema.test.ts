import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schemaFileName, schemaLine, stackFileSchema } from "./json-schema.ts";
import { stackFileName, stacksIn } from "./stacks.ts";
import { LanguageServer, type Mark } from "./testing/language-server.ts";

const root = join(import.meta.dirname, "../..");
const stacks = join(root, "stacks");

describe.each(["region", "tenant"] as const)("the JSON Schema of a %s's file", (kind) => {
  it("is committed as generated (npm run generate)", () => {
    const committed: unknown = JSON.parse(readFileSync(join(root, "schemas", schemaFileName(kind)), "utf8"));
    expect(committed).toEqual(JSON.parse(JSON.stringify(stackFileSchema(kind))));
  });
});

it.each(["region", "tenant"] as const)("every setting of a %s's file says what it is for", (kind) => {
  const silent: string[] = [];
  const walk = (schema: unknown, path: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    const { properties = {}, items, additionalProperties, anyOf, oneOf, allOf } = schema as Record<string, unknown>;
    for (const [name, part] of Object.entries(properties as object)) {
      if (!("description" in part)) silent.push(`${path}.${name}`);
      walk(part, `${path}.${name}`);
    }
    for (const part of [items, additionalProperties, anyOf, oneOf, allOf].flat()) walk(part, path);
  };
  walk({ properties: stackFileSchema(kind).properties }, kind);
  expect(silent).toEqual([]);
});

describe("an editor with the YAML language server", () => {
  let server: LanguageServer;
  beforeAll(async () => {
    server = await LanguageServer.start();
  });
  afterAll(() => server.stop());

  let texts = 0;
  /** A path of its own for each text: the server also reports that a closed file has no marks. */
  const newPath = () => join(stacks, stackFileName(`edited-${++texts}`));
  /** Opens a tenant's file, does something at the place marked with `|`, and closes it. */
  async function at<T>(
    text: string,
    act: (path: string, place: { line: number; character: number }) => Promise<T>,
  ): Promise<T> {
    const path = newPath();
    const before = text.slice(0, text.indexOf("|")).split("\n");
    await server.open(path, `${schemaLine("tenant")}\n${text.replace("|", "")}`);
    try {
      return await act(path, { line: before.length, character: before.at(-1)!.length });
    } finally {
      server.close(path);
    }
  }
  const marks = (kind: "region" | "tenant", text: string): Promise<Mark[]> =>
    server.open(newPath(), `${schemaLine(kind)}\n${text}`);

  it.each(stacksIn(stacks).map(({ stack, kind }) => [stackFileName(stack), kind] as const))(
    "finds the schema in %s, and marks nothing",
    async (name, kind) => {
      const file = join(stacks, name);
      const text = readFileSync(file, "utf8");
      expect(text.split("\n")[0]).toBe(schemaLine(kind as "region" | "tenant"));
      expect(await server.open(file, text)).toEqual([]);
      server.close(file);
    },
  );

  it("offers the settings that fit, each with what it is for", async () => {
    const offers = await at(
      "config:\n  aybiza:numbers:\n    desk:\n      connection: own\n      |\n",
      server.completions,
    );
    expect(offers).toContainEqual({
      label: "agent",
      documentation: "Name of the agent that answers the number: its assignment.",
    });
    expect(offers.map(({ label }) => label)).toEqual(expect.arrayContaining(["buy", "fallback", "state", "release"]));
    expect(offers.map(({ label }) => label)).not.toContain("connection");
  });

  it("offers the values of a setting, a country with its name", async () => {
    const file = (value: string) => `config:\n  aybiza:numbers:\n    desk:\n      buy:\n        ${value}\n`;
    const types = await at(file("type: |"), server.completions);
    expect(types.map(({ label }) => label).sort()).toEqual(["local", "mobile", "national", "toll-free"]);
    const countries = await at(file("country: |"), server.completions);
    expect(countries).toContainEqual({ label: "DE", documentation: "Germany" });
  });

  it("shows what a setting is for", async () => {
    const text = 'config:\n  aybiza:numbers:\n    "+14155550101": { connection: own, st|ate: active }\n';
    expect(await at(text, server.hover)).toContain("`quarantined`: held, but out of service, with a spoken notice.");
  });

  it("marks an unknown key, a wrong value and a missing setting, with their lines", async () => {
    const text = `config:
  aws:region: us-east-9
  aws:accessKey: abc
  pulumi:tags: { of: anybody }
  aybiza:tenant: { id: acme, name: Acme, region: us }
  aybiza:connection: {}
  aybiza:connections:
    own: { type: twilio, accountSid: AC12 }
  aybiza:agents: {}
  aybiza:numbers:
    "+1 415": { connection: own, agent: reception, buy: { country: UK, type: lokal, count: 0 } }
    desk: { conection: own, connection: own, agent: 7 }
`;
    const found = await marks("tenant", text);
    expect(found.sort((a, b) => a.line - b.line || (a.message < b.message ? -1 : 1))).toEqual([
      { line: 3, message: "This isn't one of the 39 values that are known here; completion lists them." },
      { line: 4, message: "Property aws:accessKey is not allowed." },
      { line: 7, message: "Property aybiza:connection is not allowed." },
      { line: 9, message: "Write a Twilio account SID: AC and 32 hexadecimal digits." },
      { line: 12, message: "This isn't one of the 242 values that are known here; completion lists them." },
      { line: 12, message: "Value is below the minimum of 1." },
      { line: 12, message: 'Value is not accepted. Valid values: "local", "mobile", "toll-free", "national".' },
      {
        line: 12,
        message: 'Write an E.164 number in quotes, for example "+14155550101", or a name in lower case.',
      },
      { line: 13, message: 'Incorrect type. Expected "string".' },
      { line: 13, message: "Property conection is not allowed." },
    ]);
  });

  it("marks a tenant's key in a region's file", async () => {
    const text = readFileSync(join(stacks, "Pulumi.us.yaml"), "utf8").replace(
      "config:",
      "config:\n  aybiza:tenant: {}",
    );
    expect((await marks("region", text)).map(({ message }) => message)).toEqual([
      "Property aybiza:tenant is not allowed.",
    ]);
  });
});
