import { afterEach, expect, test } from "vitest";
import { startAgent } from "../../../agent/index.ts";
import { RECEPTION } from "../../../agent/manifest.fixture.ts";
import { createNetwork } from "../index.ts";
import { ACCOUNT, CALLER, exchangeWith, HOST, hosts, NUMBER, startApplication, twiml } from "../testing/world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const RELAY = twiml(
  `<Connect action="/twilio/after"><ConversationRelay url="wss://agents.us.aybiza.example/acme/reception" welcomeGreeting="Acme Dental, how can I help?" language="en-US"><Parameter name="tenant" value="acme"/><Parameter name="agent" value="reception"/><Parameter name="version" value="v1"/></ConversationRelay></Connect>`,
);

async function world(replies: Parameters<typeof startApplication>[0]) {
  const application = await startApplication({
    "/twilio/status": (_seen, response) => void response.writeHead(204).end(),
    ...replies,
  });
  const agent = await startAgent({ manifest: async () => RECEPTION });
  closing.push(application.close, agent.close);
  const { exchange, calls } = exchangeWith({
    url: `https://${HOST}/twilio/voice`,
    method: "POST",
    statusCallback: `https://${HOST}/twilio/status`,
    statusCallbackMethod: "POST",
  });
  const resolve = hosts({ [HOST]: application.origin, "agents.us.aybiza.example": agent.origin });
  const phones = new Map([["+14155550188", { name: "Dr. Ames", answers: true, says: ["Ames speaking."] }]]);
  return { application, agent, calls, network: createNetwork({ exchange, resolve, phones }) };
}

test("a caller dials, the webhook connects an agent, they talk, the caller hangs up", async () => {
  const { application, agent, calls, network } = await world({ "/twilio/voice": RELAY, "/twilio/after": twiml("") });
  const result = await network.call({ from: CALLER, to: NUMBER, says: ["When do you OPEN?", "And your dog?"] });

  expect(result.transcript).toEqual([
    { who: "agent", text: "Acme Dental, how can I help?" },
    { who: "caller", text: "When do you OPEN?" },
    { who: "agent", text: "We are open from nine to five." },
    { who: "caller", text: "And your dog?" },
    { who: "agent", text: "I can tell you our opening hours." },
  ]);
  expect(result).toMatchObject({ status: "completed", answered: true, answeredBy: "agent", errors: [] });
  expect(application.seen.map((one) => one.path)).toEqual(["/twilio/voice", "/twilio/after", "/twilio/status"]);
  expect(application.at("/twilio/voice")[0]).toMatchObject({
    CallSid: result.sid,
    AccountSid: ACCOUNT,
    From: CALLER,
    To: NUMBER,
    CallStatus: "ringing",
    Direction: "inbound",
    FromCountry: "US",
    StirVerstat: "TN-Validation-Passed-A",
  });
  expect(application.at("/twilio/after")[0]).toMatchObject({
    CallStatus: "completed",
    SessionId: agent.sessions[0]?.sid,
    SessionStatus: "completed",
    SessionDuration: "1",
  });
  expect(application.at("/twilio/status")[0]).toMatchObject({
    CallSid: result.sid,
    CallStatus: "completed",
    CallDuration: "1",
    Duration: "1",
    SequenceNumber: "0",
    CallbackSource: "call-progress-events",
  });
  expect(calls.get(result.sid)).toMatchObject({ history: ["ringing", "in-progress", "completed"], duration: 1 });
  expect(agent.sessions).toMatchObject([{ callSid: result.sid, version: "v1", intents: ["hours", undefined] }]);
});

test("an agent hands over: the action hears why, and the telephone that it dials is reached", async () => {
  const { application, network } = await world({
    "/twilio/voice": RELAY,
    "/twilio/after": (seen, response) => {
      const next =
        seen.params.SessionStatus === "ended" ? '<Dial action="/twilio/after">+14155550188</Dial>' : "<Hangup/>";
      response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml(next));
    },
  });
  const result = await network.call({ from: CALLER, to: NUMBER, says: ["Give me a person.", "Thank you, doctor."] });
  expect(result.transcript).toEqual([
    { who: "agent", text: "Acme Dental, how can I help?" },
    { who: "caller", text: "Give me a person." },
    { who: "agent", text: "I'll put you through." },
    { who: "phone", text: "Ames speaking." },
    { who: "caller", text: "Thank you, doctor." },
  ]);
  const [handOver, dialled] = application.at("/twilio/after");
  expect(handOver).toMatchObject({
    CallStatus: "in-progress",
    SessionStatus: "ended",
    HandoffData: '{"reason":"hand-over","intent":"human"}',
  });
  expect(dialled).toMatchObject({ DialCallStatus: "completed", DialBridged: "true", DialCallDuration: "1" });
  expect(result.legs.map((leg) => [leg.kind, leg.status])).toEqual([
    ["agent", "ended"],
    ["phone", "completed"],
    ["caller", "completed"],
  ]);
  expect(result).toMatchObject({ status: "completed", answered: true, answeredBy: "agent" });
});

test("an agent that is down: the action hears of the failure and the fallback answers", async () => {
  const { application, agent, network } = await world({
    "/twilio/voice": RELAY,
    "/twilio/after": (seen, response) => {
      const next =
        seen.params.SessionStatus === "failed" ? "<Say>One moment.</Say><Dial>+14155550188</Dial>" : "<Hangup/>";
      response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml(next));
    },
  });
  agent.down("acme", "reception");
  const result = await network.call({ from: CALLER, to: NUMBER, says: ["Hello?"] });
  expect(result.transcript).toEqual([
    { who: "network", text: "One moment." },
    { who: "phone", text: "Ames speaking." },
    { who: "caller", text: "Hello?" },
  ]);
  expect(result).toMatchObject({ status: "completed", answered: true, answeredBy: "phone" });
  expect(result.errors).toEqual([
    {
      code: 64102,
      level: "error",
      message: "Unable to connect to WebSocket URL: Unexpected server response: 503",
      url: "wss://agents.us.aybiza.example/acme/reception",
    },
  ]);
  expect(application.at("/twilio/after")[0]).toMatchObject({
    SessionStatus: "failed",
    ErrorCode: "39001",
    ErrorMessage: "Network connection to WebSocket server failed.",
  });
  agent.up("acme", "reception");
  expect((await network.call({ from: CALLER, to: NUMBER, says: [] })).answeredBy).toBe("agent");
});

test("20 calls at once keep apart", async () => {
  const { application, agent, calls, network } = await world({ "/twilio/voice": RELAY, "/twilio/after": twiml("") });
  const says = [["Are you open?"], ["A dog?"], ["Goodbye."]];
  const placed = Array.from({ length: 20 }, (_, i) =>
    network.call({ from: `+141555501${10 + i}`, to: NUMBER, says: says[i % 3] as string[] }),
  );
  const results = await Promise.all(placed);
  const answers = ["We are open from nine to five.", "I can tell you our opening hours.", "Goodbye."];
  for (const [i, result] of results.entries()) {
    expect(result.transcript.map((line) => line.text).slice(1)).toEqual([says[i % 3]?.[0], answers[i % 3]]);
    const of = (path: string) => application.at(path).filter((one) => one.CallSid === result.sid);
    expect([of("/twilio/voice").length, of("/twilio/after").length, of("/twilio/status").length]).toEqual([1, 1, 1]);
    expect(of("/twilio/voice")[0]?.From).toBe(`+141555501${10 + i}`);
    expect(of("/twilio/after")[0]?.SessionStatus).toBe(i % 3 === 2 ? "ended" : "completed");
    expect(calls.get(result.sid)?.history).toEqual(["ringing", "in-progress", "completed"]);
    expect(result.errors).toEqual([]);
  }
  expect(new Set(agent.sessions.map((one) => one.sid)).size).toBe(20);
});
