/** What Twilio says of a regulatory bundle now. https://www.twilio.com/docs/phone-numbers/regulatory/api/bundles#bundle-statuses */
export interface BundleReview {
  /** Twilio's status; `missing`: the account has no such bundle; `declared`: this update makes it. */
  readonly status: string;
  /** Requirements that it doesn't meet, in Twilio's words. */
  readonly missing: readonly string[];
}

/** Whether Twilio sells a number with a bundle of this status. */
const allowsPurchase = (status: string): boolean => status === "twilio-approved" || status === "provisionally-approved";

/** What a bundle's status means for a purchase that waits for it, and what to do. */
export interface Waiting {
  readonly says: string;
  readonly fix: string;
}

const NO_TIME = "Twilio names no time for a review, and writes to the bundle's email address when it ends";

const STATUSES: Readonly<Record<string, Waiting>> = {
  declared: {
    says: "this update submits it for review",
    fix: `run \`pulumi up\` again once it is approved: ${NO_TIME}`,
  },
  "pending-review": {
    says: "it waits for Twilio's review",
    fix: `run \`pulumi up\` again once it is approved: ${NO_TIME}`,
  },
  "in-review": { says: "Twilio is reviewing it", fix: `run \`pulumi up\` again once it is approved: ${NO_TIME}` },
  draft: { says: "it was never submitted", fix: "add what is missing, and run `pulumi up` again, which submits it" },
  "twilio-rejected": {
    says: "Twilio rejected it",
    fix: "correct its documents, raise `revision`, and run `pulumi up` (docs/documents.md#a-rejected-bundle)",
  },
  missing: {
    says: "the account that buys has no such bundle",
    fix: "correct the SID, or make the bundle in that account",
  },
};

/** Explains why a purchase waits; undefined for a bundle that allows it. */
export function waitingFor({ status, missing }: BundleReview): Waiting | undefined {
  if (allowsPurchase(status)) return undefined;
  const known = STATUSES[status] ?? { says: `its status is ${status}`, fix: "look at it in Twilio's Console" };
  return missing.length === 0 ? known : { ...known, says: `${known.says}; it lacks: ${missing.join("; ")}` };
}
