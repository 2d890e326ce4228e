import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type GetItemCommandInput,
  type QueryCommandInput,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";

type Attributes = Record<string, AttributeValue>;

/** Behaviour of a test double of AWS: it answers, throws, or never answers. */
export type Mood = "well" | "throws" | "hangs";

/**
 * DynamoDB in memory with the operations that the handlers use: GetItem, Query by a prefix, and UpdateItem with SET, if_not_exists and a condition. Others
 * throw, so that a test can't pass with a request that DynamoDB would reject. The same tests also run on MiniStack.
 */
export class MemoryDynamoDB {
  readonly items = new Map<string, Attributes>();
  /** The keys that were read, as `table key` (for a query, the prefix and `*`), and the number of writes. */
  readonly reads: string[] = [];
  writes = 0;
  mood: Mood | ((operation: string, table: string) => Mood) = "well";

  put(table: string, key: string, item: Attributes): void {
    this.items.set(`${table} ${key}`, item);
  }

  item(table: string, key: string): Attributes | undefined {
    return this.items.get(`${table} ${key}`);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the client's `send` has an overload for each of 50 commands
  send = async (command: any): Promise<any> => {
    const operation = command.constructor.name as string;
    const { TableName } = command.input as { TableName: string };
    const mood = typeof this.mood === "string" ? this.mood : this.mood(operation, TableName);
    if (mood === "throws") throw Object.assign(new Error("the table fails"), { name: "InternalServerError" });
    if (mood === "hangs") return new Promise(() => {});
    return this.answer(operation.replace(/Command$/, ""), command.input);
  };

  /** The answer of a healthy table to an operation such as `GetItem`. */
  // biome-ignore lint/suspicious/noExplicitAny: each operation has a shape of its own
  answer(operation: string, input: any): any {
    if (operation === "Query") return this.#query(input);
    const { TableName, Key } = input as { TableName: string; Key: Attributes };
    const key = `${TableName} ${Object.values(Key)
      .map((part) => part.S)
      .join(" ")}`;
    if (operation === "GetItem") return this.#get(key, input);
    if (operation === "UpdateItem") return this.#update(key, input);
    throw new Error(`the double doesn't support ${operation}`);
  }

  #get(key: string, _input: GetItemCommandInput): { Item?: Attributes } {
    this.reads.push(key);
    const Item = this.items.get(key);
    return Item ? { Item: structuredClone(Item) } : {};
  }

  #query(input: QueryCommandInput): { Items: Attributes[] } {
    if (input.KeyConditionExpression !== "pk = :pk AND begins_with(sk, :prefix)") fail(input.KeyConditionExpression!);
    const { ":pk": pk, ":prefix": prefix, ...unused } = input.ExpressionAttributeValues!;
    allUsed(Object.keys(unused), input.KeyConditionExpression!);
    const start = `${input.TableName} ${pk!.S} ${prefix!.S}`;
    this.reads.push(`${start}*`);
    const found = [...this.items].filter(([key]) => key.startsWith(start)).sort(([a], [b]) => (a < b ? -1 : 1));
    return { Items: structuredClone(found.slice(0, input.Limit).map(([, item]) => item)) };
  }

  #update(key: string, input: UpdateItemCommandInput): object {
    const old = this.items.get(key);
    const names = input.ExpressionAttributeNames ?? {};
    const values = input.ExpressionAttributeValues ?? {};
    const name = (token: string) => names[token] ?? fail(`no name ${token}`);
    const value = (token: string) => values[token] ?? fail(`no value ${token}`);
    allUsed(Object.keys({ ...names, ...values }), `${input.UpdateExpression} ${input.ConditionExpression}`);

    if (!holds(input.ConditionExpression!, old ?? {}, name, value)) {
      throw new ConditionalCheckFailedException({
        message: "The conditional request failed",
        $metadata: {},
        ...(input.ReturnValuesOnConditionCheckFailure === "ALL_OLD" && old && { Item: structuredClone(old) }),
      });
    }
    const next: Attributes = { ...input.Key, ...old };
    const set = /^SET (.+)$/.exec(input.UpdateExpression!)?.[1] ?? fail(`update ${input.UpdateExpression}`);
    for (const part of set.split(/, (?=#)/)) {
      const plain = /^(#\w+) = (:\w+)$/.exec(part);
      const kept = /^(#\w+) = if_not_exists\((#\w+), (:\w+)\)$/.exec(part);
      if (plain) next[name(plain[1]!)] = value(plain[2]!);
      else if (kept) next[name(kept[1]!)] = old?.[name(kept[2]!)] ?? value(kept[3]!);
      else fail(`part ${part}`);
    }
    this.items.set(key, next);
    this.writes++;
    return {};
  }
}

type Resolve<T> = (token: string) => T;

function holds(condition: string, item: Attributes, name: Resolve<string>, value: Resolve<AttributeValue>): boolean {
  return condition.split(" AND ").every((group) =>
    group
      .replace(/^\((.*)\)$/, "$1")
      .split(" OR ")
      .some((term) => {
        const absent = /^attribute_not_exists\((#\w+)\)$/.exec(term);
        if (absent) return item[name(absent[1]!)] === undefined;
        const compared = /^(#\w+) (=|<) (:\w+)$/.exec(term) ?? fail(`term ${term}`);
        const left = item[name(compared[1]!)];
        const right = value(compared[3]!);
        if (compared[2] === "=") return left !== undefined && left.S === right.S && left.N === right.N;
        return left?.N !== undefined && Number(left.N) < Number(right.N);
      }),
  );
}

/** Expressions that were already checked. There are few, and a load test sends thousands a second. */
const checked = new Set<string>();

/** Like DynamoDB, rejects names and values that no expression uses. */
function allUsed(tokens: readonly string[], expressions: string): void {
  const text = `${tokens} ${expressions}`;
  if (checked.has(text)) return;
  for (const token of tokens) if (!new RegExp(`${token}\\b`).test(expressions)) fail(`${token} isn't used`);
  checked.add(text);
}

function fail(what: string): never {
  throw new Error(`the double doesn't support ${what}`);
}
