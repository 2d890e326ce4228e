import { isDeepStrictEqual } from "node:util";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ProviderError } from "../../../../providers/kit/handler.ts";
import { type Aws, unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** An item in the JSON of DynamoDB's API: `{"pk": {"S": "..."}}`. */
type Item = Record<string, AttributeValue>;

/**
 * One item of a table. The create fails if the table already has an item with that key ("Explode if item exists. We didn't create it.",
 * internal/service/dynamodb/table_item.go of terraform-provider-aws).
 */
export const tableItem: Resource = {
  token: "aws:dynamodb/tableItem:TableItem",

  mistakes({ item, hashKey, rangeKey }) {
    if (typeof item !== "string") return [];
    const parsed = itemOf(item);
    if (!parsed)
      return [{ property: "item", reason: 'must be JSON in the form of the DynamoDB API, {"pk": {"S": "text"}}' }];
    const lacking = [hashKey, rangeKey].filter((k) => typeof k === "string" && !(k in parsed));
    return lacking.map((k) => ({ property: "item", reason: `lacks the key attribute ${k}` }));
  },

  async create({ aws }, { tableName, hashKey, rangeKey, item }) {
    const { client, sdk } = await aws.dynamodb();
    const attributes = itemOf(item)!;
    try {
      await client.send(
        new sdk.PutItemCommand({
          TableName: tableName,
          Item: attributes,
          ConditionExpression: "attribute_not_exists(#hash)",
          ExpressionAttributeNames: { "#hash": hashKey },
        }),
      );
    } catch (error) {
      if (!(error instanceof sdk.ConditionalCheckFailedException)) throw error;
      const id = idOf(tableName, attributes, hashKey, rangeKey);
      throw new ProviderError(
        "item-exists",
        `table ${tableName} already has an item ${id}; import it, or delete it from the table`,
        { cause: error },
      );
    }
    return idOf(tableName, attributes, hashKey, rangeKey);
  },

  async read({ aws }, id, state) {
    const { tableName, hashKey, rangeKey, key } = state.item === undefined ? await located(aws, id) : known(state);
    const { client, sdk } = await aws.dynamodb();
    const found = await unlessGone(
      client.send(new sdk.GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true })),
    );
    if (!found?.Item) return undefined;
    return {
      id: idOf(tableName, found.Item, hashKey, rangeKey),
      properties: {
        tableName,
        hashKey,
        rangeKey,
        item: jsonOf(found.Item),
        hashKeyValue: textOf(key[hashKey]),
        rangeKeyValue: rangeKey ? textOf(key[rangeKey]) : "",
      },
    };
  },

  async update({ aws }, { news, oldState }) {
    const { client, sdk } = await aws.dynamodb();
    const item = itemOf(news.item)!;
    await client.send(new sdk.PutItemCommand({ TableName: news.tableName, Item: item }));
    const { key: oldKey } = known(oldState);
    const newKey = keyOf(item, news.hashKey, news.rangeKey);
    if (!isDeepStrictEqual(oldKey, newKey))
      await client.send(new sdk.DeleteItemCommand({ TableName: news.tableName, Key: oldKey }));
  },

  async remove({ aws }, _id, state) {
    const { client, sdk } = await aws.dynamodb();
    const { tableName, key } = known(state);
    await client.send(new sdk.DeleteItemCommand({ TableName: tableName, Key: key }));
  },

  same(name, a, b) {
    if (name !== "item" || typeof a !== "string" || typeof b !== "string") return false;
    const [left, right] = [itemOf(a), itemOf(b)];
    return left !== undefined && right !== undefined && isDeepStrictEqual(ordered(left), ordered(right));
  },

  moved({ news, changed, oldState }) {
    if (!changed("item")) return [];
    const same =
      typeof news.item === "string" &&
      isDeepStrictEqual(known(oldState).key, keyOf(itemOf(news.item)!, news.hashKey, news.rangeKey));
    return same ? [] : ["hashKeyValue", "rangeKeyValue"];
  },
};

interface Located {
  readonly tableName: string;
  readonly hashKey: string;
  readonly rangeKey?: string | undefined;
  readonly key: Item;
}

function known(state: { [name: string]: string | undefined }): Located {
  const { tableName, hashKey, rangeKey, item } = state as Record<string, string>;
  return { tableName: tableName!, hashKey: hashKey!, rangeKey, key: keyOf(itemOf(item!)!, hashKey!, rangeKey) };
}

/** Parses an import id, `table,hash key's value[,range key's value]`. The table's description has the keys' names and types. */
async function located(aws: Aws, id: string): Promise<Located> {
  const { client, sdk } = await aws.dynamodb();
  const [tableName, ...values] = id.split(",") as [string, ...string[]];
  const table = await unlessGone(client.send(new sdk.DescribeTableCommand({ TableName: tableName })));
  if (!table)
    throw new ProviderError(
      "no-table",
      `import ${id}: table ${tableName} doesn't exist; use the id \`table,hash key[,range key]\``,
    );
  const nameOf = (type: string) => table.Table!.KeySchema!.find((k) => k.KeyType === type)?.AttributeName;
  const names = [nameOf("HASH"), nameOf("RANGE")].filter((n) => n !== undefined);
  if (names.length !== values.length) {
    throw new ProviderError(
      "bad-import",
      `import ${id}: use the table's name and a value for each of its keys (${names.join(", ")}), separated by commas`,
    );
  }
  const typeOf = (name: string) =>
    table.Table!.AttributeDefinitions!.find((a) => a.AttributeName === name)!.AttributeType!;
  const key = Object.fromEntries(names.map((name, i) => [name, keyValue(typeOf(name), values[i]!)])) as Item;
  return { tableName, hashKey: names[0]!, rangeKey: names[1], key };
}

function keyValue(type: string, value: string): AttributeValue {
  if (type === "B") return { B: Buffer.from(value, "base64") };
  return type === "N" ? { N: value } : { S: value };
}

function textOf(value: AttributeValue | undefined): string {
  return value?.S ?? value?.N ?? (value?.B ? Buffer.from(value.B).toString("base64") : "");
}

function keyOf(item: Item, hashKey: string, rangeKey: string | undefined): Item {
  return rangeKey ? { [hashKey]: item[hashKey]!, [rangeKey]: item[rangeKey]! } : { [hashKey]: item[hashKey]! };
}

/** Builds an item's id: `table|hash key|B|S|N|`, followed by `|range key|B|S|N|` if there is one. Of B, S and N, only the key's type has a value. */
function idOf(tableName: string, item: Item, hashKey: string, rangeKey: string | undefined): string {
  const parts = [tableName];
  for (const name of [hashKey, rangeKey]) {
    if (!name) continue;
    const value = item[name];
    parts.push(name, value?.B ? Buffer.from(value.B).toString("base64") : "", value?.S ?? "", value?.N ?? "");
  }
  return parts.join("|");
}

const TYPES = new Set(["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"]);

/** Parses an item from JSON text (bytes in base64); undefined if the text isn't an item. */
function itemOf(text: string): Item | undefined {
  try {
    const parsed = JSON.parse(text) as Record<string, Record<string, unknown>>;
    const entries = Object.entries(parsed).map(([name, value]) => [name, decoded(value)] as const);
    return Object.fromEntries(entries) as Item;
  } catch {
    return undefined;
  }
}

function decoded(value: Record<string, unknown>): unknown {
  const [[type, inner], second] = Object.entries(value) as [[string, unknown], unknown];
  if (second !== undefined || !TYPES.has(type)) throw new TypeError("an attribute has one type");
  if (type === "B") return { B: new Uint8Array(Buffer.from(inner as string, "base64")) };
  if (type === "BS") return { BS: (inner as string[]).map((v) => new Uint8Array(Buffer.from(v, "base64"))) };
  if (type === "L") return { L: (inner as Record<string, unknown>[]).map(decoded) };
  if (type === "M") return { M: Object.fromEntries(Object.entries(inner as object).map(([k, v]) => [k, decoded(v)])) };
  return { [type]: inner };
}

/** Converts an item to JSON with sorted keys, and bytes in base64. */
function jsonOf(item: Item): string {
  return JSON.stringify(ordered(item), (_key, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
  );
}

/** Sorts attribute names and members of sets, whose order has no meaning in DynamoDB. */
function ordered(value: unknown): unknown {
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([k, v]) => [k, /^[SN]S$/.test(k) && Array.isArray(v) ? [...v].sort() : ordered(v)]),
  );
}
