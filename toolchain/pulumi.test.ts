import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { layoutOf } from "../launch/layout.mjs";
import { pulumiCommand, startPulumi } from "../launch/pulumi.ts";
import { pulumiEnvironment } from "../rehearsal/engine-environment.ts";

const root = path.resolve(import.meta.dirname, "..");

/** Tests a project with one TypeScript program, its own state, and a home folder that must stay unchanged. */
describe("the real engine", () => {
  let room: string;
  let env: NodeJS.ProcessEnv;

  const pulumi = (...args: string[]) =>
    startPulumi(pulumiCommand(...args), { cwd: path.join(room, "project"), env }).ended;
  const program = (text: string) => writeFileSync(path.join(room, "project", "infra", "main.ts"), text);

  beforeAll(async () => {
    room = mkdtempSync(path.join(tmpdir(), "aybiza-engine-"));
    for (const folder of ["home", "state", "project/infra", "project/stacks"]) {
      mkdirSync(path.join(room, folder), { recursive: true });
    }
    symlinkSync(layoutOf(root).modules, path.join(room, "project", "node_modules"));
    writeFileSync(path.join(room, "project", "package.json"), '{ "name": "tiny", "type": "module" }');
    writeFileSync(
      path.join(room, "project", "Pulumi.yaml"),
      "name: tiny\nmain: infra/main.ts\nstackConfigDir: stacks\nruntime: { name: nodejs, options: { typescript: false } }\n",
    );
    env = {
      ...pulumiEnvironment({ root, backendDir: path.join(room, "state"), passphrase: "for a test" }),
      HOME: path.join(room, "home"),
    };
    expect(await pulumi("stack", "init", "dev")).toMatchObject({ code: 0 });
    expect(await pulumi("config", "set", "--secret", "password", "open sesame")).toMatchObject({ code: 0 });
  }, 60_000);
  afterAll(() => rmSync(room, { recursive: true, force: true }));

  test("previews a TypeScript program on the project's Node, with its configuration, and writes nothing at home", async () => {
    program(`
      import * as pulumi from "@pulumi/pulumi";
      const secret: pulumi.Output<string> = new pulumi.Config().requireSecret("password");
      console.log("on", process.version.split(".")[0], "in", pulumi.getStack(), pulumi.runtime.isDryRun());
      export const length = pulumi.unsecret(secret).apply((text) => text.length);
      export { secret };
    `);
    const { code, output } = await pulumi("preview");
    expect(output).toContain("on v22 in dev true");
    expect(output).toMatch(/length\s*: 11/);
    expect(output).toMatch(/secret\s*: \[secret\]/);
    expect(output).not.toContain("open sesame");
    expect(code).toBe(0);
    expect(readdirSync(path.join(room, "home"))).toEqual([]);
  }, 30_000);

  test("tells of a program that breaks, once, and fails", async () => {
    program(`throw new Error("no such region");`);
    const { code, output } = await pulumi("preview");
    expect(code).not.toBe(0);
    expect(output.match(/Error: no such region/g)).toHaveLength(1);
    expect(output).not.toContain("non-zero exit code");
  }, 30_000);
});

describe("the environment of a rehearsal", () => {
  const from = {
    PATH: "/usr/bin",
    HOME: "/home/me",
    PULUMI_ACCESS_TOKEN: "mine",
    PULUMI_CONFIG_PASSPHRASE_FILE: "/mine",
    PULUMI_CONFIG: "{}",
    AWS_PROFILE: "mine",
    TWILIO_AUTH_TOKEN: "mine",
  };
  const world = pulumiEnvironment({ root, backendDir: "/world/state", passphrase: "p", from });

  test("holds nothing of a user's Pulumi, AWS or Twilio", () => {
    expect(Object.values(world)).not.toContain("mine");
    expect(Object.keys(world).filter((name) => /^(AWS|TWILIO)_/.test(name))).toEqual([]);
    expect(world.PULUMI_CONFIG).toBe(undefined);
    expect(world.PULUMI_CONFIG_PASSPHRASE_FILE).toBe(undefined);
  });

  test("has a home, state and passphrase of its own, and fetches nothing", () => {
    const layout = layoutOf(root);
    expect(world).toMatchObject({
      HOME: "/home/me",
      PATH: [layout.pulumiBin, layout.moduleBin, "/usr/bin"].join(path.delimiter),
      PULUMI_HOME: layout.pulumiHome,
      PULUMI_BACKEND_URL: "file:///world/state?metadata=skip",
      PULUMI_CONFIG_PASSPHRASE: "p",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      PULUMI_CREDENTIAL_STORE: "plaintext",
    });
  });
});
