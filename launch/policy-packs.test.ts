import { appendFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EngineRoom } from "./testing/engine-room.ts";

/** A typical policy pack: a JavaScript entry that imports TypeScript, and one policy of each kind. */
const pack = {
  "pack/PulumiPolicy.yaml": "runtime: nodejs\nmain: entry.mjs\n",
  "pack/package.json": '{ "name": "pack", "version": "1.0.0", "type": "module", "main": "entry.mjs" }',
  "pack/entry.mjs": 'import "./pack.ts";',
  "pack/pack.ts": `
    import { PolicyPack } from "@pulumi/policy";
    import * as pulumi from "@pulumi/pulumi";
    new PolicyPack("rules", {
      enforcementLevel: "advisory",
      policies: [
        {
          name: "sees",
          description: "Says what it sees.",
          configSchema: { properties: { most: { type: "number" } } },
          validateResource: ({ type, name, props, getConfig, stackTags }, report) => {
            if (type !== "tiny:index:Thing") return;
            const config = new pulumi.Config("tiny");
            report(["saw", name, JSON.stringify(props), config.require("greeting"), config.getSecret("password") instanceof Object,
              pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack(), pulumi.runtime.isDryRun(), config.require("large").length,
              getConfig<{ most?: number }>().most, stackTags.get("team")].join(" "));
          },
        },
        {
          name: "small",
          description: "No thing is big.",
          enforcementLevel: "mandatory",
          validateResource: ({ props }, report) => { if (props.size > 5) report("size " + props.size + " is more than 5"); },
        },
        {
          name: "few",
          description: "A stack has few things.",
          enforcementLevel: "mandatory",
          validateStack: ({ resources }, report) => {
            const things = resources.filter(({ type }) => type === "tiny:index:Thing");
            if (things.length > 2) report(things.length + " things are more than 2");
          },
        },
        {
          name: "coloured",
          description: "Each thing has a colour.",
          enforcementLevel: "remediate",
          remediateResource: ({ type, props }) => type === "tiny:index:Thing" && !props.colour ? { ...props, colour: "grey" } : undefined,
        },
      ],
    });`,
};

describe("a policy pack", () => {
  let room: EngineRoom;
  const program = (...things: [name: string, size: number][]) =>
    room.write({
      "main.ts": `import * as pulumi from "@pulumi/pulumi";
        const thing = (name: string, size: number) =>
          new (class extends pulumi.ComponentResource {})("tiny:index:Thing", name, { size });
        ${things.map(([name, size]) => `thing("${name}", ${size});`).join("\n")}`,
    });
  const withPack = ["--policy-pack", "pack"];
  beforeAll(async () => {
    room = new EngineRoom(pack);
    await room.must("stack", "init", "dev");
    await room.must("config", "set", "greeting", "hello");
    await room.must("config", "set", "--secret", "password", "open sesame");
    // Exceeds Linux's limit for one environment variable, 128 KiB.
    appendFileSync(room.in("project/Pulumi.dev.yaml"), `  tiny:large: ${"x".repeat(300_000)}\n`);
    await room.must("stack", "tag", "set", "team", "voice");
    program(["one", 1]);
  }, 60_000);
  afterAll(() => room.close());

  test("sees what is declared, the stack and its configuration, and a setting of its own", async () => {
    room.write({ "policy.json": '{ "sees": { "most": 7, "enforcementLevel": "advisory" } }' });
    const preview = await room.must("preview", ...withPack, "--policy-pack-config", "policy.json");
    expect(preview).toContain("[advisory]  sees  (tiny:index:Thing: one)");
    expect(preview).toMatch(
      /saw one {"colour":"grey","size":1} hello true organization tiny dev true 300000 7 voice|saw one {"size":1,"colour":"grey"} hello true organization tiny dev true 300000 7 voice/,
    );
    expect(preview).toContain("[remediate]  coloured  (1 resource)");
    expect(preview).not.toContain("open sesame");
    const update = await room.must("up", "--yes", "--skip-preview", ...withPack);
    expect(update).toMatch(/saw one .* tiny dev false 300000 {2}voice/);
  }, 60_000);

  test("stops an update with a mandatory violation, before the resource is made", async () => {
    program(["one", 1], ["big", 9]);
    const { code, output } = await room.pulumi("up", "--yes", "--skip-preview", ...withPack);
    expect(code).not.toBe(0);
    expect(output).toContain("[mandatory]  small  (tiny:index:Thing: big)");
    expect(output).toContain("size 9 is more than 5");
    expect(room.held()).toEqual(["one"]);
  }, 60_000);

  test("stops a preview with a mandatory violation of the whole stack, unless told to advise", async () => {
    program(["one", 1], ["two", 1], ["three", 1]);
    const { code, output } = await room.pulumi("preview", ...withPack);
    expect(output).toContain("3 things are more than 2");
    expect(code).not.toBe(0);
    room.write({ "policy.json": '{ "few": "advisory" }' });
    expect((await room.pulumi("preview", ...withPack, "--policy-pack-config", "policy.json")).code).toBe(0);
  }, 60_000);

  test("that is turned off says nothing; one that throws stops everything", async () => {
    program(["big", 9]);
    room.write({ "policy.json": '{ "all": "disabled" }' });
    const quiet = await room.pulumi("preview", ...withPack, "--policy-pack-config", "policy.json");
    expect([quiet.code, quiet.output.includes("more than 5")]).toEqual([0, false]);
    room.write({ "pack/pack.ts": "throw new Error('no rules today');" });
    const { code, output } = await room.pulumi("preview", ...withPack);
    expect(output).toContain("no rules today");
    expect(code).not.toBe(0);
    await expect.poll(() => room.processes()).toEqual([]);
  }, 60_000);
});
