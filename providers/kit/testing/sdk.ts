import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "vitest";
import { layoutOf } from "../../../launch/layout.mjs";
import type { PackageSpec } from "../define.ts";
import type { Bag, CheckFailure, CheckResult, Context } from "../handler.ts";
import { definePackage } from "../package.ts";
import { packageSchema } from "../schema.ts";
import { flagsOf } from "../shape.ts";

const root = join(import.meta.dirname, "../../..");
const { pulumi: cli, state: stateDir } = layoutOf(root);

/** Generates a package's SDK and pages into a scratch folder and compares them, file by file, with those that are committed. */
export function expectCommittedSdk(name: string, scratch: string): void {
  const script = `providers/${name}/generate-sdk.ts`;
  const run = spawnSync(process.execPath, [join(root, script), scratch], { encoding: "utf8" });
  expect(run.status, run.stderr).toBe(0);
  for (const folder of [`sdks/${name}`, `docs/packages/${name}`]) {
    const committed = readdirSync(join(root, folder)).filter((file) => /\.(ts|json|md)$/.test(file));
    expect(readdirSync(join(scratch, folder)).sort()).toEqual(committed.sort());
    for (const file of committed) {
      const made = readFileSync(join(scratch, folder, file), "utf8");
      expect(made, "run `npm run generate`").toBe(readFileSync(join(root, folder, file), "utf8"));
    }
  }
}

/** The package's schema passes `pulumi schema check` without a word. */
export function expectValidSchema<Client>(spec: PackageSpec<Client>, scratch: string): void {
  const file = join(scratch, "schema.json");
  writeFileSync(file, JSON.stringify(packageSchema(spec)));
  const env = { ...process.env, PULUMI_HOME: join(scratch, "home"), PULUMI_SKIP_UPDATE_CHECK: "1" };
  const checked = spawnSync(cli, ["schema", "check", file], { encoding: "utf8", env });
  expect({ status: checked.status, output: checked.stdout + checked.stderr }).toEqual({ status: 0, output: "" });
}

/** Unwraps the secrets of inputs, as the kit does before a check. */
const unsealed = (inputs: object): Bag =>
  JSON.parse(JSON.stringify(inputs), (_, value) => (value?.["4dabf18193072939515e22adb298388d"] ? value.value : value));

/** Makes a SID with the prefix in the description of the resource's `sid` output, such as "The trunk's SID, `TK...`." */
function sidOf<Client>({ resources }: PackageSpec<Client>, token: string): string {
  const sid = resources.find((r) => r.token === token)?.outputs.shape.sid;
  const prefix = /`([A-Z]{2})[.]{3}`/.exec(String(sid && flagsOf(sid as never).description))?.[1] ?? "AP";
  return prefix + "0a".repeat(16);
}

/**
 * Runs each example of a package as a program with a mocked engine, and its resources through the provider's checks. Requires that every resource and
 * function have an example.
 */
export async function expectExamplesRun<Client>(spec: PackageSpec<Client>): Promise<void> {
  const definition = definePackage(spec);
  const folder = join(stateDir, "test", `examples-${spec.name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  for (const described of [...spec.resources, ...spec.functions]) {
    const examples = described.examples ?? [];
    expect(examples.length, `${described.token} needs an example`).toBeGreaterThan(0);
    for (const [n, { program }] of examples.entries()) {
      const used: string[] = [];
      const mistakes: CheckFailure[] = [];
      await pulumi.runtime.setMocks({
        newResource({ type, name, inputs }) {
          used.push(type);
          const urn = `urn:pulumi:dev::example::${type}::${name}`;
          const checked = definition.resources[type]?.check?.({ urn } as Context<Client>, {
            ...{ olds: {}, news: unsealed(inputs), randomSeed: Buffer.alloc(0), autonaming: undefined },
          }) as CheckResult | undefined;
          mistakes.push(...(checked?.failures ?? []));
          return { id: `${name}-id`, state: { ...inputs, sid: sidOf(spec, type) } };
        },
        call({ token }) {
          used.push(token);
          const { outputs } = spec.functions.find((f) => f.token === token) ?? {};
          const lists = Object.entries(outputs?.shape ?? {}).filter(
            ([, type]) => (type as { type: string }).type === "array",
          );
          return Object.fromEntries(lists.map(([name]) => [name, []]));
        },
      });
      const file = join(folder, `${described.token.split(":").at(-1)}-${n}.ts`);
      writeFileSync(file, program);
      await import(pathToFileURL(file).href);
      // Resources register asynchronously, in later event-loop turns.
      await expect.poll(() => used).toContain(described.token);
      expect(mistakes, `the example of ${described.token}`).toEqual([]);
    }
  }
  rmSync(folder, { recursive: true });
}
