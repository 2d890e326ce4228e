import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";

/** A region's routes table, as a tenant's stack writes to it. */
export interface RoutesTable {
  readonly name: string;
  readonly tenant: string;
  readonly provider: aybiza.Provider;
}

/** Declares one item of the table: `pk` and `sk` from lambdas/router/route.ts, the other fields as plain values. Given in parts, each part is waited for by itself. */
export function routesItem(
  name: string,
  table: RoutesTable,
  item: pulumi.Input<Item> | ItemParts,
  opts: pulumi.CustomResourceOptions & Pick<aybiza.RoutesItemArgs, "writeOnce" | "ledger" | "transferFrom">,
): aybiza.RoutesItem {
  const { writeOnce, ledger, transferFrom, ...rest } = opts;
  return new aybiza.RoutesItem(
    name,
    {
      table: table.name,
      tenant: table.tenant,
      ...columnsOf(item),
      ...(writeOnce === true && { writeOnce }),
      ...(ledger !== undefined && { ledger }),
      ...(transferFrom !== undefined && { transferFrom }),
    },
    { ...rest, provider: table.provider },
  );
}

type Item = { readonly pk: string; readonly sk: string } & Record<string, unknown>;

/** An item whose key is known before its fields are. */
interface ItemParts {
  readonly pk: pulumi.Input<string>;
  readonly sk: string;
  readonly fields: pulumi.Output<Record<string, unknown>>;
}

type Columns = Pick<aybiza.RoutesItemArgs, "pk" | "sk" | "fields">;

/** The key of an item, and its fields without what isn't given: the table keeps no undefined. What is known stays plain: an output takes twenty promises. */
function columnsOf(item: pulumi.Input<Item> | ItemParts): Columns {
  if (pulumi.Output.isInstance(item) || item instanceof Promise) {
    const columns = pulumi.output(item).apply((known) => plainColumns(known as Item));
    return { pk: columns.pk, sk: columns.sk, fields: columns.fields };
  }
  if (!isInParts(item)) return plainColumns(item as Item);
  return { pk: item.pk, sk: item.sk, fields: item.fields.apply(plainFields) };
}

const isInParts = (item: object): item is ItemParts => "fields" in item && pulumi.Output.isInstance(item.fields);

const plainColumns = ({ pk, sk, ...fields }: Item) => ({ pk, sk, fields: plainFields(fields) });

const plainFields = ({ tenant: _tenant, ...fields }: Record<string, unknown>) =>
  JSON.parse(JSON.stringify(fields)) as Record<string, unknown>;
