import { escapeHidden } from "./config/hidden-characters.ts";

/** The program won't go on: what is wrong, why, and what to do. Shown without a stack trace; nothing was changed. What isn't seen in its words is escaped. */
export class UserError extends Error {
  override readonly name = "UserError";
  /** For machines: `live-number-removed`, `region-not-deployed`, ... */
  readonly code: string;
  constructor(code: string, message: string, fix: string) {
    super(`${escapeHidden(message, { lines: true })}\n    Fix: ${escapeHidden(fix, { lines: true })}`);
    this.code = code;
  }
}
