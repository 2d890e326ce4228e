import { type Attack, applicationType, numberType, replacing, routeType, without } from "./attack.ts";
import type { Scene, Stack } from "./scene.ts";

const acme = "+14155550101";
const birch = "+12125550142";

const forget =
  (stack: Stack, ...which: [type: string, name: string][]) =>
  async (scene: Scene) => {
    for (const [type, name] of which) {
      const urn = await scene.urn(stack, type, name);
      await scene.world.engine.must([
        "state",
        "delete",
        urn,
        "--force",
        "--target-dependents",
        "--yes",
        "--stack",
        stack,
      ]);
    }
  };
const renamed = (stack: Stack, type: string, name: string, to: string) => async (scene: Scene) => {
  const urn = await scene.urn(stack, type, name);
  await scene.world.engine.must(["state", "rename", urn, to, "--yes", "--stack", stack]);
};
/** Removes the stack's outputs from the state. The first layer of defence compares the stack file with these outputs. */
const withoutOutputs =
  (stack: Stack, alsoUnprotected = false) =>
  (scene: Scene) =>
    scene.editState(stack, ({ deployment }) => {
      for (const resource of deployment.resources) {
        if (resource.type === "pulumi:pulumi:Stack") resource.outputs = {};
        if (alsoUnprotected) delete resource.protect;
      }
    });
const edited =
  (
    stack: Stack,
    name: string,
    change: (r: { id?: string; inputs?: Record<string, unknown>; outputs?: Record<string, unknown> }) => void,
  ) =>
  (scene: Scene) =>
    scene.editState(stack, ({ deployment }) => {
      for (const resource of deployment.resources)
        if (resource.type === numberType && resource.urn.endsWith(`::${name}`)) change(resource);
    });

/** Attacks by edits of a stack's state, as operators make them with `pulumi state` and `pulumi stack export | import`. */
export const stateAttacks: readonly Attack[] = [
  {
    name: "the state forgets an adopted number, then `up`",
    stack: "acme-us",
    before: forget("acme-us", [numberType, acme]),
    outcome: "harmless",
  },
  {
    name: "the state forgets a bought number in service, then `up`",
    stack: "birch-us",
    before: forget("birch-us", [numberType, "emergency-line"]),
    outcome: "harmless",
  },
  {
    name: "the state forgets a purchase and all upon it, then `up`",
    stack: "birch-us",
    before: forget("birch-us", [numberType, "emergency-line-purchase"]),
    outcome: "harmless",
  },
  {
    name: "the state forgets a number, and its line is removed",
    stack: "acme-us",
    before: forget("acme-us", [numberType, acme]),
    edit: without(acme),
    outcome: "refused",
    says: `${acme} is live and no longer in the file`,
  },
  {
    name: "the state forgets a purchase, and its entry is removed",
    stack: "birch-us",
    before: forget("birch-us", [numberType, "emergency-line-purchase"]),
    edit: without("emergency-line"),
    outcome: "refused",
    says: "is live and no longer in the file",
  },
  {
    name: "the state forgets a route, then `up`",
    stack: "acme-us",
    before: forget("acme-us", [routeType, acme]),
    outcome: "harmless",
  },
  {
    name: "the state forgets the application, then `up`",
    stack: "acme-us",
    before: forget("acme-us", [applicationType, "own"]),
    outcome: "harmless",
  },
  {
    name: "the state forgets the provider and all upon it, then `up`",
    stack: "birch-us",
    before: forget("birch-us", ["pulumi:providers:twilio", "own"]),
    outcome: "harmless",
  },
  {
    name: "an adopted number is renamed in the state, then `up`",
    stack: "acme-us",
    before: renamed("acme-us", numberType, acme, "other"),
    outcome: "harmless",
    undoState: true,
  },
  {
    name: "a purchase is renamed in the state, then `up`",
    stack: "birch-us",
    before: renamed("birch-us", numberType, "emergency-line-purchase", "other-purchase"),
    outcome: "harmless",
    undoState: true,
  },
  {
    name: "a route is renamed in the state, then `up`",
    stack: "acme-us",
    before: renamed("acme-us", routeType, acme, "other"),
    outcome: "harmless",
    undoState: true,
  },
  {
    name: "the stack forgets its outputs, and an adopted number's line is removed",
    stack: "acme-us",
    before: withoutOutputs("acme-us"),
    edit: without(acme),
    outcome: "refused",
    says: /protect|live/,
  },
  {
    name: "the stack forgets its outputs, and a bought number's entry is removed",
    stack: "birch-us",
    before: withoutOutputs("birch-us"),
    edit: without("emergency-line"),
    outcome: "refused",
    says: /protect|live|bought/,
  },
  {
    name: "outputs and protection are gone, and an adopted number's line is removed",
    stack: "acme-us",
    before: withoutOutputs("acme-us", true),
    edit: without(acme),
    outcome: "refused",
    says: "release: true",
  },
  {
    name: "outputs and protection are gone, and a bought number's entry is removed",
    stack: "birch-us",
    before: withoutOutputs("birch-us", true),
    edit: without("emergency-line"),
    outcome: "refused",
    says: /release: true|bought as/,
  },
  {
    name: "outputs and protection are gone, and the tenant id changes",
    stack: "acme-us",
    before: withoutOutputs("acme-us", true),
    edit: replacing("id: acme,", "id: acme2,"),
    outcome: "harmless",
  },
  {
    name: "outputs and protection are gone, and the bought entry is renamed",
    stack: "birch-us",
    before: withoutOutputs("birch-us", true),
    edit: replacing("emergency-line:", "line:"),
    outcome: "refused",
    says: /bought as `emergency-line`|release: true/,
  },
  {
    name: "outputs and protection are gone, then destroy",
    stack: "birch-us",
    before: withoutOutputs("birch-us", true),
    command: ["destroy"],
    outcome: "refused",
    says: "release: true",
  },
  {
    name: "the state names the SID of another number",
    stack: "birch-us",
    before: async (s) => {
      const other = s.world.twilio.store.holder(birch)!.sid;
      await edited("birch-us", "emergency-line-purchase", (r) => {
        r.id = other;
      })(s);
    },
    outcome: "harmless",
  },
  {
    name: "the state names a SID that doesn't exist",
    stack: "birch-us",
    before: edited("birch-us", "emergency-line-purchase", (r) => {
      r.id = `PN${"0".repeat(32)}`;
    }),
    command: ["up", "--refresh"],
    outcome: "harmless",
  },
  {
    name: "the state says that a number was bought which was adopted, and its line is removed without protection",
    stack: "acme-us",
    before: async (s) => {
      await edited("acme-us", acme, (r) => {
        r.outputs = { ...r.outputs, bought: true };
        r.inputs = { ...r.inputs, release: true };
      })(s);
      await withoutOutputs("acme-us", true)(s);
    },
    edit: without(acme),
    outcome: "refused",
    says: "isn't released",
  },
  {
    name: "a number is marked for deletion in the state",
    stack: "birch-us",
    before: (s) =>
      s.editState("birch-us", ({ deployment }) => {
        for (const r of deployment.resources)
          if (r.type === numberType && r.urn.endsWith("::emergency-line")) {
            r.delete = true;
            delete r.protect;
          }
      }),
    outcome: "harmless",
  },
  {
    name: "the stack is removed with --force and made again",
    stack: "birch-us",
    before: async (s) => {
      const { readFileSync, writeFileSync } = await import("node:fs");
      const file = s.world.project.stackFile("birch-us");
      const text = readFileSync(file, "utf8");
      await s.world.engine.must(["stack", "rm", "birch-us", "--force", "--yes"]);
      writeFileSync(file, text);
      await s.world.engine.must(["stack", "init", "birch-us"]);
      writeFileSync(file, text);
    },
    outcome: "harmless",
  },
];
