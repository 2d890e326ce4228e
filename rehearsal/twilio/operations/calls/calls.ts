import { notModelled, refused, TwilioError } from "../../api/errors.ts";
import { fieldsOf } from "../../api/parameters.ts";
import type { CallChange } from "../../network/index.ts";
import { formatted } from "../../numbers/inventory.ts";
import type { Call, Fields } from "../../store.ts";
import { datesOf } from "../dates.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";
import { CALL_CODES, placeCall } from "./place-call.ts";

const LIVE = new Set(["queued", "ringing", "in-progress"]);

/** https://www.twilio.com/docs/voice/api/call-resource */
export const calls: Readonly<Record<string, Handler>> = {
  async CreateCall(request) {
    const call = await placeCall(request);
    return showOne(request, call, { ...shown(call), status: "queued" });
  },

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

  /** Ends a live call or gives it new instructions. */
  async UpdateCall(request) {
    const call = find(request, request.store.calls);
    const change = changeOf(request);
    if (change && !(await request.network.update(call.sid, change))) {
      throw refused(21220, "Call is not in-progress. Cannot redirect.");
    }
    return showOne(request, call, shown(call));
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

/** Returns the fields of an answer that are derived from other fields of the call. */
const shown = (call: Call): Fields => ({
  to_formatted: formatted(String(call.to)),
  from_formatted: formatted(String(call.from)),
  duration: call.duration === undefined ? undefined : String(call.duration),
  price_unit: "USD",
  queue_time: "0",
});

/** Returns the change that an update requests; undefined when it requests none. */
function changeOf({ operation, form }: ApiRequest): CallChange | undefined {
  const fields = fieldsOf(operation, form, CALL_CODES);
  for (const name of ["status_callback", "time_limit"]) {
    if (fields[name] !== undefined) throw notModelled(`changing ${name} of a live call`);
  }
  const { status, url, twiml } = fields;
  if (status !== undefined) return { status: status as "canceled" | "completed" };
  if (url !== undefined && twiml !== undefined) throw refused(20422, "Invalid Parameter: give Url or Twiml, not both");
  if (twiml !== undefined) return { twiml: String(twiml) };
  if (url === undefined) return undefined;
  const given = Object.entries({
    method: fields.method,
    fallbackUrl: fields.fallback_url,
    fallbackMethod: fields.fallback_method,
  }).filter((one): one is [string, string] => one[1] !== undefined);
  return { url: String(url), ...Object.fromEntries(given) };
}
