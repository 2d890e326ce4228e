import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import twilio from "twilio";
import { afterEach, expect, test } from "vitest";
import { createNetwork } from "../index.ts";
import { AGENTS, type Behave, startScripted as start } from "../testing/scripted-agent.ts";
import {
  CALLER,
  codes,
  exchangeWith,
  HOST,
  heard,
  hosts,
  NUMBER,
  startApplication,
  TOKEN,
  twiml,
} from "../testing/world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Starts an agent that is stopped after the test. */
async function startScripted(...how: Parameters<typeof start>) {
  const agent = await start(...how);
  closing.push(agent.close);
  return agent;
}

const RELAY = (attributes: string, nouns = ""): string =>
  `<ConversationRelay url="wss://${AGENTS}/acme/reception?x=1" ${attributes}>${nouns}</ConversationRelay>`;

async function talk(
  agent: { origin: string } | undefined,
  document: string,
  says: string[] = ["Hello?"],
  patienceMs = 5_000,
) {
  const application = await startApplication({ "/voice": twiml(document), "/after": twiml("<Say>After.</Say>") });
  closing.push(application.close);
  const { exchange } = exchangeWith({ url: `https://${HOST}/voice` });
  const resolve = hosts({ [HOST]: application.origin, ...(agent ? { [AGENTS]: agent.origin } : {}) });
  const network = createNetwork({ exchange, resolve, limits: { patienceMs, connectMs: 1_000, breathMs: 100 } });
  const request = { from: CALLER, to: NUMBER, says, callerName: "I. Bird", forwardedFrom: "+14155550199" };
  return { application, result: await network.call(request) };
}
const echo: Behave = (message, say) => {
  if (message.type === "prompt") say({ type: "text", token: `You said ${message.voicePrompt}`, last: true });
};

test("setup and prompts are as documented, the handshake is signed", async () => {
  const agent = await startScripted(echo);
  const attributes = 'transcriptionLanguage="sv-SE" language="en-US" ttsProvider="google" interruptible="any"';
  const nouns =
    '<Language code="sv-SE" ttsProvider="amazon"/><Parameter name="tenant" value="acme"/><Parameter name="note" value="a &amp; b"/>';
  const { result } = await talk(agent, `<Connect>${RELAY(attributes, nouns)}</Connect>`);
  const [one] = agent.sessions;
  expect(one?.messages).toEqual([
    {
      type: "setup",
      sessionId: expect.stringMatching(/^VX[0-9a-f]{32}$/),
      accountSid: `AC${"a1".repeat(16)}`,
      parentCallSid: "",
      callSid: result.sid,
      from: CALLER,
      to: NUMBER,
      forwardedFrom: "+14155550199",
      callType: "PSTN",
      callerName: "I. Bird",
      direction: "inbound",
      callStatus: "RINGING",
      customParameters: { tenant: "acme", note: "a & b" },
    },
    { type: "prompt", voicePrompt: "Hello?", lang: "sv-SE", last: true },
  ]);
  expect(one?.headers.host).toBe(AGENTS);
  const signed = one?.headers["x-twilio-signature"] as string;
  expect(twilio.validateRequest(TOKEN, signed, `wss://${AGENTS}/acme/reception?x=1`, {})).toBe(true);
  expect([result.errors, one?.closed]).toEqual([[], 1000]);
});

test("tokens become one line; media, digits and a change of language are taken", async () => {
  const agent = await startScripted((message, say) => {
    if (message.type !== "prompt") return;
    if (message.voicePrompt === "One") {
      say({ type: "language", ttsLanguage: "sv-SE", transcriptionLanguage: "sv-SE" });
      say({ type: "text", token: "Some " });
      say({ type: "text", token: "words.", last: true, lang: "sv-SE", interruptible: false });
    } else {
      say({ type: "sendDigits", digits: "9w1#" });
      say({ type: "play", source: "https://media.example/hold.mp3" });
    }
  });
  const { result } = await talk(agent, `<Connect>${RELAY("")}</Connect>`, ["One", "Two"]);
  expect(heard(result)).toEqual([
    "caller: One",
    "agent: Some words.",
    "caller: Two",
    "network: (sends the digits 9w1#)",
    "network: (plays https://media.example/hold.mp3)",
  ]);
  expect(agent.sessions[0]?.messages.map((one) => one.lang)).toEqual([undefined, "en-US", "sv-SE"]);
});

test("an agent that speaks and ends at once, before any prompt", async () => {
  const agent = await startScripted(
    () => {},
    (socket) => {
      socket.send(JSON.stringify({ type: "text", token: "We are closed.", last: true }));
      socket.send(JSON.stringify({ type: "end", handoffData: "closed" }));
    },
  );
  const { result, application } = await talk(
    agent,
    `<Connect action="/after" method="GET">${RELAY('welcomeGreeting="Hi."')}</Connect>`,
  );
  expect(heard(result)).toEqual(["agent: Hi.", "agent: We are closed.", "network: After."]);
  expect(application.seen[1]?.method).toBe("GET");
  expect(application.at("/after")[0]).toMatchObject({
    SessionStatus: "ended",
    HandoffData: "closed",
    CallStatus: "in-progress",
  });
});

test("without an action the call goes on with the next verb once the agent ends its session", async () => {
  const agent = await startScripted((message, say) => message.type === "prompt" && say({ type: "end" }));
  const { result } = await talk(agent, `<Connect>${RELAY("")}</Connect><Say>Goodbye.</Say>`, ["One", "Two"]);
  expect(heard(result)).toEqual(["caller: One", "network: Goodbye."]);
  expect(result).toMatchObject({ answeredBy: "agent", status: "completed" });
});

test("once the caller has hung up, the action is told but its answer isn't run", async () => {
  const { result, application } = await talk(
    await startScripted(echo),
    `<Connect action="/after">${RELAY("")}</Connect>`,
  );
  expect(heard(result)).toEqual(["caller: Hello?", "agent: You said Hello?"]);
  expect(application.at("/after")[0]).toMatchObject({ SessionStatus: "completed", CallStatus: "completed" });
  expect("HandoffData" in (application.at("/after")[0] ?? {})).toBe(false);
});

test("a caller whose agent stays silent hangs up", async () => {
  const { result } = await talk(
    await startScripted(() => {}),
    `<Connect>${RELAY('welcomeGreeting="Hi."')}</Connect><Say>Never.</Say>`,
    ["One", "Two"],
    250,
  );
  expect(heard(result)).toEqual(["agent: Hi.", "caller: One", "caller: (hangs up: no answer for 250 ms)"]);
  expect(result.status).toBe("completed");
});

test.each<[string, string, string]>([
  ["nobody listens", `<Connect action="/after">${RELAY("")}</Connect>`, "connect ECONNREFUSED"],
  [
    "the address isn't in the world",
    '<Connect action="/after"><ConversationRelay url="wss://nowhere.example/"/></Connect>',
    "nothing in this rehearsal serves nowhere.example",
  ],
  [
    "the address isn't wss",
    `<Connect action="/after"><ConversationRelay url="ws://${AGENTS}/"/></Connect>`,
    "the URL must be valid and begin with wss://",
  ],
])("the session fails with 64102 when %s", async (_what, document, why) => {
  const dead = createServer();
  await new Promise<void>((resolve) => dead.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(dead.address() as AddressInfo).port}`;
  await new Promise((resolve) => dead.close(resolve));
  const { result, application } = await talk({ origin }, document);
  expect(codes(result)).toEqual(["error 64102"]);
  expect(result.errors[0]?.message).toContain(`Unable to connect to WebSocket URL: ${why}`);
  expect(application.at("/after")[0]).toMatchObject({
    CallStatus: "in-progress",
    SessionStatus: "failed",
    ErrorCode: "39001",
    ErrorMessage: "Network connection to WebSocket server failed.",
  });
  expect(result).toMatchObject({ answeredBy: "twiml", status: "completed" });
  expect(result.legs[0]).toMatchObject({ kind: "agent", status: "failed" });
});

test("a handshake that isn't answered fails in time", async () => {
  const silent = createServer();
  silent.on("upgrade", (_request, socket) => closing.unshift(async () => void socket.destroy()));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    await new Promise((resolve) => silent.close(resolve));
  });
  const { result } = await talk(
    { origin: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` },
    `<Connect>${RELAY("")}</Connect>`,
  );
  expect(result.errors[0]?.message).toContain("handshake has timed out");
});

test("an agent that drops the socket in mid-call: 64105, and the action can still help", async () => {
  const agent = await startScripted((message, say, socket) => {
    if (message.type !== "prompt") return;
    say({ type: "text", token: "Let me" });
    socket.close(1011);
  });
  const { result, application } = await talk(agent, `<Connect action="/after">${RELAY("")}</Connect>`, ["One", "Two"]);
  expect(heard(result)).toEqual(["caller: One", "agent: Let me", "network: After."]);
  expect(codes(result)).toEqual(["error 64105"]);
  expect(application.at("/after")[0]).toMatchObject({ SessionStatus: "failed" });
  expect(result.answered).toBe(true);
});

test("a message that isn't understood is answered with an error and the session goes on", async () => {
  const agent = await startScripted((message, say) => {
    if (message.type !== "prompt") return;
    for (const bad of [
      "{",
      [],
      { type: "speak" },
      { type: "text" },
      { type: "sendDigits", digits: "abc" },
      { type: "language" },
    ])
      say(bad);
    say({ type: "end", handoffData: { reason: "an object" } });
    say({ type: "play", source: "cowbell" });
    say({ type: "text", token: "Still here.", last: true });
  });
  const { result } = await talk(agent, `<Connect>${RELAY("")}</Connect>`);
  expect(heard(result)).toEqual(["caller: Hello?", "agent: Still here."]);
  expect(codes(result)).toEqual(Array(8).fill("warning 64107"));
  expect(agent.sessions[0]?.messages.filter((one) => one.type === "error")[0]).toEqual({
    type: "error",
    description: "Invalid message received: {",
  });
});

test("a good message in between starts the count anew", async () => {
  const agent = await startScripted((message, say) => {
    if (message.type !== "prompt") return;
    for (let i = 0; i < 18; i += 1) {
      say({ type: "noise" });
      if (i === 8) say({ type: "text", token: "Hm. " });
    }
    say({ type: "text", token: "Here.", last: true });
  });
  const { result } = await talk(agent, `<Connect>${RELAY("")}</Connect>`);
  expect(heard(result)).toEqual(["caller: Hello?", "agent: Hm. Here."]);
  expect(codes(result)).toEqual(Array(18).fill("warning 64107"));
});

test("the tenth such message in a row ends the session with 1007 and 64105", async () => {
  const agent = await startScripted((message, say) => {
    if (message.type === "prompt") for (let i = 0; i < 12; i += 1) say({ type: "noise" });
  });
  const { result } = await talk(agent, `<Connect>${RELAY("")}</Connect>`);
  expect(codes(result)).toEqual([...Array(10).fill("warning 64107"), "error 64105"]);
  expect(agent.sessions[0]?.closed).toBe(1007);
});

const ID = "UgBBYS2sOqTuMpoF3BR0";

test.each<[attributes: string, code: string, message: string, nouns?: string]>([
  ['ttsProvider="Acapela"', "64101", "Invalid values (acapela/en-US/) for tts settings"],
  // The default provider is ElevenLabs, which has no such voice.
  ['voice="en-US-Neural2-F"', "64101", "Invalid values (elevenlabs/en-US/en-US-Neural2-F) for tts settings"],
  ['voice="Joanna-Neural"', "64101", "Invalid values (elevenlabs/en-US/Joanna-Neural) for tts settings"],
  ['ttsProvider="ElevenLabs" voice="Rachel"', "64101", "Invalid values (elevenlabs/en-US/Rachel) for tts settings"],
  [
    `voice="${ID}-flash_v2_5-0.5_0.5_0.5"`,
    "64101",
    `Invalid values (elevenlabs/en-US/${ID}-flash_v2_5-0.5_0.5_0.5) for tts settings`,
  ],
  [
    'ttsProvider="Amazon" voice="Polly.Joanna-Neural"',
    "64101",
    "Invalid values (amazon/en-US/Polly.Joanna-Neural) for tts settings",
  ],
  [
    'ttsProvider="Amazon" voice="en-US-Neural2-F"',
    "64101",
    "Invalid values (amazon/en-US/en-US-Neural2-F) for tts settings",
  ],
  [
    'language="de-DE" ttsProvider="Google" voice="en-US-Neural2-F"',
    "64106",
    "Invalid argument: (google/de-DE/en-US-Neural2-F) isn't supported by the provider",
  ],
  [
    'language="de-DE" ttsProvider="Amazon" voice="Joanna-Neural"',
    "64106",
    "Invalid argument: (amazon/de-DE/Joanna-Neural) isn't supported by the provider",
  ],
  [
    'language="th-TH" ttsProvider="Amazon"',
    "64106",
    "Invalid argument: (amazon/th-TH/) isn't supported by the provider",
  ],
  ['language="is-IS"', "64106", "Invalid argument: (elevenlabs/is-IS/) isn't supported by the provider"],
  [
    `language="de-DE" voice="${ID}-flash_v2"`,
    "64106",
    `Invalid argument: (elevenlabs/de-DE/${ID}-flash_v2) isn't supported by the provider`,
  ],
  [
    'language="multi" ttsProvider="Google"',
    "64106",
    "Invalid argument: (google/multi/) isn't supported by the provider",
  ],
  [
    'transcriptionLanguage="multi" transcriptionProvider="Google"',
    "64106",
    "Invalid argument: (Google/multi) isn't supported for transcription",
  ],
  [
    'ttsProvider="Google"',
    "64106",
    "Invalid argument: (google/sv-SE/en-US-Neural2-F) isn't supported by the provider",
    '<Language code="sv-SE" voice="en-US-Neural2-F"/>',
  ],
])(
  "%s disconnects the call with %s: the agent hears why, no action and no fallback is asked",
  async (attributes, code, message, nouns = "") => {
    const agent = await startScripted(echo);
    const document = `<Connect action="/after">${RELAY(attributes, nouns)}</Connect><Say>Never.</Say>`;
    const { result, application } = await talk(agent, document);
    expect([codes(result), result.errors[0]?.message]).toEqual([[`error ${code}`], message]);
    expect(agent.sessions[0]?.messages.map(({ type, description }) => [type, description])).toEqual([
      ["setup", undefined],
      ["error", message],
    ]);
    expect(agent.sessions[0]?.closed).toBe(1000);
    expect([heard(result), application.seen.map(({ path }) => path)]).toEqual([[], ["/voice"]]);
    expect(result).toMatchObject({ status: "completed", answered: false });
    expect(result.legs[0]).toMatchObject({ kind: "agent", status: "failed" });
  },
);

test.each([
  "",
  `voice="${ID}"`,
  `voice="${ID}-flash_v2_5-1.0_0.5_0.75" language="de-DE"`,
  `voice="${ID}-turbo_v4" language="is-IS"`,
  'ttsProvider="google"',
  'ttsProvider="Google" voice="en-US-Journey-O" transcriptionProvider="Google"',
  'ttsProvider="Google" voice="es-US-Standard-A" language="es-419" ttsLanguage="es-US" transcriptionProvider="Deepgram"',
  'ttsProvider="Amazon" voice="Kajal-Neural" language="hi-IN"',
  'language="multi" transcriptionProvider="Deepgram" ttsProvider="ElevenLabs"',
])("%j is a session", async (attributes) => {
  const { result } = await talk(await startScripted(echo), `<Connect>${RELAY(attributes)}</Connect>`);
  expect([codes(result), heard(result)]).toEqual([[], ["caller: Hello?", "agent: You said Hello?"]]);
});
