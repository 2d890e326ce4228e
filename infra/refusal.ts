/** The program won't go on: what is wrong, why, and what to do. Shown without a stack trace; nothing was changed. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** For machines: `live-number-removed`, `region-not-deployed`, ... */
  readonly code: string;
  constructor(code: string, message: string, fix: string) {
    super(`${message}\n    Fix: ${fix}`);
    this.code = code;
  }
}
