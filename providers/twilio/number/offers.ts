/** Results of one search: those not handed out yet, and how many there were. */
interface Page {
  readonly left: string[];
  readonly shown: number;
}

/** A number to buy, and the search that found it. */
export interface Offer {
  readonly number: string;
  readonly page: Page;
}

/**
 * Search results that all purchases of a run with the same search share. Each number goes to one purchase. A new search is made when all are
 * handed out, or when another buyer took one, since the results are then out of date.
 */
export class Offers {
  #page: Page = { left: [], shown: 0 };
  #searching: Promise<Page> | undefined;
  /** Numbers found but no longer for sale. Twilio may list them again. */
  readonly #gone = new Set<string>();
  readonly #search: () => Promise<readonly string[]>;
  readonly #isReserved: (number: string) => boolean;

  /** @param isReserved whether another purchase of this run has the number */
  constructor(search: () => Promise<readonly string[]>, isReserved: (number: string) => boolean) {
    this.#search = search;
    this.#isReserved = isReserved;
  }

  /** The next number. If there is none, how many the last search found: all of them are being bought. */
  async next(): Promise<Offer | { readonly shown: number }> {
    const offer = this.#take();
    if (offer !== undefined) return offer;
    this.#searching ??= this.#searched().finally(() => {
      this.#searching = undefined;
    });
    const { shown } = await this.#searching;
    return this.#take() ?? { shown };
  }

  /** Another buyer has the number: the page is out of date, and the rest of it isn't handed out. */
  gone({ number, page }: Offer): void {
    this.#gone.add(number);
    page.left.length = 0;
  }

  #take(): Offer | undefined {
    const page = this.#page;
    for (let number = page.left.shift(); number !== undefined; number = page.left.shift())
      if (!this.#isReserved(number)) return { number, page };
    return undefined;
  }

  async #searched(): Promise<Page> {
    const found = await this.#search();
    this.#page = { left: found.filter((number) => !this.#gone.has(number)), shown: found.length };
    return this.#page;
  }
}
