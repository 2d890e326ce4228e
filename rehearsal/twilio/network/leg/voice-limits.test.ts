import { afterEach, expect, test } from "vitest";
import { machineClock } from "../../clock.ts";
import type { VoiceLimits } from "../index.ts";
import { AGENTS, startScripted } from "../testing/scripted-agent.ts";
import { closeWorlds, codes, startPhones, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

const RELAY = `<Connect action="/after"><ConversationRelay url="wss://${AGENTS}/a"/></Connect>`;

/** Places three calls to an account with these limits: the second while the first talks with the agent, the third after both. */
async function threeCalls(voiceLimits: VoiceLimits) {
  const talking = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const agent = await startScripted(() => {}, talking.resolve as () => void);
  const replies = { "/voice": twiml(RELAY), "/after": twiml("") };
  const { place, application } = await startPhones(replies, { agent, voiceLimits, clock: machineClock });
  const first = place({ caller: { turn: () => over.promise.then(() => ({ hangUp: true })) } });
  await Promise.race([talking.promise, first]);
  const second = await place();
  over.resolve();
  const calls = [await first, second, await place()];
  const says = calls.map((call) => ({ status: call.status, codes: codes(call) }));
  return {
    says,
    webhooks: application.seen.map(({ path, params }) => [path, calls.findIndex(({ sid }) => sid === params.CallSid)]),
    sessions: agent.sessions.length,
  };
}

const TALKS = { status: "completed", codes: [] };

test("a call too many is rejected before any webhook, and the error log alone says so", async () => {
  expect(await threeCalls({ calls: 1 })).toEqual({
    says: [TALKS, { status: "failed", codes: ["error 10004"] }, TALKS],
    webhooks: [
      ["/voice", 0],
      ["/after", 0],
      ["/voice", 2],
      ["/after", 2],
    ],
    sessions: 2,
  });
});

test("a ConversationRelay session too many is rejected, and its call ends", async () => {
  expect(await threeCalls({ relaySessions: 1 })).toEqual({
    says: [TALKS, { status: "completed", codes: ["error 64109"] }, TALKS],
    webhooks: [
      ["/voice", 0],
      ["/voice", 1],
      ["/after", 0],
      ["/voice", 2],
      ["/after", 2],
    ],
    sessions: 2,
  });
});

test("without the addendum no call reaches an agent", async () => {
  const ends = { status: "completed", codes: ["error 64199"] };
  expect(await threeCalls({ conversationRelay: false })).toEqual({
    says: [ends, ends, ends],
    webhooks: [
      ["/voice", 0],
      ["/voice", 1],
      ["/voice", 2],
    ],
    sessions: 0,
  });
});

test("an account within its limits is as one without", async () => {
  const { says, sessions } = await threeCalls({ calls: 2, relaySessions: 2, conversationRelay: true });
  expect([says, sessions]).toEqual([[TALKS, TALKS, TALKS], 3]);
});
