/** The properties of an argument in a Terraform schema that matter for updates. */
export interface TerraformArgument {
  readonly replaces: boolean;
  readonly secret: boolean;
  /** The default value, if it is a literal; Go constants are ignored. */
  readonly default?: string | number | boolean;
  /** Whether the argument is a list or set of several items, whose name Pulumi makes plural. */
  readonly many: boolean;
  /** The arguments of a nested block. */
  readonly within: ReadonlyMap<string, TerraformArgument>;
}

/** A schema and the arguments that `CustomizeDiff` replaces under a condition. */
export interface TerraformSchema {
  readonly arguments: ReadonlyMap<string, TerraformArgument>;
  readonly sometimes: readonly string[];
}

const OPENING = "map[string]*schema.Schema{";

/**
 * Reads the first schema of a Go file of terraform-provider-aws (of the plugin SDK, not of the framework). A key is a string or one of the
 * provider's `names.Attr...` constants.
 * @throws Error when the file has no schema
 */
export function terraformSchema(go: string): TerraformSchema {
  const text = withoutComments(go);
  const at = text.indexOf(OPENING);
  if (at === -1) throw new Error("the file has no map[string]*schema.Schema");
  const sometimes = [...text.matchAll(/ForceNewIfChange\("([a-z_]+)/g)].map(([, name]) => name!);
  return {
    arguments: argumentsOf(blockAt(text, at + OPENING.length - 1)),
    sometimes: [...new Set(sometimes)].sort(),
  };
}

function argumentsOf(block: string): Map<string, TerraformArgument> {
  const found = new Map<string, TerraformArgument>();
  for (const { key, value } of entries(block)) {
    const elem = value.indexOf(OPENING);
    const own = entries(value.startsWith("{") ? value.slice(1, -1) : "");
    const field = (name: string) => own.find((entry) => entry.key === name)?.value;
    const type = field("Type") ?? "";
    const literal = literalOf(field("Default"));
    found.set(attribute(key), {
      replaces: field("ForceNew") === "true",
      secret: field("Sensitive") === "true",
      ...(literal !== undefined && { default: literal }),
      many: /Type(List|Set)$/.test(type) && field("MaxItems") !== "1",
      within: elem === -1 ? new Map() : argumentsOf(blockAt(value, elem + OPENING.length - 1)),
    });
  }
  return found;
}

/** Converts a key, `"table_name"` or `names.AttrTableName`, to an attribute's name. Runs of capitals are one word: `AttrKMSKeyID` is `kms_key_id`. */
function attribute(key: string): string {
  if (!key.startsWith("names.Attr")) return key.replaceAll('"', "");
  return key
    .slice("names.Attr".length)
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

function literalOf(value: string | undefined): string | number | boolean | undefined {
  if (value === undefined) return undefined;
  if (/^".*"$/.test(value)) return JSON.parse(value) as string;
  if (/^-?\d+$/.test(value)) return Number(value);
  return value === "true" || value === "false" ? value === "true" : undefined;
}

/** Splits the content of a composite literal into its top-level `key: value` entries. */
function entries(block: string): { key: string; value: string }[] {
  const found: { key: string; value: string }[] = [];
  let start = 0;
  for (let i = 0, depth = 0; i <= block.length; i++) {
    const c = block[i];
    if (c === '"' || c === "`") i = endOfText(block, i);
    else if (c === "{" || c === "(" || c === "[") depth++;
    else if (c === "}" || c === ")" || c === "]") depth--;
    else if (c === undefined || (c === "," && depth === 0)) {
      const entry = block.slice(start, i).trim();
      const colon = /^("[^"]*"|[\w.]+)\s*:/.exec(entry);
      if (colon) found.push({ key: colon[1]!, value: entry.slice(colon[0].length).trim() });
      start = i + 1;
    }
  }
  return found;
}

/** Returns the text within the braces that open at index `at`. */
function blockAt(text: string, at: number): string {
  for (let i = at, depth = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"' || c === "`") i = endOfText(text, i);
    else if (c === "{") depth++;
    else if (c === "}" && --depth === 0) return text.slice(at + 1, i);
  }
  throw new Error("the schema has an opening brace without a closing one");
}

function endOfText(text: string, at: number): number {
  const quote = text[at];
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === "\\" && quote === '"') i++;
    else if (text[i] === quote) return i;
  }
  return text.length;
}

/** Removes line comments, but not `//` within string literals. */
function withoutComments(text: string): string {
  return text.replace(/("(?:[^"\\\n]|\\.)*"|`[^`]*`)|\/\/[^\n]*/g, (_, quoted: string | undefined) => quoted ?? "");
}
