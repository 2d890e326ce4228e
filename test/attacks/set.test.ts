import { expect, it } from "vitest";
import leftOut from "../left-out.json" with { type: "json" };
import { twilioAttacks } from "./at-twilio.ts";
import { destroyAttacks } from "./destroys.ts";
import { interruptions } from "./interruptions.ts";
import { regionAttacks } from "./regions.ts";
import { replacementAttacks } from "./replacements.ts";
import { stackFileAttacks } from "./stack-files.ts";
import { stateAttacks } from "./state-edits.ts";

const all = {
  ...{ stackFileAttacks, regionAttacks, destroyAttacks, replacementAttacks },
  ...{ stateAttacks, twilioAttacks, interruptions },
};
const names = Object.values(all).flatMap((attacks) => attacks.map(({ name }) => name));
const absent = new Set<string>(Object.values(leftOut).flat());

it("there are 50 ways or more in each run without a preview, each of its own name", () => {
  expect(names.filter((name) => !absent.has(`${name} --skip-preview`)).length).toBeGreaterThanOrEqual(50);
  expect(new Set(names).size).toBe(names.length);
});

it.each(Object.entries(all))("of %s some are tried with a preview too", (_, attacks) => {
  expect(attacks.filter(({ name }) => !absent.has(name)).length).toBeGreaterThan(0);
});
