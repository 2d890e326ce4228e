import { afterEach, expect, test } from "vitest";
import { MovableClock, machineClock } from "../../clock.ts";
import type { Cue } from "../index.ts";
import { AGENTS, type Behave, startScripted } from "../testing/scripted-agent.ts";
import { closeWorlds, heard, startPhones, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

async function talk(attributes: string, says: readonly Cue[], behave: Behave = echo, clock = machineClock) {
  const agent = await startScripted(behave);
  const document = `<Connect action="/after"><ConversationRelay url="wss://${AGENTS}/a" ${attributes}/></Connect>`;
  const limits = { breathMs: 40, patienceMs: 3_000 };
  const world = await startPhones({ "/voice": twiml(document), "/after": twiml("") }, { agent, clock, limits });
  const placed = world.place({ says });
  const result = await (clock instanceof MovableClock ? clock.runUntil(placed) : placed);
  const told = (agent.sessions[0]?.messages ?? []).slice(1);
  return { ...world, result, told };
}

const echo: Behave = (message, say) => {
  if (message.type === "prompt" && message.last)
    say({ type: "text", token: `You said ${message.voicePrompt}`, last: true });
};
const GREETING = 'welcomeGreeting="Welcome to the practice of Acme"';
const prompt = (voicePrompt: string, last = true) => ({ type: "prompt", voicePrompt, lang: "en-US", last });

test("keys are told one by one where that is asked for, and not otherwise", async () => {
  const says = [{ digits: "1w2#" }, "Bye."];
  expect((await talk('dtmfDetection="true"', says)).told).toEqual([
    { type: "dtmf", digit: "1" },
    { type: "dtmf", digit: "2" },
    { type: "dtmf", digit: "#" },
    prompt("Bye."),
  ]);
  expect((await talk("", says)).told).toEqual([prompt("Bye.")]);
});

test("partial prompts come before the whole where that is asked for", async () => {
  const says = [{ speech: "When do you open?", partials: ["When", "When do you"] }];
  expect((await talk('partialPrompts="true"', says)).told).toEqual([
    prompt("When", false),
    prompt("When do you", false),
    prompt("When do you open?"),
  ]);
  expect((await talk("", says)).told).toEqual([prompt("When do you open?")]);
});

const stop: Cue = { speech: "Stop.", interrupts: true };
const press: Cue = { digits: "0", interrupts: true };
const interrupt = { type: "interrupt", utteranceUntilInterrupt: "Welcome to the", durationUntilInterruptMs: 1_050 };
const dtmf = { type: "dtmf", digit: "0" };

test.each<[string, string, Cue, object[]]>([
  ["speech interrupts the greeting by default", "", stop, [interrupt, prompt("Stop.")]],
  ["a key does too", 'dtmfDetection="true"', press, [interrupt, dtmf]],
  ["a greeting that only keys interrupt", 'welcomeGreetingInterruptible="dtmf"', stop, []],
  ["a greeting that nothing interrupts", 'welcomeGreetingInterruptible="none" dtmfDetection="true"', press, []],
  ["an older value", 'welcomeGreetingInterruptible="false"', stop, []],
  [
    "what doesn't interrupt is told where that is asked for",
    'welcomeGreetingInterruptible="none" reportInputDuringAgentSpeech="speech"',
    stop,
    [prompt("Stop.")],
  ],
  [
    "of the kind that is asked for only",
    'welcomeGreetingInterruptible="none" reportInputDuringAgentSpeech="dtmf" dtmfDetection="true"',
    stop,
    [],
  ],
])("%s", async (_what, attributes, cue, told) => {
  expect((await talk(`${GREETING} ${attributes}`, [cue])).told).toEqual(told);
});

test("an interrupted agent's further words are dropped; a message of its own may not be interrupted", async () => {
  const behave: Behave = (message, say) => {
    if (message.type !== "prompt") return;
    if (message.voicePrompt === "Stop.") return say({ type: "text", token: "Sorry.", last: true });
    const firm = message.voicePrompt === "Firmly." ? { interruptible: false } : {};
    say({ type: "text", token: "one two three four", last: true, ...firm });
    say({ type: "text", token: "five six", last: true, ...firm });
  };
  const soft = await talk("", ["Softly.", stop], behave);
  expect(heard(soft.result)).toEqual([
    "caller: Softly.",
    "agent: one two three four",
    "caller: Stop.",
    "agent: Sorry.",
  ]);
  const firm = await talk("", ["Firmly.", stop], behave);
  // By default, speech during a message that can't be interrupted is dropped.
  expect(heard(firm.result)).toEqual(["caller: Firmly.", "agent: one two three four", "agent: five six"]);
});

test("on a clock an interruption tells how much was heard", async () => {
  const clock = new MovableClock();
  let placedAt = -1;
  const caller = {
    said: 0,
    async turn({ floor }: { floor: boolean }, signal: AbortSignal) {
      if (floor) return { hangUp: true } as const;
      await clock.sleep(700, signal);
      placedAt = clock.elapsed();
      return { speech: "Stop." };
    },
  };
  const agent = await startScripted(() => {});
  const document = `<Connect><ConversationRelay url="wss://${AGENTS}/a" ${GREETING}/></Connect>`;
  const world = await startPhones({ "/voice": twiml(document) }, { agent, clock, limits: { patienceMs: 2_000 } });
  await clock.runUntil(world.place({ caller }));
  expect(placedAt).toBe(700);
  expect(agent.sessions[0]?.messages[1]).toEqual({
    ...{ type: "interrupt", utteranceUntilInterrupt: "Welcome to", durationUntilInterruptMs: 700 },
  });
});

test("what may be preempted gives way to the agent's next words", async () => {
  const clock = new MovableClock();
  const behave: Behave = (message, say) => {
    if (message.type !== "prompt") return;
    say({ type: "text", token: "Let me look that up for you", last: true, preemptible: true });
    say({ type: "text", token: "Here it is.", last: true });
  };
  const { result } = await talk("", ["Hello."], behave, clock);
  expect(heard(result).filter((line) => line.startsWith("agent"))).toEqual(["agent: Here it is."]);
});

test("a recording is repeated as often as the message says", async () => {
  const behave: Behave = (message, say) => {
    if (message.type === "prompt") say({ type: "play", source: "https://media.example/a.mp3", loop: 2 });
  };
  expect(heard((await talk("", ["Hello."], behave)).result)).toEqual([
    "caller: Hello.",
    "network: (plays https://media.example/a.mp3)",
    "network: (plays https://media.example/a.mp3)",
  ]);
});

test("a call that gets other instructions leaves the agent, and the action isn't told", async () => {
  const agent = await startScripted(() => {});
  const document = `<Connect action="/after"><ConversationRelay url="wss://${AGENTS}/a"/></Connect>`;
  const world = await startPhones({ "/voice": twiml(document), "/after": twiml("") }, { agent, clock: machineClock });
  const caller = { turn: () => new Promise<undefined>(() => {}), unhurried: true };
  const placed = world.place({ caller });
  await expect.poll(() => agent.sessions[0]?.messages.length).toBe(1);
  const [sid = ""] = world.network.liveCalls.keys();
  await world.network.update(sid, { twiml: twiml("<Say>Elsewhere.</Say>") });
  expect(heard(await placed)).toEqual(["network: Elsewhere."]);
  expect([agent.sessions[0]?.closed, world.application.at("/after")]).toEqual([1000, []]);
});
