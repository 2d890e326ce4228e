/** The most that DynamoDB stores in an item, names of attributes included. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items */
export const MAX_ITEM_BYTES = 400 * 1024;

/** The item's mark of its owner, which is made when it is written: `owner` and twelve digits. */
const OWNER_BYTES = "owner".length + 12;

/**
 * Why DynamoDB wouldn't store the item, as the end of a sentence that begins with its fields; undefined where it would. What a preview doesn't
 * know yet isn't counted. Measured as https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html says.
 */
export function tooLarge(
  item: { readonly [name: string]: unknown },
  fields: unknown,
  named: string | undefined,
): string | undefined {
  if (typeof fields !== "object" || fields === null) return undefined;
  const bytes = contentBytes(Object.entries({ ...item, ...fields })) + OWNER_BYTES;
  if (bytes <= MAX_ITEM_BYTES) return undefined;
  const { path, bytes: most } = largestText(fields, "");
  const shorten = path === "" ? "have fewer fields" : `shorten \`${path}\`, which has ${counted(most)}`;
  return `make ${named ?? "this"} an item of ${counted(bytes)} bytes, and DynamoDB stores ${counted(MAX_ITEM_BYTES)} (400 KB) at most: ${shorten} (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items)`;
}

const counted = (bytes: number): string => bytes.toLocaleString("en-US");

const contentBytes = (entries: readonly (readonly [string, unknown])[]): number =>
  entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

function valueBytes(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value === "number") return Math.ceil(String(value).replace(/\D/g, "").length / 2) + 1;
  if (typeof value === "boolean" || value === null) return 1;
  if (typeof value !== "object") return 0; // not known yet, or left out
  const entries = Object.entries(value);
  const content = Array.isArray(value) ? value.reduce((sum, one) => sum + valueBytes(one), 0) : contentBytes(entries);
  return 3 + entries.length + content;
}

/** The longest text within a value. */
function largestText(value: unknown, path: string): { path: string; bytes: number } {
  if (typeof value === "string") return { path, bytes: Buffer.byteLength(value) };
  let largest = { path: "", bytes: 0 };
  if (typeof value !== "object" || value === null) return largest;
  for (const [name, inner] of Object.entries(value)) {
    const within = Array.isArray(value) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`;
    const found = largestText(inner, within);
    if (found.bytes > largest.bytes) largest = found;
  }
  return largest;
}
