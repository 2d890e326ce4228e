/** One measurement: when it was due, what it was, how long it took from there, and what came of it. */
export interface Sample {
  /** Milliseconds from the first arrival. */
  readonly atMs: number;
  readonly step: string;
  readonly latencyMs: number;
  readonly result: string;
}

/** How samples go from a thread to another. */
export interface PackedSamples {
  readonly steps: readonly string[];
  readonly results: readonly string[];
  /** Four numbers for a sample. */
  readonly numbers: Float64Array;
}

/** Samples, kept outside the heap: they mustn't look like a leak of what is measured. */
export class SampleLog {
  readonly #steps: string[] = [];
  readonly #results: string[] = [];
  #numbers: Float64Array<ArrayBuffer>;
  #length = 0;

  /** `capacity` is a guess. */
  constructor(capacity = 1_000) {
    this.#numbers = new Float64Array(capacity * 4);
  }

  add({ atMs, step, latencyMs, result }: Sample): void {
    if (this.#length === this.#numbers.length) {
      const grown = new Float64Array(this.#length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers.set([atMs, indexOf(this.#steps, step), latencyMs, indexOf(this.#results, result)], this.#length);
    this.#length += 4;
  }

  pack(): PackedSamples {
    return { steps: this.#steps, results: this.#results, numbers: this.#numbers.slice(0, this.#length) };
  }
}

export function unpack({ steps, results, numbers }: PackedSamples): Sample[] {
  return Array.from({ length: numbers.length / 4 }, (_, i) => ({
    atMs: numbers[i * 4]!,
    step: steps[numbers[i * 4 + 1]!]!,
    latencyMs: numbers[i * 4 + 2]!,
    result: results[numbers[i * 4 + 3]!]!,
  }));
}

function indexOf(names: string[], name: string): number {
  const found = names.indexOf(name);
  return found >= 0 ? found : names.push(name) - 1;
}
