import { isPlainMap, type StackDocument } from "./document.ts";
import { written } from "./written.ts";

/**
 * Whether another file's text may share a value with this file: the tenant's id, an account, the receiver of a transfer, a number, a fallback's
 * number. Files without a match aren't parsed, which with a hundred tenants saves most of a preview's time. May match too much: digits match across
 * anything between them, and a text with an escape (`"\x2b1..."`) or a hexadecimal number always matches.
 */
export function concerns(document: StackDocument): (text: string) => boolean {
  const { numbers, agents, connections } = written(document);
  const id = (document.config["aybiza:tenant"] as { id?: unknown } | null | undefined)?.id;
  const accounts = [...connections.values()].flatMap(({ accountSid }) => accountSid ?? []);
  const receivers = [...numbers.values()].flatMap(({ transfer }) => transfer?.to ?? []);
  const words = [...(typeof id === "string" && id !== "" ? [id] : []), ...accounts, ...receivers];
  const texts = [
    deskOf(document),
    ...[...agents.values()].map(({ fallback }) => fallback?.dial),
    ...[...numbers].flatMap(([name, { buy, fallback }]) => [name, buy?.number, fallback?.dial]),
  ];
  const digits = texts
    .map((text) => (text ?? "").replace(/\D/g, ""))
    // Shorter runs of digits aren't phone numbers: names of entries may contain digits.
    .filter((one) => one.length > 2);
  return (raw) => {
    // UTF-16 has a zero byte between ASCII characters.
    const text = raw.replaceAll("\0", "");
    if (text.includes("\\") || /\b0[xo][0-9a-f]{4}/i.test(text) || words.some((word) => text.includes(word)))
      return true;
    const all = text.replace(/\D/g, "");
    return digits.some((number) => all.includes(number));
  };
}

/** Returns the number that a region's fallback dials. */
function deskOf({ config }: StackDocument): string | undefined {
  const region = config["aybiza:region"];
  const fallback = isPlainMap(region) ? region.fallback : undefined;
  return isPlainMap(fallback) && typeof fallback.dial === "string" ? fallback.dial : undefined;
}
