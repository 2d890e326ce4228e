import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An element of a TwiML document: a verb, or a noun within one. */
export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly nouns: readonly Verb[];
  /** The element's trimmed text, including the text of its children (SSML). */
  readonly text: string;
}

/** Thrown for a document that isn't TwiML: Twilio's error 12100, "Document parse failure". */
export class TwimlError extends Error {
  readonly code = 12100;

  constructor(message: string) {
    super(`Document parse failure: ${message}`);
    this.name = "TwimlError";
  }
}

/** The XML parser. It resolves no entities: `decoded` resolves them and refuses `&nbsp;`, as Twilio does. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: "#cdata",
});

type Node = Record<string, unknown>;
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Characters that XML 1.0 forbids, even as character references. https://www.w3.org/TR/xml/#charsets */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this regex searches for them
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;

function legal(text: string): string {
  const found = ILLEGAL.exec(text)?.[0];
  if (found === undefined) return text;
  throw new TwimlError(`U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")} is not allowed in XML`);
}

function decoded(text: string): string {
  return text.replace(/&([^;\s&]*;)?/g, (written, name: string | undefined) => {
    const entity = name?.slice(0, -1) ?? "";
    const numeric = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(entity);
    const code = numeric ? Number.parseInt(numeric[1] ?? numeric[2] ?? "", numeric[1] ? 16 : 10) : 0;
    if (numeric && code > 0 && code <= 0x10ffff) return legal(String.fromCodePoint(code));
    const known = NAMED[entity];
    if (known === undefined) throw new TwimlError(`"${written}" is not an XML entity (write &amp; for "&")`);
    return known;
  });
}

function verb(node: Node): Verb | undefined {
  const name = Object.keys(node).find((key) => key !== ":@");
  if (name === undefined || name.startsWith("#") || name.startsWith("?")) return undefined;
  const children = node[name] as Node[];
  const written = (node[":@"] ?? {}) as Record<string, unknown>;
  const attributes = Object.fromEntries(Object.entries(written).map(([key, value]) => [key, decoded(String(value))]));
  const nouns: Verb[] = [];
  let text = "";
  for (const child of children) {
    if ("#text" in child) text += decoded(String(child["#text"]));
    else if ("#cdata" in child) text += (child["#cdata"] as Node[]).map((part) => String(part["#text"])).join("");
    else {
      const noun = verb(child);
      if (noun) nouns.push(noun);
      text += noun ? ` ${noun.text} ` : "";
    }
  }
  return { name, attributes, nouns, text: text.replace(/\s+/g, " ").trim() };
}

/** Reads a TwiML document into its verbs, in order. @throws TwimlError when it isn't well-formed or isn't a `<Response>`. */
export function parseTwiml(xml: string): readonly Verb[] {
  const document = legal(xml.replace(/^\uFEFF/, "").trim());
  if (document === "") throw new TwimlError("the document is empty");
  const valid = XMLValidator.validate(document);
  if (valid !== true) throw new TwimlError(`${valid.err.msg} (line ${valid.err.line})`);
  let nodes: Node[];
  try {
    nodes = parser.parse(document) as Node[];
  } catch (error) {
    throw new TwimlError(error instanceof Error ? error.message : String(error));
  }
  const roots = nodes.map(verb).filter((one) => one !== undefined);
  const root = roots[0];
  if (roots.length > 1)
    throw new TwimlError(`there are ${roots.length} root elements: wrap the document in one <Response>`);
  if (root?.name !== "Response") throw new TwimlError(`the root element is <${root?.name ?? ""}>, not <Response>`);
  return root.nouns;
}
