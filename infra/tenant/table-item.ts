import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { TableItem, type TableItemArgs } from "@pulumi/aws/dynamodb/tableItem.js";
import * as pulumi from "@pulumi/pulumi";

/** Declares one item of the region's routes table. `item` holds `pk`, `sk` and the fields, as plain values. */
export function routesItem(
  name: string,
  table: string,
  item: pulumi.Input<Record<string, unknown>>,
  opts: pulumi.CustomResourceOptions,
): TableItem {
  const args: TableItemArgs = {
    tableName: table,
    hashKey: "pk",
    rangeKey: "sk",
    item: pulumi.output(item).apply((fields) => JSON.stringify(marshall(fields, { removeUndefinedValues: true }))),
  };
  return new TableItem(name, args, opts);
}

/** The fields of an item as declared with {@link routesItem}. */
export const fieldsOf = (item: TableItem): pulumi.Output<Record<string, unknown>> =>
  item.item.apply((text) => unmarshall(JSON.parse(text)));
