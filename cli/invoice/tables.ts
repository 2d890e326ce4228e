import {
  type AttributeValue,
  BatchGetItemCommand,
  DynamoDBClient,
  paginateQuery,
  paginateScan,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { z } from "zod";
import { BILLED_FIELDS, BILLING_INDEX, BILLING_KEY, billingKeys } from "../../domain/contract/billing.ts";
import { billedCallSchema } from "../../domain/contract/call-record.ts";
import { EVENTS, LEDGER_PREFIX, type LedgerEntry, ledgerKeys } from "../../domain/contract/ledger.ts";
import type { LedgerState } from "../../domain/rules/money/held.ts";
import type { Month } from "../../domain/rules/money/month.ts";
import { NUMBER_TYPES } from "../../domain/rules/money/number-type.ts";
import type { BilledCall } from "../../domain/rules/money/usage.ts";
import { UserError } from "../../domain/user-error.ts";
import { isAws } from "./aws-hosts.ts";

/** A region's tables, and where they are. */
export interface RegionTables {
  readonly region: string;
  readonly awsRegion: string;
  readonly awsProfile: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** Who reads: the verb whose published policy has the rights for it. */
  readonly verb: "invoice" | "ledger" | "offboard" | "ready";
}

const standingSchema = z.object({
  number: z.string(),
  at: z.iso.datetime(),
  tenant: z.string(),
  connection: z.string(),
  state: z.enum(["active", "quarantined", "gone"]),
  kind: z.object({ country: z.string(), type: z.enum(NUMBER_TYPES) }).optional(),
});
const entrySchema = z.object({
  schema: z.literal(1),
  number: z.string(),
  event: z.enum(EVENTS),
  at: z.iso.datetime(),
  by: z.string(),
  update: z.object({
    stack: z.string(),
    commit: z.string().optional(),
    dirty: z.boolean().optional(),
    run: z.string().optional(),
  }),
  tenant: z.string(),
  connection: z.string(),
  acquired: z.enum(["bought", "adopted", "transferred"]),
  state: z.enum(["active", "quarantined", "gone"]),
  agent: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  monthly: z.object({ amount: z.string(), currency: z.string() }).optional(),
  kind: z.object({ country: z.string(), type: z.string() }).optional(),
}) as z.ZodType<LedgerEntry>;
const signerSchema = z.object({ accountSid: z.string(), tenant: z.string(), connection: z.string() });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MOST_AT_ONCE = 100;

const ACCOUNT_PREFIX = "account#";

/** Reads what an invoice needs of a region's tables. */
export function regionTables({ region, awsRegion, awsProfile, env, verb }: RegionTables) {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = env;
  const given = accessKeyId !== undefined && secretAccessKey !== undefined;
  const client = new DynamoDBClient({
    region: awsRegion,
    ...(env.AWS_ENDPOINT_URL !== undefined && { endpoint: env.AWS_ENDPOINT_URL }),
    // A world's environment isn't this process's. A profile that the stack's file names goes before what a shell happens to hold.
    ...(awsProfile !== undefined
      ? { profile: awsProfile }
      : given && { credentials: { accessKeyId, secretAccessKey, sessionToken: AWS_SESSION_TOKEN } }),
  });
  // Whatever named the endpoint, a variable, a profile or the world: what counts is who was asked.
  const hosts = new Set<string>();
  client.middlewareStack.add(
    (next) => (args) => {
      hosts.add((args.request as { hostname: string }).hostname);
      return next(args);
    },
    { step: "finalizeRequest", name: "hosts" },
  );
  const told = (table: string) => (error: unknown) => {
    throw explained(error, { region, awsRegion, verb }, table);
  };
  const calls = `aybiza-${region}-calls`;
  const routes = `aybiza-${region}-routes`;
  return {
    /** The calls of a tenant's month, by the index: a few requests, whatever the table holds. */
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
      const items = await Promise.all(shards).catch(told(calls));
      return items.flat().map((item) => parsed(billedCallSchema, item, calls));
    },

    /** Whole records of calls, as the handlers wrote them; what has expired meanwhile is left out. */
    records: async (callSids: readonly string[]): Promise<Readonly<Record<string, unknown>>[]> => {
      const found: Item[] = [];
      for (let at = 0; at < callSids.length; at += MOST_AT_ONCE) {
        let wanted = callSids.slice(at, at + MOST_AT_ONCE).map((callSid) => ({ callSid: { S: callSid } }) as Item);
        while (wanted.length > 0) {
          const read = new BatchGetItemCommand({ RequestItems: { [calls]: { Keys: wanted } } });
          const { Responses, UnprocessedKeys } = await client.send(read).catch(told(calls));
          found.push(...(Responses?.[calls] ?? []));
          wanted = UnprocessedKeys?.[calls]?.Keys ?? [];
        }
      }
      return found.map((item) => unmarshall(item));
    },

    /**
     * Every entry of the region's ledger in order, since a number's next holder ends what the one before had; and the accounts by which
     * the tenant's webhooks are signed, by connection. The table of routes is small, and has no other order than by number.
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
      ).catch(told(routes));
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

    /** Whole entries of the ledger, in order: of one number by its key, or of all by a look at the whole table. */
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
      const items = await all(pages).catch(told(routes));
      const key = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`;
      return items.sort((a, b) => (key(a) < key(b) ? -1 : 1)).map((item) => parsed(entrySchema, item, routes, "read"));
    },

    /** Whether what was read so far came from somewhere else than AWS. */
    isRehearsal: (): boolean => [...hosts].some((host) => !isAws(host)),

    close: () => client.destroy(),
  };
}

type Item = Record<string, AttributeValue>;

async function all(pages: AsyncIterable<{ readonly Items?: Item[] | undefined }>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const { Items } of pages) items.push(...(Items ?? []));
  return items;
}

function parsed<S extends z.ZodType>(schema: S, item: Item, table: string, what = "billed"): z.output<S> {
  const result = schema.safeParse(unmarshall(item));
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  const key = item.callSid?.S ?? `${item.pk?.S} ${item.sk?.S}`;
  throw new UserError(
    "item-malformed",
    `the item ${key} of table ${table} can't be ${what}: ${path.join(".")}: ${message}`,
    ["Nothing was left out silently: look at the item, and mend or remove it"],
  );
}

/** What AWS says, with what to do. */
function explained(
  error: unknown,
  { region, awsRegion, verb }: Pick<RegionTables, "region" | "awsRegion" | "verb">,
  table: string,
): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const deploy = `Deploy the region:  npx pulumi up --stack ${region}`;
  const own = "For a rehearsal world, name it:  --name default";
  switch (error.name) {
    case "ResourceNotFoundException":
      return new UserError("table-missing", `there is no table ${table} in ${awsRegion} of this AWS account`, [
        deploy,
        own,
      ]);
    case "ValidationException":
      if (/index/i.test(error.message))
        return new UserError(
          "index-missing",
          `the table ${table} was made by an older version: it has no index ${BILLING_INDEX}`,
          [deploy],
        );
      return error;
    case "AccessDeniedException":
      return new UserError(
        "table-access-denied",
        `AWS doesn't allow these credentials to read ${table}: ${error.message}`,
        [`Attach the policy ${verb} to that role:  ./aybiza rights ${verb} --region ${region}`],
      );
    case "CredentialsProviderError":
      return new UserError("aws-credentials-missing", "there are no AWS credentials", [
        "Set AWS_PROFILE, or `aws:profile` in the stack's file, or sign in:  aws sso login",
        own,
      ]);
    default:
      return error;
  }
}
