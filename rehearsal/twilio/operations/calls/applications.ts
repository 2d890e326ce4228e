import { refused } from "../../api/errors.ts";
import { assign, fieldsOf } from "../../api/parameters.ts";
import type { Application, Fields } from "../../store.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";

/** Defaults of an application. */
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

/** Maximum number of applications in an account. https://www.twilio.com/docs/api/errors/21301 */
const MOST = 1000;

/** https://www.twilio.com/docs/usage/api/applications */
export const applications: Readonly<Record<string, Handler>> = {
  CreateApplication(request) {
    const { store, account } = request;
    const fields = given(request);
    const has = [...store.applications.values()].filter((a) => a.account_sid === account.sid).length;
    if (has >= MOST) throw refused(21301, "Cannot create application: application limit exceeded");
    const created: Application = { ...store.stamp("AP"), account_sid: account.sid, ...APPLICATION_DEFAULTS };
    assign(created, fields);
    store.applications.set(created.sid, created);
    return shown(request, created);
  },

  ListApplication(request) {
    const name = request.query.get("FriendlyName");
    return showPage(
      request,
      request.store.applications.values(),
      (a) => a.account_sid === request.account.sid && (!name || a.friendly_name === name),
      bothNames,
    );
  },

  FetchApplication: (request) => shown(request, find(request, request.store.applications)),

  UpdateApplication(request) {
    const application = find(request, request.store.applications);
    assign(application, { ...given(request), date_updated: request.store.clock() });
    return shown(request, application);
  },

  /** Numbers keep the SID of a deleted application: their calls fail until another application is set. */
  DeleteApplication(request) {
    request.store.applications.delete(find(request, request.store.applications).sid);
    return undefined;
  },
};

/** Returns the fields that a form sets, after checking them. An empty parameter resets its field to the default. */
function given({ operation, form }: ApiRequest): Fields {
  const fields = fieldsOf(operation, form);
  if (String(fields.friendly_name ?? "").length > 64) {
    throw refused(20002, "Invalid FriendlyName: it must be at most 64 characters");
  }
  const set = Object.entries(byNewName(fields));
  return Object.fromEntries(set.map(([field, value]) => [field, value ?? (APPLICATION_DEFAULTS as Fields)[field]]));
}

/**
 * Stores `SmsStatusCallback`, the deprecated name of `MessageStatusCallback`, under the new name. If a request has both
 * parameters, `MessageStatusCallback` wins. https://www.twilio.com/docs/usage/api/applications ("Same as message_status_callback")
 */
export function byNewName(fields: Fields): Fields {
  if (!("sms_status_callback" in fields)) return fields;
  const { sms_status_callback: byOldName, ...rest } = fields;
  return { ...rest, message_status_callback: rest.message_status_callback ?? byOldName };
}

const bothNames = (application: Application): Fields => ({ sms_status_callback: application.message_status_callback });
const shown = (request: ApiRequest, application: Application) => showOne(request, application, bothNames(application));
