import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { root as checkout } from "../../launch/checkout.ts";
import { awsLabel, destroyCommands, type Target, targetOf, targetOption, upCommand } from "./target.ts";

/** Running worlds, each with the environment that `aybiza world env` prints. */
let running: string[];
vi.mock("../../launch/world/record.ts", async (original) => ({
  ...(await original<object>()),
  worldState: (name: string) => ({ state: running.includes(name) ? "running" : "none" }),
}));
vi.mock("../../launch/world/client.ts", () => ({
  ask: async (name: string) => {
    if (!running.includes(name)) throw new Error(`no world ${name}`);
    return { result: Promise.resolve({ set: { AWS_ACCESS_KEY_ID: `of-${name}` }, unset: ["AWS_PROFILE"] }) };
  },
}));

let root: string;
beforeEach(() => {
  running = [];
  root = mkdtempSync(join(tmpdir(), "aybiza-target-"));
  cpSync(join(checkout, "stacks"), join(root, "stacks"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const chosen = async (world?: string, subject?: string, env: NodeJS.ProcessEnv = {}) =>
  (await targetOf(world, subject, { root, env })).world ?? "real";
const giveProfile = (stack: string) => {
  const path = join(root, "stacks", `Pulumi.${stack}.yaml`);
  writeFileSync(path, readFileSync(path, "utf8").replace("config:\n", "config:\n  aws:profile: phones\n"));
};

describe("the target", () => {
  it("is the world of --world, whatever else signs in", async () => {
    running = ["default", "second"];
    giveProfile("acme-us");
    const target = await targetOf("second", "acme", { root, env: { AWS_PROFILE: "phones", PATH: "/bin" } });
    expect(target).toMatchObject({ world: "second", root, env: { PATH: "/bin", AWS_ACCESS_KEY_ID: "of-second" } });
    expect(target.env.AWS_PROFILE).toBeUndefined();
    expect(target.stacks).toMatch(/worlds\/second\/world\/project\/stacks$/);
  });

  it("of a named world that doesn't run is refused, whatever else signs in", async () => {
    running = ["default"];
    await expect(chosen("second", "acme", { AWS_PROFILE: "phones" })).rejects.toThrow("no world second");
  });

  it.each(["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "TWILIO_ACCOUNT_SID"])(
    "is the real accounts where the environment has %s, also beside a running world",
    async (variable) => {
      running = ["default"];
      expect(await chosen(undefined, "acme", { [variable]: "x" })).toBe("real");
      // An unset variable of a CI pipeline is often passed as an empty one.
      expect(await chosen(undefined, "acme", { [variable]: "" })).toBe("default");
    },
  );

  it("is the real accounts where the tenant's file, or a region's for a number, names a profile", async () => {
    running = ["default"];
    giveProfile("acme-us");
    expect(await chosen(undefined, "acme")).toBe("real");
    expect(await chosen(undefined, "acme-us")).toBe("real");
    expect(await chosen(undefined, "birch")).toBe("default");
    expect(await chosen(undefined, "+14155550101")).toBe("default");
    giveProfile("us");
    expect(await chosen(undefined, "+14155550101")).toBe("real");
  });

  it("is the default world where it runs and nothing signs in, else the real accounts", async () => {
    running = ["second"];
    expect(await chosen(undefined, "acme")).toBe("real");
    running = ["default"];
    expect(await chosen(undefined, "acme")).toBe("default");
    expect(await chosen()).toBe("default");
  });
});

const of = (world: string | undefined, env: NodeJS.ProcessEnv = {}): Target => ({ world, root, stacks: root, env });

it.each<[string, Target, string | undefined]>([
  ["world second (rehearsal)", of("second", { AWS_PROFILE: "a" }), "phones"],
  ["AWS endpoint http://127.0.0.1:4566 (rehearsal)", of(undefined, { AWS_ENDPOINT_URL: "http://127.0.0.1:4566" }), "p"],
  ["AWS account of profile phones", of(undefined, { AWS_ACCESS_KEY_ID: "AKIA1" }), "phones"],
  ["AWS account of access key AKIA1", of(undefined, { AWS_ACCESS_KEY_ID: "AKIA1", AWS_PROFILE: "a" }), undefined],
  ["AWS account of profile a", of(undefined, { AWS_PROFILE: "a" }), undefined],
  ["AWS account of the default credentials", of(undefined), undefined],
])("is called %s", (label, target, profile) => {
  expect(awsLabel(target, profile)).toBe(label);
});

it("names itself in the commands that it proposes", () => {
  const [real, main, second] = [of(undefined), of("default"), of("second")];
  expect([real, main, second].map((target) => upCommand(target, "acme-us"))).toEqual([
    "npx pulumi up --stack acme-us",
    "./aybiza world up acme-us",
    "./aybiza world up acme-us --name second",
  ]);
  expect([real, main, second].map(targetOption)).toEqual(["", " --world", " --world second"]);
  expect(destroyCommands(second, "acme-us")[0]).toBe('eval "$(./aybiza world env --name second)"');
  expect(destroyCommands(real, "acme-us")).toEqual([
    "npx pulumi destroy --stack acme-us",
    "npx pulumi stack rm acme-us",
  ]);
});
