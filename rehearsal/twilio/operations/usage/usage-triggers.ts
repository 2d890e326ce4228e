import { refused } from "../../api/errors.ts";
import { assign, fieldsOf } from "../../api/parameters.ts";
import type { Fields, Store, UsageTrigger } from "../../store.ts";
import { CATEGORIES, eventsOf, totalOf } from "../../usage/meter.ts";
import { startOf } from "../../usage/periods.ts";
import { shownAmount } from "../../usage/prices.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";
import { metered } from "./usage-records.ts";

/**
 * Usage triggers. The stand-in checks a trigger when it is read: it fires if its value is reached. The stand-in never requests
 * its callback. https://www.twilio.com/docs/usage/api/usage-trigger
 */
export const usageTriggers: Readonly<Record<string, Handler>> = {
  CreateUsageTrigger(request) {
    const { store, account, operation, form } = request;
    const fields = fieldsOf(operation, form);
    for (const needed of ["callback_url", "trigger_value", "usage_category"]) {
      if (!fields[needed]) throw refused(20001, `Missing required parameter: ${needed}`);
    }
    if (!CATEGORIES.some((c) => c.name === fields.usage_category)) {
      throw refused(20422, `Invalid Parameter: this stand-in doesn't meter the UsageCategory ${fields.usage_category}`);
    }
    const given = String(fields.trigger_value);
    if (!/^\+?\d+([.]\d+)?$/.test(given))
      throw refused(20422, `Invalid Parameter: TriggerValue must be a number such as 30 or +30, not ${given}`);
    checkName(fields);
    const trigger: UsageTrigger = {
      ...store.stamp("UT"),
      account_sid: account.sid,
      ...{ friendly_name: "", callback_method: "POST", trigger_by: "usage" },
      trigger_value: given,
    };
    assign(trigger, fields);
    // `+30` means 30 above the current usage.
    const base = given.startsWith("+") ? Number(currentValue(store, trigger)) : 0;
    trigger.trigger_value = String(base + Number(given.replace("+", "")));
    store.usageTriggers.set(trigger.sid, trigger);
    return shown(request, trigger);
  },

  ListUsageTrigger(request) {
    const { query, store, account } = request;
    const same = (name: string, value: unknown) => !query.get(name) || query.get(name) === value;
    const page = showPage(
      request,
      store.usageTriggers.values(),
      (t) =>
        t.account_sid === account.sid &&
        same("Recurring", t.recurring) &&
        same("TriggerBy", t.trigger_by) &&
        same("UsageCategory", t.usage_category),
      (t) => live(store, t),
    );
    const triggers = page.usage_triggers as readonly { usage_record_uri: string; usage_category: string }[];
    return { ...page, usage_triggers: triggers.map(withOwnCategory) } as never;
  },

  FetchUsageTrigger: (request) => shown(request, find(request, request.store.usageTriggers)),

  UpdateUsageTrigger(request) {
    const trigger = find(request, request.store.usageTriggers);
    const fields = fieldsOf(request.operation, request.form);
    checkName(fields);
    if ("callback_url" in fields && !fields.callback_url) throw refused(21402, "CallbackUrl is required");
    if ("callback_method" in fields) fields.callback_method ??= "POST";
    if ("friendly_name" in fields) fields.friendly_name ??= "";
    assign(trigger, { ...fields, date_updated: request.store.clock() });
    return shown(request, trigger);
  },

  DeleteUsageTrigger(request) {
    request.store.usageTriggers.delete(find(request, request.store.usageTriggers).sid);
    return undefined;
  },
};

function checkName(fields: Fields): void {
  if (String(fields.friendly_name ?? "").length > 64)
    throw refused(20002, "Invalid FriendlyName: it must be at most 64 characters");
}

const shown = (request: ApiRequest, trigger: UsageTrigger) =>
  withOwnCategory(showOne(request, trigger, live(request.store, trigger)) as never) as never;

/** Returns the trigger's fields at the time of the request, with `date_fired` once it has fired. */
function live(store: Store, trigger: UsageTrigger): Fields {
  const current_value = currentValue(store, trigger);
  if (!trigger.date_fired && Number(current_value) >= Number(trigger.trigger_value)) trigger.date_fired = store.clock();
  return { current_value, usage_record_uri: recordUri(trigger) };
}

const recordUri = ({ account_sid, usage_category }: UsageTrigger): string =>
  `/2010-04-01/Accounts/${account_sid}/Usage/Records.json?Category=${usage_category}`;

/** Replaces the category of the OpenAPI example in the trigger's link with the trigger's own. */
function withOwnCategory<T extends { usage_record_uri: string; usage_category: string }>(trigger: T): T {
  const usage_record_uri = trigger.usage_record_uri.replace(/Category=.*/, `Category=${trigger.usage_category}`);
  return { ...trigger, usage_record_uri };
}

/** Returns the usage so far: of a recurring trigger, since the start of the current day, month or year. */
function currentValue(store: Store, { account_sid, recurring, trigger_by, usage_category }: UsageTrigger): string {
  const account = store.accounts.get(account_sid);
  if (!account) return "0";
  const now = store.clock();
  const units = { daily: "day", monthly: "month", yearly: "year" } as const;
  const unit = units[recurring as keyof typeof units];
  const from = unit ? startOf(unit, now) : new Date(0);
  const events = eventsOf(store, metered(store, account, null));
  const { count, usage, price } = totalOf(events, String(usage_category), from, startOf("day", now, 1));
  if (trigger_by === "count") return String(count);
  return trigger_by === "price" || usage_category === "totalprice" ? shownAmount(price) : String(usage);
}
