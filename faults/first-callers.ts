import type { Moment, Stage } from "./stage.ts";

const CALLER = "+14155550123";

/**
 * Calls each number that was bought after a snapshot, as a first caller would during an interrupted update: the number may have no
 * route yet. Returns the numbers whose caller reached neither an agent, a person nor a notice, with what the caller heard.
 */
export async function unansweredSince(stage: Stage, { store }: Moment): Promise<string[]> {
  const { twilio } = stage.world;
  const before = store.maps.numbers;
  const unanswered: string[] = [];
  for (const { sid, phone_number } of [...twilio.store.numbers.values()]) {
    if (before?.has(sid)) continue;
    const { answered, transcript } = await twilio.network.call({ from: CALLER, to: phone_number, says: [] });
    if (!answered) unanswered.push(`${phone_number} (${transcript.map(({ text }) => text).join(" ") || "nothing"})`);
  }
  return unanswered;
}
