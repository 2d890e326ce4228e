import { refused } from "../errors.ts";
import { assign, fieldsOf } from "../parameters.ts";
import type { Application, Fields } from "../store.ts";
import { find, type Handler, showOne, showPage } from "./request.ts";

/** What an application has that was made without any parameter. */
export const APPLICATION_DEFAULTS = {
  friendly_name: "",
  voice_method: "POST",
  voice_fallback_method: "POST",
  status_callback_method: "POST",
  voice_caller_id_lookup: false,
  sms_method: "POST",
  sms_fallback_method: "POST",
  public_application_connect_enabled: false,
} as const;

/** How many an account may have. https://www.twilio.com/docs/api/errors/21301 */
const MOST = 1000;

/** https://www.twilio.com/docs/usage/api/applications */
export const applications: Readonly<Record<string, Handler>> = {
  CreateApplication(request) {
    const { store, account, operation, form } = request;
    const fields = fieldsOf(operation, form);
    checkName(fields);
    const has = [...store.applications.values()].filter((a) => a.account_sid === account.sid).length;
    if (has >= MOST) throw refused(21301, "Cannot create application: application limit exceeded");
    const created: Application = { ...store.stamp("AP"), account_sid: account.sid, ...APPLICATION_DEFAULTS };
    assign(created, withDefaults(fields));
    store.applications.set(created.sid, created);
    return showOne(request, created);
  },

  ListApplication(request) {
    const name = request.query.get("FriendlyName");
    return showPage(
      request,
      request.store.applications.values(),
      (a) => a.account_sid === request.account.sid && (!name || a.friendly_name === name),
    );
  },

  FetchApplication: (request) => showOne(request, find(request, request.store.applications)),

  UpdateApplication(request) {
    const application = find(request, request.store.applications);
    const fields = fieldsOf(request.operation, request.form);
    checkName(fields);
    assign(application, { ...withDefaults(fields), date_updated: request.store.clock() });
    return showOne(request, application);
  },

  /** A number that names the application keeps naming it: its calls fail until it gets another. */
  DeleteApplication(request) {
    request.store.applications.delete(find(request, request.store.applications).sid);
    return undefined;
  },
};

/** An empty parameter takes a field back to its default. */
const withDefaults = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, value ?? (APPLICATION_DEFAULTS as Fields)[field]]),
  );

function checkName(fields: Fields): void {
  if (String(fields.friendly_name ?? "").length > 64) {
    throw refused(20002, "Invalid FriendlyName: it must be at most 64 characters");
  }
}
