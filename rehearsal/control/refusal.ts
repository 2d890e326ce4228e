/** What a person asked for can't be done now: shown without a stack, with how to mend it. */
export class Refusal extends Error {
  readonly fix: readonly string[];

  constructor(message: string, fix: readonly string[] = []) {
    super(message);
    this.fix = fix;
  }
}
