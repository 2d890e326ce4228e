import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";

/** The region's routes table that a tenant's stack writes to. */
export interface RoutesTable {
  readonly name: string;
  readonly tenant: string;
  readonly provider: aybiza.Provider;
}

/** Declares one item of the table: `pk` and `sk` from domain/contract/route.ts, the other fields as plain values. */
export function routesItem(
  name: string,
  table: RoutesTable,
  item: pulumi.Input<Item>,
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

/** Returns an item's key, and its fields without undefined ones. Known values stay plain, since each output creates twenty promises. */
function columnsOf(item: pulumi.Input<Item>): Pick<aybiza.RoutesItemArgs, "pk" | "sk" | "fields"> {
  if (pulumi.Output.isInstance(item) || item instanceof Promise) {
    const columns = pulumi.output(item).apply((known) => plainColumns(known as Item));
    return { pk: columns.pk, sk: columns.sk, fields: columns.fields };
  }
  return plainColumns(item as Item);
}

const plainColumns = ({ pk, sk, tenant: _tenant, ...fields }: Item) => ({
  pk,
  sk,
  fields: JSON.parse(JSON.stringify(fields)) as Record<string, unknown>,
});
