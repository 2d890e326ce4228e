import { expect, test } from "vitest";
import { type Offer, Offers } from "./offers.ts";

/** Makes a search that returns these pages in order, and then the last one repeatedly. */
function offering(...pages: readonly (readonly string[])[]) {
  const reserved = new Set<string>();
  let searches = 0;
  const offers = new Offers(
    async () => pages[Math.min(searches++, pages.length - 1)]!,
    (number) => reserved.has(number),
  );
  const next = async () => {
    const offer = await offers.next();
    return "shown" in offer ? offer.shown : offer.number;
  };
  return { offers, reserved, next, searches: () => searches };
}

test("each number is given out once, and those who wait share one search", async () => {
  const { next, searches } = offering(["a", "b", "c"], ["d"]);
  expect(await Promise.all([next(), next(), next()])).toEqual(["a", "b", "c"]);
  expect(searches()).toBe(1);
  expect(await next()).toBe("d");
  expect(searches()).toBe(2);
});

test("where all that is shown is being bought by others of the run, it says how many there are", async () => {
  const { next, reserved } = offering(["a", "b"]);
  reserved.add("a").add("b");
  expect(await next()).toBe(2);
  expect(await offering([]).next()).toBe(0);
});

test("a number that couldn't be had is never offered again, though Twilio goes on showing it, and its page is dropped", async () => {
  const { offers, next, searches } = offering(["a", "b", "c"], ["a", "c"]);
  offers.gone((await offers.next()) as Offer);
  expect(await next()).toBe("c");
  expect(searches()).toBe(2);
});

test("a number of an older page that couldn't be had leaves the newer page alone", async () => {
  const { offers, next, searches } = offering(["a", "b"], ["c", "d"]);
  const [a, b] = [(await offers.next()) as Offer, (await offers.next()) as Offer];
  offers.gone(a);
  expect(await next()).toBe("c");
  offers.gone(b);
  expect(await next()).toBe("d");
  expect(searches()).toBe(2);
});

test("a search that failed is made again", async () => {
  let fails = true;
  const offers = new Offers(
    async () => {
      if (fails) throw new Error("no answer");
      return ["a"];
    },
    () => false,
  );
  await expect(offers.next()).rejects.toThrow("no answer");
  fails = false;
  expect(await offers.next()).toMatchObject({ number: "a" });
});
