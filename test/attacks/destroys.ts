import { type Attack, applicationType, numberType, routeType } from "./attack.ts";
import type { Scene, Stack } from "./scene.ts";

const unprotect = (stack: Stack) => async (scene: Scene) => {
  await scene.world.engine.must(["state", "unprotect", "--all", "--yes", "--stack", stack]);
};
const acme = "+14155550101";

/** Attacks by complete and partial destroys, with and without protection. */
export const destroyAttacks: readonly Attack[] = [
  {
    name: "destroy of a tenant with adopted numbers",
    stack: "acme-us",
    command: ["destroy"],
    outcome: "refused",
    says: /protect/,
  },
  {
    name: "destroy of a tenant with a bought number",
    stack: "birch-us",
    command: ["destroy"],
    outcome: "refused",
    says: /protect/,
  },
  {
    name: "destroy --remove",
    stack: "birch-us",
    command: ["destroy", "--remove"],
    outcome: "refused",
    says: /protect/,
  },
  {
    name: "destroy --continue-on-error",
    stack: "birch-us",
    command: ["destroy", "--continue-on-error"],
    outcome: "refused",
    says: /protect/,
  },
  {
    name: "destroy --exclude-protected",
    stack: "acme-us",
    command: ["destroy", "--exclude-protected"],
    outcome: "harmless",
  },
  {
    name: "destroy --refresh",
    stack: "birch-us",
    command: ["destroy", "--refresh"],
    outcome: "refused",
    says: /protect/,
  },
  {
    name: "destroy --run-program",
    stack: "birch-us",
    command: ["destroy", "--run-program"],
    outcome: "refused",
    says: /protect/,
  },
  {
    name: "destroy of one number",
    stack: "birch-us",
    command: async (s) => ["destroy", "--target", await s.urn("birch-us", numberType, "emergency-line")],
    outcome: "refused",
    says: /protect/,
  },
  {
    name: "destroy of a route with all that depends on it",
    stack: "acme-us",
    command: async (s) => ["destroy", "--target-dependents", "--target", await s.urn("acme-us", routeType, acme)],
    outcome: "refused",
    says: /protect/,
  },
  {
    name: "destroy of a route alone",
    stack: "acme-us",
    command: async (s) => ["destroy", "--target", await s.urn("acme-us", routeType, acme)],
    outcome: "refused",
    says: /depend/i,
  },
  {
    name: "destroy of the application alone",
    stack: "acme-us",
    command: async (s) => ["destroy", "--target", await s.urn("acme-us", applicationType, "own")],
    outcome: "refused",
    says: /depend/i,
  },
  {
    name: "unprotected: destroy of a tenant with adopted numbers",
    stack: "acme-us",
    before: unprotect("acme-us"),
    command: ["destroy"],
    outcome: "refused",
    says: "release: true",
  },
  {
    name: "unprotected: destroy of a tenant with a bought number",
    stack: "birch-us",
    before: unprotect("birch-us"),
    command: ["destroy"],
    outcome: "refused",
    says: "release: true",
  },
  {
    name: "unprotected: destroy --continue-on-error",
    stack: "birch-us",
    before: unprotect("birch-us"),
    command: ["destroy", "--continue-on-error"],
    outcome: "refused",
    says: "release: true",
  },
  {
    name: "unprotected: destroy of a route with all that depends on it",
    stack: "acme-us",
    before: unprotect("acme-us"),
    command: async (s) => ["destroy", "--target-dependents", "--target", await s.urn("acme-us", routeType, acme)],
    outcome: "refused",
    says: "release: true",
  },
  {
    name: "unprotected: destroy of everything but the numbers",
    stack: "acme-us",
    before: unprotect("acme-us"),
    command: async (s) => [
      "destroy",
      "--exclude",
      await s.urn("acme-us", numberType, acme),
      "--exclude",
      await s.urn("acme-us", numberType, "+14155550102"),
    ],
    outcome: "harmless",
  },
  {
    name: "unprotected: a removed line, `up` without the first layer's say",
    stack: "birch-us",
    before: unprotect("birch-us"),
    edit: (text) => text.replace(/^ {4}emergency-line:.*\n/m, ""),
    outcome: "refused",
    says: "is live and no longer in the file",
  },
  { name: "destroy of the region", stack: "us", command: ["destroy"], outcome: "refused", says: /protect/ },
  {
    name: "destroy of the region --exclude-protected",
    stack: "us",
    command: ["destroy", "--exclude-protected"],
    outcome: "harmless",
  },
];
