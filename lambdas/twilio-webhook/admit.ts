import type { Lookup } from "../../domain/router/decision.ts";
import { routeFor } from "../admission/route.ts";
import { verifySender } from "../admission/sender.ts";
import type { HttpEvent } from "../http/request.ts";
import type { HandlerDeps } from "../settings/deps.ts";
import type { Deadline } from "../tables/deadline.ts";
import type { Signer } from "../tables/signers.ts";
import { parseWebhook, type Webhook } from "./request.ts";
import { isSigned } from "./signature.ts";

/** A verified webhook with its route, or one whose signature can't be checked now. `failures`: reads that failed. */
export type Admission =
  | {
      readonly kind: "admitted";
      readonly webhook: Webhook;
      readonly signer: Signer;
      readonly found: Lookup;
      readonly failures: readonly unknown[];
    }
  | { readonly kind: "unverifiable"; readonly webhook: Webhook; readonly failures: readonly unknown[] };

/**
 * Admits a webhook after three checks in this order: its form, its signature by the tokens of the account that it names, and the route,
 * which must belong to that account. Nothing is written before it returns. @throws RejectedRequest
 */
export async function admit(event: HttpEvent, deps: HandlerDeps, deadline: Deadline): Promise<Admission> {
  const { signers, routes, settings } = deps;
  const webhook = parseWebhook(event);
  const { call, signature } = webhook;
  const isSignedBy = (tokens: readonly string[]) => isSigned(webhook, tokens, settings.webhookOrigin);
  const sender = await verifySender({ account: call.account, signature, isSignedBy }, signers, deadline);
  if (sender.kind === "unverifiable") return { kind: "unverifiable", webhook, failures: [sender.failure] };
  const { signer, failure } = sender;
  const route = await routeFor(call, signer, routes, deadline);
  const failures = [failure, route.failure].filter((f) => f !== undefined);
  return { kind: "admitted", webhook, signer, found: route.found, failures };
}
