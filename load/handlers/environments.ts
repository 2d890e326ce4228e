import { pathToFileURL } from "node:url";

type Handler = (event: never) => Promise<unknown>;

/**
 * A function's execution environments in this thread: separately loaded instances of its bundle, each with clients, caches and tokens of its own.
 * An event goes to the instance with the fewest events in progress. If all environments are busy, Lambda starts another one; here an
 * instance handles several events concurrently, and `most` is how many environments Lambda would have started.
 */
export class Environments {
  readonly #instances: { readonly handler: Handler; busy: number }[];
  #busy = 0;
  /** Maximum number of concurrent events so far. */
  most = 0;

  private constructor(handlers: readonly Handler[]) {
    this.#instances = handlers.map((handler) => ({ handler, busy: 0 }));
  }

  static async load(file: string, count: number): Promise<Environments> {
    const modules = Array.from({ length: count }, (_, i) => import(`${pathToFileURL(file)}?environment=${i}`));
    return new Environments((await Promise.all(modules)).map(({ handler }) => handler));
  }

  async invoke<Reply>(event: unknown): Promise<Reply> {
    const instance = this.#instances.reduce((a, b) => (b.busy < a.busy ? b : a));
    instance.busy++;
    this.most = Math.max(this.most, ++this.#busy);
    try {
      return (await instance.handler(event as never)) as Reply;
    } finally {
      instance.busy--;
      this.#busy--;
    }
  }

  /** Calls each instance once, so that all are warm before the load starts. */
  async warm(event: (index: number) => unknown): Promise<void> {
    for (const [index, { handler }] of this.#instances.entries()) await handler(event(index) as never);
  }
}
