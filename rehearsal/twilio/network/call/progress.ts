import { durations } from "./duration.ts";
import type { LiveCall } from "./live-call.ts";
import { callParameters } from "./parameters.ts";

/**
 * Sends a call's progress to a status callback, in order. The returned function sends the end.
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
    /** Further parameters of the last event. */
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
