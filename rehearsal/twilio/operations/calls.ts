import { notModelled, refused, TwilioError } from "../errors.ts";
import { formatted } from "../inventory.ts";
import { fieldsOf } from "../parameters.ts";
import type { Call, Fields } from "../store.ts";
import { find, type Handler, showOne, showPage } from "./request.ts";

const LIVE = new Set(["queued", "ringing", "in-progress"]);

/** https://www.twilio.com/docs/voice/api/call-resource */
export const calls: Readonly<Record<string, Handler>> = {
  ListCall(request) {
    const { query, account, store } = request;
    const same = (parameter: string, value: unknown) => !query.get(parameter) || query.get(parameter) === value;
    const started = datesOf(query, "StartTime");
    const ended = datesOf(query, "EndTime");
    return showPage(
      request,
      store.calls.values(),
      (call) =>
        call.account_sid === account.sid &&
        same("To", call.to) &&
        same("From", call.from) &&
        same("ParentCallSid", call.parent_call_sid) &&
        same("Status", call.status) &&
        started(call.start_time) &&
        ended(call.end_time),
      shown,
    );
  },

  FetchCall(request) {
    const call = find(request, request.store.calls);
    return showOne(request, call, shown(call));
  },

  /** Only that a call which is over can't be changed. To end or redirect a live one is not modelled. */
  UpdateCall(request) {
    const call = find(request, request.store.calls);
    const changed = Object.keys(fieldsOf(request.operation, request.form))[0];
    if (changed === undefined) return showOne(request, call, shown(call));
    if (LIVE.has(call.status)) throw notModelled("ending or redirecting a live call");
    throw refused(21220, "Call is not in-progress. Cannot redirect.");
  },

  DeleteCall(request) {
    const call = find(request, request.store.calls);
    if (LIVE.has(call.status)) {
      throw new TwilioError(409, 20009, "Cannot delete this resource before it is complete");
    }
    request.store.calls.delete(call.sid);
    return undefined;
  },
};

/** Fields of an answer that follow from others. */
const shown = (call: Call): Fields => ({
  to_formatted: formatted(String(call.to)),
  from_formatted: formatted(String(call.from)),
  duration: call.duration === undefined ? undefined : String(call.duration),
  price_unit: "USD",
  queue_time: "0",
});

const DAY_MS = 86_400_000;

/** `StartTime=`, `StartTime<=`, `StartTime>=`: a date (that whole day, UTC) or a moment. */
function datesOf(query: URLSearchParams, name: string): (value: unknown) => boolean {
  const span = (parameter: string): readonly [number, number] | undefined => {
    const given = query.get(parameter);
    if (!given) return undefined;
    const from = Date.parse(given);
    if (Number.isNaN(from)) throw refused(20422, `Invalid Parameter: ${parameter} ${given}`);
    return /^\d{4}-\d\d-\d\d$/.test(given) ? [from, from + DAY_MS - 1] : [from, from];
  };
  const [on, until, since] = [span(name), span(`${name}<`), span(`${name}>`)];
  if (!on && !until && !since) return () => true;
  return (value) => {
    if (!(value instanceof Date)) return false;
    const at = value.getTime();
    return (!on || (at >= on[0] && at <= on[1])) && (!until || at <= until[1]) && (!since || at >= since[0]);
  };
}
