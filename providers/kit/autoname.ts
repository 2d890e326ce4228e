import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Autonaming, Bag, CheckFailure, Context } from "./handler.ts";
import { flagsOf } from "./shape.ts";

/** How a name that the program leaves out is made: the flag `autoname` of an input. */
export interface AutonameRule {
  /** The vendor's limit, in characters. */
  readonly longest: number;
  /** What stands between the resource's name and its suffix. `-` by default. */
  readonly separator?: string;
}

interface Given {
  readonly urn: string;
  readonly olds: Bag;
  readonly inputs: Bag;
  readonly randomSeed: Buffer;
  readonly autonaming: Autonaming | undefined;
  /** The engine held an earlier state in this run, so empty `olds` are those of a replacement. */
  readonly existed: boolean;
}

const SUFFIX_LENGTH = 7;

/**
 * Fills in the names that the program leaves out. A name, once made, stays. A new one is the resource's name and a suffix from its URN, the
 * same in every run, so that a create finds what a run that was killed has made; a replacement's suffix comes from the engine's random seed,
 * since old and new stand side by side for a while. `pulumi:autonaming` of the project goes before.
 */
export function autonamed(schema: z.ZodObject, given: Given): { inputs: Bag; failures: CheckFailure[] } {
  const inputs = { ...given.inputs };
  const failures: CheckFailure[] = [];
  for (const [property, type] of Object.entries(schema.shape)) {
    const rule = flagsOf(type as z.ZodType).autoname as AutonameRule | undefined;
    if (!rule || inputs[property] !== undefined) continue;
    const earlier = given.olds[property];
    if (typeof earlier === "string") inputs[property] = earlier;
    else if (given.autonaming?.mode === "disabled") {
      failures.push({ property, reason: "is missing: this project's `pulumi:autonaming` makes no names, so give one" });
    } else inputs[property] = newName(rule, given);
  }
  return { inputs, failures };
}

/**
 * Whether a create's name is the one that the kit made of its URN, and no replacement's: a thing of that name that is there was made by an
 * earlier run of this very create, killed before its answer was written down. A thing of any other name may be somebody's.
 */
export function isOwnName(
  { urn, existed }: Pick<Context<unknown>, "urn" | "existed">,
  name: string,
  rule: AutonameRule,
) {
  return !existed && name === nameOf(rule, urn, urn);
}

function newName(rule: AutonameRule, { urn, randomSeed, autonaming, existed }: Given): string {
  // An enforced name that is too long is left for the property's own rule to refuse.
  if (autonaming?.mode === "enforce") return autonaming.name;
  if (autonaming?.mode === "propose") return autonaming.name.slice(0, rule.longest);
  return nameOf(rule, urn, existed && randomSeed.length > 0 ? randomSeed : urn);
}

function nameOf({ longest, separator = "-" }: AutonameRule, urn: string, seed: string | Buffer): string {
  const suffix = createHash("sha256").update(seed).digest("hex").slice(0, SUFFIX_LENGTH);
  const name = urn.split("::").slice(3).join("::");
  return `${name.slice(0, longest - SUFFIX_LENGTH - separator.length)}${separator}${suffix}`;
}
