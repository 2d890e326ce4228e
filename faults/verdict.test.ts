import { expect, test } from "vitest";
import type { Picture } from "./picture.ts";
import { harmOf, isHarmless } from "./verdict.ts";

const due: Picture = {
  numbers: ["+12125550100 :: Birch | line | app"],
  accounts: ["account | Birch :: active"],
  things: ["application | Birch | app :: https://voice.example"],
  items: ["number#+12125550100 | route :: {}", "account#AC | token#0f :: {}"],
  remembered: ["a::line :: +12125550100"],
};
const none = { duplicates: [], lost: [], orphans: [], unconverged: [] };
const harm = (found: Partial<Picture>) => harmOf(due, { ...due, ...found });

test("the same world is harmless", () => {
  expect(harm({})).toEqual(none);
  expect(isHarmless(harm({}))).toBe(true);
});

test("a further number or account is a duplicate", () => {
  const extra = "+12125550101 :: Birch | line | app";
  expect(harm({ numbers: [...due.numbers, extra] })).toEqual({ ...none, duplicates: [extra] });
  expect(harm({ accounts: [...due.accounts, ...due.accounts] })).toEqual({ ...none, duplicates: due.accounts });
});

test("a number that isn't held, or has no route, is lost", () => {
  expect(harm({ numbers: [] })).toEqual({ ...none, lost: due.numbers });
  expect(harm({ items: [due.items[1]!] })).toEqual({ ...none, lost: [due.items[0]] });
});

test("a further application, item or memory is an orphan", () => {
  const [app] = due.things;
  expect(harm({ things: [app!, app!] })).toEqual({ ...none, orphans: [app] });
  expect(harm({ items: [...due.items, "account#AC | token#1f :: {}"] })).toEqual({
    ...none,
    orphans: ["account#AC | token#1f :: {}"],
  });
  expect(harm({ remembered: [...due.remembered, "an operation left open"] })).toEqual({
    ...none,
    orphans: ["an operation left open"],
  });
});

test("what is there in another way, or isn't there, hasn't converged", () => {
  const unrouted = "+12125550100 :: Birch | line | no application";
  expect(harm({ numbers: [unrouted] })).toEqual({
    ...none,
    unconverged: [`${unrouted} (differs from the undisturbed run)`],
  });
  expect(harm({ items: [due.items[0]!] })).toEqual({ ...none, unconverged: [due.items[1]] });
  expect(harm({ things: [] })).toEqual({ ...none, unconverged: due.things });
  expect(isHarmless(harm({ things: [] }))).toBe(false);
});
