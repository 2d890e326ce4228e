import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { prepare } from "../../bench/world.ts";
import { Aws } from "../../rehearsal/aws/provider/aws.ts";
import { startWorld, type World } from "../../rehearsal/world.ts";

const REGION = "us";
const CALLS_TABLE = `aybiza-${REGION}-calls`;
const WEBHOOK_HOST = "voice.us.aybiza.example";
/** Pause between attempts to write late events. The stack's pause of three minutes is longer than the load. */
const PAUSE_SECONDS = 5;

/** A world with the sample region and its tenants deployed, and the figures that a load reads from it. */
export interface LoadedWorld {
  readonly world: World;
  /** The four phone numbers of the tenants. */
  readonly numbers: readonly string[];
  /** Returns the number of late events in the queue, including those being handled. */
  waiting(): Promise<number>;
  /** Returns the number of call records in the table. */
  records(): Promise<number>;
  record(callSid: string): Promise<Record<string, unknown> | undefined>;
  /** Starts `count` execution environments of the voice handler, and half as many of the status handler, without touching the tables. */
  startEnvironments(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Empties a folder, starts a world in it, and deploys the sample region and its tenants. */
export async function deployedIn(dir: string, say: (text: string) => void): Promise<World> {
  say("a world starts");
  const world = await startWorld({ dir });
  try {
    for (const stack of [REGION, "acme-us", "birch-us"]) {
      say(`${stack} is deployed`);
      await prepare(world, stack);
    }
    return world;
  } catch (error) {
    await world.stop();
    throw error;
  }
}

export async function loadedWorld(deployed: () => Promise<World>): Promise<LoadedWorld> {
  const world = await deployed();
  try {
    const { stdout } = await world.engine.must(["stack", "output", "--json", "--stack", REGION]);
    const { lateEvents } = JSON.parse(stdout) as { lateEvents: { queue: string } };
    const aws = new Aws({ endpoint: world.aws.endpoint, region: "us-east-1" });
    const { client: sqs, sdk: SQS } = await aws.sqs();
    const Attributes = { VisibilityTimeout: String(PAUSE_SECONDS) };
    await sqs.send(new SQS.SetQueueAttributesCommand({ QueueUrl: lateEvents.queue, Attributes }));
    const { client: tables, sdk: DynamoDB } = await aws.dynamodb();

    let stopped: Promise<void> | undefined;
    return {
      world,
      numbers: [...world.twilio.store.numbers.values()].map((number) => number.phone_number),
      async waiting() {
        const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
        const command = new SQS.GetQueueAttributesCommand({ QueueUrl: lateEvents.queue, AttributeNames: [...names] });
        const { Attributes: found } = await sqs.send(command);
        return names.reduce((sum, name) => sum + Number(found?.[name] ?? 0), 0);
      },
      async records() {
        let count = 0;
        let ExclusiveStartKey: Record<string, never> | undefined;
        do {
          const command = new DynamoDB.ScanCommand({ TableName: CALLS_TABLE, Select: "COUNT", ExclusiveStartKey });
          const page = await tables.send(command);
          count += page.Count ?? 0;
          ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
        } while (ExclusiveStartKey !== undefined);
        return count;
      },
      record: (callSid) => world.callRecord(REGION, callSid),
      async startEnvironments(count) {
        // Handlers refuse unsigned webhooks before they read anything. Sent all at once, each webhook needs an environment of its own; sent in
        // turn, they would reuse free environments.
        const start = (path: string, length: number) =>
          Promise.all(Array.from({ length }, () => refused(world.aws.port, path)));
        await start("/twilio/voice", count);
        await start("/twilio/status", Math.ceil(count / 2));
        await sleep(500);
      },
      stop: () => {
        stopped ??= world.stop();
        return stopped;
      },
    };
  } catch (error) {
    await world.stop();
    throw error;
  }
}

/** Sends an unsigned webhook, which the handler refuses. */
async function refused(port: number, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const asked = request({ port, path, method: "POST", agent: false, headers: { Host: WEBHOOK_HOST } }, (response) => {
      response.resume();
      response.once("end", resolve);
    });
    asked.once("error", reject);
    asked.end();
  });
}
