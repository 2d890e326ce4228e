/** Results of one search: those not yet assigned to a purchase, and the total count. */
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
 * Search results that all purchases of a run with the same search share. Each number is assigned to one purchase. A new search starts when all are
 * assigned, or when another buyer took one, since the results are then out of date.
 */
export class Offers {
  #page: Page = { left: [], shown: 0 };
  #searching: Promise<Page> | undefined;
  /** Numbers found but no longer for sale. Twilio may list them again. */
  readonly #gone = new Set<string>();
  readonly #search: () => Promise<readonly string[]>;
  readonly #isReserved: (number: string) => boolean;

  /** `isReserved` tells whether another purchase of this run has the number. */
  constructor(search: () => Promise<readonly string[]>, isReserved: (number: string) => boolean) {
    this.#search = search;
    this.#isReserved = isReserved;
  }

  /** Returns the next number. If there is none, returns how many the last search found: other purchases of this run are buying all of them. */
  async next(): Promise<Offer | { readonly shown: number }> {
    const offer = this.#take();
    if (offer !== undefined) return offer;
    this.#searching ??= this.#searched().finally(() => {
      this.#searching = undefined;
    });
    const { shown } = await this.#searching;
    return this.#take() ?? { shown };
  }

  /** Records that another buyer took the number. The rest of the page is out of date and is discarded. */
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
