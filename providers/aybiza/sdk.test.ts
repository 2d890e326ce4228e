import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, expect, test } from "vitest";
import { packageSchema } from "../kit/schema.ts";
import { spec } from "./package.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, ".aybiza/pulumi/versions/3.259.0/bin/pulumi");
const folder = mkdtempSync(join(tmpdir(), "aybiza-sdk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the committed SDK is what the provider's definitions make", () => {
  const made = spawnSync(process.execPath, [join(root, "providers/aybiza/generate-sdk.ts"), join(folder, "sdk")], {
    encoding: "utf8",
  });
  expect(made.status, made.stderr).toBe(0);
  const committed = join(root, "sdks/aybiza");
  const names = readdirSync(committed).filter((name) => /\.(ts|json)$/.test(name));
  expect(readdirSync(join(folder, "sdk")).sort()).toEqual(names.sort());
  for (const name of names) {
    const hint = "run `node providers/aybiza/generate-sdk.ts`";
    expect(readFileSync(join(folder, "sdk", name), "utf8"), hint).toBe(readFileSync(join(committed, name), "utf8"));
  }
});

test.runIf(existsSync(cli))("the schema passes `pulumi schema check`", () => {
  const file = join(folder, "schema.json");
  writeFileSync(file, JSON.stringify(packageSchema(spec)));
  const env = { ...process.env, PULUMI_HOME: join(folder, "home"), PULUMI_SKIP_UPDATE_CHECK: "1" };
  const checked = spawnSync(cli, ["schema", "check", file], { encoding: "utf8", env });
  expect({ status: checked.status, output: checked.stdout + checked.stderr }).toEqual({ status: 0, output: "" });
});

test("a program's item sends what it was given, and says what is missing", async () => {
  const declared: pulumi.runtime.MockResourceArgs[] = [];
  await pulumi.runtime.setMocks({
    newResource(args) {
      declared.push(args);
      return { id: `${args.name}-id`, state: args.inputs };
    },
    call: () => ({}),
  });
  const provider = new aybiza.Provider("region", { region: "us-east-1" });
  const inputs = { table: "routes", pk: "number#+14155550101", sk: "route", tenant: "acme", fields: { n: 1 } };
  const item = new aybiza.RoutesItem("route", inputs, { provider });
  await new Promise((resolve) => pulumi.all([provider.urn, item.urn]).apply(resolve));
  expect(declared.map(({ type, inputs: given }) => [type, given])).toEqual([
    ["pulumi:providers:aybiza", { region: "us-east-1" }],
    ["aybiza:index:RoutesItem", inputs],
  ]);
  const { fields: _, ...without } = inputs;
  expect(() => new aybiza.RoutesItem("x", without as aybiza.RoutesItemArgs, { provider })).toThrow(
    'RoutesItem "x" needs "fields"',
  );
});
