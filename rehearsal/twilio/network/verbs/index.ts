import { start, stop } from "../stream/verbs.ts";
import { NEXT, type Perform, whole } from "../twiml/step.ts";
import { connect } from "./connect.ts";
import { dial } from "./dial.ts";
import { gather } from "./gather.ts";
import { play } from "./play.ts";
import { enqueue, leave } from "./queue.ts";
import { record } from "./record.ts";
import { refer } from "./refer.ts";
import { say } from "./say.ts";

/** As the first verb it waits without picking up. https://www.twilio.com/docs/voice/twiml/pause */
const pause: Perform = async (call, verb, { first }) => {
  if (!first) await call.answer();
  await call.wait(1000 * whole(verb.attributes.length, 1));
  return NEXT;
};

const redirect: Perform = async (_call, verb, { url }) => ({
  kind: "request",
  purpose: "redirect",
  // https://www.twilio.com/docs/voice/twiml/redirect: without an address the current document is asked for again.
  url: verb.text || url,
  method: verb.attributes.method,
  params: {},
});

/** Only as the first verb does it leave the call unanswered. https://www.twilio.com/docs/voice/twiml/reject */
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

/** The verbs that are modelled. https://www.twilio.com/docs/voice/twiml */
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
