import { notFound } from "../../api/errors.ts";
import type { Fields, LogEntry } from "../../store.ts";
import { datesOf } from "../dates.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";

/** The account's error log. https://www.twilio.com/docs/usage/api/notification-resource */
export const notifications: Readonly<Record<string, Handler>> = {
  ListNotification: list,
  ListCallNotification(request) {
    find(request, request.store.calls, request.parameters.CallSid);
    return list(request);
  },
  FetchNotification: fetch,
  FetchCallNotification: fetch,
};

function list(request: ApiRequest) {
  const { query, store } = request;
  const log = query.get("Log");
  const dated = datesOf(query, "MessageDate");
  return showPage(
    request,
    store.notifications.values(),
    (entry) => belongs(request, entry) && (!log || log === LOG[entry.level]) && dated(entry.date_created),
    shown,
  );
}

function fetch(request: ApiRequest) {
  const entry = find(request, request.store.notifications);
  if (!belongs(request, entry)) throw notFound(request.path);
  return showOne(request, entry, shown(entry));
}

const belongs = ({ account, parameters: { CallSid } }: ApiRequest, entry: LogEntry): boolean =>
  entry.account_sid === account.sid && (CallSid === undefined || entry.call_sid === CallSid);

const LOG = { error: "0", warning: "1" } as const;

function shown({ code, level, message, url, date_created }: LogEntry): Fields {
  const text = { ...(url && { url }), ErrorCode: String(code), LogLevel: level.toUpperCase(), Msg: message };
  return {
    error_code: String(code),
    log: LOG[level],
    message_date: date_created,
    message_text: String(new URLSearchParams(text)),
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    request_url: url,
  };
}
