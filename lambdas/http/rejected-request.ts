import type { Entry } from "../telemetry/telemetry.ts";

/** Statuses that reject a request. */
export type RejectionStatus = 400 | 403 | 404 | 405 | 413;

/** A request that is rejected. `code` is for logs and metrics; the sender gets the status alone. */
export class RejectedRequest extends Error {
  override readonly name = "RejectedRequest";
  readonly status: RejectionStatus;
  readonly code: string;
  /** Our account that the request names, and whose tokens don't verify its signature. */
  readonly unverified: Account | undefined;

  /** `cause` is a fault of ours that made the request unanswerable; it is logged as an error. */
  constructor(
    status: RejectionStatus,
    code: string,
    { cause, unverified }: { readonly cause?: unknown; readonly unverified?: Account } = {},
  ) {
    super(`${status} ${code}`, { cause });
    this.status = status;
    this.code = code;
    this.unverified = unverified;
  }
}

type Account = Pick<Entry, "accountSid" | "tenant" | "connection">;
