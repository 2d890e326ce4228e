/** A measured webhook or answer: when it was due, its step, its latency from that moment, and its result. */
export interface Sample {
  /** Due time, in milliseconds after the first call's. */
  readonly atMs: number;
  readonly step: string;
  readonly latencyMs: number;
  readonly result: string;
}

/** Samples in the form in which a thread sends them to the main thread. */
export interface PackedSamples {
  readonly steps: readonly string[];
  readonly results: readonly string[];
  /** Four numbers for each sample: `atMs`, index in `steps`, `latencyMs`, index in `results`. */
  readonly numbers: Float64Array;
}

/** Collects samples outside the heap, where they can't look like a memory leak of the measured handlers. */
export class SampleLog {
  readonly #steps: string[] = [];
  readonly #results: string[] = [];
  #numbers: Float64Array<ArrayBuffer>;
  #length = 0;

  /** `capacity` is the expected number of samples: the log grows if there are more. */
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
