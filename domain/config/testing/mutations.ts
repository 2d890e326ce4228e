import fc from "fast-check";
import { isMap, isPair, isScalar, isSeq, type Pair, parseDocument, Scalar, visit } from "yaml";

/** One change of a file, as data, so that a failing case can be shrunk and printed. */
export type Mutation =
  | { readonly on: "bytes"; readonly at: number; readonly remove: number; readonly insert: Uint8Array }
  | { readonly on: "text"; readonly at: number; readonly remove: number; readonly insert: string }
  | { readonly on: "node"; readonly at: number; readonly do: NodeChange; readonly value: unknown };

type NodeChange = "replace" | "rename" | "remove" | "repeat" | "wrap" | "null" | "alias" | "merge" | "tag";

/** Values that caused bugs elsewhere: numbers in every spelling, hidden characters, texts that YAML reads as other types, names of JavaScript's object properties. */
const TEXTS = [
  ...[
    "+14155550101",
    "14155550101",
    "+12125550142",
    "0014155550101",
    "02079460018",
    "+4402079460018",
    "+1 415 555 0101",
  ],
  ...[
    "\u202d+14155550101",
    "+1415\u200b5550101",
    "\uff0b14155550101",
    "911",
    "+1911",
    "sip:desk@pbx.example",
    "anonymous",
  ],
  ...[
    "",
    " ",
    "\u0000",
    "\u001b[31m",
    "\u202e",
    "\ud800",
    "\r\n",
    "null",
    "~",
    "yes",
    "0415",
    "1e3",
    ".nan",
    "0x1F",
    "2026-11-30",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "length",
    "<<",
    "*a",
    "&a",
    "!!binary aGk=",
    "- a",
    "? a",
    "%YAML 1.1",
  ],
  ...[
    "quarantined",
    "desk-7",
    "desk-1",
    "acme",
    "birch",
    "@reseller",
    "@tenant",
    "@other-carrier",
    "managed",
    "sip-trunk",
    "us",
  ],
  ...[
    "https://user:secret@tools.example/",
    "wss://localhost",
    "http://169.254.169.254/",
    "x".repeat(5_000),
    "[".repeat(200),
  ],
  ...[
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> theirs",
    "\ufeff",
    "---",
    "...",
    "{",
    "}",
    "[",
    "]",
    ":",
    "#",
    "\t",
    '"',
    "'",
    "|",
    ">",
  ],
];

/** Names of settings, so that a mutation can misplace or repeat one. */
const KEYS = [
  ...["aybiza:numbers", "aybiza:numbers ", "aybiza:region", "aybiza:tenant", "aybiza:agents", "aybiza:connections"],
  ...["twilio:credentials", "config", "connection", "agent", "buy", "count", "release", "state", "except", "transfer"],
  ...[
    "transferFrom",
    "notice",
    "fallback",
    "dial",
    "say",
    "type",
    "close",
    "accountSid",
    "number",
    "country",
    "areaCode",
  ],
];

const text = fc.oneof(fc.constantFrom(...TEXTS, ...KEYS), fc.string({ unit: "binary", maxLength: 20 }));

const scalar = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));

const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(text, scalar, { maxKeys: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        { quarantined: ["desk-7"] },
        { quarantined: 5 },
        { to: "birch" },
        { to: null },
        ["desk-7"],
        [7],
        { secure: "" },
      ],
      ...[
        { count: 3 },
        { count: 7, country: "US" },
        { number: 14155550101 },
        { dial: "+19005550100" },
        { a: { b: { c: {} } } },
      ],
    ),
  },
);

const place = fc.nat({ max: 100_000 });

/** Mutations of one file: of its bytes, of its text, or of the nodes that YAML reads in it. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({
        on: fc.constant("bytes" as const),
        at: place,
        remove: fc.nat({ max: 3 }),
        insert: fc.uint8Array({ maxLength: 4 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ on: fc.constant("text" as const), at: place, remove: fc.nat({ max: 40 }), insert: text }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        on: fc.constant("node" as const),
        at: place,
        do: fc.constantFrom<NodeChange[]>(
          ...(["replace", "replace", "rename", "remove", "repeat", "wrap", "null", "alias", "merge", "tag"] as const),
        ),
        value,
      }),
    },
  ),
  { minLength: 1, maxLength: 3 },
);

/** The bytes of a file after mutations. */
export function mutated(original: string, changes: readonly Mutation[]): Uint8Array {
  let bytes: Uint8Array = Buffer.from(original);
  for (const change of changes) {
    if (change.on === "bytes") {
      const at = change.at % (bytes.length + 1);
      bytes = Buffer.concat([bytes.subarray(0, at), change.insert, bytes.subarray(at + change.remove)]);
      continue;
    }
    const now = Buffer.from(bytes).toString();
    bytes = Buffer.from(change.on === "text" ? splice(now, change) : withNode(now, change));
  }
  return bytes;
}

function splice(now: string, { at, remove, insert }: Extract<Mutation, { on: "text" }>): string {
  const from = at % (now.length + 1);
  return now.slice(0, from) + insert + now.slice(from + remove);
}

/** Changes one pair of the file; a file that an earlier mutation made unreadable stays as it is. */
function withNode(now: string, change: Extract<Mutation, { on: "node" }>): string {
  try {
    const document = parseDocument(now, { uniqueKeys: false });
    if (document.errors.length > 0) return now;
    const places: { pair: Pair; siblings: Pair[] }[] = [];
    visit(document, {
      Pair: (_key, pair, path) => {
        const map = path.at(-1);
        if (isMap(map)) places.push({ pair, siblings: map.items });
      },
    });
    const { pair, siblings } = places[change.at % places.length]!;
    const made = document.createNode(change.value);
    const index = siblings.indexOf(pair);
    switch (change.do) {
      case "replace":
        pair.value = made;
        break;
      case "rename":
        pair.key = isScalar(made) ? made : new Scalar(String(change.value));
        break;
      case "remove":
        siblings.splice(index, 1);
        break;
      case "repeat":
        siblings.push(document.createPair(pair.key, pair.value) as Pair);
        break;
      case "wrap":
        pair.value = document.createNode([made]);
        break;
      case "null":
        pair.value = null;
        break;
      case "alias":
      case "merge": {
        const source = places.find(({ pair: one }) => isMap(one.value) || isSeq(one.value))!.pair.value;
        const alias = document.createAlias(source as never, "a");
        if (change.do === "alias") pair.value = alias;
        else siblings.push(document.createPair("<<", alias) as Pair);
        break;
      }
      case "tag":
        if (isPair(pair) && isScalar(pair.value)) pair.value.tag = "!!str";
    }
    return document.toString({ lineWidth: 0, verifyAliasOrder: false });
  } catch {
    return now;
  }
}
