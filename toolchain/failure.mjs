// @ts-check

/**
 * An error that a person must fix before the set-up can continue. Shown without a stack trace: the error, the fix, and the last lines that the
 * failed program printed.
 */
export class SetUpError extends Error {
  /**
   * @param {string} what
   * @param {{ fix?: string[], output?: string }} [more] fix: one instruction for each line; output: the failed program's output
   */
  constructor(what, { fix = [], output = "" } = {}) {
    super(what);
    this.name = "SetUpError";
    this.fix = fix;
    this.output = output;
  }
}
