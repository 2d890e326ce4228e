import type { ConditionalCheckFailedException, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../domain/contract/item.ts";
import { type Bag, ProviderError, UNKNOWN } from "../kit/handler.ts";
import { toAttributes } from "./attributes.ts";
import { Caller } from "./caller.ts";
import { type AwsOptions, DynamoDb } from "./dynamodb.ts";
import { type ItemKey, itemId, itemLabel, type StoredItem, storedItemOf } from "./item.ts";
import type { Author } from "./ledger/author.ts";
import { eventsOnRemoval, eventsOnWrite, type NumberStatus } from "./ledger/events.ts";
import { record } from "./ledger/ledger.ts";
import { type LiveNumber, liveNumbers } from "./live-numbers.ts";
import { LiveSnapshot } from "./live-snapshot.ts";

/** An item with the fields that a resource declares. */
export interface Wanted {
  readonly tenant: string;
  /** Owner id: marks the item as belonging to one resource. */
  readonly owner: string;
  readonly fields: Bag;
}

/** The data for a change's ledger entries: the number, its new status, and the author. */
export interface Note {
  readonly number: string;
  readonly status: NumberStatus;
  readonly author: () => Promise<Author>;
}

/** Attributes of an item that aren't among its fields. */
export const OWN_ATTRIBUTES: readonly string[] = ["pk", "sk", "tenant", "owner"];

/** Outcome of a delete: the item was deleted, or kept because it doesn't belong to this resource. */
export type Deleted = "gone" | "claimed" | "other-owner" | "other-tenant";

/** State that the writing and the read-only view of one configured provider share. */
interface Shared {
  readonly options: AwsOptions;
  readonly dynamodb: DynamoDb;
  readonly caller: Caller;
  /** Owners of the items that the program of this run declares, by item id. */
  readonly claims: Map<string, string | undefined>;
  readonly snapshot: LiveSnapshot;
}

/**
 * Operations on a region's routes table. Each write has a condition on the tenant, so no stack changes another tenant's item.
 *
 * An item stores its owner: an id that each create generates and saves in the resource's state. When a resource is renamed or replaced, its create
 * takes the item over; the delete of the old resource then finds another owner and keeps the item. After an interrupted run and a revert, the
 * resource to delete may still be the owner; the claims of the declared resources then protect the item.
 */
export class RoutesTable {
  readonly #shared: Shared;
  readonly #mayChange: boolean;

  private constructor(shared: Shared, mayChange: boolean) {
    this.#shared = shared;
    this.#mayChange = mayChange;
  }

  static of(options: AwsOptions, dynamodb = new DynamoDb(options)): RoutesTable {
    const shared = { options, dynamodb, caller: new Caller(options), claims: new Map() };
    return new RoutesTable({ ...shared, snapshot: new LiveSnapshot(dynamodb) }, true);
  }

  /** Returns a read-only view of the same tables. */
  readOnly(): RoutesTable {
    return new RoutesTable(this.#shared, false);
  }

  /** False in a preview in which the tables' AWS Region isn't known yet: no request is possible then. */
  get known(): boolean {
    return !Object.values(this.#shared.options).includes(UNKNOWN);
  }

  /** Records that the program declares an item, so that no delete of this run removes it. */
  claim(key: ItemKey, owner: string | undefined): void {
    this.#shared.claims.set(itemId(key), owner);
  }

  /** The snapshot of the items that this run read before its changes. */
  get snapshot(): LiveSnapshot {
    return this.#shared.snapshot;
  }

  /** Returns the credentials' AWS account id (12 digits). */
  account(signal: AbortSignal): Promise<string> {
    return this.#shared.caller.account(signal);
  }

  /** The numbers that have a route in a table. */
  liveNumbers(table: string, signal: AbortSignal): Promise<LiveNumber[]> {
    return liveNumbers(this.#shared.dynamodb, table, signal);
  }

  /** Reads an item; undefined if it doesn't exist. */
  async get(key: ItemKey, signal: AbortSignal): Promise<StoredItem | undefined> {
    const { Item } = await this.#shared.dynamodb.ask(key.table, signal, (client, sdk, options) =>
      client.send(new sdk.GetItemCommand({ TableName: key.table, Key: keyOf(key), ConsistentRead: true }), options),
    );
    return Item && storedItemOf(key, Item);
  }

  /**
   * Stores an item. Takes over an existing item of the same tenant, or of tenant `from` if that item's `transferTo` names this tenant. If a note is
   * given, the ledger's entries are written in the same transaction. Idempotent.
   */
  async put(
    key: ItemKey,
    wanted: Wanted,
    signal: AbortSignal,
    { from, note }: { readonly from?: string | undefined; readonly note?: Note | undefined } = {},
  ): Promise<StoredItem> {
    const condition = `${ABSENT} OR ${OF_TENANT}${from === undefined ? "" : ` OR ${GIVEN_TO}`}`;
    const Put = {
      ...itemOf(key, wanted),
      ...onlyIf(condition, { tenant: wanted.tenant, ...(from !== undefined && { from }) }),
    };
    const put = await this.#changeWith(
      key,
      note && { note, events: (head) => eventsOnWrite(head, note.status), change: { Put } },
      signal,
      (client, sdk, options) => client.send(new sdk.PutItemCommand(Put), options),
    );
    if ("refusedBy" in put) throw taken(key, put.refusedBy?.tenant, wanted.tenant, from);
    return wanted;
  }

  /** Creates an item. An existing item of the same tenant only gets the new owner. Returns the stored item. Idempotent. */
  async putOnce(key: ItemKey, wanted: Wanted, signal: AbortSignal): Promise<StoredItem> {
    for (let attempt = 0; attempt < 3; attempt++) {
      const put = await this.#change(key, signal, (client, sdk, options) =>
        client.send(new sdk.PutItemCommand({ ...itemOf(key, wanted), ...onlyIf(ABSENT) }), options),
      );
      if ("done" in put) return wanted;
      const kept = await this.#handOver(key, wanted, OF_TENANT, signal);
      if (kept.stored) return kept.stored;
      if (kept.refusedBy) throw taken(key, kept.refusedBy.tenant, wanted.tenant);
      // Another process deleted the item between the two requests.
    }
    throw new ProviderError(
      "item-contended",
      `${itemLabel(key)} was created and deleted by another process three times meanwhile; run it again`,
    );
  }

  /** Deletes an item of this tenant and owner, unless the program declares it. A missing item counts as deleted. */
  async delete(
    key: ItemKey,
    was: { readonly tenant: string; readonly owner?: string },
    signal: AbortSignal,
    note?: Note,
  ): Promise<Deleted> {
    const text = itemId(key);
    if (this.#shared.claims.has(text)) {
      const owner = this.#shared.claims.get(text);
      // Clear the owner, so that the resource that declares the item can delete it later.
      if (owner !== undefined && was.owner !== undefined && owner !== was.owner)
        await this.#handOver(
          key,
          { tenant: was.tenant, owner, from: was.owner },
          `${OF_TENANT} AND #owner = :from`,
          signal,
        );
      return "claimed";
    }
    const ours =
      was.owner === undefined ? "attribute_not_exists(#owner)" : "(attribute_not_exists(#owner) OR #owner = :owner)";
    const Delete = {
      TableName: key.table,
      Key: keyOf(key),
      ...onlyIf(`${ABSENT} OR (${OF_TENANT} AND ${ours})`, was),
    };
    const deleted = await this.#changeWith(
      key,
      note && { note, events: (head) => eventsOnRemoval(head, note.status), change: { Delete } },
      signal,
      (client, sdk, options) => client.send(new sdk.DeleteItemCommand(Delete), options),
    );
    if ("done" in deleted) return "gone";
    return deleted.refusedBy?.tenant === was.tenant ? "other-owner" : "other-tenant";
  }

  async #handOver(
    key: ItemKey,
    to: { readonly tenant: string; readonly owner: string; readonly from?: string },
    condition: string,
    signal: AbortSignal,
  ): Promise<{ readonly stored?: StoredItem; readonly refusedBy?: StoredItem | undefined }> {
    const { tenant, owner, from } = to;
    const updated = await this.#change(key, signal, (client, sdk, options) => {
      const { ExpressionAttributeValues, ...rest } = onlyIf(condition, { tenant, ...(from !== undefined && { from }) });
      const input = {
        TableName: key.table,
        Key: keyOf(key),
        UpdateExpression: "SET #owner = :owner",
        ...rest,
        ExpressionAttributeNames: { "#owner": "owner" },
        ExpressionAttributeValues: { ...ExpressionAttributeValues, ":owner": { S: owner } },
        ReturnValues: "ALL_NEW" as const,
      };
      return client.send(new sdk.UpdateItemCommand(input), options);
    });
    return "done" in updated ? { stored: storedItemOf(key, updated.done.Attributes ?? {}) } : updated;
  }

  /** Makes a conditional change, alone or in one transaction with its ledger entries. */
  async #changeWith(
    key: ItemKey,
    recorded: { note: Note; events: Parameters<typeof record>[1]["events"]; change: TransactWriteItem } | undefined,
    signal: AbortSignal,
    request: Parameters<typeof DynamoDb.prototype.ask<unknown>>[2],
  ): Promise<{ readonly done: unknown } | { readonly refusedBy: StoredItem | undefined }> {
    if (recorded === undefined) return this.#change(key, signal, request);
    this.#refuseReadOnly(key);
    const { note, ...rest } = recorded;
    const { number, author } = note;
    const outcome = await record(this.#shared.dynamodb, { table: key.table, number, author, ...rest }, signal);
    if (outcome === "done") return { done: undefined };
    const { Item } = outcome.refusedBy;
    return { refusedBy: Item && storedItemOf(key, Item) };
  }

  #refuseReadOnly(key: ItemKey): void {
    this.snapshot.forget(key);
    if (!this.#mayChange)
      throw new Error(`a read-only call tried to change ${itemLabel(key)}. This is a bug in the provider: report it`);
  }

  /** Makes a conditional change. Returns AWS's response, or the stored item if the condition failed. */
  async #change<T>(
    key: ItemKey,
    signal: AbortSignal,
    request: Parameters<typeof DynamoDb.prototype.ask<T>>[2],
  ): Promise<{ readonly done: T } | { readonly refusedBy: StoredItem | undefined }> {
    this.#refuseReadOnly(key);
    try {
      return { done: await this.#shared.dynamodb.ask(key.table, signal, request) };
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ConditionalCheckFailedException") throw error;
      const { Item } = error as ConditionalCheckFailedException;
      return { refusedBy: Item && storedItemOf(key, Item) };
    }
  }
}

const ABSENT = "attribute_not_exists(pk)";
const OF_TENANT = "tenant = :tenant";
/** Condition of a transfer: the stored item names the receiving tenant in `transferTo`, and the new item names the stored item's tenant in `from`. */
const GIVEN_TO = "(tenant = :from AND transferTo = :tenant)";

/** Returns the parameters of a conditional request, with the values and names that its condition uses. */
function onlyIf(
  condition: string,
  values: { readonly tenant?: string; readonly owner?: string; readonly from?: string } = {},
) {
  const { tenant, owner, from } = values;
  const used = Object.entries({ tenant, owner, from }).filter(
    ([name, value]) => value !== undefined && condition.includes(`:${name}`),
  );
  return {
    ConditionExpression: condition,
    ...(condition.includes("#owner") && { ExpressionAttributeNames: { "#owner": "owner" } }),
    ...(used.length > 0 && {
      ExpressionAttributeValues: Object.fromEntries(used.map(([name, value]) => [`:${name}`, { S: value! }])),
    }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
  };
}

const keyOf = ({ pk, sk }: ItemKey) => ({ pk: { S: pk }, sk: { S: sk } });

function itemOf({ table, pk, sk }: ItemKey, { tenant, owner, fields }: Wanted) {
  return { TableName: table, Item: toAttributes({ ...(fields as Item), pk, sk, tenant, owner }) };
}

/** Makes the error for an item of another tenant. */
export function taken(key: ItemKey, holder: string | undefined, tenant: string, from?: string): ProviderError {
  if (holder !== undefined && holder === from) {
    const text = `${itemLabel(key)} belongs to tenant \`${holder}\`, which doesn't transfer it to tenant \`${tenant}\`. Set \`transfer: { to: ${tenant} }\` for it in the file of \`${holder}\`, deploy that tenant, then run this again`;
    return new ProviderError("not-transferred", text);
  }
  const whose =
    holder === undefined ? "has no tenant, so this provider didn't write it" : `belongs to tenant \`${holder}\``;
  const text = `${itemLabel(key)} ${whose}, so tenant \`${tenant}\` can't have it: a number or an account belongs to one tenant. Remove it from one of the two tenants' files, and deploy that tenant first`;
  return new ProviderError("owned-by-another-tenant", text);
}
