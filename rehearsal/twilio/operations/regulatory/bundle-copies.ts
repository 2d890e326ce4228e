import { notFound, refused } from "../../api/errors.ts";
import { assign } from "../../api/parameters.ts";
import { ASSIGNMENTS, BUNDLES, type Bundle, DOCUMENTS, END_USERS, itemsOf, review } from "../../regulatory/bundles.ts";
import type { Resource, Store } from "../../store.ts";
import { type Handler, showOne, showPage } from "../request.ts";
import { bundleOf } from "./bundles.ts";
import { requireAll } from "./items.ts";

/**
 * Bundles made from bundles: a clone for another account under the same parent, a copy to renew an approved bundle's documents,
 * and the replacement of the bundle's items by the copy's. https://www.twilio.com/docs/phone-numbers/regulatory/api/copies-resource
 */
export const bundleCopies: Readonly<Record<string, Handler>> = {
  "numbers_v2.CreateBundleClone"(request) {
    const { store, account, path } = request;
    review(store);
    const source = bundleOf(request);
    const { target_account_sid, move_to_draft, friendly_name } = requireAll(request, "TargetAccountSid");
    const target = store.accounts.get(String(target_account_sid));
    if (target?.owner_account_sid !== account.owner_account_sid) throw notFound(path);
    if (move_to_draft !== true && source.status !== "twilio-approved") {
      throw refused(20422, `Bundle ${source.sid} is not approved: clone it with MoveToDraft`);
    }
    const status = move_to_draft === true ? "draft" : "twilio-approved";
    const made = madeOf(store, source, { account_sid: target.sid, status, friendly_name });
    for (const { object_sid } of itemsOf(store, source).assigned) {
      const sid = target.sid === account.sid ? object_sid : handedOn(store, object_sid, target.sid);
      put(store, made, sid);
    }
    return showOne(request, made, { bundle_sid: made.sid });
  },

  "numbers_v2.CreateBundleCopy"(request) {
    const { store } = request;
    review(store);
    const source = bundleOf(request);
    const { friendly_name } = requireAll(request);
    const made = madeOf(store, source, { status: "draft", copy_of: source.sid, friendly_name });
    for (const { object_sid } of itemsOf(store, source).assigned) put(store, made, object_sid);
    return showOne(request, made);
  },
  "numbers_v2.ListBundleCopy"(request) {
    review(request.store);
    const { sid } = bundleOf(request);
    return showPage(request, request.store.all(BUNDLES).values(), (one) => one.copy_of === sid);
  },

  "numbers_v2.CreateReplaceItems"(request) {
    const { store, account } = request;
    review(store);
    const bundle = bundleOf(request);
    const { from_bundle_sid } = requireAll(request, "FromBundleSid");
    const from = store.all(BUNDLES).get(String(from_bundle_sid));
    if (from?.account_sid !== account.sid) throw refused(22225, "From Bundle to Replace Items does not exist");
    if (from === bundle) throw refused(22226, "Cannot replace Items from Bundle to same Bundle");
    if (from.regulation_sid !== bundle.regulation_sid) {
      throw refused(22228, "From Bundle does not have latest Regulation requirements that matches destination Bundle");
    }
    for (const one of [bundle, from]) {
      if (one.status !== "twilio-approved") throw refused(20422, `Bundle ${one.sid} is not approved`);
    }
    for (const { sid } of itemsOf(store, bundle).assigned) store.all(ASSIGNMENTS).delete(sid);
    for (const { object_sid } of itemsOf(store, from).assigned) put(store, bundle, object_sid);
    bundle.date_updated = store.clock();
    return showOne(request, bundle);
  },
};

function madeOf(store: Store, source: Bundle, fields: Partial<Bundle>): Bundle {
  const { submitted_at: _, copy_of: __, ...rest } = source;
  const made = { ...rest, ...store.stamp("BU") } as Bundle;
  assign(made, Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)));
  store.all(BUNDLES).set(made.sid, made);
  return made;
}

function put(store: Store, { sid: bundle_sid, account_sid }: Bundle, object_sid: string): void {
  const stamp = store.stamp("BV");
  store.all(ASSIGNMENTS).set(stamp.sid, { ...stamp, account_sid, bundle_sid, object_sid });
}

/** Clones an end user or document into another account. */
function handedOn(store: Store, sid: string, account_sid: string): string {
  const all = (sid.startsWith("IT") ? store.all(END_USERS) : store.all(DOCUMENTS)) as Map<string, Resource>;
  const made = { ...(all.get(sid) as Resource), ...store.stamp(sid.slice(0, 2)), account_sid };
  all.set(made.sid, made);
  return made.sid;
}
