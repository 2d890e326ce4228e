import { z } from "zod";
import type { ResourceSpec } from "../kit/define.ts";
import { changesBetween } from "../kit/diff.ts";
import { type Bag, ProviderError } from "../kit/handler.ts";
import type { Place, RoutesTable } from "./routes-table.ts";

const inputs = z.strictObject({
  table: z.string().min(3).meta({ description: "Name of the region's routes table.", replaceOnChange: true }),
  pk: z
    .string()
    .min(1)
    .meta({ description: "Partition key: `number#+1...`, `account#AC...`, `tenant#...`.", replaceOnChange: true }),
  sk: z
    .string()
    .min(1)
    .meta({ description: "Sort key: what it is of that number, account or tenant.", replaceOnChange: true }),
  tenant: z.string().min(1).meta({
    description: "The tenant that it belongs to. An item of another tenant is never touched.",
    replaceOnChange: true,
  }),
  fields: z.record(z.string(), z.any()).meta({ description: "The item's other attributes." }),
  writeOnce: z.boolean().optional().meta({
    description:
      "The first value stays: a later change of `fields` changes nothing, and an item that is there already is taken as it is.",
  }),
});

/**
 * One item of a region's routes table. Its create takes over an item of the same tenant that is there already, since that is what
 * an update that was killed leaves; so a plain `pulumi up` converges after any interruption.
 */
export const routesItem: ResourceSpec<RoutesTable> = {
  token: "aybiza:index:RoutesItem",
  description:
    "One item of a region's routes table: a route, an agent's manifest, a sealed signing token, or what an adopted number had. Import it as `table/pk/sk`.",
  inputs,
  outputs: z.strictObject({}),

  diff(_ctx, { oldInputs, newInputs }) {
    const given =
      newInputs.writeOnce === true && oldInputs.writeOnce === true
        ? { ...newInputs, fields: oldInputs.fields }
        : newInputs;
    const changes = changesBetween(oldInputs, given);
    for (const path of Object.keys(changes)) if (/^(table|pk|sk|tenant)$/.test(path)) changes[path] = "update-replace";
    return { changes };
  },

  async create(ctx, { inputs }) {
    if (ctx.preview) return { state: inputs };
    const place = placeOf(inputs);
    const stored = await ctx.client.put(
      place,
      { tenant: inputs.tenant, fields: inputs.fields },
      inputs.writeOnce === true,
      ctx.signal,
    );
    return { id: `${place.table}/${place.pk}/${place.sk}`, state: { ...inputs, fields: stored.fields } };
  },

  async read(ctx, { id, inputs, state }) {
    const place = placeOfId(id);
    const stored = await ctx.client.get(place, ctx.signal);
    if (stored === undefined) return undefined;
    const writeOnce = inputs.writeOnce ?? state.writeOnce;
    const live = {
      ...place,
      tenant: stored.tenant,
      fields: stored.fields,
      ...(writeOnce !== undefined && { writeOnce }),
    };
    // Of an item that is written once the program's value doesn't count: what is stored is right.
    return {
      id,
      inputs: writeOnce === true && inputs.fields !== undefined ? { ...live, fields: inputs.fields } : live,
      state: live,
    };
  },

  async update(ctx, { oldState, newInputs }) {
    const fields = newInputs.writeOnce === true ? oldState.fields : newInputs.fields;
    if (ctx.preview) return { state: { ...newInputs, fields } };
    const stored = await ctx.client.put(
      placeOf(newInputs),
      { tenant: newInputs.tenant, fields },
      newInputs.writeOnce === true,
      ctx.signal,
    );
    return { state: { ...newInputs, fields: stored.fields } };
  },

  async delete(ctx, { state }) {
    await ctx.client.delete(placeOf(state), state.tenant, ctx.signal);
  },
};

const placeOf = ({ table, pk, sk }: Bag): Place => ({ table, pk, sk });

function placeOfId(id: string): Place {
  const [table, pk, ...rest] = id.split("/");
  const sk = rest.join("/");
  if (!table || !pk || !sk)
    throw new ProviderError("bad-id", `${JSON.stringify(id)} isn't the id of an item: write table/pk/sk`);
  return { table, pk, sk };
}
