import type { Bag } from "./handler.ts";

/**
 * The inputs that a read shows: what the program gave, with its live values, and what was set behind its back. In an import, where nothing
 * is given yet, all that is set. `defaults` are the values of settings that nobody has set: those aren't shown unless the program gives them.
 */
export function shownInputs(q: { readonly live: Bag; readonly inputs: Bag; readonly defaults: Bag }): Bag {
  const shown = Object.entries(q.live).filter(([name, value]) => name in q.inputs || value !== q.defaults[name]);
  return Object.fromEntries(shown.filter(([, value]) => value !== undefined && value !== null));
}
