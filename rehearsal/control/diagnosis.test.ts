import { expect, it } from "vitest";
import { diagnosis, monthlyCostIn } from "./diagnosis.ts";

it("tells why an update failed, without its steps, its counts or a stack trace", () => {
  const output = [
    "Updating (acme-us):",
    " +  aybiza:index:RoutesItem agent-reception creating (0s)",
    "Diagnostics:",
    "  pulumi:pulumi:Stack (aybiza-acme-us):",
    "    error: stacks/Pulumi.acme-us.yaml:58: no agent has this name",
    "        at file:///infra/main.ts:3:1",
    "",
    "Resources:",
    "    4 unchanged",
    "Duration: 4s",
  ].join("\n");
  expect(diagnosis(output)).toBe(
    "pulumi:pulumi:Stack (aybiza-acme-us):\n    error: stacks/Pulumi.acme-us.yaml:58: no agent has this name",
  );
});

it("tells everything where the engine failed before it had diagnostics", () => {
  expect(diagnosis("error: no stack named 'x' found\n")).toBe("error: no stack named 'x' found");
});

it("tells what a tenant's numbers cost, and nothing of a stack without any", () => {
  const output = [
    "    pulumi:pulumi:Stack aybiza-willow-us running Monthly cost: 11.50 USD (this update: +2.50)",
    "Diagnostics:",
    "    Monthly cost: 11.50 USD (this update: +2.50)",
    "      7.50  3 x 2.50  US local, managed",
  ].join("\n");
  expect(monthlyCostIn(output)).toBe("11.50 USD (this update: +2.50)");
  expect(monthlyCostIn("Resources:\n    74 created\n")).toBeUndefined();
});
