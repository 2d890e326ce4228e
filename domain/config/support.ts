import { z } from "zod";
import { email } from "./email.ts";
import { line } from "./text.ts";
import { outsideUrl } from "./url.ts";

/** Names of the support plans, in domain/offers/support-plans.json. */
export const SUPPORT_PLANS = ["full", "standard", "limited"] as const;
/** One of them. */
export type SupportPlanName = (typeof SUPPORT_PLANS)[number];

const plan = z.enum(SUPPORT_PLANS);

/** `support` of a region file: the plan that tenants of each connection type have. */
export const supportSchema = z
  .strictObject({
    managed: plan.optional().describe("Support plan of tenants with managed numbers."),
    "sip-trunk": plan.optional().describe("Support plan of tenants with SIP trunks."),
    twilio: plan.optional().describe("Support plan of tenants with their own Twilio account."),
  })
  .describe("Support plan of each connection type (domain/offers/support-plans.json).");

/** `contacts` of a region file: where tenants and engineers write to. */
export const contactsSchema = z
  .strictObject({
    support: email().describe("Support for tenants, named where the region offers something only on request."),
    engineers: email().optional().describe("Telephony engineers, for escalations."),
    compliance: email().optional().describe("Compliance officer, for documents and regulators."),
    status: outsideUrl("https").optional().describe("Page with the state of the service."),
    hours: line(100).optional().describe("When support answers, with its time zone."),
  })
  .describe("Contacts of the region.");

/** The checked content of `contacts`. */
export type Contacts = z.output<typeof contactsSchema>;
