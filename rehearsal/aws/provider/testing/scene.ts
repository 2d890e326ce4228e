import type { Aws } from "../aws.ts";
import type { ServedType } from "../served.ts";
import { Subject } from "./subject.ts";

/** The account of MiniStack that the key `test` belongs to. */
export const ACCOUNT = "000000000000";

/** A running MiniStack, for tests that are collected before it runs. */
export class Scene {
  readonly #started: () => { endpoint: string; aws: Aws };

  constructor(started: () => { endpoint: string; aws: Aws }) {
    this.#started = started;
  }

  get endpoint(): string {
    return this.#started().endpoint;
  }

  get aws(): Aws {
    return this.#started().aws;
  }

  subject(token: ServedType, name: string): Subject {
    return new Subject(this.aws, token, name);
  }
}
