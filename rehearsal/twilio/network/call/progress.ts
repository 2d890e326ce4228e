import { durations } from "./duration.ts";
import type { LiveCall } from "./live-call.ts";
import { callParameters } from "./parameters.ts";

/**
 * Sends a call's events to a status callback, in order. Call the returned function at the call's end: it sends `completed`.
 * https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent
 */
export function subscribe(
  call: LiveCall,
  {
    url,
    method,
    events,
    last = () => ({}),
  }: {
    url: string;
    method: string | null | undefined;
    events: readonly string[];
    /** Returns further parameters for the last event. */
    last?: () => Record<string, string>;
  },
): () => void {
  const callbacks = call.statusCallbacks(url, method);
  const wanted = new Set(events);
  const send = (event: string, more: () => Record<string, string> = () => ({})): void => {
    if (!wanted.has(event)) return;
    const status = event === "initiated" || event === "ringing" ? event : call.status;
    callbacks.send({ ...callParameters(call), CallStatus: status, ...more() });
  };
  call.onPlaced.push(() => send("initiated"));
  call.onRinging.push(() => send("ringing"));
  call.onAnswer.push(() => send("answered"));
  return () => send("completed", () => ({ ...durations(call.seconds), ...last() }));
}
