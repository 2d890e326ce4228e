import { callRecordSchema } from "../../domain/contract/call-record.ts";
import { begins, type Month, monthOf } from "../../domain/rules/money/month.ts";
import { UserError } from "../../domain/user-error.ts";
import { EXIT } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { regionTables } from "../tables/region-tables.ts";
import { announce, awsLabel, type Target, targetOf } from "../target/target.ts";
import { type Tenant, tenantNamed } from "../tenant.ts";
import { type Readiness, readinessOf, type TakenCall } from "./readiness.ts";
import { linesOf } from "./text.ts";

interface ReadyOptions {
  /** Name of the world in `--world`. */
  readonly world?: string;
  readonly json?: boolean;
}

type Tables = ReturnType<typeof regionTables>;

/** Maximum call records that are read of each connection: the newest suffice. */
const NEWEST = 100;

/** `aybiza ready` */
export async function ready(tenant: string, options: ReadyOptions, given?: Target): Promise<number> {
  const target = given ?? (await targetOf(options.world, tenant));
  const found = tenantNamed(target.stacks, tenant);
  const { awsRegion, awsProfile } = found;
  const label = awsLabel(target, awsProfile);
  if (!options.json) announce(label);
  const { id: region } = found.file.region;
  const tables = regionTables({ region, awsRegion, awsProfile, env: target.env, verb: "ready" });
  try {
    const connections = await connectionsOf(found, tables, new Date());
    const isReady = connections.every(({ state }) => state === "answered");
    const rehearsal = tables.isRehearsal();
    if (options.json)
      process.stdout.write(`${JSON.stringify({ target: label, ready: isReady, rehearsal, connections })}\n`);
    else show(connections, isReady, rehearsal);
    return isReady ? EXIT.ok : EXIT.no;
  } finally {
    tables.close();
  }
}

async function connectionsOf({ file, stack }: Tenant, tables: Tables, now: Date): Promise<Readiness[]> {
  const { id } = file.tenant;
  const { standings, accounts } = await tables.ledger(id);
  const holders = new Map(standings.map((standing) => [standing.number, standing]));
  const inService = [...holders.values()].filter(({ tenant, state }) => tenant === id && state === "active");
  const months = [monthOf(now), monthBefore(monthOf(now))];
  const known = (await Promise.all(months.map((month) => tables.calls(id, month)))).flat();
  const newest = known.sort((a, b) => ((a.startedAt ?? "") > (b.startedAt ?? "") ? -1 : 1));
  return Promise.all(
    Object.keys(file.connections).map(async (connection) => {
      const accountSid = accounts.get(connection);
      // A call on a previous account of this connection proves nothing about its current account.
      const own = newest.filter((call) => call.connection === connection && call.accountSid === accountSid);
      const calls = await taken(
        own.slice(0, NEWEST).map(({ callSid }) => callSid),
        tables,
      );
      const numbers = inService.filter((held) => held.connection === connection).map(({ number }) => number);
      return readinessOf({ connection, accountSid, numbers: numbers.sort(), calls, stack });
    }),
  );
}

const recordSchema = callRecordSchema.pick({
  callSid: true,
  number: true,
  startedAt: true,
  endedAt: true,
  agent: true,
  sessionStatus: true,
  sessionSeconds: true,
  sessionError: true,
  fallbackReason: true,
} satisfies Record<keyof TakenCall, true>);

/** Reads call records in the order of these SIDs. Skips a record that has expired in the meantime. */
async function taken(callSids: readonly string[], tables: Tables): Promise<TakenCall[]> {
  const records = await tables.records(callSids);
  const bySid = new Map(records.map((record) => [record.callSid, record]));
  return callSids.flatMap((callSid) => {
    const record = bySid.get(callSid);
    if (record === undefined) return [];
    const { data, error } = recordSchema.safeParse(record);
    if (data) return [data];
    const { path, message } = error.issues[0]!;
    throw new UserError(
      "item-malformed",
      `the record of call ${callSid} is malformed: ${path.join(".")}: ${message}`,
      "Correct or delete its item in the region's calls table",
    );
  });
}

const monthBefore = (month: Month): Month => monthOf(new Date(begins(month).getTime() - 1));

function show(connections: readonly Readiness[], isReady: boolean, rehearsal: boolean): void {
  const paint = paintFor(process.stdout);
  for (const line of linesOf(connections, paint)) console.log(line);
  console.log(
    isReady
      ? `${paint("green", "ready:")} an agent has answered a call on each connection`
      : `${paint("yellow", "not ready:")} not every connection has had a call that an agent answered; don't treat the tenant's numbers as live before that`,
  );
  if (rehearsal) console.log(`${paint("yellow", "rehearsal:")} this run didn't check the accounts at Twilio`);
}
