// @ts-check

/**
 * Something that a person has to mend before the set-up can go on. Shown without a stack: what is wrong, then how to
 * mend it, then the last lines of what the failed program wrote.
 */
export class SetUpError extends Error {
  /**
   * @param {string} what
   * @param {{ fix?: string[], output?: string }} [more] fix: one line each; output: what the failed program wrote
   */
  constructor(what, { fix = [], output = "" } = {}) {
    super(what);
    this.name = "SetUpError";
    this.fix = fix;
    this.output = output;
  }
}
