import twilio from "twilio";
import { afterEach, expect, test, vi } from "vitest";
import { MovableClock, machineClock } from "../../clock.ts";
import type { Cue } from "../index.ts";
import { AGENTS, type Behave, startScripted } from "../testing/scripted-agent.ts";
import { ACCOUNT, closeWorlds, codes, HOST, heard, startPhones, TOKEN, twiml } from "../testing/world.ts";
import { muLaw } from "./audio.ts";

afterEach(closeWorlds);

type Message = Record<string, Record<string, unknown> & string>;

async function stream(document: string, says: readonly Cue[], behave: Behave = () => {}, clock = machineClock) {
  const agent = await startScripted(behave);
  const replies = { "/voice": twiml(document), "/events": twiml("") };
  const world = await startPhones(replies, { agent, clock, limits: { breathMs: 40, patienceMs: 500 } });
  const placed = world.place({ says });
  const result = await (clock instanceof MovableClock ? clock.runUntil(placed) : placed);
  await expect.poll(() => agent.sessions.every((one) => one.closed !== undefined)).toBe(true);
  const messages = (agent.sessions[0]?.messages ?? []) as Message[];
  return { ...world, result, agent, messages, events: messages.map((one) => String(one.event)) };
}

const url = `url="wss://${AGENTS}/media"`;
const second = Buffer.alloc(8_000, 0xff).toString("base64");
const runs = (events: string[]) => events.filter((one, i) => one !== events[i - 1]);

test("a bidirectional stream: connected, start, frames of 20 ms, stop, as documented", async () => {
  const parameters = '<Parameter name="tenant" value="acme"/>';
  const { messages, events, result, agent } = await stream(`<Connect><Stream ${url}>${parameters}</Stream></Connect>`, [
    "one two",
  ]);
  const streamSid = messages[1]?.streamSid;
  expect(messages[0]).toEqual({ event: "connected", protocol: "Call", version: "1.0.0" });
  expect(messages[1]).toEqual({
    event: "start",
    sequenceNumber: "1",
    start: {
      accountSid: ACCOUNT,
      streamSid: expect.stringMatching(/^MZ[0-9a-f]{32}$/),
      callSid: result.sid,
      tracks: ["inbound"],
      mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
      customParameters: { tenant: "acme" },
    },
    streamSid,
  });
  expect(runs(events)).toEqual(["connected", "start", "media", "stop"]);
  const media = messages.filter((one) => one.event === "media");
  // 0.7 s of speech.
  expect(media.length).toBe(35);
  expect(media[34]).toMatchObject({
    sequenceNumber: "36",
    streamSid,
    media: { track: "inbound", chunk: "35", timestamp: "680" },
  });
  expect(Buffer.from(String(media[0]?.media?.payload), "base64").length).toBe(160);
  expect(messages.at(-1)).toEqual({
    ...{ event: "stop", sequenceNumber: "37", streamSid },
    stop: { accountSid: ACCOUNT, callSid: result.sid },
  });
  const signed = agent.sessions[0]?.headers["x-twilio-signature"] as string;
  expect(twilio.validateRequest(TOKEN, signed, `wss://${AGENTS}/media`, {})).toBe(true);
});

test("the application speaks, its marks come back when they are reached, and it ends the stream", async () => {
  let frames = 0;
  const behave: Behave = (message, say, socket) => {
    const { streamSid } = message;
    if (message.event === "media") {
      frames += 1;
      if (frames !== 35) return;
      say({ event: "media", streamSid, media: { payload: second } });
      say({ event: "mark", streamSid, mark: { name: "half" } });
      say({ event: "media", streamSid, media: { payload: second } });
      say({ event: "mark", streamSid, mark: { name: "end" } });
    } else if (message.event === "mark" && (message.mark as { name: string }).name === "end") socket.close();
  };
  const { messages, result } = await stream(
    `<Connect><Stream ${url}/></Connect><Say>Bye.</Say>`,
    ["one two", "never"],
    behave,
  );
  expect(messages.filter((one) => one.event === "mark").map((one) => one.mark)).toEqual([
    { name: "half" },
    { name: "end" },
  ]);
  expect(heard(result)).toEqual(["caller: one two", "agent: (2.0 s of audio)", "network: Bye."]);
  expect(result.legs[0]).toMatchObject({ kind: "agent", status: "ended" });
});

test("clear stops what is played, and its marks come back at once", async () => {
  const clock = new MovableClock();
  let marked = -1;
  const behave: Behave = (message, say, socket) => {
    const { streamSid } = message;
    if (message.event === "start") {
      for (let i = 0; i < 60; i += 1) say({ event: "media", streamSid, media: { payload: second } });
      say({ event: "mark", streamSid, mark: { name: "end" } });
    } else if (message.event === "media" && (message.media as { chunk: string }).chunk === "100") {
      say({ event: "clear", streamSid });
    } else if (message.event === "mark") {
      marked = clock.elapsed();
      socket.close();
    }
  };
  const { result } = await stream(`<Connect><Stream ${url}/></Connect>`, [], behave, clock);
  // The hundredth 20 ms frame is sent after two seconds.
  expect(marked).toBeGreaterThanOrEqual(2_000);
  expect(marked).toBeLessThan(4_000);
  expect(result.status).toBe("completed");
});

test("keys are told; a message that can't be obeyed is logged", async () => {
  const behave: Behave = (message, say, socket) => {
    if (message.event === "dtmf" && (message.dtmf as { digit: string }).digit === "2") {
      say({ event: "media", streamSid: "MZ0", media: { payload: second } });
      say({ event: "media", streamSid: message.streamSid, media: { payload: "?" } });
      say({ event: "hum", streamSid: message.streamSid });
      say("{");
      socket.close();
    }
  };
  const { messages, result } = await stream(
    `<Connect><Stream ${url}/></Connect>`,
    [{ digits: "1w2" }, "never"],
    behave,
  );
  expect(messages.filter((one) => one.event === "dtmf").map((one) => one.dtmf)).toEqual([
    { track: "inbound_track", digit: "1" },
    { track: "inbound_track", digit: "2" },
  ]);
  expect(codes(result)).toEqual(Array(4).fill("warning 31951"));
});

test("<Start> streams beside what follows, both tracks, until <Stop>; its callback is told", async () => {
  const start = `<Start><Stream ${url} name="copy" track="both_tracks" statusCallback="https://${HOST}/events"/></Start>`;
  const { messages, events, application, result } = await stream(
    `${start}<Gather input="speech"><Say>one two</Say></Gather><Stop><Stream name="copy"/></Stop><Say>Unheard.</Say>`,
    ["three"],
  );
  expect(messages[1]?.start?.tracks).toEqual(["inbound", "outbound"]);
  const tracks = messages.filter((one) => one.event === "media").map((one) => String(one.media?.track));
  // Without an action the document is requested again: the caller, whose script is over, hears the prompt a second time.
  expect(runs(tracks).slice(0, 2)).toEqual(["outbound", "inbound"]);
  expect([tracks.filter((one) => one === "inbound").length, events.at(-1)]).toEqual([18, "stop"]);
  expect(application.at("/events")[0]).toMatchObject({
    StreamEvent: "stream-started",
    StreamName: "copy",
    CallSid: result.sid,
  });
  expect(application.at("/events").map((one) => one.StreamEvent)).toContain("stream-stopped");
});

test("with a pace a frame comes every 20 ms, silence too", async () => {
  const clock = new MovableClock();
  const { messages } = await stream(`<Start><Stream ${url}/></Start><Pause length="2"/>`, [], () => {}, clock);
  // The hundredth frame would be due at the very time at which the call ends.
  expect(messages.filter((one) => one.event === "media").length).toBe(99);
  expect(Buffer.from(String(messages[2]?.media?.payload), "base64").every((byte) => byte === 0xff)).toBe(true);
});

test("a stream that can't be had is 31920, and the document goes on", async () => {
  const { result, application } = await stream(
    `<Connect><Stream url="wss://nowhere.example/" statusCallback="https://${HOST}/events"/></Connect><Say>Bye.</Say>`,
    [],
  );
  expect([codes(result), heard(result)]).toEqual([["error 31920"], ["network: Bye."]]);
  expect(application.at("/events")[0]).toMatchObject({ StreamEvent: "stream-error" });
});

test("a stream whose call ends while it opens is closed again", async () => {
  let hangUp = (): void => {};
  const closed = vi.fn();
  // The application's side of the WebSocket opens before the network's side.
  const agent = await startScripted(
    () => {},
    (socket) => {
      socket.on("close", closed);
      hangUp();
    },
  );
  const document = `<Connect><Stream ${url}/></Connect><Say>Never.</Say>`;
  const world = await startPhones({ "/voice": twiml(document) }, { agent, clock: machineClock });
  const caller = {
    connected: (handset: { hangUp(): void }) => {
      hangUp = () => handset.hangUp();
    },
    turn: () => new Promise<undefined>(() => {}),
  };
  expect(heard(await world.place({ caller }))).toEqual([]);
  await expect.poll(() => closed.mock.calls.length).toBe(1);
  expect(agent.sessions[0]?.messages).toEqual([]);
});

test("mu-law is G.711's", () => {
  expect([0, -1, 1_000, -1_000, 32_767, -32_768].map(muLaw)).toEqual([0xff, 0x7f, 0xce, 0x4e, 0x80, 0x00]);
});
