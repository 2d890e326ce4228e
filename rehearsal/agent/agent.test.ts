import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { signature } from "../twilio/network/webhook/signature.ts";
import { type Agent, type AgentOptions, startAgent } from "./index.ts";
import { RECEPTION } from "./manifest.fixture.ts";

let agent: Agent;
afterEach(() => agent.close());

const SETUP = {
  type: "setup",
  sessionId: `VX${"1".repeat(32)}`,
  accountSid: `AC${"2".repeat(32)}`,
  callSid: `CA${"3".repeat(32)}`,
  from: "+14155550123",
  to: "+14155550101",
  callType: "PSTN",
  customParameters: { tenant: "acme", agent: "reception", version: "v1" },
};
const prompt = (voicePrompt: string, last = true) => ({ type: "prompt", voicePrompt, lang: "en-US", last });

async function start(options: Partial<AgentOptions> = {}): Promise<void> {
  agent = await startAgent({
    manifest: async (_tenant, _agent, version) => {
      if (version !== "v1") throw new Error("no such version");
      return RECEPTION;
    },
    ...options,
  });
}

/** Connects and sends messages. Resolves to the messages received once the socket closes, or after a short silence. */
async function converse(messages: unknown[], path = "/acme/reception", headers: Record<string, string> = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${agent.port}${path}`, { headers });
  const received: Record<string, unknown>[] = [];
  let closed: { code: number; reason: string } | undefined;
  socket.on("message", (data) => received.push(JSON.parse(String(data))));
  const opened = await new Promise<string | undefined>((resolve) => {
    socket.once("open", () => resolve(undefined));
    socket.once("error", (error) => resolve(error.message));
  });
  if (opened !== undefined) return { refused: opened, received, closed };
  const over = new Promise<void>((resolve) => {
    socket.once("close", (code, reason) => {
      closed = { code, reason: String(reason) };
      resolve();
    });
  });
  for (const one of messages) socket.send(typeof one === "string" || Buffer.isBuffer(one) ? one : JSON.stringify(one));
  await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 150))]);
  socket.close();
  await over;
  return { refused: undefined, received, closed };
}
const spoken = (received: Record<string, unknown>[]): string => received.map((one) => one.token ?? "").join("");

test("prompts are answered by the flow, in tokens, the last one marked; the greeting isn't repeated", async () => {
  await start();
  const { received } = await converse([SETUP, prompt("part of a", false), prompt("When do you open?")]);
  expect(received).toEqual([
    { type: "text", token: "We are open ", last: false },
    { type: "text", token: "from nine to ", last: false },
    { type: "text", token: "five.", last: true },
  ]);
  expect(agent.sessions).toEqual([
    {
      tenant: "acme",
      agent: "reception",
      sid: SETUP.sessionId,
      callSid: SETUP.callSid,
      version: "v1",
      intents: ["hours"],
      state: "closed",
    },
  ]);
});

test("a hand-over answers, then ends with its reason; an end just ends; nothing is said afterwards", async () => {
  await start();
  const handOver = await converse([SETUP, prompt("Give me a person"), prompt("open?")]);
  expect(spoken(handOver.received)).toBe("I'll put you through.");
  expect(handOver.received.at(-1)).toEqual({ type: "end", handoffData: '{"reason":"hand-over","intent":"human"}' });
  expect((await converse([SETUP, prompt("Goodbye")])).received.at(-1)).toEqual({ type: "end" });
});

test("other messages of Twilio's are taken in silence", async () => {
  await start();
  const { received, closed } = await converse([
    SETUP,
    { type: "dtmf", digit: "1" },
    { type: "interrupt", utteranceUntilInterrupt: "We are", durationUntilInterruptMs: 460 },
    { type: "error", description: "Invalid message received" },
  ]);
  expect([received, closed?.code]).toEqual([[], 1005]);
});

test.each<[string, unknown[], number, string]>([
  ["no JSON", ["hello"], 1007, "the message isn't JSON"],
  ["a binary message", [Buffer.from("{}")], 1007, "messages are JSON text"],
  ["an unknown type", [{ type: "hello" }], 1008, 'invalid message at "type"'],
  [
    "a setup without its parameters",
    [{ ...SETUP, customParameters: {} }],
    1008,
    'invalid message at "customParameters.tenant"',
  ],
  ["a prompt before setup", [prompt("Hi")], 1008, "prompt before setup"],
  ["a second setup", [SETUP, SETUP], 1008, "setup was sent already"],
  [
    "another agent's setup",
    [{ ...SETUP, customParameters: { ...SETUP.customParameters, tenant: "other" } }],
    1008,
    "customParameters name another agent",
  ],
  [
    "a version without a manifest",
    [{ ...SETUP, customParameters: { ...SETUP.customParameters, version: "v2" } }],
    1011,
    "no manifest of acme/reception version v2",
  ],
  ["too large a message", [prompt("x".repeat(70_000))], 1009, ""],
])("%s closes the socket, and the next call is served", async (_what, messages, code, reason) => {
  await start();
  const { closed } = await converse(messages);
  expect(closed?.code).toBe(code);
  expect(closed?.reason).toContain(reason);
  expect(spoken((await converse([SETUP, prompt("open?")])).received)).toBe("We are open from nine to five.");
});

test("an agent that is down refuses the upgrade with 503, others and itself afterwards don't", async () => {
  await start();
  agent.down("acme", "reception");
  expect((await converse([])).refused).toBe("Unexpected server response: 503");
  expect((await converse([], "/acme/sales")).refused).toBe(undefined);
  agent.up("acme", "reception");
  expect((await converse([])).refused).toBe(undefined);
});

test("an address that isn't an agent's is 404; plain HTTP is told to upgrade", async () => {
  await start();
  for (const path of ["/", "/acme", "/acme/reception/x", "/Acme/../reception"]) {
    expect((await converse([], path)).refused).toBe("Unexpected server response: 404");
  }
  expect((await fetch(agent.origin)).status).toBe(426);
});

test("with tokens given, only a true signature over the public address is let in", async () => {
  const tokens = ["old", "new"];
  await start({ tokens: async (tenant) => (tenant === "acme" ? tokens : []) });
  const headers = (authToken: string, url = "wss://agents.us.aybiza.example/acme/reception") => ({
    Host: "agents.us.aybiza.example",
    "X-Twilio-Signature": signature({ authToken, url }),
  });
  const refused = async (path: string, given: Record<string, string>) => (await converse([], path, given)).refused;
  const forbidden = "Unexpected server response: 403";
  expect(await refused("/acme/reception", headers("old"))).toBe(undefined);
  expect(await refused("/acme/reception", headers("new"))).toBe(undefined);
  expect(await refused("/acme/reception", headers("wrong"))).toBe(forbidden);
  expect(await refused("/acme/reception", {})).toBe(forbidden);
  expect(await refused("/acme/sales", headers("old"))).toBe(forbidden);
  expect(await refused("/other/reception", headers("old", "wss://agents.us.aybiza.example/other/reception"))).toBe(
    forbidden,
  );
});
