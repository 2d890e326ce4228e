import type { Run } from "../../../launch/engine.ts";
import type { Step } from "../../../launch/engine-events.ts";
import { rootOf } from "../diff.ts";
import type { Bag } from "../handler.ts";
import { secret, unknown } from "./engine.ts";
import type { Declared, Stored } from "./project.ts";

/** A resource's lifecycle test as data: one row for each of its inputs. */
export interface Table {
  readonly token: string;
  /** Inputs of each row's resource. Use `row` to make a value unique. `{"$output": ["name", "sid"]}` refers to another resource's output. */
  inputs(row: string): Bag;
  readonly rows: Readonly<Record<string, Row>>;
  /** Other resources of the package, to which the rows' inputs refer. They are created and deleted with the rows' resources, and never updated. */
  readonly parents?: readonly Declared[];
}

/** The test of one input, on a separate resource. */
export interface Row {
  /** The input's value at the create. @default its value in `inputs` */
  readonly from?: unknown;
  /** The input's value in the update; undefined removes the input. */
  readonly to: unknown;
  /** The vendor's value after the update. @default `to` */
  readonly live?: unknown;
  /** True if the update replaces the resource. */
  readonly replaces?: true;
  /** True if the input only matters at the create: an update of it changes nothing at the vendor. */
  readonly once?: true;
  /** A value to set at the vendor outside the program, as drift; or the reason why drift is impossible. */
  readonly drift: { readonly to: unknown } | { readonly never: string };
}

/** A row's resource: its table, the input that it tests, and its name in the program. */
export interface Lived {
  readonly table: Table;
  readonly row: string;
  readonly name: string;
}

/** Returns the short name of a token: `Queue` for `twilio:index:Queue`. */
export const kindOf = ({ token }: Pick<Table, "token">): string => token.split(":").at(-1) as string;

/** Returns the resources of all rows, named `Queue-maxSize`, ... */
export const livedOf = (tables: readonly Table[]): Lived[] =>
  tables.flatMap((table) => Object.keys(table.rows).map((row) => ({ table, row, name: `${kindOf(table)}-${row}` })));

/** Returns the inputs of a row's resource, at the create or after the update. */
export function inputsOf({ table, row }: Lived, changed: boolean): Bag {
  const { from, to } = table.rows[row]!;
  const inputs = { ...table.inputs(row), ...(from !== undefined && { [row]: from }) };
  return changed ? withValue(inputs, row, to) : inputs;
}

/** Returns the values that the vendor should have for a row's resource. */
export function wantedOf(lived: Lived, changed: boolean, made: ReadonlyMap<string, Stored>): Bag {
  const { table, row } = lived;
  const given = table.rows[row]!;
  const wanted = { ...inputsOf(lived, changed), ...(changed && { [row]: "live" in given ? given.live : given.to }) };
  const plain = resolved(wanted, made) as Bag;
  return Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
}

/** Returns a row's resource as a declaration of the program. */
export const declared = (lived: Lived, changed: boolean, options: Bag = {}): Declared => ({
  token: lived.table.token,
  name: lived.name,
  inputs: inputsOf(lived, changed),
  options,
});

/** Converts declared inputs to the engine's form: `{"$secret": value}` becomes a secret's envelope, another resource's output becomes unknown. */
export function sealed(inputs: Bag): Bag {
  return JSON.parse(JSON.stringify(inputs), (_, value) => {
    if (value?.$output !== undefined) return unknown;
    return value?.$secret === undefined ? value : secret(value.$secret);
  });
}

/** Returns a declared value with secrets as plaintext and with other resources' actual outputs. */
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

/** Returns the last part of a URN, the resource's name. */
export const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

/** Returns an object with the same operation for every name. */
export const all = (names: readonly string[], op: string) => Object.fromEntries(names.map((name) => [name, op]));

/** Returns the engine's operation on each resource: for a replacement only `replace`, without its partial steps. */
export function opsOf({ steps }: Run): Record<string, string> {
  const parts = ["create-replacement", "delete-replaced", "discard-replaced"];
  const own = steps.filter((s) => !s.type.startsWith("pulumi:") && !parts.includes(s.op));
  return Object.fromEntries(own.map((s) => [nameOf(s.urn), s.op]));
}

/** Returns the names of the changed inputs, by resource. */
export function changedRoots(steps: readonly Step[]): Record<string, string[]> {
  const own = steps.filter((s) => !s.type.startsWith("pulumi:") && ["update", "replace"].includes(s.op));
  return Object.fromEntries(own.map((s) => [nameOf(s.urn), [...new Set(s.diffs.map(rootOf))]]));
}
