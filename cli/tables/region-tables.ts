import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  paginateScan,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { BILLED_FIELDS, BILLING_INDEX, BILLING_KEY, billingKeys } from "../../domain/contract/billing.ts";
import { billedCallSchema } from "../../domain/contract/call-record.ts";
import { LEDGER_PREFIX, type LedgerEntry, ledgerEntrySchema, ledgerKeys } from "../../domain/contract/ledger.ts";
import { keys, parseRoute, type Route } from "../../domain/contract/route.ts";
import type { LedgerState } from "../../domain/rules/money/held.ts";
import type { Month } from "../../domain/rules/money/month.ts";
import type { BilledCall } from "../../domain/rules/money/usage.ts";
import { isAws } from "../target/aws-hosts.ts";
import { explained, type ReadingVerb } from "./aws-error.ts";
import { type Item, parsed, signerSchema, standingSchema } from "./items.ts";

/** The region whose tables are read, and the credentials. */
export interface RegionTables {
  readonly region: string;
  readonly awsRegion: string;
  readonly awsProfile: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly verb: ReadingVerb;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MOST_AT_ONCE = 100;

const ACCOUNT_PREFIX = "account#";

/** Opens a region's tables for reading. */
export function regionTables({ region, awsRegion, awsProfile, env, verb }: RegionTables) {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = env;
  const given = accessKeyId !== undefined && secretAccessKey !== undefined;
  const client = new DynamoDBClient({
    region: awsRegion,
    ...(env.AWS_ENDPOINT_URL !== undefined && { endpoint: env.AWS_ENDPOINT_URL }),
    // Use the target's environment: a world's differs from this process's. A profile in the stack's file takes precedence over the shell's credentials.
    ...(awsProfile !== undefined
      ? { profile: awsProfile }
      : given && { credentials: { accessKeyId, secretAccessKey, sessionToken: AWS_SESSION_TOKEN } }),
  });
  // A variable, a profile or a world may set the endpoint, so record the requested hosts to detect a rehearsal.
  const hosts = new Set<string>();
  client.middlewareStack.add(
    (next) => (args) => {
      hosts.add((args.request as { hostname: string }).hostname);
      return next(args);
    },
    { step: "finalizeRequest", name: "hosts" },
  );
  const explain = (table: string) => (error: unknown) => {
    throw explained(error, { table, region, awsRegion, verb });
  };
  const calls = `aybiza-${region}-calls`;
  const routes = `aybiza-${region}-routes`;
  return {
    /** Reads a tenant's calls of a month from the index: 16 queries, whatever the size of the table. */
    calls: async (tenant: string, month: Month): Promise<(BilledCall & { readonly accountSid: string })[]> => {
      const query = (key: string): QueryCommandInput => ({
        TableName: calls,
        IndexName: BILLING_INDEX,
        KeyConditionExpression: "#key = :key",
        ProjectionExpression: ["callSid", ...BILLED_FIELDS].map((_, i) => `#f${i}`).join(", "),
        ExpressionAttributeNames: {
          "#key": BILLING_KEY,
          ...Object.fromEntries(["callSid", ...BILLED_FIELDS].map((field, i) => [`#f${i}`, field])),
        },
        ExpressionAttributeValues: { ":key": { S: key } },
      });
      const shards = billingKeys(tenant, month).map((key) => all(paginateQuery({ client }, query(key))));
      const items = await Promise.all(shards).catch(explain(calls));
      return items.flat().map((item) => parsed(billedCallSchema, item, calls));
    },

    /** Reads whole call records, as the handlers wrote them. Skips a record that has expired in the meantime. */
    records: async (callSids: readonly string[]): Promise<Readonly<Record<string, unknown>>[]> => {
      const found: Item[] = [];
      for (let at = 0; at < callSids.length; at += MOST_AT_ONCE) {
        let wanted = callSids.slice(at, at + MOST_AT_ONCE).map((callSid) => ({ callSid: { S: callSid } }) as Item);
        while (wanted.length > 0) {
          const read = new BatchGetItemCommand({ RequestItems: { [calls]: { Keys: wanted } } });
          const { Responses, UnprocessedKeys } = await client.send(read).catch(explain(calls));
          found.push(...(Responses?.[calls] ?? []));
          wanted = UnprocessedKeys?.[calls]?.Keys ?? [];
        }
      }
      return found.map((item) => unmarshall(item));
    },

    /**
     * Reads all entries of the region's ledger in order (the entry of a number's next tenant ends the previous one's period), and by connection the account that
     * signs the tenant's webhooks. The routes table is small and has no index by tenant, so this scans it.
     */
    ledger: async (tenant: string): Promise<{ standings: LedgerState[]; accounts: ReadonlyMap<string, string> }> => {
      const items = await all(
        paginateScan(
          { client },
          {
            TableName: routes,
            FilterExpression: "begins_with(pk, :ledger) OR (begins_with(pk, :account) AND #tenant = :tenant)",
            ProjectionExpression: "pk, sk, #number, #at, #tenant, #connection, #state, #kind, accountSid",
            ExpressionAttributeNames: {
              "#number": "number",
              "#at": "at",
              "#tenant": "tenant",
              "#connection": "connection",
              "#state": "state",
              "#kind": "kind",
            },
            ExpressionAttributeValues: {
              ":ledger": { S: LEDGER_PREFIX },
              ":account": { S: ACCOUNT_PREFIX },
              ":tenant": { S: tenant },
            },
          },
        ),
      ).catch(explain(routes));
      const key = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`;
      const entries = items.filter(({ pk }) => pk?.S?.startsWith(LEDGER_PREFIX));
      const signers = items.filter(({ pk }) => pk?.S?.startsWith(ACCOUNT_PREFIX));
      return {
        standings: entries
          .sort((a, b) => (key(a) < key(b) ? -1 : 1))
          .map((item) => parsed(standingSchema, item, routes)),
        accounts: new Map(
          signers.map((item) => {
            const { connection, accountSid } = parsed(signerSchema, item, routes);
            return [connection, accountSid];
          }),
        ),
      };
    },

    /** Reads whole ledger entries in order: of one number by a query, or of all numbers by a scan. */
    history: async (number?: string): Promise<LedgerEntry[]> => {
      const pages =
        number === undefined
          ? paginateScan(
              { client },
              {
                TableName: routes,
                FilterExpression: "begins_with(pk, :ledger)",
                ExpressionAttributeValues: { ":ledger": { S: LEDGER_PREFIX } },
              },
            )
          : paginateQuery(
              { client },
              {
                TableName: routes,
                KeyConditionExpression: "pk = :pk",
                ExpressionAttributeValues: { ":pk": { S: ledgerKeys.pk(number) } },
              },
            );
      const items = await all(pages).catch(explain(routes));
      const key = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`;
      return items.sort((a, b) => (key(a) < key(b) ? -1 : 1)).map((item) => parsed(ledgerEntrySchema, item, routes));
    },

    /** Reads a number's route; undefined where none is stored. @throws RouteError for a route that this version can't use */
    route: async (number: string): Promise<Route | undefined> => {
      const read = new GetItemCommand({ TableName: routes, Key: marshall(keys.route(number)), ConsistentRead: true });
      const { Item } = await client.send(read).catch(explain(routes));
      if (Item === undefined) return undefined;
      const { pk: _, sk: __, ...route } = unmarshall(Item);
      return parseRoute(route, number);
    },

    /** Whether any host other than AWS got a request so far. */
    isRehearsal: (): boolean => [...hosts].some((host) => !isAws(host)),

    close: () => client.destroy(),
  };
}

async function all(pages: AsyncIterable<{ readonly Items?: Item[] | undefined }>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const { Items } of pages) items.push(...(Items ?? []));
  return items;
}
