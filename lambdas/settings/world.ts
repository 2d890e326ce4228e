import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { CallBook } from "../calls/book.ts";
import { Deadline } from "../tables/deadline.ts";
import { RouteBook } from "../tables/routes.ts";
import { Signers } from "../tables/signers.ts";
import { Telemetry } from "../telemetry/telemetry.ts";
import { readSettings, type Settings } from "./settings.ts";

/** Everything that a handler works with. */
export interface World {
  readonly settings: Settings;
  readonly signers: Signers;
  readonly routes: RouteBook;
  readonly calls: CallBook;
  readonly telemetry: Telemetry;
  readonly now: () => Date;
  /** Time for all reads and writes of one request. */
  readonly deadline: () => Deadline;
}

export interface Clients {
  readonly dynamodb: Pick<DynamoDBClient, "send">;
  readonly kms: Pick<KMSClient, "send">;
}

/** A caller waits in silence meanwhile, and Twilio waits 15 s at most: one step gets 1.5 s with one retry, all steps 3 s. */
const STEP_MS = 1_500;
const TOTAL_MS = 3_000;

/** The handler's world as its environment describes it. `clients` and `now` are for tests. */
export function world(
  handler: string,
  env: NodeJS.ProcessEnv,
  clients: Clients = realClients(),
  now = () => new Date(),
): World {
  const settings = readSettings(env);
  return {
    settings,
    signers: new Signers({
      ...clients,
      table: settings.routesTable,
      keyArn: settings.tokenKeyArn,
      cacheMs: settings.tokenCacheMs,
    }),
    routes: new RouteBook(clients.dynamodb, settings.routesTable, settings.routeCacheMs),
    calls: new CallBook(clients.dynamodb, settings.callsTable),
    telemetry: new Telemetry(handler, settings.region.name),
    now,
    deadline: () => new Deadline(TOTAL_MS, STEP_MS),
  };
}

function realClients(): Clients {
  const options = {
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 500, requestTimeout: 700, throwOnRequestTimeout: true },
  };
  return { dynamodb: new DynamoDBClient(options), kms: new KMSClient(options) };
}
