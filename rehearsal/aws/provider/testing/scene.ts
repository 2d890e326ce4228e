import type { Aws } from "../aws.ts";
import type { ServedType } from "../served.ts";
import { Subject } from "./subject.ts";

/** Id of MiniStack's account with the access key `test`. */
export const ACCOUNT = "000000000000";

/** Access to a MiniStack for tests that are registered before it starts. */
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
