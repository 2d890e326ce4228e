/** Sorts live values into the program's order, other values last, so that a different order isn't a change. For lists whose order has no meaning. */
export function matchOrder(held: readonly string[], given: readonly string[] = []): string[] {
  return [...given.filter((one) => held.includes(one)), ...held.filter((one) => !given.includes(one))];
}
