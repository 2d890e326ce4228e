/** Numbers that one search showed, and how many of them are left to be given out. */
interface Page {
  readonly left: string[];
  readonly shown: number;
}

/** A number to buy, and the page that it was on. */
export interface Offer {
  readonly number: string;
  readonly page: Page;
}

/**
 * Numbers for all purchases of a run that search alike. Each is given to one purchase; Twilio is asked again when the page is used up, or when it
 * proves to be out of date, since someone else has bought one of its numbers.
 */
export class Offers {
  #page: Page = { left: [], shown: 0 };
  #searching: Promise<Page> | undefined;
  /** Numbers that were shown and couldn't be had. Twilio may show them again. */
  readonly #gone = new Set<string>();
  readonly #search: () => Promise<readonly string[]>;
  readonly #isReserved: (number: string) => boolean;

  /** @param isReserved whether another purchase of this run has the number */
  constructor(search: () => Promise<readonly string[]>, isReserved: (number: string) => boolean) {
    this.#search = search;
    this.#isReserved = isReserved;
  }

  /** The next number; where there is none, how many a search has just shown: those that it did are being bought. */
  async next(): Promise<Offer | { readonly shown: number }> {
    const offer = this.#take();
    if (offer !== undefined) return offer;
    this.#searching ??= this.#searched().finally(() => {
      this.#searching = undefined;
    });
    const { shown } = await this.#searching;
    return this.#take() ?? { shown };
  }

  /** Someone else has the number: the page is out of date, and the rest of it isn't given out. */
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
