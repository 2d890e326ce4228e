import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { loadStackFile, type TenantFile } from "../../domain/config/load.ts";
import type { CallEvent } from "../../domain/router/decision.ts";
import { EVENTS, type Explained } from "../../domain/router/explain.ts";
import { RULES } from "../../domain/router/rules.ts";
import { languagesVariable } from "../../domain/rules/languages.ts";
import { planTenant } from "../../domain/rules/plan.ts";
import { type Bed, bed } from "../../lambdas/testbed/fixture.ts";
import { captureOutput } from "../../lambdas/testbed/output.ts";
import { ORIGIN, sid, webhook } from "../../lambdas/testbed/sender.ts";
import { voiceHandler } from "../../lambdas/twilio-voice/handler.ts";
import { FALLBACK_LEG, render } from "../../lambdas/twilio-webhook/twiml.ts";
import { explanationOf } from "./explanation.ts";

const output = captureOutput();

/** Cases of a run: events of calls. `AYBIZA_SEED` repeats another run's. */
const CASES = process.env.AYBIZA_TESTS === "all" ? 10_000 : 4_000;
const SEED = Number(process.env.AYBIZA_SEED ?? 20_261_201);

const root = join(import.meta.dirname, "../..");
const OWN = sid("AC", 0x0e1);
const BOUGHT_INTO = sid("AC", 0x0e2);
const TOKEN = "primary-token-of-the-tests";

/** The webhook by which Twilio reports an event. */
function reported(event: CallEvent): { path: string; form: Record<string, string> } {
  switch (event.kind) {
    case "incoming":
      return { path: "/twilio/voice", form: {} };
    case "after-connect": {
      const { sessionStatus, handoffData } = event;
      return {
        path: "/twilio/after",
        form: { SessionStatus: sessionStatus, ...(handoffData !== undefined && { HandoffData: handoffData }) },
      };
    }
    case "after-dial":
      return { path: `/twilio/after?${FALLBACK_LEG}`, form: { DialCallStatus: event.dialStatus } };
    case "vendor-fallback":
      return { path: "/twilio/fallback", form: { ErrorUrl: `${ORIGIN}/twilio/voice` } };
  }
}

const words = fc.constantFrom("One moment please.", "We are closed & at lunch.", "Désolé, un instant.", "<say>");
const fallback = fc.constantFrom<object | undefined>(
  undefined,
  { dial: "+14155550199" },
  { say: "Please hold." },
  { say: "Please hold.", dial: "+14155550198" },
  { say: "Un instant.", language: "fr-FR", dial: "+14155550197" },
);
const language = fc.constantFrom("en-US", "es-419", "multi", "de-DE");
const agent = fc.record({ greeting: words, language, fallback });
const number = fc.record({
  kind: fc.constantFrom("own", "exact", "search"),
  agent: fc.constantFrom("day", "night"),
  fallback,
  quarantined: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
  notice: fc.option(words, { nil: undefined }),
});
const folder = fc.record({
  regionFallback: fallback.map((one) => one ?? { say: "Please call again later." }),
  day: agent,
  night: agent,
  numbers: fc.array(number, { minLength: 1, maxLength: 6 }),
});
const caller = fc.constantFrom("+12125550123", "anonymous", "+266696687", "", "sip:bob@pbx.example", "+1");

type Folder = ReturnType<(typeof folder)["generate"]>["value"];

/** Writes a region's and a tenant's file; JSON is YAML. */
function write(stacks: string, { regionFallback, day, night, numbers }: Folder): void {
  const region = readFileSync(join(root, "stacks/Pulumi.us.yaml"), "utf8");
  writeFileSync(
    join(stacks, "Pulumi.us.yaml"),
    region.replace(/^ {4}fallback: .*$/m, () => `    fallback: ${JSON.stringify(regionFallback)}`),
  );
  const agentOf = ({ greeting, language, fallback }: Folder["day"]) => ({
    persona: "Short.",
    voice: { language, ...(language === "multi" && { provider: "ElevenLabs" }) },
    greeting,
    flow: { intents: [], otherwise: "Yes?" },
    fallback,
  });
  const entries = numbers.map(({ kind, agent, fallback, quarantined, notice }, i) => {
    const digits = `+1415555010${i}`;
    const entry = { agent, fallback, ...(quarantined && { state: "quarantined", notice }) };
    if (kind === "own" && !quarantined) return [digits, { connection: "own", ...entry }];
    const buy = kind === "exact" ? { number: digits } : { country: "US", areaCode: "415" };
    return [`desk-${i}-line`, { connection: "aybiza", buy, ...entry }];
  });
  const config = {
    "aws:region": "us-east-1",
    "aybiza:tenant": { id: "elm", name: "Elm", region: "us" },
    "aybiza:connections": { own: { type: "twilio", accountSid: OWN }, aybiza: { type: "managed" } },
    "twilio:credentials": { [OWN]: { authToken: { secure: "v1:tUzxR+3JkPxOwX2j:rtZbih0ugz9DTbnfZzvz2XO9HxnhHnOz" } } },
    "aybiza:agents": { day: agentOf(day), night: agentOf(night) },
    "aybiza:numbers": Object.fromEntries(entries),
  };
  writeFileSync(join(stacks, "Pulumi.elm-us.yaml"), JSON.stringify({ config }));
}

/** The handlers of the deployed files: every route in the table, as an update writes it. */
function deployed(file: TenantFile): { b: Bed; numbers: { ask: string; to: string; account: string }[] } {
  const languages = languagesVariable(file.region.countries);
  const b = bed({ FALLBACK: JSON.stringify(file.region.fallback), ...(languages && { LANGUAGES: languages }) });
  for (const account of [OWN, BOUGHT_INTO]) b.setAccount(account, "elm", [TOKEN]);
  const numbers = planTenant(file).numbers.map(({ key, number, account = BOUGHT_INTO, route }, i) => {
    const to = number ?? `+1415555018${i}`;
    b.setRoute({ ...route, number: to, accountSid: account });
    return { ask: key, to, account };
  });
  return { b, numbers: [...numbers, { ask: "+14155550190", to: "+14155550190", account: OWN }] };
}

it(`says of ${CASES} random events what the handlers answer, and why`, async () => {
  const stacks = mkdtempSync(join(tmpdir(), "aybiza-agreement-"));
  const seen = { cases: 0, byRule: new Map<string, number>() };
  const expected: string[] = [];
  try {
    mkdirSync(stacks, { recursive: true });
    for (let run = 0; seen.cases < CASES; run++) {
      const [files] = fc.sample(folder, { seed: SEED + run, numRuns: 1 });
      write(stacks, files!);
      const file = loadStackFile(stacks, "elm-us") as TenantFile;
      const { b, numbers } = deployed(file);
      const handle = voiceHandler(b.deps);
      for (const [i, { ask, to, account }] of numbers.entries()) {
        const [from, outage] = fc.sample(fc.tuple(caller, fc.integer({ max: 9, min: 0 })), {
          seed: SEED + run * 10 + i,
          numRuns: 1,
        })[0]!;
        const asked = { to: ask, from, event: "incoming", outage: outage === 0 } as const;
        b.db.mood = (operation) => (asked.outage && operation === "GetItemCommand" ? "throws" : "well");
        const explanation = explanationOf(asked, stacks);
        // Only a purchase tells which number a search finds.
        const named = (text: string) => text.replaceAll(explanation.to, () => to);
        const walk = async ({ event, decision, steps, next }: Explained): Promise<void> => {
          const { path, form } = reported(EVENTS[event].event);
          const call = { CallSid: sid("CA", seen.cases), AccountSid: account, From: from, To: to };
          const params = { ...call, CallStatus: "in-progress", Direction: "inbound", ...form };
          const reply = await handle(webhook(path, params, TOKEN));
          expect(reply.body).toBe(named(render(decision, { origin: ORIGIN })));
          expected.push(named(decision.reason));
          const { rule } = steps.find(({ decides }) => decides)!;
          seen.byRule.set(rule, (seen.byRule.get(rule) ?? 0) + 1);
          seen.cases++;
          for (const one of next) await walk(one);
        };
        await walk(explanation.call);
      }
    }
  } finally {
    rmSync(stacks, { recursive: true, force: true });
  }
  const logged = output.logs().filter(({ message }) => message === "webhook");
  expect(logged.map(({ reason }) => reason)).toEqual(expected);
  // Cases that never reach a rule would test nothing. The region's fallback is part of every route that a file compiles to.
  const reached = RULES.map(({ name }) => name).filter((name) => name !== "region-fallback");
  for (const rule of reached) expect(seen.byRule.get(rule), rule).toBeGreaterThan(CASES * 0.03);
  expect(seen.byRule.get("region-fallback")).toBe(undefined);
}, 120_000);
