import type { Perform } from "../twiml/script.ts";
import { NEXT, whole } from "../twiml/step.ts";
import { connect } from "./connect.ts";
import { dial } from "./dial.ts";
import { enqueue, leave } from "./enqueue.ts";
import { gather } from "./gather.ts";
import { play } from "./play.ts";
import { record } from "./record.ts";
import { refer } from "./refer.ts";
import { say } from "./say.ts";
import { start, stop } from "./start-stop.ts";

/** Waits. As the call's first verb, it doesn't answer the call. https://www.twilio.com/docs/voice/twiml/pause */
const pause: Perform = async (call, verb, { first }) => {
  if (!first) await call.answer();
  await call.wait(1000 * whole(verb.attributes.length, 1));
  return NEXT;
};

const redirect: Perform = async (_call, verb, { url }) => ({
  kind: "request",
  purpose: "redirect",
  // Without a URL, the current document is requested again: https://www.twilio.com/docs/voice/twiml/redirect
  url: verb.text || url,
  method: verb.attributes.method,
  params: {},
});

/** Rejects the call without answering it. Hangs up if the call is already answered. https://www.twilio.com/docs/voice/twiml/reject */
const reject: Perform = async (call, verb) => {
  if (call.answered) return { kind: "end", status: "completed" };
  const busy = verb.attributes.reason === "busy";
  await call.say("network", busy ? "(busy signal)" : "The number you have dialed is not in service.");
  return { kind: "end", status: busy ? "busy" : "no-answer" };
};

const hangup: Perform = async (call) => {
  await call.answer();
  return { kind: "end", status: "completed" };
};

/** The modelled verbs. https://www.twilio.com/docs/voice/twiml */
export const VERBS: Readonly<Record<string, Perform>> = {
  Say: say,
  Play: play,
  Pause: pause,
  Gather: gather,
  Record: record,
  Dial: dial,
  Connect: connect,
  Start: start,
  Stop: stop,
  Enqueue: enqueue,
  Leave: leave,
  Refer: refer,
  Redirect: redirect,
  Reject: reject,
  Hangup: hangup,
};
