/** Sorts the live values into the program's order, others last, so that another order is no change. For lists whose order has no meaning. */
export function matchOrder(held: readonly string[], given: readonly string[] = []): string[] {
  return [...given.filter((one) => held.includes(one)), ...held.filter((one) => !given.includes(one))];
}
