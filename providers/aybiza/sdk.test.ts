import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, expect, test } from "vitest";
import { expectCommittedSdk, expectExamplesRun, expectValidSchema } from "../kit/testing/sdk.ts";
import { spec } from "./package.ts";

const folder = mkdtempSync(join(tmpdir(), "aybiza-sdk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the committed SDK is what the provider's definitions make", () => expectCommittedSdk("aybiza", folder));

test("the schema passes `pulumi schema check`", () => expectValidSchema(spec, folder));

test("each resource and function has examples, and they run", () => expectExamplesRun(spec));

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
