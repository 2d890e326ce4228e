import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type { TenantFile } from "./load.ts";
import { mistakeOf } from "./mistake.ts";
import { applyEdits } from "./testing/apply-edits.ts";
import { sampleFiles } from "./testing/sample-files.ts";
import { voiceSchema } from "./voice.ts";
import data from "./voices.json" with { type: "json" };
import { ownerOf, VOICES, voicesSchema } from "./voices.ts";

/** Returns the mistake in a voice: its path, code, replacement and message. */
function mistake(voice: object) {
  const [issue] = voiceSchema.safeParse({ language: "en-US", ...voice }).error?.issues ?? [];
  if (issue === undefined) return undefined;
  const found = mistakeOf(issue as never);
  return { at: issue.path.join("."), ...found };
}
const ID = "UgBBYS2sOqTuMpoF3BR0";

describe("a voice", () => {
  it.each([
    {},
    { provider: "Google" },
    { provider: "Google", name: "en-US-Chirp3-HD-Aoede" },
    { provider: "Google", name: "en-US-Journey-O" },
    { provider: "Google", name: "en-GB-Neural2-A" },
    { provider: "Google", name: "es-US-Standard-A", language: "es-419" },
    { provider: "Google", name: "cmn-CN-Standard-A", language: "cmn-Hans-CN" },
    { provider: "Amazon", name: "Joanna-Neural" },
    { provider: "Amazon", name: "Amy" },
    { provider: "Amazon", name: "Mía-Generative", language: "es-MX" },
    { provider: "Amazon", name: "Kajal-Neural", language: "hi-IN" },
    { provider: "ElevenLabs", name: ID, language: "multi" },
    { provider: "ElevenLabs", name: `${ID}-flash_v2_5`, language: "hr-HR" },
    { provider: "ElevenLabs", name: `${ID}-flash_v2_5-1.0_0.5_0.75` },
    { provider: "ElevenLabs", name: `${ID}-0.7_1_0` },
    // The languages of a newer model are unknown, so any is accepted.
    { provider: "ElevenLabs", name: `${ID}-turbo_v4`, language: "is-IS" },
    { language: "is-IS" },
  ])("%j", (voice) => {
    expect(mistake(voice)).toBeUndefined();
  });

  it.each<[object, string, string, string | undefined]>([
    // Without a provider ConversationRelay uses ElevenLabs, and rejects the voice with 64101.
    [{ name: "en-US-Chirp3-HD-Aoede" }, "provider", "voice-provider-mismatch", "Google"],
    [{ name: "Joanna-Neural" }, "provider", "voice-provider-mismatch", "Amazon"],
    [{ name: ID }, "provider", "voice-provider-mismatch", "ElevenLabs"],
    [{ provider: "Amazon", name: "en-US-Neural2-F" }, "provider", "voice-provider-mismatch", "Google"],
    [{ provider: "Google", name: "Joanna-Neural" }, "provider", "voice-provider-mismatch", "Amazon"],
    [{ provider: "ElevenLabs", name: "Joanna-Neural" }, "provider", "voice-provider-mismatch", "Amazon"],
    // Voice names in <Say>'s spelling.
    [{ provider: "Amazon", name: "Polly.Joanna-Neural" }, "name", "unknown-voice", "Joanna-Neural"],
    [{ name: "Google.en-US-Neural2-F" }, "name", "unknown-voice", "en-US-Neural2-F"],
    [{ provider: "Google", name: "en-us-neural2-f" }, "name", "unknown-voice", "en-US-Neural2-F"],
    [{ provider: "Google", name: "en-US-Chirp3-HD-Aoide" }, "name", "unknown-voice", "en-US-Chirp3-HD-Aoede"],
    [{ provider: "Google", name: "en-US-Chirp-HD-Aoede" }, "name", "unknown-voice", "en-US-Chirp3-HD-Aoede"],
    [{ provider: "Amazon", name: "Joana-Neural" }, "name", "unknown-voice", "Joanna-Neural"],
    // No replacement: two voices are equally near, or none is near.
    [{ provider: "Google", name: "en-US-Wavenet-Z" }, "name", "unknown-voice", undefined],
    [{ provider: "Google", name: "en-UK-Neural2-A" }, "name", "unknown-voice", undefined],
    [{ provider: "Google", name: "alice" }, "name", "unknown-voice", undefined],
    [{ name: "alice" }, "name", "unknown-voice", undefined],
    [{ provider: "ElevenLabs", name: "Rachel" }, "name", "unknown-voice", undefined],
    [{ provider: "ElevenLabs", name: `${ID}x` }, "name", "unknown-voice", undefined],
    // The first number is the speed, 0.7 to 1.2; these are too low.
    [{ provider: "ElevenLabs", name: `${ID}-flash_v2_5-0.5_0.75_0` }, "name", "unknown-voice", undefined],
    [{ provider: "ElevenLabs", name: `${ID}-flash_v2_5-1.3_0.5_0.5` }, "name", "unknown-voice", undefined],
    [{ provider: "ElevenLabs", name: `${ID}-flash_v2_5-1.0_1.5_0.5` }, "name", "unknown-voice", undefined],
    // Twilio's error 64106: the provider's voice doesn't speak the language.
    [{ provider: "Google", name: "en-US-Neural2-F", language: "de-DE" }, "name", "voice-language-mismatch", undefined],
    [{ provider: "Amazon", name: "Joanna-Neural", language: "de-DE" }, "name", "voice-language-mismatch", undefined],
    [{ provider: "ElevenLabs", name: ID, language: "is-IS" }, "name", "voice-language-mismatch", undefined],
    [
      { provider: "ElevenLabs", name: `${ID}-flash_v2`, language: "de-DE" },
      "name",
      "voice-language-mismatch",
      undefined,
    ],
    [{ provider: "Amazon", language: "th-TH" }, "provider", "voice-language-mismatch", "Google"],
    [{ provider: "ElevenLabs", language: "is-IS" }, "provider", "voice-language-mismatch", undefined],
    [{ language: "az-AZ" }, "language", "voice-language-mismatch", undefined],
    [{ provider: "Google", language: "multi" }, "language", "wrong-value", undefined],
  ])("not %j", (voice, at, code, replacement) => {
    const found = mistake(voice);
    expect([found?.at, found?.code, found?.replacement]).toEqual([at, code, replacement]);
    if (replacement === undefined) return;
    // The proposed replacement leaves no mistake, or only one in another setting.
    expect(mistake({ ...voice, [at]: replacement })?.at).not.toBe(at);
  });

  it("is refused in words that name the rule, its page and what to write", () => {
    expect(mistake({ name: "en-US-Neural2-F" })).toMatchObject({
      says: "is missing: `en-US-Neural2-F` is a voice of Google, but without a provider ConversationRelay uses ElevenLabs, and Twilio disconnects the call (https://www.twilio.com/docs/api/errors/64101)",
      fix: "write `provider: Google`",
    });
    expect(mistake({ provider: "Google", name: "en-US-Neural2-F", language: "de-DE" })).toMatchObject({
      says: "is `en-US-Neural2-F`, which speaks en-US, not de-DE: Twilio disconnects the call (https://www.twilio.com/docs/api/errors/64106)",
      fix: "write a voice that speaks de-DE, for example `de-DE-Chirp3-HD-Aoede`, or the language of the voice",
    });
    expect(mistake({ provider: "ElevenLabs", language: "is-IS" })).toMatchObject({
      says: "is `ElevenLabs`: ElevenLabs doesn't have a voice that speaks is-IS, and Twilio disconnects the call (https://www.twilio.com/docs/api/errors/64106)",
      fix: "write `provider: Google` or `provider: Amazon`",
    });
  });
});

describe("a stack file", () => {
  const files = sampleFiles();
  const voice = "voice: { provider: Google, name: en-US-Chirp3-HD-Leda, language: en-US }";

  it.each([
    ["{ name: en-US-Chirp3-HD-Leda, language: en-US }", "voice-provider-mismatch", ".voice.provider"],
    ["{ provider: Amazon, name: en-US-Chirp3-HD-Leda, language: en-US }", "voice-provider-mismatch", ".voice.provider"],
    ["{ provider: Google, name: Google.en-US-Chirp3-HD-Leda, language: en-US }", "unknown-voice", ".voice.name"],
  ])("with %s is refused at its line, and mended by the edits", (bad, code, at) => {
    const before = files.load("willow-us") as TenantFile;
    const line =
      files
        .read("willow-us")
        .split("\n")
        .findIndex((text) => text.includes(voice)) + 1;
    files.edit("willow-us", voice, `voice: ${bad}`);
    const [problem, ...more] = files.problems("willow-us");
    expect([problem?.code, problem?.path.endsWith(at), more]).toEqual([code, true, []]);
    expect([problem?.line, problem?.file]).toEqual([line, "stacks/Pulumi.willow-us.yaml"]);
    files.write("willow-us", applyEdits(files.read("willow-us"), problem!.edits!));
    expect((files.load("willow-us") as TenantFile).agents).toEqual(before.agents);
  });
});

describe("voices.json", () => {
  it("has its form, and each voice once", () => {
    expect(voicesSchema.parse(data)).toEqual(data);
    const named = Object.entries(data.google).flatMap(([family, groups]) =>
      groups.flatMap(({ languages, voices }) => languages.flatMap((tag) => voices.map((v) => `${tag}-${family}-${v}`))),
    );
    expect(named.length).toBe(VOICES.Google.size);
    expect(data.amazon.flatMap(({ voices }) => voices).length).toBe(VOICES.Amazon.size);
    for (const provider of ["Google", "Amazon"] as const)
      for (const name of VOICES[provider].keys()) expect(ownerOf(name)).toBe(provider);
  });

  it("has the voices that Twilio's package lists for <Say>, and no other but Journey", () => {
    const types = readFileSync(createRequire(import.meta.url).resolve("twilio/lib/twiml/VoiceResponse.d.ts"), "utf8");
    const listed = (prefix: string) =>
      [...new Set([...types.matchAll(new RegExp(`"${prefix}\\.([^"]+)"`, "g"))].map(([, name]) => name!))]
        // Misspelt on Twilio's page: Google's names have the country in capitals.
        .filter((name) => !name.startsWith("fil-ph-"))
        .sort();
    expect([...VOICES.Amazon.keys()].sort()).toEqual(listed("Polly"));
    expect([...VOICES.Google.keys()].filter((name) => !name.includes("-Journey-")).sort()).toEqual(listed("Google"));
  });
});
