import { languageOf } from "../../domain/contract/region-fallback.ts";
import { regionNotice } from "../../domain/router/answers.ts";
import { answeredEvent, type Contribution, statusEvent } from "../calls/contribution.ts";
import type { LateEvent } from "../late/event.ts";
import type { HandlerDeps } from "../settings/deps.ts";
import type { Deadline } from "../tables/deadline.ts";
import { callEntry, type Entry } from "../telemetry/telemetry.ts";
import { admit } from "./admit.ts";
import { callEvent } from "./event.ts";
import { statusIn } from "./status.ts";
import { render } from "./twiml.ts";

/**
 * Verifies a queued webhook and returns its contribution to the call's record, or undefined while it still can't be verified.
 * @throws RejectedRequest
 */
export async function lateContribution(
  { at, request }: LateEvent & { readonly kind: "unverified" },
  deps: HandlerDeps,
  entry: Entry,
  deadline: Deadline,
): Promise<Contribution | undefined> {
  const { settings, telemetry } = deps;
  const admission = await admit(request, deps, deadline);
  for (const failure of admission.failures) telemetry.failure("a read failed", failure, entry);
  if (admission.kind === "unverifiable") return undefined;
  const { webhook, signer } = admission;
  const { tenant, connection } = signer;
  Object.assign(entry, callEntry(webhook.call), { tenant, connection });
  const context = {
    ...{ call: webhook.call, tenant, connection },
    ...{ now: new Date(at), retentionDays: settings.callRetentionDays },
  };
  if (webhook.path === "/twilio/status") return statusEvent(context, statusIn(webhook));
  // Record what the caller heard: twilio-voice answered with the region's notice.
  const language = languageOf(settings.region, webhook.call.called.text);
  const notice = regionNotice("the sender couldn't be verified", settings.region, language);
  const twiml = render(notice, { origin: settings.webhookOrigin });
  return answeredEvent(context, callEvent(webhook), notice, twiml, undefined);
}
