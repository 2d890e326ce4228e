/** Cache of values with their age. Keeps the newest `limit` values, however old: callers check the age, and use an old value only in an outage. */
export class LastKnownCache<V> {
  readonly #entries = new Map<string, { readonly value: V; readonly at: number }>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): { readonly value: V; readonly ageMs: number } | undefined {
    const entry = this.#entries.get(key);
    return entry && { value: entry.value, ageMs: performance.now() - entry.at };
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, at: performance.now() });
    if (this.#entries.size > this.#limit) this.#entries.delete(this.#entries.keys().next().value!);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
