import type { Run } from "../../../launch/engine.ts";
import type { Step } from "../../../launch/engine-events.ts";
import { rootOf } from "../diff.ts";
import type { Bag } from "../handler.ts";
import { secret, unknown } from "./engine.ts";
import type { Declared, Stored } from "./project.ts";

/** What a resource must live through, as data: one row for each of its inputs. */
export interface Table {
  readonly token: string;
  /** The inputs that each row's resource is made with; `row` where a value must be unlike all others. `{"$output": ["name", "sid"]}` is another resource's. */
  inputs(row: string): Bag;
  readonly rows: Readonly<Record<string, Row>>;
  /** Resources of the package that the rows' inputs refer to. They live as long, and nothing of them changes. */
  readonly parents?: readonly Declared[];
}

/** One input, in a resource of its own. */
export interface Row {
  /** Its value at first, where that isn't the one of `inputs`. */
  readonly from?: unknown;
  /** What an update gives it; undefined: not given any more. */
  readonly to: unknown;
  /** What the vendor holds after the update, where that isn't `to`. */
  readonly live?: unknown;
  /** The update makes a new one in its place. */
  readonly replaces?: true;
  /** It counts when the thing is made: an update of it changes nothing. */
  readonly once?: true;
  /** What somebody sets at the vendor behind the program's back; or why nobody can. */
  readonly drift: { readonly to: unknown } | { readonly never: string };
}

/** One row's resource: of which table, for which input, under which name in the program. */
export interface Lived {
  readonly table: Table;
  readonly row: string;
  readonly name: string;
}

/** `twilio:index:Queue` is `Queue`. */
export const kindOf = ({ token }: Pick<Table, "token">): string => token.split(":").at(-1) as string;

/** The resources of all rows: `Queue-maxSize`, ... */
export const livedOf = (tables: readonly Table[]): Lived[] =>
  tables.flatMap((table) => Object.keys(table.rows).map((row) => ({ table, row, name: `${kindOf(table)}-${row}` })));

/** What a row's resource is given, at first or after its update. */
export function inputsOf({ table, row }: Lived, changed: boolean): Bag {
  const { from, to } = table.rows[row]!;
  const inputs = { ...table.inputs(row), ...(from !== undefined && { [row]: from }) };
  return changed ? withValue(inputs, row, to) : inputs;
}

/** What the vendor should hold of it. */
export function wantedOf(lived: Lived, changed: boolean, made: ReadonlyMap<string, Stored>): Bag {
  const { table, row } = lived;
  const given = table.rows[row]!;
  const wanted = { ...inputsOf(lived, changed), ...(changed && { [row]: "live" in given ? given.live : given.to }) };
  const plain = resolved(wanted, made) as Bag;
  return Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
}

/** The resource as the program declares it. */
export const declared = (lived: Lived, changed: boolean, options: Bag = {}): Declared => ({
  token: lived.table.token,
  name: lived.name,
  inputs: inputsOf(lived, changed),
  options,
});

/** Inputs for the provider itself: `{"$secret": value}` as the engine sends a secret, another resource's output as unknown. */
export function sealed(inputs: Bag): Bag {
  return JSON.parse(JSON.stringify(inputs), (_, value) => {
    if (value?.$output !== undefined) return unknown;
    return value?.$secret === undefined ? value : secret(value.$secret);
  });
}

/** A value with secrets in the clear, and with what other resources gave. */
export function resolved(value: unknown, made: ReadonlyMap<string, Stored>): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(JSON.stringify(value), (_, one) => {
    if (one?.$output === undefined) return one?.$secret ?? one;
    const [name, property] = one.$output as [string, string];
    const stored = made.get(name);
    return property === "id" ? stored?.id : stored?.outputs[property];
  });
}

function withValue(inputs: Bag, name: string, value: unknown): Bag {
  const { [name]: _, ...others } = inputs;
  return value === undefined ? others : { ...others, [name]: value };
}

/** The last part of a URN. */
export const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

/** The same operation for each name. */
export const all = (names: readonly string[], op: string) => Object.fromEntries(names.map((name) => [name, op]));

/** What the engine did with each resource; of a replacement, that it is one. */
export function opsOf({ steps }: Run): Record<string, string> {
  const parts = ["create-replacement", "delete-replaced", "discard-replaced"];
  const own = steps.filter((s) => !s.type.startsWith("pulumi:") && !parts.includes(s.op));
  return Object.fromEntries(own.map((s) => [nameOf(s.urn), s.op]));
}

/** Names of the inputs that differed, by resource. */
export function changedRoots(steps: readonly Step[]): Record<string, string[]> {
  const own = steps.filter((s) => !s.type.startsWith("pulumi:") && ["update", "replace"].includes(s.op));
  return Object.fromEntries(own.map((s) => [nameOf(s.urn), [...new Set(s.diffs.map(rootOf))]]));
}
