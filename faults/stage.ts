import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AttributeValue, WriteRequest } from "@aws-sdk/client-dynamodb";
import { BatchWriteItemCommand, DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import type { Run } from "../launch/engine.ts";
import { descendants, isRunning, signalAll } from "../launch/process-tree.mjs";
import { root } from "../rehearsal/paths.ts";
import { machineClock } from "../rehearsal/twilio/clock.ts";
import type { SavedStore } from "../rehearsal/twilio/store.ts";
import { startWorld, type World } from "../rehearsal/world.ts";
import type { Cloud } from "./label.ts";
import { type Seen, startTap, type Tap, type Trap } from "./tap.ts";

type Item = Record<string, AttributeValue>;

/** A snapshot of the whole world, to restore later: stacks, files, Twilio, the routes table. */
export interface Moment {
  readonly name: string;
  readonly store: SavedStore;
  /** How far the clouds' clock is ahead of the machine's, in milliseconds. */
  readonly aheadMs: number;
  readonly items: readonly Item[];
}

/** How a command ended, and the requests that it made. */
export interface Played {
  readonly run: Run;
  readonly seen: readonly Seen[];
  /** Whether the trap of this run was triggered. */
  readonly sprung: boolean;
}

/** The process that is killed with SIGKILL at a request: the engine, or the provider that sent the request. */
export type Victim = "engine" | "provider";

const TABLE = "aybiza-us-routes";
/** The providers' timeout for one request. With the default, each point of kind `timeout` would take ten minutes. */
const REQUEST_TIMEOUT_MS = 2_500;
/** Time within which a provider must end after its engine was killed. */
const ORPHANS_MS = 5_000;
/** Timeout of a command. A command that takes longer fails the run. */
const COMMAND_MS = 120_000;

const providerOf: Readonly<Record<Cloud, string>> = { twilio: "/twilio/start.mjs", aws: "/aybiza/start.mjs" };

/** A rehearsal world whose clouds are reached through a tap, with snapshots to restore. */
export class Stage {
  readonly world: World;
  readonly tap: Tap;
  readonly #dir: string;
  readonly #dynamodb: DynamoDBClient;
  readonly #clock: { aheadMs: number };

  private constructor(world: World, tap: Tap, dir: string, clock: { aheadMs: number }) {
    this.world = world;
    this.tap = tap;
    this.#dir = dir;
    this.#clock = clock;
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    this.#dynamodb = new DynamoDBClient({ endpoint: world.aws.endpoint, region: "us-east-1", credentials });
  }

  /** Starts a world in `dir`, whose contents are removed first, and deploys the region. */
  static async build(dir: string): Promise<Stage> {
    const ahead = { aheadMs: 0 };
    const clock = { ...machineClock, now: () => new Date(Date.now() + ahead.aheadMs) };
    const world = await startWorld({ dir: join(dir, "world"), stacks: stackFiles(join(dir, "stacks")), clock });
    const tap = await startTap({ aws: world.aws.endpoint, twilio: world.twilio.origin });
    const stage = new Stage(world, tap, dir, ahead);
    try {
      await world.engine.must(["stack", "init", "us"]);
      await world.engine.must(["up", "--yes", "--skip-preview", "--stack", "us"]);
    } catch (error) {
      await stage.close();
      throw error;
    }
    return stage;
  }

  /** Takes a snapshot of the world. */
  async save(name: string): Promise<Moment> {
    const folder = this.#moment(name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    cpSync(this.world.stateOfStacks, join(folder, "state"), { recursive: true });
    cpSync(join(this.world.project.dir, "stacks"), join(folder, "stacks"), { recursive: true });
    const { aheadMs } = this.#clock;
    return { name, aheadMs, store: this.world.twilio.store.save(), items: await this.items() };
  }

  /** Restores the world from a snapshot. */
  async restore({ name, store, items, aheadMs }: Moment): Promise<void> {
    this.#clock.aheadMs = aheadMs;
    const folder = this.#moment(name);
    for (const [saved, live] of [
      ["state", this.world.stateOfStacks],
      ["stacks", join(this.world.project.dir, "stacks")],
    ] as const) {
      rmSync(live, { recursive: true, force: true });
      cpSync(join(folder, saved), live, { recursive: true });
    }
    this.world.twilio.store.restore(store);
    await this.#restoreItems(items);
  }

  /** Reads all items of the region's routes table. */
  async items(): Promise<Item[]> {
    const found: Item[] = [];
    const pages = paginateScan({ client: this.#dynamodb }, { TableName: TABLE, ConsistentRead: true });
    for await (const page of pages) found.push(...(page.Items ?? []));
    return found;
  }

  /** Runs an engine command through the tap; with a `trap`, disturbs one request, and with a `victim` also kills that process at this request. */
  async play(args: readonly string[], trap?: Omit<Trap, "meanwhile">, victim?: Victim): Promise<Played> {
    let engine: number | undefined;
    const orphans: number[] = [];
    const kill = async (cloud: Cloud) => {
      if (engine === undefined) throw new Error("the tap received a request before the engine was started");
      const children = descendants(engine);
      if (victim === "engine") {
        orphans.push(...children.map((p) => p.pid));
        signalAll([engine], "SIGKILL");
        // An orphaned provider keeps working until it notices that its engine is gone: wait for its end before the recovery begins.
        await gone(orphans);
      } else {
        const own = children.filter((p) => p.command.includes(providerOf[cloud])).map((p) => p.pid);
        signalAll(own, "SIGKILL");
        await gone(own);
      }
    };
    const meanwhile = victim === undefined || trap === undefined ? {} : { meanwhile: () => kill(cloudOf(trap.label)) };
    this.tap.arm(trap && { ...trap, ...meanwhile });
    const { aws, twilio } = this.tap.origins;
    const late = AbortSignal.timeout(COMMAND_MS);
    const run = await this.world.engine.run([...args], {
      env: {
        AWS_ENDPOINT_URL: aws,
        AYBIZA_TWILIO_URL: twilio,
        AYBIZA_REQUEST_TIMEOUT_MS: String(REQUEST_TIMEOUT_MS),
      },
      onStart: (pid) => (engine = pid),
      kill: late,
    });
    if (late.aborted) throw new Error(`pulumi ${args.join(" ")} didn't end within ${COMMAND_MS / 1000} s`);
    return { run, seen: [...this.tap.seen], sprung: this.tap.sprung };
  }

  /** Reads a stack's checkpoint, as the file backend stores it. */
  checkpoint(stack: string): string {
    return readFileSync(this.#checkpointFile(stack), "utf8");
  }

  /** Advances the clouds' clock. */
  wait(ms: number): void {
    this.#clock.aheadMs += ms;
  }

  /** Edits the file of a stack. */
  edit(stack: string, change: (text: string) => string): void {
    const file = this.world.project.stackFile(stack);
    const text = readFileSync(file, "utf8");
    const changed = change(text);
    if (changed === text) throw new Error(`the edit of ${file} changes nothing`);
    writeFileSync(file, changed);
  }

  async close(): Promise<void> {
    this.#dynamodb.destroy();
    await this.tap.close();
    await this.world.stop();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #moment(name: string): string {
    return join(this.#dir, "moments", name);
  }

  #checkpointFile(stack: string): string {
    return join(this.world.stateOfStacks, ".pulumi/stacks/aybiza", `${stack}.json`);
  }

  async #restoreItems(wanted: readonly Item[]): Promise<void> {
    const keyOf = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`;
    const kept = new Map(wanted.map((item) => [keyOf(item), item]));
    const live = await this.items();
    const liveTexts = new Map(live.map((item) => [keyOf(item), JSON.stringify(item)]));
    const requests: WriteRequest[] = [
      ...live
        .filter((item) => !kept.has(keyOf(item)))
        .map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk: pk!, sk: sk! } } })),
      ...wanted
        .filter((item) => liveTexts.get(keyOf(item)) !== JSON.stringify(item))
        .map((Item) => ({ PutRequest: { Item } })),
    ];
    for (let i = 0; i < requests.length; i += 25) {
      const batch = { RequestItems: { [TABLE]: requests.slice(i, i + 25) } };
      const { UnprocessedItems } = await this.#dynamodb.send(new BatchWriteItemCommand(batch));
      if (Object.keys(UnprocessedItems ?? {}).length > 0)
        throw new Error("DynamoDB left items unprocessed: the routes table isn't restored");
    }
  }
}

/** Returns the cloud of a request's label. DynamoDB's labels begin with an operation, Twilio's with an HTTP method. */
const cloudOf = (label: string): Cloud => (/^(GET|POST|PUT|PATCH|DELETE) /.test(label) ? "twilio" : "aws");

/** Waits until processes have ended. @throws if one is still running after `withinMs` */
export async function gone(pids: readonly number[], withinMs = ORPHANS_MS): Promise<void> {
  const end = performance.now() + withinMs;
  while (pids.some(isRunning)) {
    if (performance.now() > end)
      throw new Error(
        `processes ${pids.filter(isRunning).join(", ")} didn't end within ${withinMs / 1000} s after the kill`,
      );
    await sleep(20);
  }
}

/** Copies the sample's stack files, and adds a second managed tenant as the target of transfers. */
function stackFiles(folder: string): string {
  cpSync(join(root, "stacks"), folder, { recursive: true });
  const maple = readFileSync(join(folder, "Pulumi.willow-us.yaml"), "utf8")
    .replaceAll("willow", "maple")
    .replaceAll("Willow", "Maple")
    .replace(/^encryptionsalt.*\n/m, "");
  writeFileSync(join(folder, "Pulumi.maple-us.yaml"), maple);
  return folder;
}
