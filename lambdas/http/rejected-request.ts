import type { Entry } from "../telemetry/telemetry.ts";

/** HTTP statuses of rejected requests. */
export type RejectionStatus = 400 | 403 | 404 | 405 | 413;

/** A rejected request. `code` is for logs and metrics; the sender gets only the status. */
export class RejectedRequest extends Error {
  override readonly name = "RejectedRequest";
  readonly status: RejectionStatus;
  readonly code: string;
  /** The known account that the request names, if its tokens don't verify the signature. */
  readonly unverified: Account | undefined;

  /** `cause` is our own fault that made the request unanswerable. It is logged as an error. */
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
