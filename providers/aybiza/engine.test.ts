import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Engine } from "../../launch/engine.ts";
import { pulumiEnvironment } from "../../rehearsal/engine-environment.ts";
import { ministackVenv, rehearsalPassphrase, root, stateDir } from "../../rehearsal/paths.ts";
import { awsEnvironment, startWorld, type World } from "./testing/world.ts";

/** A folder inside the project, so that the program can import the project's packages. */
const dir = join(stateDir, "test", "routes-item-engine");
const pk = "number#+14155550101";

/** Runs with the real engine the steps that the other tests call one by one. */
describe("with the real engine", () => {
  let world: World;
  let engine: Engine;
  beforeAll(async () => {
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(join(dir, "state"), { recursive: true });
    writeFileSync(join(dir, "package.json"), '{ "type": "module" }');
    const project = {
      name: "routes-item",
      main: "program.ts",
      runtime: { name: "nodejs", options: { typescript: false } },
      plugins: { providers: [{ name: "aybiza", path: join(root, "providers/aybiza") }] },
    };
    writeFileSync(join(dir, "Pulumi.yaml"), JSON.stringify(project));
    world = await startWorld(ministackVenv);
    const backendDir = join(dir, "state");
    const env = pulumiEnvironment({ root, backendDir, passphrase: rehearsalPassphrase });
    engine = new Engine(dir, { ...env, ...awsEnvironment(world.endpoint) });
    program("first");
    await engine.must(["stack", "init", "acme-us"]);
    await engine.must([...up]);
  }, 120_000);
  afterAll(async () => {
    await world?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const up = ["up", "--yes", "--skip-preview", "--stack", "acme-us"] as const;
  const program = (name: string, to = "reception") =>
    writeFileSync(
      join(dir, "program.ts"),
      `import * as aybiza from "@pulumi/aybiza";
const provider = new aybiza.Provider("region", { region: "us-east-1" });
const item = { table: "routes", pk: "${pk}", sk: "route", tenant: "acme", fields: { to: "${to}" } };
new aybiza.RoutesItem("${name}", item, { provider });
`,
    );
  const ops = async (...args: string[]) => {
    const { steps } = await engine.must(args);
    return steps.filter((s) => s.type === "aybiza:index:RoutesItem").map((s) => [s.op, s.urn.split("::").at(-1)]);
  };

  test("a second update, a refresh and a preview find nothing to do", async () => {
    expect(await ops(...up)).toEqual([]);
    expect(await ops("refresh", "--yes", "--skip-preview", "--stack", "acme-us", "--expect-no-changes")).toEqual([]);
  }, 60_000);

  test("a renamed resource keeps its item", async () => {
    program("second");
    expect(await ops(...up)).toEqual([
      ["create", "second"],
      ["delete", "first"],
    ]);
    expect(await world.item(pk)).toMatchObject({ to: "reception", tenant: "acme" });
    expect(await ops(...up)).toEqual([]);
  }, 60_000);

  test("a resource that is replaced by itself keeps its item", async () => {
    const before = await world.item(pk);
    await ops(...up, "--replace", "urn:pulumi:acme-us::routes-item::aybiza:index:RoutesItem::second");
    const after = await world.item(pk);
    expect(after).toEqual({ ...before, owner: after!.owner });
    expect(after!.owner).not.toBe(before!.owner);
  }, 60_000);

  test("a destroy deletes it", async () => {
    expect(await ops("destroy", "--yes", "--skip-preview", "--stack", "acme-us")).toEqual([["delete", "second"]]);
    expect(await world.item(pk)).toBeUndefined();
  }, 60_000);
});
