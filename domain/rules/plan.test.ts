import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AgentManifest } from "../config/agent.ts";
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
      account: "AC0a7e11fc1e9f4a3b8d2c5e6f70819203",
      buy: undefined,
      acquired: "adopted",
      ending: { release: false, quarantine: undefined, leaving: undefined },
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
          transcriptionProvider: "Deepgram",
        },
        fallback: { say: "One moment please, I'm connecting you with our front desk.", dial: "+14155550199" },
      },
    });
    // A number's own fallback takes precedence over its agent's.
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

  it("names the language of a <Say>, and that of a voice, where the conversation's has none", () => {
    const spoken = (language: string, provider?: "ElevenLabs" | "Google", regions?: string) => {
      const agent = { ...file.agents.reception!, voice: { language, ...(provider && { provider }) } };
      const region = { ...file.region, fallback: { ...file.region.fallback, ...(regions && { language: regions }) } };
      const { route } = planTenant({ ...file, region, agents: { ...file.agents, reception: agent } }).numbers[0]!;
      return [route.agent.sayLanguage, route.agent.ttsLanguage];
    };
    expect(spoken("en-US")).toEqual([undefined, undefined]);
    expect(spoken("es-419")).toEqual(["es-US", undefined]);
    expect(spoken("es-419", "Google")).toEqual(["es-US", "es-US"]);
    expect(spoken("cmn-Hans-CN", "Google")).toEqual(["cmn-CN", "cmn-CN"]);
    expect(spoken("es-419", "ElevenLabs")).toEqual(["es-US", undefined]);
    expect(spoken("multi")).toEqual(["en-US", undefined]);
    expect(spoken("multi", "ElevenLabs", "de-DE")).toEqual(["de-DE", undefined]);
    // Twilio transcribes Croatian, but none of its `<Say>` voices speaks it.
    expect(spoken("hr-HR", "ElevenLabs", "de-DE")).toEqual(["de-DE", undefined]);
  });

  it("names who speaks and who transcribes, whatever Twilio's defaults are", () => {
    const sound = (voice: AgentManifest["voice"]) => {
      const agents = { ...file.agents, reception: { ...file.agents.reception!, voice } };
      const { agent } = planTenant({ ...file, agents }).numbers[0]!.route;
      return [agent.voice?.provider, agent.voice?.name, agent.ttsLanguage, agent.transcriptionProvider];
    };
    expect(sound({ language: "en-US" })).toEqual(["ElevenLabs", undefined, undefined, "Deepgram"]);
    expect(sound({ language: "en-US", provider: "Google" })).toEqual(["Google", undefined, undefined, "Deepgram"]);
    expect(sound({ language: "multi" })).toEqual(["ElevenLabs", undefined, undefined, "Deepgram"]);
    // A provider's default voice may speak only English, so the route names a voice for other languages.
    expect(sound({ language: "de-DE", provider: "Amazon" })).toEqual([
      "Amazon",
      "Daniel-Neural",
      undefined,
      "Deepgram",
    ]);
    expect(sound({ language: "es-AR", provider: "Google" })).toEqual([
      "Google",
      "es-US-Chirp3-HD-Aoede",
      "es-US",
      "Google",
    ]);
    // Neither ElevenLabs nor Deepgram supports Icelandic.
    expect(sound({ language: "is-IS" })).toEqual(["Google", "is-IS-Standard-A", undefined, "Google"]);
    // A British voice for American callers.
    expect(sound({ language: "en-US", provider: "Google", name: "en-GB-Neural2-A" })).toEqual([
      "Google",
      "en-GB-Neural2-A",
      "en-GB",
      "Deepgram",
    ]);
  });

  it("speaks the region's words in its agent's language, and a tenant's as well", () => {
    const { fallback: _none, ...agent } = file.agents.reception!;
    const german = { ...agent, voice: { language: "de-DE" } };
    const number = { ...file.numbers["+14155550101"]!, state: "quarantined" as const };
    const route = (entry: object) =>
      planTenant({
        ...file,
        agents: { ...file.agents, reception: german },
        numbers: { "+14155550101": { ...number, ...entry } },
      }).numbers[0]!.route;
    expect(route({}).fallback).toEqual({ say: expect.stringMatching(/^Leider/) });
    expect(route({}).quarantined).toEqual({ notice: "Die gewählte Rufnummer ist nicht mehr vergeben." });
    const british = { ...agent, voice: { language: "en-GB" } };
    const ofBritish = planTenant({
      ...file,
      agents: { ...file.agents, reception: british },
      numbers: { "+14155550101": number },
    });
    expect(ofBritish.numbers[0]!.route.fallback).toEqual({ ...file.region.fallback, language: "en-US" });
    expect(route({ fallback: { say: "Moment." } }).fallback).toEqual({ say: "Moment." });
    expect(route({ notice: "Weg." }).quarantined).toEqual({ notice: "Weg." });
  });

  it("says how a number leaves without a release, by who gets it", () => {
    const leaving = (to: string) =>
      planTenant({ ...file, numbers: { "+14155550101": { ...file.numbers["+14155550101"]!, transfer: { to } } } })
        .numbers[0]!.ending.leaving;
    expect(leaving("birch")).toEqual({ way: "transfer", to: "tenant" });
    expect(leaving("@reseller")).toEqual({ way: "transfer", to: "parent-account" });
    expect(leaving("@other-carrier")).toEqual({ way: "port-out" });
    expect(leaving("@tenant")).toEqual({ way: "hand-back" });
  });

  it("falls back to the region's static fallback", () => {
    const { fallback: _none, ...agent } = file.agents.reception!;
    const bare: TenantFile = { ...file, agents: { ...file.agents, reception: agent } };
    expect(planTenant(bare).numbers[0]?.route.fallback).toEqual(file.region.fallback);
  });
});
