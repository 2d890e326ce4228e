import { createHash } from "node:crypto";
import { type Bag, UNKNOWN } from "../../../providers/kit/handler.ts";
import type { Rules } from "./rules.ts";

type Autoname = NonNullable<Rules["autoname"]>;

/** Completes the inputs with a generated name. Keeps the resource's current name if it was generated. */
export function named(inputs: Bag, olds: Bag, { autoname }: Rules, urn: string, seed: Buffer): Bag {
  if (!autoname || inputs[autoname.property] !== undefined) return inputs;
  const { property } = autoname;
  const name = wasMadeUp(olds, property) ? olds[property] : madeUpName(urn, autoname, seed);
  return { ...inputs, [property]: name, __defaults: [property] };
}

/** Tells whether a replacement needs the old resource's name: the program set the name and didn't change it. */
export function keepsName(olds: Bag, news: Bag, { autoname }: Rules): boolean {
  if (!autoname || wasMadeUp(news, autoname.property)) return false;
  const { property } = autoname;
  return news[property] !== UNKNOWN && olds[property] === news[property];
}

/** Tells whether an input was generated. The Pulumi bridge lists generated inputs in `__defaults`. */
function wasMadeUp(inputs: Bag, property: string): boolean {
  return (inputs.__defaults as string[] | undefined)?.includes(property) === true;
}

function madeUpName(urn: string, { prefix = "", maxLength }: Autoname, seed: Buffer): string {
  const digits = createHash("sha256")
    .update(seed.length > 0 ? seed : urn)
    .digest("hex")
    .slice(0, 7);
  const name = urn.slice(urn.lastIndexOf("::") + 2);
  return `${`${prefix}${name}`.slice(0, maxLength - 8)}-${digits}`;
}
