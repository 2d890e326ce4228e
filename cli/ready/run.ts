import { callRecordSchema } from "../../domain/contract/call-record.ts";
import { begins, type Month, monthOf } from "../../domain/rules/money/month.ts";
import { UserError } from "../../domain/user-error.ts";
import { EXIT } from "../exit.ts";
import { type Place, placeOf } from "../invoice/place.ts";
import { regionTables } from "../invoice/tables.ts";
import { type FoundTenant, tenantFile } from "../invoice/tenant-file.ts";
import { paintFor } from "../paint.ts";
import { type Readiness, readinessOf, type TakenCall } from "./readiness.ts";
import { linesOf } from "./text.ts";

interface ReadyOptions {
  readonly name: string;
  readonly json?: boolean;
  /** Whether `--name` was given. */
  readonly named: boolean;
}

type Tables = ReturnType<typeof regionTables>;

/** Calls of a connection that are looked at: of a tenant that is live for long, the newest say enough. */
const NEWEST = 100;

/** `aybiza ready`; `place` is where files and tables are, else found as for every verb. */
export async function ready(tenant: string, options: ReadyOptions, place?: Place): Promise<number> {
  const { stacks, env } = place ?? (await placeOf(tenant, options));
  const found = tenantFile(stacks, tenant);
  const { awsRegion, awsProfile } = found;
  const tables = regionTables({ region: found.file.region.id, awsRegion, awsProfile, env, verb: "ready" });
  try {
    const connections = await connectionsOf(found, tables, new Date());
    const isReady = connections.every(({ state }) => state === "answered");
    const rehearsal = tables.isRehearsal();
    if (options.json) process.stdout.write(`${JSON.stringify({ ready: isReady, rehearsal, connections })}\n`);
    else show(connections, isReady, rehearsal);
    return isReady ? EXIT.ok : EXIT.no;
  } finally {
    tables.close();
  }
}

async function connectionsOf({ file, stack }: FoundTenant, tables: Tables, now: Date): Promise<Readiness[]> {
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
      // A connection of this name may have had another account before, which proves nothing of this one.
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

/** Records of calls in the order of their SIDs here. One that has expired meanwhile is left out. */
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
      `the record of call ${callSid} can't be read: ${path.join(".")}: ${message}`,
      ["Look at its item in the region's calls table, and mend or remove it"],
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
      : `${paint("yellow", "not ready:")} its numbers aren't live until an agent has answered a call on each connection`,
  );
  if (rehearsal) console.log(`${paint("yellow", "rehearsal:")} it says nothing of Twilio`);
}
