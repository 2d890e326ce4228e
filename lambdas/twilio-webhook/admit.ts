import { isE164 } from "../../domain/contract/e164.ts";
import type { Route } from "../../domain/contract/route.ts";
import type { Lookup } from "../../domain/router/decide.ts";
import { verifySender } from "../admission/sender.ts";
import type { Deadline } from "../tables/deadline.ts";
import type { Found, RouteStore } from "../tables/routes.ts";
import type { Signer, SignerStore } from "../tables/signers.ts";
import { type HttpEvent, parseWebhook, RejectedRequest, type Webhook } from "./request.ts";
import { isSigned } from "./signature.ts";

/** A webhook that may go on, or one whose sender can't be told now. */
export type Admission =
  | {
      readonly kind: "admitted";
      readonly webhook: Webhook;
      readonly signer: Signer;
      readonly found: Lookup;
      readonly failures: readonly unknown[];
    }
  | { readonly kind: "unverifiable"; readonly webhook: Webhook; readonly failures: readonly unknown[] };

export interface AdmissionDeps {
  readonly signers: SignerStore;
  readonly routes: RouteStore;
  readonly webhookOrigin: string;
}

/**
 * The steps before any webhook is served, in the order that keeps tenants apart: shape, then the signature by the tokens of the account that
 * the request names, then the route, which must be that account's. Throws a `RejectedRequest`; until it returns, nothing was written.
 */
export async function admit(event: HttpEvent, gate: AdmissionDeps, deadline: Deadline): Promise<Admission> {
  const webhook = parseWebhook(event);
  const { accountSid, signature } = webhook;
  const isSignedBy = (tokens: readonly string[]) => isSigned(webhook, tokens, gate.webhookOrigin);
  const sender = await verifySender({ accountSid, signature, isSignedBy }, gate.signers, deadline);
  if (sender.kind === "unverifiable") return { kind: "unverifiable", webhook, failures: [sender.failure] };
  const { signer, failure } = sender;

  let route: Found = isE164(webhook.to) ? await gate.routes.lookup(webhook.to, deadline) : { found: "unknown" };
  const isOthers = ({ found }: Found) => typeof found === "object" && found.accountSid !== accountSid;
  // A route that was read earlier may not know yet that the number has changed hands.
  if (isOthers(route) && route.remembered) route = await gate.routes.lookup(webhook.to, deadline, 0);
  if (typeof route.found === "object" && !isCallOf(route.found, accountSid, signer)) {
    if (route.failure === undefined) throw new RejectedRequest(403, "number-of-another-account");
    route = { ...route, found: "unreadable" };
  }
  return {
    kind: "admitted",
    webhook,
    signer,
    found: route.found,
    failures: [failure, route.failure].filter((f) => f !== undefined),
  };
}

/**
 * Whether a verified account may use a route: its own, or, while a number is transferred, the other side's. For a moment the number is in the
 * new account and its route is still the old one; then calls that began before still end in the old account. Both tenants are named by the
 * route itself, and each account by the tenant of its own signing token, so no third one passes.
 */
function isCallOf(
  { accountSid: own, transferTo, transferFrom }: Route,
  accountSid: string,
  { tenant }: Signer,
): boolean {
  return own === accountSid || tenant === transferTo || tenant === transferFrom;
}
