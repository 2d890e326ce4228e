import { type Attack, applicationType, numberType, routeType } from "./attack.ts";
import type { Scene, Stack } from "./scene.ts";

const acme = "+14155550101";
const replace =
  (stack: Stack, type: string, name: string, ...more: string[]) =>
  async (scene: Scene) => ["up", "--replace", await scene.urn(stack, type, name), ...more];
const taint = (stack: Stack, type: string, name: string) => async (scene: Scene) => {
  await scene.world.engine.must(["state", "taint", await scene.urn(stack, type, name), "--stack", stack]);
};

/** Attacks by forced replacements of numbers and of resources that they depend on. */
export const replacementAttacks: readonly Attack[] = [
  {
    name: "--replace of an adopted number",
    stack: "acme-us",
    command: replace("acme-us", numberType, acme),
    outcome: "harmless",
  },
  {
    name: "--replace of a purchase",
    stack: "birch-us",
    command: replace("birch-us", numberType, "emergency-line-purchase"),
    outcome: "harmless",
  },
  {
    name: "--replace of a purchase and all that depends on it",
    stack: "birch-us",
    command: replace("birch-us", numberType, "emergency-line-purchase", "--target-dependents"),
    outcome: "harmless",
  },
  {
    name: "--target-replace of a bought number in service",
    stack: "birch-us",
    command: async (s) => ["up", "--target-replace", await s.urn("birch-us", numberType, "emergency-line")],
    outcome: "harmless",
  },
  {
    name: "taint of an adopted number",
    stack: "acme-us",
    before: taint("acme-us", numberType, acme),
    outcome: "refused",
    says: /protect/,
    undoState: true,
  },
  {
    name: "taint of a purchase",
    stack: "birch-us",
    before: taint("birch-us", numberType, "emergency-line-purchase"),
    outcome: "refused",
    says: /protect/,
    undoState: true,
  },
  { name: "--replace of a route", stack: "acme-us", command: replace("acme-us", routeType, acme), outcome: "harmless" },
  { name: "taint of a route", stack: "acme-us", before: taint("acme-us", routeType, acme), outcome: "harmless" },
  {
    name: "--replace of an agent's manifest",
    stack: "acme-us",
    command: replace("acme-us", routeType, "agent-reception"),
    outcome: "harmless",
  },
  {
    name: "--replace of the application",
    stack: "acme-us",
    command: replace("acme-us", applicationType, "own"),
    outcome: "harmless",
  },
  {
    name: "--replace of the Twilio provider",
    stack: "birch-us",
    command: replace("birch-us", "pulumi:providers:twilio", "own"),
    outcome: "harmless",
  },
  {
    name: "taint of the Twilio provider",
    stack: "acme-us",
    before: taint("acme-us", "pulumi:providers:twilio", "own"),
    outcome: "harmless",
  },
  {
    name: "--replace of the provider of routes",
    stack: "acme-us",
    command: replace("acme-us", "pulumi:providers:aybiza", "region"),
    outcome: "harmless",
  },
  {
    name: "--replace of the connection's component",
    stack: "acme-us",
    command: replace("acme-us", "aybiza:tenant:TwilioAccount", "own"),
    outcome: "harmless",
  },
];
