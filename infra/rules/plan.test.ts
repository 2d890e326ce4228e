import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadStackFile, type TenantFile } from "../config/load.ts";
import { planTenant } from "./plan.ts";

const file = loadStackFile(join(import.meta.dirname, "../../stacks"), "acme-us") as TenantFile;

describe("the plan of a tenant", () => {
  it("compiles each number's route", () => {
    const [first, second] = planTenant(file).numbers;
    expect(first).toEqual({
      key: "+14155550101",
      number: "+14155550101",
      connection: "own",
      accountSid: "AC0a7e11fc1e9f4a3b8d2c5e6f70819203",
      buy: undefined,
      acquired: "adopted",
      release: false,
      quarantine: undefined,
      transferTo: undefined,
      transferFrom: undefined,
      entry: undefined,
      route: {
        schema: 1,
        tenant: "acme",
        connection: "own",
        agent: {
          name: "reception",
          version: expect.stringMatching(/^[0-9a-f]{12}$/),
          url: "wss://agents.us.aybiza.example/acme/reception",
          greeting: "Acme Dental, this is the reception. How can I help you?",
          language: "en-US",
          voice: { provider: "Google", name: "en-US-Chirp3-HD-Aoede" },
        },
        fallback: { say: "One moment please, I'm connecting you with our front desk.", dial: "+14155550199" },
      },
    });
    // A number's own fallback comes before its agent's.
    expect(second?.route.fallback.dial).toBe("+14155550198");
  });

  it("gives a manifest the same version for the same content, whatever its order", () => {
    const { persona, ...rest } = file.agents.reception!;
    const reordered: TenantFile = { ...file, agents: { ...file.agents, reception: { ...rest, persona } } };
    expect(planTenant(reordered).agents).toEqual(planTenant(file).agents);
    const changed: TenantFile = {
      ...file,
      agents: { ...file.agents, reception: { ...file.agents.reception!, greeting: "Hi" } },
    };
    expect(planTenant(changed).agents[0]?.version).not.toBe(planTenant(file).agents[0]?.version);
  });

  it("falls back to the region's static fallback", () => {
    const { fallback: _none, ...agent } = file.agents.reception!;
    const bare: TenantFile = { ...file, agents: { ...file.agents, reception: agent } };
    expect(planTenant(bare).numbers[0]?.route.fallback).toEqual(file.region.fallback);
  });
});
