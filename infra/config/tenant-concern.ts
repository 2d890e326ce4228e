import type { StackDocument } from "./document.ts";

interface Written {
  readonly accountSid?: unknown;
  readonly buy?: { readonly number?: unknown };
  readonly fallback?: { readonly dial?: unknown };
}

/**
 * Tells of another file's text whether anything in it can be compared with this tenant's file: the tenant's id, an account, a number, a
 * fallback's number. A text for which it says no needn't be parsed, which for a hundred tenants is most of a preview's time. It errs towards yes:
 * digits are looked for across whatever stands between them, and a text with an escape (`"\x2b1..."`) is always parsed.
 */
export function concerns(document: StackDocument): (text: string) => boolean {
  const entries = (key: string): [string, Written][] => {
    const part = document.config[key];
    if (part === null || typeof part !== "object") return [];
    return Object.entries(part).map(([name, entry]) => [name, (entry ?? {}) as Written]);
  };
  const id = (document.config["aybiza:tenant"] as { id?: unknown } | null | undefined)?.id;
  const accounts = entries("aybiza:connections").flatMap(([, { accountSid }]) => accountSid ?? []);
  const words = [id, ...accounts].map(String);
  const numbers = ["aybiza:agents", "aybiza:numbers"]
    .flatMap(entries)
    .flatMap(([name, { buy, fallback }]) => [name, buy?.number, fallback?.dial])
    .map((text) => String(text ?? "").replace(/\D/g, ""))
    // A shorter one can't be a phone number; names of entries hold digits too.
    .filter((digits) => digits.length > 2);
  return (text) => {
    if (text.includes("\\") || words.some((word) => text.includes(word))) return true;
    const digits = text.replace(/\D/g, "");
    return numbers.some((number) => digits.includes(number));
  };
}
