import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { type Bag, UNKNOWN } from "./handler.ts";
import { covers, type Path, parsePath, pathText } from "./path.ts";

/**
 * Converts values between the engine's wire format and handlers. The engine sends envelopes, `{SIGNATURE: kind, value: ...}`, for secrets and
 * outputs, and a fixed text for a value that isn't known yet. Handlers receive plain values; {@link Marks} record which of them were secret.
 * Source: sdk/go/common/resource/sig and sdk/go/common/resource/plugin/rpc.go of pulumi/pulumi.
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWN_TEXTS = new Set([
  UNKNOWN_TEXT,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/**
 * The secret parts of a bag: all of it, or some of its keys; `*` is any key or index. An array that arrived with a secret element is
 * secret as a whole, because its elements may change places.
 */
export type Marks = true | { readonly [key: string]: Marks };

/** An unwrapped bag: its plain values, the marks of its secrets, and the secret texts (for redaction). */
export interface Opened {
  readonly bag: Bag;
  readonly marks: Marks;
  readonly texts: ReadonlySet<string>;
}

/** Minimum length of a secret text to search for in outputs and messages. Shorter texts (`POST`, `true`, the empty text) occur too often. */
const SHORTEST_TEXT = 6;

/** Returns the secret texts that are long enough to search for in outputs and messages. */
const lookedFor = (sets: readonly ReadonlySet<string>[]): string[] =>
  sets.flatMap((set) => [...set]).filter((text) => text.length >= SHORTEST_TEXT);

/** Unwraps a bag: secrets and outputs become plain values, unknown values become UNKNOWN; asset, archive and reference envelopes stay. */
export function open(message: struct.Struct | undefined): Opened {
  const texts = new Set<string>();
  const [bag, marks] = unwrap(message?.toJavaScript() ?? {}, texts, false);
  return { bag: bag as Bag, marks: marks ?? {}, texts };
}

function unwrap(value: unknown, texts: Set<string>, secret: boolean): [unknown, Marks | undefined] {
  if (typeof value === "string") {
    if (UNKNOWN_TEXTS.has(value)) return [UNKNOWN, undefined];
    if (secret) texts.add(value);
    return [value, undefined];
  }
  if (Array.isArray(value)) {
    const parts = value.map((v) => unwrap(v, texts, secret));
    return [parts.map(([v]) => v), parts.some(([, m]) => m) ? true : undefined];
  }
  if (value === null || typeof value !== "object") return [value, undefined];

  const envelope = value as Record<string, unknown>;
  if (envelope[SIGNATURE] === SECRET) return [unwrap(envelope.value, texts, true)[0], true];
  if (envelope[SIGNATURE] === OUTPUT) {
    const hidden = envelope.secret === true;
    if (!("value" in envelope)) return [UNKNOWN, hidden || undefined];
    const [inner, marks] = unwrap(envelope.value, texts, secret || hidden);
    return [inner, hidden ? true : marks];
  }
  if (SIGNATURE in envelope) return [value, undefined];

  const bag: Bag = {};
  const marks: Record<string, Marks> = {};
  for (const [key, inner] of Object.entries(envelope)) {
    const [plain, mark] = unwrap(inner, texts, secret);
    bag[key] = plain;
    if (mark) marks[key] = mark;
  }
  return [bag, Object.keys(marks).length > 0 ? marks : undefined];
}

/** What to send as a secret: the marked parts of incoming bags, paths that are always secret, and texts that arrived as secrets. */
export interface Sealing {
  readonly marks: readonly Marks[];
  /** Patterns of paths that are always secret: `pin`, `accounts.*.token`. */
  readonly names?: readonly string[] | undefined;
  readonly texts?: readonly ReadonlySet<string>[];
}

/** Wraps a handler's bag for the engine: secrets in envelopes, UNKNOWN as the engine's sentinel, without `undefined`, dates as ISO 8601. */
export function seal(bag: Bag, sealing: Sealing): struct.Struct {
  const named = (sealing.names ?? []).map((name) => marksOf(parsePath(name)));
  const texts = lookedFor(sealing.texts ?? []);
  const isSecret = (text: string) => texts.some((secret) => text.includes(secret));
  return struct.Struct.fromJavaScript(wrap(bag, [...named, ...sealing.marks], isSecret, []) as never);
}

function marksOf([first, ...rest]: Path): Marks {
  return first === undefined ? true : { [first]: marksOf(rest) };
}

function wrap(value: unknown, marks: readonly Marks[], isSecret: (text: string) => boolean, path: Path): unknown {
  if (marks.includes(true)) return secretOf(wrap(value, [], () => false, path));
  if (value === UNKNOWN) return UNKNOWN_TEXT;
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  switch (typeof value) {
    case "string":
      return isSecret(value) ? secretOf(value) : value;
    case "number":
    case "boolean":
      return value;
    case "bigint":
      return Number(value);
    case "object":
      break;
    default:
      throw new TypeError(`${pathText(path) || "the bag"}: a ${typeof value} can't be a property value`);
  }
  const below = (key: string) =>
    marks.flatMap((m) => (m === true ? [] : [m[key], m["*"]])).filter((m) => m !== undefined);
  if (Array.isArray(value)) return value.map((v, i) => wrap(v, below(String(i)), isSecret, [...path, i]));
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value as Bag)) {
    if (inner === undefined) continue;
    out[key] = wrap(inner, below(key), isSecret, [...path, key]);
  }
  return out;
}

function secretOf(value: unknown): unknown {
  return { [SIGNATURE]: SECRET, value };
}

/** Returns the texts in a plain bag whose paths match one of the patterns. */
export function textsAt(bag: Bag, names: readonly string[]): string[] {
  const patterns = names.map(parsePath);
  const look = (value: unknown, path: Path): string[] => {
    if (typeof value === "string") {
      return patterns.some((p) => covers(p, path)) ? [value] : [];
    }
    if (value === null || typeof value !== "object") return [];
    return Object.entries(value).flatMap(([key, inner]) => look(inner, [...path, key]));
  };
  return look(bag, []);
}

/** Redacts secret texts from a message for people. */
export function redact(message: string, ...sets: readonly ReadonlySet<string>[]): string {
  let out = message;
  const longestFirst = lookedFor(sets).sort((a, b) => b.length - a.length);
  for (const text of longestFirst) out = out.replaceAll(text, "[secret]");
  return out;
}

/** Tells whether a value, or anything inside it, isn't known yet. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return value !== null && typeof value === "object" && Object.values(value).some(hasUnknown);
}
