import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Autonaming, Bag, CheckFailure, Context } from "./handler.ts";
import { flagsOf } from "./shape.ts";

/** How the kit generates a name that the program omits: the value of an input's `autoname` flag. */
export interface AutonameRule {
  /** The vendor's length limit, in characters. */
  readonly longest: number;
  /** Separator between the resource's name and its suffix. @default "-" */
  readonly separator?: string;
}

interface Given {
  readonly urn: string;
  readonly olds: Bag;
  readonly inputs: Bag;
  readonly randomSeed: Buffer;
  readonly autonaming: Autonaming | undefined;
  /** True if the engine sent an earlier state in this run: empty `olds` then mean a replacement, not a first create. */
  readonly existed: boolean;
}

const SUFFIX_LENGTH = 7;

/**
 * Generates names that the program omits. An existing name never changes. A new one is the resource's name and a suffix from its URN, the same in
 * every run, so that a create finds the resource of a killed run. A replacement's suffix comes from the engine's random seed, because the old and
 * the new resource exist at the same time. The project's `pulumi:autonaming` takes precedence.
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
      failures.push({ property, reason: "is missing: this project's `pulumi:autonaming` is disabled, so set a name" });
    } else inputs[property] = newName(rule, given);
  }
  return { inputs, failures };
}

/**
 * Tells whether a create's name was generated from its URN, not for a replacement. A vendor resource with that name then comes from an earlier run
 * of the same create that was killed before the engine saved the response. A vendor resource with any other name may belong to another program.
 */
export function isOwnName(
  { urn, existed }: Pick<Context<unknown>, "urn" | "existed">,
  name: string,
  rule: AutonameRule,
) {
  return !existed && name === nameOf(rule, urn, urn);
}

function newName(rule: AutonameRule, { urn, randomSeed, autonaming, existed }: Given): string {
  // An enforced name that is too long isn't shortened: the property's own rule rejects it.
  if (autonaming?.mode === "enforce") return autonaming.name;
  if (autonaming?.mode === "propose") return autonaming.name.slice(0, rule.longest);
  return nameOf(rule, urn, existed && randomSeed.length > 0 ? randomSeed : urn);
}

function nameOf({ longest, separator = "-" }: AutonameRule, urn: string, seed: string | Buffer): string {
  const suffix = createHash("sha256").update(seed).digest("hex").slice(0, SUFFIX_LENGTH);
  const name = urn.split("::").slice(3).join("::");
  return `${name.slice(0, longest - SUFFIX_LENGTH - separator.length)}${separator}${suffix}`;
}
