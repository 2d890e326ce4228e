import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { CallStore } from "../calls/store.ts";
import { Outbox } from "../late/outbox.ts";
import { AdaptiveDeadline } from "../tables/adaptive-deadline.ts";
import type { Deadline } from "../tables/deadline.ts";
import { RouteStore } from "../tables/routes.ts";
import { SignerStore } from "../tables/signers.ts";
import { Telemetry } from "../telemetry/telemetry.ts";
import { Tracer } from "../telemetry/trace.ts";
import { readSettings, type Settings } from "./settings.ts";

/** Dependencies of a handler. */
export interface HandlerDeps {
  readonly settings: Settings;
  readonly signers: SignerStore;
  readonly routes: RouteStore;
  readonly calls: CallStore;
  /** Queues events that couldn't be written in time. */
  readonly outbox: Outbox;
  readonly telemetry: Telemetry;
  readonly tracer: Tracer;
  readonly now: () => Date;
  /** Starts the deadline of a request's reads and writes. */
  readonly deadline: () => Deadline;
}

export interface Clients {
  readonly dynamodb: Pick<DynamoDBClient, "send">;
  readonly kms: Pick<KMSClient, "send">;
  readonly sqs: () => Promise<Pick<SQSClient, "send">>;
}

/** Makes a handler's dependencies from its environment. Tests pass `clients` and `now`. @throws SettingError */
export function handlerDeps(
  handler: string,
  env: NodeJS.ProcessEnv,
  clients: Clients = realClients(),
  now = () => new Date(),
): HandlerDeps {
  const settings = readSettings(env);
  const tracer = new Tracer(env);
  const patience = new AdaptiveDeadline(tracer.seen);
  return {
    settings,
    signers: new SignerStore({
      ...clients,
      table: settings.routesTable,
      keyArn: settings.tokenKeyArn,
      cacheMs: settings.tokenCacheMs,
    }),
    routes: new RouteStore(clients.dynamodb, settings.routesTable, settings.routeCacheMs),
    calls: new CallStore(clients.dynamodb, settings.callsTable),
    outbox: new Outbox({ queueUrl: settings.lateEventsQueueUrl, client: clients.sqs, seen: tracer.seen }),
    telemetry: new Telemetry(handler, settings.region.name),
    tracer,
    now,
    deadline: () => patience.deadline(),
  };
}

function realClients(): Clients {
  const options = {
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 500, requestTimeout: 700, throwOnRequestTimeout: true },
  };
  let sqs: Promise<SQSClient> | undefined;
  return {
    dynamodb: new DynamoDBClient(options),
    kms: new KMSClient(options),
    sqs: () => {
      sqs ??= import("@aws-sdk/client-sqs").then(
        // Use the endpoint of the AWS Region or the environment, as the other clients do, instead of the queue URL's host.
        (sdk) => new sdk.SQSClient({ ...options, useQueueUrlAsEndpoint: false }),
      );
      return sqs;
    },
  };
}
