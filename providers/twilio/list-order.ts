/**
 * What Twilio holds, in the program's order, then what the program doesn't name: in a list whose order says nothing to Twilio, another order is
 * no change.
 */
export function matchOrder(held: readonly string[], given: readonly string[] = []): string[] {
  return [...given.filter((one) => held.includes(one)), ...held.filter((one) => !given.includes(one))];
}
