/** What callers say, in one or two turns. If they ask for a person, the agent hands them over. */
const CONVERSATIONS: readonly (readonly string[])[] = [
  ["What are your opening hours?"],
  ["I'd like to book a check-up.", "Yes, please do."],
  ["My kitchen is leaking!"],
  ["How much is a visit?", "Then there is water in the cellar, too."],
  ["Can I speak to a person?"],
  ["Hello?"],
];

/** Returns the caller of a call: a fictional number, and one of the conversations. */
export function callersOf(
  index: number,
  numbers: readonly string[],
): { readonly from: string; readonly to: string; readonly says: readonly string[] } {
  const to = numbers[index % numbers.length]!;
  const says = CONVERSATIONS[Math.floor(index / numbers.length) % CONVERSATIONS.length]!;
  return { from: `+1312555${String(100 + (index % 100)).padStart(4, "0")}`, to, says };
}
