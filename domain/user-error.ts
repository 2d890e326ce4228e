import { escapeHidden } from "./config/hidden-characters.ts";

/** An error as data: what scripts and other processes read. */
export interface Fault {
  /** Name of the fault: `live-number-removed`, `region-not-deployed`, ...; `failed` if the error isn't a {@link UserError}. */
  readonly code: string;
  /** What happened, with the value, and which rule forbids it. */
  readonly message: string;
  /** What to do, one instruction a line. */
  readonly fix: readonly string[];
}

/**
 * The refusal of a person's request; nothing was changed. It is shown without a stack trace. Hidden characters in its texts
 * are escaped, so that it is safe on a terminal.
 */
export class UserError extends Error implements Fault {
  override readonly name = "UserError";
  readonly code: string;
  readonly fix: readonly string[];
  /** Whether the command line is wrong: the CLI then exits with 2. */
  readonly isUsage: boolean;

  constructor(code: string, message: string, fix: string | readonly string[] = [], { isUsage = false } = {}) {
    super(safe(message));
    this.code = code;
    this.fix = (typeof fix === "string" ? [fix] : fix).map(safe);
    this.isUsage = isUsage;
  }
}

const safe = (text: string) => escapeHidden(text, { lines: true });

/** Converts any error to a fault. */
export function faultOf(error: unknown): Fault {
  if (error instanceof UserError) return { code: error.code, message: error.message, fix: error.fix };
  return { code: "failed", message: error instanceof Error ? error.message : String(error), fix: [] };
}
