import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { keys } from "../../domain/contract/route.ts";
import type { Run } from "../../launch/engine.ts";
import { signalAll } from "../../launch/process-tree.mjs";
import type { World } from "../../rehearsal/world.ts";
import { twilioProviders } from "../test-world.ts";

/** Stacks of the scene: a region, a tenant with two adopted numbers, and one with an adopted and a bought number. */
export const stacks = ["us", "acme-us", "birch-us"] as const;
export type Stack = (typeof stacks)[number];

/** Variables of a command's environment, beside the world's. */
export type Environment = Readonly<Record<string, string>>;

/** A SIGKILL at a request to Twilio: before the request has its effect, or after it and before its answer. */
export interface Kill {
  readonly who: "engine" | "provider";
  readonly at: string;
  readonly when: "before" | "after";
}

/** A number as it was when everything stood. */
interface LiveNumber {
  readonly stack: Stack;
  readonly sid: string;
  readonly accountSid: string;
}

/** One resource of a stack's state, as far as the attacks need it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  id?: string;
  protect?: boolean;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  [member: string]: unknown;
}

/** A state as `pulumi stack export` writes it. */
export interface ExportedState {
  version: number;
  deployment: { resources: StateResource[]; pending_operations?: unknown[] };
}

/** What a checkpoint remembers, as one text: it differs when an update or an attack changed something. */
export function remembered(checkpoint: string): string {
  const { resources, pending_operations } = JSON.parse(checkpoint).checkpoint.latest ?? {};
  return JSON.stringify({ resources, pending_operations });
}

/** A deployed region and its tenants, with what must be true of their numbers whatever is tried. */
export class Scene {
  readonly world: World;
  readonly #dynamodb: DynamoDBClient;
  readonly #live = new Map<string, LiveNumber>();
  #held = 0;
  #bought = 0;

  private constructor(world: World) {
    this.world = world;
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    this.#dynamodb = new DynamoDBClient({ endpoint: world.aws.endpoint, region: "us-east-1", credentials });
  }

  /** Notes every number that is live in a world with the three stacks deployed. */
  static async of(world: World): Promise<Scene> {
    const scene = new Scene(world);
    const { store } = world.twilio;
    for (const stack of ["acme-us", "birch-us"] as const) {
      for (const { inputs, outputs } of scene.resources(stack)) {
        if (inputs?.acquire !== "adopt") continue;
        const number = String(outputs?.phoneNumber);
        const held = store.holder(number);
        if (!held) throw new Error(`${number} of ${stack} isn't held by any account`);
        scene.#live.set(number, { stack, sid: held.sid, accountSid: held.account_sid });
      }
    }
    scene.#held = store.numbers.size;
    scene.#bought = store.bought;
    return scene;
  }

  /** The live numbers of a stack, or of all. */
  numbers(stack?: Stack): string[] {
    return [...this.#live].filter(([, live]) => stack === undefined || live.stack === stack).map(([number]) => number);
  }

  /** The number that the file of `birch-us` bought. */
  get boughtNumber(): string {
    return this.numbers("birch-us").find((number) => number !== "+12125550142")!;
  }

  /** What is wrong with the live numbers now; nothing, if no attack did harm. */
  async harm(): Promise<string[]> {
    const { store } = this.world.twilio;
    const wrong: string[] = [];
    const expected = (what: string, was: unknown, now: unknown): void => {
      if (was !== now) wrong.push(`${what}: ${now} in place of ${was}`);
    };
    expected("numbers released", 0, store.released);
    expected("numbers bought", this.#bought, store.bought);
    expected("numbers held", this.#held, store.numbers.size);
    const look = async ([number, { sid, accountSid }]: [string, LiveNumber]): Promise<void> => {
      const held = store.holder(number);
      expected(`${number}'s SID`, sid, held?.sid);
      expected(`${number}'s account`, accountSid, held?.account_sid);
      expected(`${number}'s route`, number, await this.#routed(number));
      const call = await this.world.twilio.network.call({ from: "+14155550123", to: number });
      expected(`a call to ${number} is answered by`, "agent", call.answeredBy);
    };
    await Promise.all([...this.#live].map(look));
    return wrong;
  }

  /** The number that the stored route of a number names. */
  async #routed(number: string): Promise<string | undefined> {
    const Key = Object.fromEntries(Object.entries(keys.route(number)).map(([name, S]) => [name, { S }]));
    const { Item } = await this.#dynamodb.send(
      new GetItemCommand({ TableName: "aybiza-us-routes", Key, ConsistentRead: true }),
    );
    return Item?.number?.S;
  }

  /** Runs an engine command on a stack. */
  run(stack: Stack, args: readonly string[], env: Environment = {}): Promise<Run> {
    return this.world.engine.run([...args, "--stack", stack], { env });
  }

  /**
   * Runs a command and kills its engine, or the provider of package twilio that it started, with SIGKILL when a request reaches
   * Twilio. A killed engine's lock is taken off, as an operator must.
   * @throws when the command ends before such a request is seen
   */
  async runAndKill(stack: Stack, args: readonly string[], kill: Kill): Promise<Run> {
    const { store, faults } = this.world.twilio;
    const mark = store.journal.length;
    const killer = new AbortController();
    let engine = 0;
    faults.push({ operationId: kill.at, when: kill.when, delayMs: 120_000, times: 1 });
    let ended = false;
    const options = { kill: killer.signal, onStart: (pid: number) => (engine = pid) };
    const running = this.world.engine.run([...args, "--stack", stack], options).finally(() => {
      ended = true;
    });
    while (!store.journal.slice(mark).some((e) => e.operationId === kill.at && e.status === undefined)) {
      if (ended) throw new Error(`no ${kill.at} was seen:\n${(await running).output}`);
      await sleep(5);
    }
    // With `after` the effect is there some moments after the request is.
    await sleep(50);
    if (kill.who === "engine") killer.abort();
    else signalAll(twilioProviders(engine), "SIGKILL");
    const run = await running;
    faults.length = 0;
    if (kill.who === "engine") await this.world.engine.must(["cancel", "--yes", "--stack", stack]);
    return run;
  }

  /** Changes a stack's state as an operator does with `stack export` and `stack import`. */
  async editState(stack: Stack, change: (state: ExportedState) => void): Promise<void> {
    const { stdout } = await this.world.engine.must(["stack", "export", "--stack", stack]);
    const state: ExportedState = JSON.parse(stdout);
    change(state);
    const file = join(this.world.project.dir, `.state-${stack}.json`);
    writeFileSync(file, JSON.stringify(state));
    await this.world.engine.must(["stack", "import", "--force", "--file", file, "--stack", stack]);
  }

  /** The whole checkpoint of a stack, to put it back with {@link restore}. */
  checkpoint(stack: Stack): string {
    return readFileSync(this.#checkpointFile(stack), "utf8");
  }

  restore(stack: Stack, checkpoint: string): void {
    writeFileSync(this.#checkpointFile(stack), checkpoint);
  }

  #checkpointFile(stack: Stack): string {
    const backend = this.world.env.PULUMI_BACKEND_URL?.replace(/^file:\/\/|\?.*$/g, "") ?? "";
    return join(backend, ".pulumi/stacks/aybiza", `${stack}.json`);
  }

  /** What a stack's state holds, without waiting for an engine to export it. */
  resources(stack: Stack): StateResource[] {
    return JSON.parse(this.checkpoint(stack)).checkpoint.latest.resources;
  }

  /** URN of a stack's resource by its type and name. */
  async urn(stack: Stack, type: string, name: string): Promise<string> {
    const resources = this.resources(stack);
    const found = resources.find((r) => r.type === type && r.urn.endsWith(`::${name}`));
    if (!found) throw new Error(`${stack} has no ${type} named ${name}:\n${resources.map((r) => r.urn).join("\n")}`);
    return found.urn;
  }

  async stop(): Promise<void> {
    this.#dynamodb.destroy();
    await this.world.stop();
  }
}
