import type { Moment, Stage } from "./stage.ts";

const CALLER = "+14155550123";

/**
 * Calls each number that came after a moment, as its first caller would who comes while an update is interrupted: it is bought, and perhaps has no
 * route yet. Gives the numbers whose caller heard nothing of ours, with what was heard.
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
