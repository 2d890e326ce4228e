import type { Reviewed } from "../../launch/world/protocol.ts";
import { BUNDLES, decide, evaluationOf } from "../twilio/regulatory/bundles.ts";
import type { Store } from "../twilio/store.ts";

/** Ends the reviews of all submitted bundles now: those that meet their regulation are approved, unless `reject` is set; all others are rejected. */
export function endReviews(store: Store, reject: boolean): Reviewed[] {
  const open = [...store.all(BUNDLES).values()].filter(
    ({ status }) => status === "pending-review" || status === "in-review",
  );
  return open.map((bundle) => {
    const approved = !reject && !bundle.is_test && evaluationOf(store, bundle)?.status === "compliant";
    decide(store, bundle, approved ? "twilio-approved" : "twilio-rejected");
    const account = store.accounts.get(bundle.account_sid)?.friendly_name ?? bundle.account_sid;
    return { bundle: bundle.sid, account: String(account), status: bundle.status };
  });
}
