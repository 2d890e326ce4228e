import { refused } from "../../api/errors.ts";
import { ASSIGNMENTS, BUNDLES, type Bundle, evaluationOf, itemsOf, review, submit } from "../../regulatory/bundles.ts";
import { REGULATIONS, type Regulation, regulationOf } from "../../regulatory/regulations.ts";
import { type Fields, kind, type Resource } from "../../store.ts";
import { datesOf } from "../dates.ts";
import { type Family, operationsOf } from "../family.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";
import { inReview, requireAll } from "./items.ts";

const API = "numbers_v2";

/** A stored result of an evaluation. */
interface KeptEvaluation extends Resource {
  readonly account_sid: string;
  readonly bundle_sid: string;
}
export const EVALUATIONS = kind<KeptEvaluation>("evaluations");

const family: Family<Bundle> = {
  api: API,
  noun: "Bundle",
  kind: BUNDLES,
  prefix: "BU",
  defaults: { status: "draft" },
  verbs: ["Create", "Fetch", "Update", "Delete"],
  check(request, fields, current) {
    if (current) return changed(request, fields, current);
    requireAll(request, "FriendlyName", "Email");
    const { iso_country, end_user_type, number_type, ...rest } = fields;
    const regulation = chosen(fields);
    return { ...rest, ...(regulation && { regulation_sid: regulation.sid }) };
  },
  changed({ store, form }, bundle, verb) {
    if (verb === "Update" && form.get("Status") === "pending-review") submit(store, bundle);
    if (verb !== "Delete") return;
    for (const all of [store.all(ASSIGNMENTS), store.all(EVALUATIONS)] as Map<string, { bundle_sid: string }>[]) {
      for (const [sid, one] of all) if (one.bundle_sid === bundle.sid) all.delete(sid);
    }
  },
  checkDelete({ store }, { sid, status }) {
    if (status === "pending-review" || status === "in-review") {
      throw refused(21647, "Regulatory Bundle is not eligible for deletion");
    }
    if ([...store.numbers.values()].some(({ bundle_sid }) => bundle_sid === sid)) {
      throw refused(21648, "Regulatory Bundle cannot be deleted due to active number assignment");
    }
  },
};

/** Wraps handlers: before each operation, all reviews advance to the clock's time. */
const reviewed = (handlers: Readonly<Record<string, Handler>>): Readonly<Record<string, Handler>> =>
  Object.fromEntries(
    Object.entries(handlers).map(([id, handler]): [string, Handler] => [
      id,
      (request) => {
        review(request.store);
        return handler(request);
      },
    ]),
  );

/** https://www.twilio.com/docs/phone-numbers/regulatory/api/bundles */
export const bundles: Readonly<Record<string, Handler>> = reviewed({
  ...operationsOf(family),

  [`${API}.ListBundle`](request) {
    const { store, query, account } = request;
    const is = (name: string, value: unknown) => !query.get(name) || query.get(name) === value;
    const validUntil = datesOf(query, "ValidUntilDate");
    return showPage(request, store.all(BUNDLES).values(), (bundle) => {
      const regulation = regulationOf(bundle.regulation_sid);
      return (
        bundle.account_sid === account.sid &&
        is("Status", bundle.status) &&
        is("FriendlyName", bundle.friendly_name) &&
        is("RegulationSid", bundle.regulation_sid) &&
        is("IsoCountry", regulation?.country) &&
        is("NumberType", regulation?.numberType) &&
        is("EndUserType", regulation?.endUserType) &&
        validUntil(bundle.valid_until)
      );
    });
  },

  [`${API}.CreateEvaluation`](request) {
    const { store, account } = request;
    const bundle = bundleOf(request);
    const evaluation = evaluationOf(store, bundle);
    if (!evaluation) throw refused(22201, `Bundle ${bundle.sid} can't be evaluated: it has no regulation`);
    const { regulation_sid } = bundle;
    const kept = { ...store.stamp("EL"), account_sid: account.sid, bundle_sid: bundle.sid, regulation_sid };
    store.all(EVALUATIONS).set(kept.sid, { ...kept, ...evaluation });
    return showOne(request, { ...kept, ...evaluation });
  },
  [`${API}.ListEvaluation`](request) {
    const { sid } = bundleOf(request);
    return showPage(request, request.store.all(EVALUATIONS).values(), (one) => one.bundle_sid === sid);
  },
  [`${API}.FetchEvaluation`](request) {
    bundleOf(request);
    return showOne(request, find(request, request.store.all(EVALUATIONS)));
  },

  ...operationsOf({
    api: API,
    noun: "ItemAssignment",
    verbs: ["Create", "List", "Fetch", "Delete"],
    kind: ASSIGNMENTS,
    prefix: "BV",
    parents: { BundleSid: BUNDLES },
    check(request, fields) {
      requireAll(request, "ObjectSid");
      const bundle = editable(bundleOf(request));
      const { object_sid } = fields;
      if (!holds(request, String(object_sid))) {
        throw refused(22205, `Attempting to assign invalid object_sid to Bundle: ${object_sid}`);
      }
      if (itemsOf(request.store, bundle).assigned.some((one) => one.object_sid === object_sid)) {
        throw refused(22205, `${object_sid} is assigned to the Bundle already`);
      }
      return fields;
    },
    checkDelete: (request) => void editable(bundleOf(request)),
  }),
});

export const bundleOf = (request: ApiRequest): Bundle =>
  find(request, request.store.all(BUNDLES), request.parameters.BundleSid);

function holds({ store, account }: ApiRequest, sid: string): boolean {
  const all = store.kinds.get(sid.startsWith("IT") ? "end users" : "supporting documents");
  return all?.get(sid)?.account_sid === account.sid;
}

function editable(bundle: Bundle): Bundle {
  if (bundle.status !== "draft" && bundle.status !== "twilio-rejected") throw inReview("Bundle", bundle.sid);
  return bundle;
}

/** Checks an update: a bundle that isn't under review can be changed or submitted; a rejected bundle can become a draft again. */
function changed(_: ApiRequest, fields: Fields, bundle: Bundle): Fields {
  const { status, ...properties } = fields;
  if (status !== undefined && Object.keys(properties).length > 0) {
    throw refused(22204, "Bundle status and properties cannot be updated in the same request");
  }
  editable(bundle);
  if (status !== undefined && status !== "pending-review" && status !== "draft") {
    throw refused(22203, `Unable to parse bundle status: only Twilio can set ${status}`);
  }
  return fields;
}

function chosen(fields: Fields): Regulation | undefined {
  const { regulation_sid, iso_country, end_user_type, number_type } = fields;
  if (regulation_sid !== undefined) {
    const regulation = regulationOf(regulation_sid);
    if (!regulation) throw refused(22201, `Regulation ${regulation_sid} does not exist`);
    return regulation;
  }
  if (iso_country === undefined && end_user_type === undefined && number_type === undefined) return undefined;
  const found = REGULATIONS.find(
    (r) => r.country === iso_country && r.endUserType === end_user_type && r.numberType === number_type,
  );
  if (!found) {
    throw refused(
      22200,
      `Invalid End-User Type or Number Type: no regulation for ${end_user_type}, ${number_type} in ${iso_country}`,
    );
  }
  return found;
}
