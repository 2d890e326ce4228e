import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { ResourceSpec } from "../kit/define.ts";
import { changesBetween } from "../kit/diff.ts";
import { type Bag, type CheckFailure, type DiffKind, ProviderError, UNKNOWN } from "../kit/handler.ts";
import { type ItemKey, itemId, itemLabel } from "./item.ts";
import { tooLarge } from "./item-size.ts";
import { type Author, authorOf } from "./ledger/author.ts";
import { ledgerInput, ledgerRules, numberOf, statusOf } from "./ledger/input.ts";
import { type Note, OWN_ATTRIBUTES, type RoutesTable, taken } from "./routes-table.ts";

const KEY_RULE = "must not be empty or contain a slash: the item's id is `table/pk/sk`";
const inputs = z.strictObject({
  table: z
    .string()
    .regex(/^[\w.-]{3,255}$/, "must be a table's name: 3 to 255 letters, digits, `_`, `-` and `.`")
    .meta({ description: "Name of the region's routes table.", replaceOnChange: true }),
  pk: z
    .string()
    .regex(/^[^/]+$/, KEY_RULE)
    .meta({ description: "Partition key: `number#+1...`, `account#AC...`, `tenant#...`.", replaceOnChange: true }),
  sk: z
    .string()
    .min(1, "must not be empty")
    .meta({ description: "Sort key: the kind of item, such as `route`.", replaceOnChange: true }),
  tenant: z.string().min(1, "must not be empty").meta({
    description: "The tenant that owns the item. An item of another tenant is never changed.",
    replaceOnChange: true,
  }),
  fields: z.record(z.string(), z.any()).meta({ description: "The item's other attributes." }),
  writeOnce: z.boolean().optional().meta({
    description:
      "Keeps the first value: a later change of `fields` is ignored, and an item that exists already keeps its fields.",
  }),
  transferFrom: z.string().min(1, "must not be empty").optional().meta({
    description:
      "The tenant that transfers this item: it is taken over if the stored item's field `transferTo` names this item's tenant. Ignored after the transfer.",
  }),
  ledger: ledgerInput,
});
const KEY_INPUTS = ["table", "pk", "sk", "tenant"];

const outputs = z.strictObject({
  owner: z.string().optional().meta({
    description:
      "Id that marks the stored item as this resource's. A resource never deletes an item with another owner.",
  }),
});

/**
 * One item of a region's routes table. Its create takes over an existing item of the same tenant, because a killed update leaves such items. A
 * plain `pulumi up` therefore converges after any interruption.
 */
export const routesItem: ResourceSpec<RoutesTable> = {
  token: "aybiza:index:RoutesItem",
  description:
    "One item of a region's routes table: a route, an agent's manifest, a sealed signing token, or the earlier settings of an adopted number. Import it as `table/pk/sk`.",
  examples: [
    {
      title: "The route of a number",
      program: `import * as aybiza from "@pulumi/aybiza";

const provider = new aybiza.Provider("region", { region: "us-east-1" });
new aybiza.RoutesItem(
  "route",
  {
    table: "aybiza-us-routes",
    pk: "number#+14155550101",
    sk: "route",
    tenant: "acme",
    fields: { to: "reception" },
  },
  { provider },
);`,
    },
  ],
  inputs,
  outputs,
  rules: ({ inputs }) => [...fieldRules(inputs.fields), ...sizeRules(inputs), ...ledgerRules(inputs)],

  async diff(ctx, { oldInputs, oldState, newInputs }) {
    if (isKnown(newInputs)) ctx.client.claim(keyOf(newInputs), oldState.owner);
    // A write-once item keeps its stored fields, whatever the program declares.
    const stored = oldInputs.writeOnce === true ? { ...oldInputs, fields: oldState.fields } : oldInputs;
    const wanted = newInputs.writeOnce === true ? { ...newInputs, fields: stored.fields } : newInputs;
    const changes = Object.entries(changesBetween(compared(stored), compared(wanted))).map(([path, kind]) => {
      return [path, KEY_INPUTS.includes(path) ? (`${kind}-replace` as DiffKind) : kind];
    });
    return {
      changes: { ...(await drifted(ctx, oldState)), ...Object.fromEntries(changes) },
      stables: ["owner", ...(newInputs.writeOnce === true ? ["fields"] : [])],
    };
  },

  async create(ctx, { inputs }) {
    if (ctx.preview) return { state: { ...(await planned(ctx, inputs)), owner: UNKNOWN } };
    const key = keyOf(inputs);
    const owner = newOwner();
    ctx.client.claim(key, owner);
    const { fields } = await write(ctx, inputs, { fields: inputs.fields, owner });
    return { id: itemId(key), state: { ...inputs, fields, owner } };
  },

  async read(ctx, { id, inputs, state }) {
    const key = keyOfId(id);
    const stored = await ctx.client.get(key, ctx.signal);
    if (stored === undefined) return undefined;
    // An item of another tenant under this key means that this resource's item doesn't exist any more.
    if (state.tenant !== undefined && stored.tenant !== state.tenant) return undefined;
    if (stored.tenant === undefined)
      throw new ProviderError(
        "no-tenant",
        `${itemLabel(key)} has no tenant: it wasn't written by this provider and can't be imported`,
      );
    const writeOnce = inputs.writeOnce ?? state.writeOnce;
    const live = {
      ...key,
      tenant: stored.tenant,
      fields: stored.fields,
      ...(writeOnce !== undefined && { writeOnce }),
      ...inputsAlone(inputs),
    };
    // An import adopts the stored owner. Later only a create changes the owner: a refresh never does.
    const owner = Object.keys(state).length > 0 ? state.owner : stored.owner;
    return {
      id,
      inputs: writeOnce === true && inputs.fields !== undefined ? { ...live, fields: inputs.fields } : live,
      state: { ...live, ...(owner !== undefined && { owner }) },
    };
  },

  async update(ctx, { oldState, newInputs }) {
    const wanted = newInputs.writeOnce === true ? oldState.fields : newInputs.fields;
    if (ctx.preview) return { state: { ...newInputs, fields: wanted, owner: oldState.owner ?? UNKNOWN } };
    const owner = oldState.owner ?? newOwner();
    const { fields } = await write(ctx, newInputs, { fields: wanted, owner });
    return { state: { ...newInputs, fields, owner } };
  },

  async delete(ctx, { state }) {
    const key = keyOf(state);
    const was = { tenant: state.tenant, owner: state.owner };
    const done = await ctx.client.delete(key, was, ctx.signal, noteOf(ctx, state));
    if (done === "claimed") ctx.log("info", `${itemLabel(key)} is kept: the program declares it as another resource`);
    if (done === "other-owner")
      ctx.log(
        "warning",
        `${itemLabel(key)} is kept: another resource owns it. If no resource does, delete the item by hand.`,
      );
    if (done === "other-tenant") ctx.log("warning", `${itemLabel(key)} is kept: it belongs to another tenant`);
  },
};

type Ctx = Parameters<typeof routesItem.create>[0];

/** Returns the item's drift from the state, if the snapshot shows any: an update then rewrites the item. Ignores another tenant's item. */
async function drifted({ client }: Ctx, { fields, tenant, ...key }: Bag): Promise<Record<string, DiffKind>> {
  const seen = await client.snapshot.of(keyOf(key));
  if (seen === null) return { fields: "update" };
  return seen?.tenant === tenant ? changesBetween({ fields: seen?.fields }, { fields }) : {};
}

const newOwner = (): string => randomBytes(6).toString("hex");

function write(ctx: Ctx, inputs: Bag, { fields, owner }: { fields: Bag; owner: string }) {
  // The state may contain values that weren't known in the preview.
  const [large] = sizeRules({ ...inputs, fields });
  if (large !== undefined) throw new ProviderError("item-too-large", `the fields ${large.reason}`);
  const wanted = { tenant: inputs.tenant, owner, fields };
  const table = ctx.client;
  return inputs.writeOnce === true
    ? table.putOnce(keyOf(inputs), wanted, ctx.signal)
    : table.put(keyOf(inputs), wanted, ctx.signal, { from: inputs.transferFrom, note: noteOf(ctx, inputs) });
}

/** Returns the number's status for its ledger, if the resource has a ledger. */
function noteOf(ctx: Ctx, bag: Bag): Note | undefined {
  if (bag.ledger === undefined) return undefined;
  return {
    number: numberOf(bag.pk),
    status: statusOf(bag),
    author: () => authorFor(ctx, bag),
  };
}

/** Returns the author of a change, looked up once per stack and region of a run: 500 numbers of one update share an author. */
function authorFor(ctx: Ctx, { table }: Bag): Promise<Author> {
  const region = /^aybiza-(.+)-routes$/.exec(table)?.[1];
  const key = `${ctx.urn.split("::")[0]} ${region}`;
  const known = authors.get(ctx.client) ?? new Map<string, Promise<Author>>();
  authors.set(ctx.client, known);
  const author = known.get(key) ?? authorOf({ urn: ctx.urn, region }, process.env, ctx.signal);
  known.set(key, author);
  return author;
}
const authors = new WeakMap<RoutesTable, Map<string, Promise<Author>>>();

/** Names of the inputs that aren't stored in the item. */
const inputsAlone = ({ transferFrom, ledger }: Bag): Bag => ({
  ...(transferFrom !== undefined && { transferFrom }),
  ...(ledger !== undefined && { ledger }),
});

/** Returns the inputs that a diff compares: not a transfer's source, nor the number's price and kind at acquisition, which are history. */
function compared({ transferFrom: _, ledger, ...rest }: Bag): Bag {
  if (ledger === undefined || ledger === UNKNOWN) return { ...rest, ledger };
  const { monthly: __, kind: ___, ...kept } = ledger;
  return { ...rest, ledger: kept };
}

/** Previews a create: refuses an item of another tenant, and returns the stored fields that a write-once item keeps. */
async function planned(ctx: Ctx, inputs: Bag): Promise<Bag> {
  if (!isKnown(inputs) || inputs.tenant === UNKNOWN || !ctx.client.known) return inputs;
  const there = await ctx.client.get(keyOf(inputs), ctx.signal);
  if (there === undefined) return inputs;
  const { tenant, transferFrom } = inputs;
  const given = there.tenant === transferFrom && there.fields.transferTo === tenant;
  if (there.tenant !== tenant && !given) throw taken(keyOf(inputs), there.tenant, tenant, transferFrom);
  return inputs.writeOnce === true ? { ...inputs, fields: there.fields } : inputs;
}

function fieldRules(fields: unknown): CheckFailure[] {
  if (typeof fields !== "object" || fields === null) return [];
  const own = Object.keys(fields).filter((name) => OWN_ATTRIBUTES.includes(name));
  return [
    ...own.map((name) => ({
      property: `fields.${name}`,
      reason: `is an attribute that the provider sets itself: use a name other than ${OWN_ATTRIBUTES.join(", ")}`,
    })),
    ...Object.entries(fields).flatMap(([name, value]) => numberRules(value, `fields.${name}`)),
  ];
}

function sizeRules({ table, pk, sk, tenant, fields }: Bag): CheckFailure[] {
  const reason = tooLarge(
    { pk, sk, tenant },
    fields,
    isKnown({ table, pk, sk }) ? itemLabel({ table, pk, sk }) : undefined,
  );
  return reason === undefined ? [] : [{ property: "fields", reason }];
}

/** Limits of numbers: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-data-types-number */
function numberRules(value: unknown, property: string): CheckFailure[] {
  if (typeof value === "number") {
    const size = Math.abs(value);
    const kept = value === 0 || (size >= 1e-130 && size < 1e126);
    return kept
      ? []
      : [{ property, reason: "must be 0 or from 1e-130 to below 1e126: DynamoDB stores no other number" }];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    numberRules(inner, Array.isArray(value) ? `${property}[${name}]` : `${property}.${name}`),
  );
}

const keyOf = ({ table, pk, sk }: Bag): ItemKey => ({ table, pk, sk });

const isKnown = ({ table, pk, sk }: Bag): boolean => [table, pk, sk].every((part) => typeof part === "string");

function keyOfId(id: string): ItemKey {
  const [table, pk, ...rest] = id.split("/");
  const sk = rest.join("/");
  if (!table || !pk || !sk)
    throw new ProviderError("bad-id", `${JSON.stringify(id)} isn't an item's id: use the form table/pk/sk`);
  return { table, pk, sk };
}
