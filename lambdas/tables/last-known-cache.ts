/** Values that were read, with their age. Keeps the newest `limit`, however old: callers decide by the age, and fall back on the last known value. */
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
