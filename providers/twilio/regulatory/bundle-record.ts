import type { SidRecord } from "../identity.ts";

/** A bundle in Twilio's API. */
export interface BundleRecord extends SidRecord {
  readonly account_sid: string;
  readonly regulation_sid: string | null;
  readonly friendly_name: string;
  readonly status: string;
  readonly email: string;
  readonly status_callback: string | null;
  readonly valid_until: string | null;
  readonly date_created: string;
}

/** Tells whether Twilio accepts changes of a bundle: only of drafts and rejected bundles. https://www.twilio.com/docs/phone-numbers/regulatory/api/bundles */
export const isEditable = ({ status }: Pick<BundleRecord, "status">): boolean =>
  status === "draft" || status === "twilio-rejected";
