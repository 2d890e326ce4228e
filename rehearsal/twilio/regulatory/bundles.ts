import { kind, type Resource, type Store } from "../store.ts";
import { type Evaluation, type Evidence, evaluate } from "./evaluate.ts";
import { type EndUserType, REGULATIONS, regulationOf } from "./regulations.ts";

export type BundleStatus =
  | "draft"
  | "in-review"
  | "pending-review"
  | "provisionally-approved"
  | "twilio-approved"
  | "twilio-rejected";

/** A bundle of end users and documents for one regulation. */
export interface Bundle extends Resource {
  account_sid: string;
  status: BundleStatus;
  /** Absent for a bundle without a regulation. */
  regulation_sid?: string;
  /** A test bundle, which Twilio always rejects. */
  is_test?: boolean;
  submitted_at?: Date;
  /** The bundle from which this one was copied. */
  copy_of?: string;
}
export const BUNDLES = kind<Bundle>("bundles");

export interface EndUser extends Resource, Evidence {
  account_sid: string;
}
export const END_USERS = kind<EndUser>("end users");

export interface SupportingDocument extends Resource, Evidence {
  account_sid: string;
  status: "approved" | "draft" | "expired" | "pending-review" | "provisionally-approved" | "rejected";
}
export const DOCUMENTS = kind<SupportingDocument>("supporting documents");

/** Assigns an end user or document to a bundle. */
export interface ItemAssignment extends Resource {
  account_sid: string;
  readonly bundle_sid: string;
  readonly object_sid: string;
}
export const ASSIGNMENTS = kind<ItemAssignment>("item assignments");

/** Modelled times in ms after a bundle's submission: the review begins (1 hour), and ends (1 day). Twilio promises no times. */
export const REVIEW_MS = { begins: 3_600_000, ends: 86_400_000 } as const;

/** Returns the items of a bundle: its end users and documents. */
export function itemsOf(store: Store, bundle: Bundle) {
  const assigned = [...store.all(ASSIGNMENTS).values()].filter((one) => one.bundle_sid === bundle.sid);
  const of = <T extends Resource>(all: ReadonlyMap<string, T>) =>
    assigned.flatMap(({ object_sid }) => all.get(object_sid) ?? []);
  return { assigned, endUsers: of(store.all(END_USERS)), documents: of(store.all(DOCUMENTS)) };
}

/** Evaluates a bundle against its regulation; undefined if the bundle has none. */
export function evaluationOf(store: Store, bundle: Bundle): Evaluation | undefined {
  const regulation = regulationOf(bundle.regulation_sid);
  const exists = (sid: string) => store.addresses.get(sid)?.account_sid === bundle.account_sid;
  return regulation && evaluate(regulation, itemsOf(store, bundle), exists);
}

/** Submits a bundle and its documents for review. */
export function submit(store: Store, bundle: Bundle): void {
  Object.assign(bundle, { status: "pending-review", submitted_at: store.clock() });
  for (const document of itemsOf(store, bundle).documents) {
    if (document.status === "draft" || document.status === "rejected") document.status = "pending-review";
  }
}

/** Decides a bundle's review: {@link review} calls it at the due time, tests and rehearsals at any time. */
export function decide(
  store: Store,
  bundle: Bundle,
  verdict: "provisionally-approved" | "twilio-approved" | "twilio-rejected",
): void {
  Object.assign(bundle, { status: verdict, date_updated: store.clock() });
  for (const document of itemsOf(store, bundle).documents) {
    if (document.status !== "pending-review") continue;
    const refused = { status: "rejected", failure_reason: "Invalid document submission", errors: [{ code: 18001 }] };
    const accepted = { status: verdict === "twilio-approved" ? "approved" : verdict };
    Object.assign(document, verdict === "twilio-rejected" ? refused : accepted);
  }
}

/** Advances all reviews to the clock's time. Compliant bundles are approved, others and test bundles rejected. */
export function review(store: Store): void {
  const now = store.clock().getTime();
  for (const bundle of store.all(BUNDLES).values()) {
    if (bundle.status !== "pending-review" && bundle.status !== "in-review") continue;
    const waitedMs = now - (bundle.submitted_at?.getTime() ?? now);
    if (waitedMs >= REVIEW_MS.ends) {
      const compliant = !bundle.is_test && evaluationOf(store, bundle)?.status === "compliant";
      decide(store, bundle, compliant ? "twilio-approved" : "twilio-rejected");
    } else if (waitedMs >= REVIEW_MS.begins) bundle.status = "in-review";
  }
}

/** A seeded bundle: approved and empty. */
export interface BundleSeed {
  readonly sid?: string;
  readonly country: string;
  /** Type of number: `local`, `mobile`, ... */
  readonly numberType: string;
  /** Type of end user. @default "business" */
  readonly endUserType?: EndUserType;
}

/** Adds an approved bundle to an account. Throws if the model has no such regulation. */
export function putApprovedBundle(store: Store, account_sid: string, seed: BundleSeed): Bundle {
  const { sid, country, numberType, endUserType = "business" } = seed;
  const regulation = REGULATIONS.find(
    (r) => r.country === country && r.numberType === numberType && r.endUserType === endUserType,
  );
  if (!regulation)
    throw new Error(
      `the stand-in has no regulation for ${country} ${numberType}, ${endUserType}: seed a bundle for another, or none`,
    );
  const bundle: Bundle = {
    ...store.stamp("BU", sid),
    account_sid,
    friendly_name: regulation.friendlyName,
    email: "papers@aybiza.example",
    regulation_sid: regulation.sid,
    status: "twilio-approved",
  };
  store.all(BUNDLES).set(bundle.sid, bundle);
  return bundle;
}
