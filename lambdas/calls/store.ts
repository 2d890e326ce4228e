import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Item, Value } from "../../domain/contract/item.ts";
import { fromAttribute, toAttribute } from "../tables/attributes.ts";
import type { Deadline } from "../tables/deadline.ts";
import type { Contribution } from "./contribution.ts";

/** The result of a write. */
export type Written =
  | { readonly kind: "written" }
  /** The event or a later status was already recorded, so nothing was written. `answer` is the recorded answer. */
  | { readonly kind: "repeat"; readonly answer?: string }
  /** The call belongs to another account: nothing was written, and the record must not be disclosed. */
  | { readonly kind: "foreign" }
  /** The table couldn't be reached in time. */
  | { readonly kind: "lost"; readonly failure: unknown };

/** The table of calls: one item for a call, one conditional write for an event. */
export class CallStore {
  readonly #client: Pick<DynamoDBClient, "send">;
  readonly #table: string;

  constructor(client: Pick<DynamoDBClient, "send">, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Adds an event to its call's record, once. The write's condition detects a repeat, for which it returns the recorded answer. */
  async add(event: Contribution, deadline: Deadline): Promise<Written> {
    const command = this.#command(event);
    try {
      await deadline.run("the call record", (abortSignal) => this.#client.send(command, { abortSignal }));
      return { kind: "written" };
    } catch (failure) {
      if (!(failure instanceof ConditionalCheckFailedException)) return { kind: "lost", failure };
      const old = failure.Item;
      if (old?.accountSid?.S !== undefined && old.accountSid.S !== event.accountSid) return { kind: "foreign" };
      const answer = "answer" in event.once ? old?.[event.once.answer] : undefined;
      return { kind: "repeat", ...(answer && { answer: String(fromAttribute(answer)) }) };
    }
  }

  #command({ callSid, accountSid, set, keep, once }: Contribution): UpdateItemCommand {
    const names: Record<string, string> = { "#account": "accountSid" };
    const values: Record<string, ReturnType<typeof toAttribute>> = { ":account": toAttribute(accountSid) };
    const parts: string[] = [];
    const assign = (name: string, value: Value | undefined, expression: (n: string, v: string) => string) => {
      if (value === undefined) return;
      const [n, v] = name === "accountSid" ? ["#account", ":account"] : [`#f${parts.length}`, `:f${parts.length}`];
      names[n] = name;
      values[v] = toAttribute(value);
      parts.push(expression(n, v));
    };
    const own: Item = "answer" in once ? { ...set, [once.answer]: once.text } : set;
    for (const [name, value] of Object.entries(own)) assign(name, value, (n, v) => `${n} = ${v}`);
    for (const [name, value] of Object.entries(keep)) {
      if (own[name] === undefined) assign(name, value, (n, v) => `${n} = if_not_exists(${n}, ${v})`);
    }

    names["#once"] = "answer" in once ? once.answer : "statusRank";
    if ("rank" in once) values[":rank"] = toAttribute(once.rank);
    const isNew = "answer" in once ? "attribute_not_exists(#once)" : "(attribute_not_exists(#once) OR #once < :rank)";
    return new UpdateItemCommand({
      TableName: this.#table,
      Key: { callSid: toAttribute(callSid) },
      UpdateExpression: `SET ${parts.join(", ")}`,
      ConditionExpression: `${isNew} AND (attribute_not_exists(#account) OR #account = :account)`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
  }
}
