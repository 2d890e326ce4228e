import type { Bag } from "./handler.ts";

/**
 * Returns the inputs of a read: the live values of the inputs that the program gave, and of inputs that were set outside the program. In an import,
 * where the program gave none, every input that is set. An input with its value in `defaults` counts as unset, unless the program gives it.
 */
export function shownInputs(q: { readonly live: Bag; readonly inputs: Bag; readonly defaults: Bag }): Bag {
  const shown = Object.entries(q.live).filter(([name, value]) => name in q.inputs || value !== q.defaults[name]);
  return Object.fromEntries(shown.filter(([, value]) => value !== undefined && value !== null));
}
