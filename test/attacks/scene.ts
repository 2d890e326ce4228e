import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { keys } from "../../domain/contract/route.ts";
import { gone } from "../../faults/stage.ts";
import type { Run } from "../../launch/engine.ts";
import { signalAll } from "../../launch/process-tree.mjs";
import type { World } from "../../rehearsal/world.ts";
import { twilioProviders } from "../test-world.ts";

/** Stacks of the scene: a region, a tenant with two adopted numbers, and a tenant with an adopted and a bought number. */
export const stacks = ["us", "acme-us", "birch-us"] as const;
export type Stack = (typeof stacks)[number];

/** Environment variables for a command, added to the world's. */
export type Environment = Readonly<Record<string, string>>;

/** A SIGKILL at a request to Twilio: before the request has its effect, or between the effect and the answer. */
export interface Kill {
  readonly who: "engine" | "provider";
  readonly at: string;
  readonly when: "before" | "after";
}

/** A number as it was before the attacks. */
interface LiveNumber {
  readonly stack: Stack;
  readonly sid: string;
  readonly accountSid: string;
}

/** A resource of a stack's state, with the fields that the attacks use. */
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

/** Returns a checkpoint's resources and pending operations as text, to detect whether an update or an attack changed them. */
export function remembered(checkpoint: string): string {
  const { resources, pending_operations } = JSON.parse(checkpoint).checkpoint.latest ?? {};
  return JSON.stringify({ resources, pending_operations });
}

/** A deployed region and its tenants, with the checks that every attack must leave true. */
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

  /** Creates the scene of a world with the three stacks deployed, and records its live numbers. */
  static async of(world: World): Promise<Scene> {
    const scene = new Scene(world);
    const { store } = world.twilio;
    for (const stack of ["acme-us", "birch-us"] as const) {
      for (const { inputs, outputs } of scene.resources(stack)) {
        if (inputs?.acquire !== "adopt") continue;
        const number = String(outputs?.phoneNumber);
        const held = store.holder(number);
        if (!held) throw new Error(`${number} of ${stack} belongs to no account at Twilio`);
        scene.#live.set(number, { stack, sid: held.sid, accountSid: held.account_sid });
      }
    }
    scene.#held = store.numbers.size;
    scene.#bought = store.bought;
    return scene;
  }

  /** Returns the live numbers of one stack, or of all stacks. */
  numbers(stack?: Stack): string[] {
    return [...this.#live].filter(([, live]) => stack === undefined || live.stack === stack).map(([number]) => number);
  }

  /** The bought number of `birch-us`. */
  get boughtNumber(): string {
    return this.numbers("birch-us").find((number) => number !== "+12125550142")!;
  }

  /** Checks the live numbers, and returns what is wrong with them. Empty if no attack did harm. */
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

  /** Reads a number's route from the table, and returns the number in it; undefined if there is no route. */
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
   * Twilio. Then removes a killed engine's lock with `pulumi cancel`, as an operator must.
   * @throws Error if the command ends without such a request
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
      if (ended) throw new Error(`the command ended without a request ${kill.at}:\n${(await running).output}`);
      await sleep(5);
    }
    // With `after`, the effect follows the request a moment later: wait for it.
    await sleep(50);
    const providers = twilioProviders(engine);
    if (kill.who === "engine") killer.abort();
    else signalAll(providers, "SIGKILL");
    const run = await running;
    // An orphaned provider's last request could otherwise trigger the trap of the next attack.
    await gone(providers, 30_000);
    faults.length = 0;
    if (kill.who === "engine") await this.world.engine.must(["cancel", "--yes", "--stack", stack]);
    return run;
  }

  /** Changes a stack's state by `pulumi stack export` and `pulumi stack import`, as an operator would. */
  async editState(stack: Stack, change: (state: ExportedState) => void): Promise<void> {
    const { stdout } = await this.world.engine.must(["stack", "export", "--stack", stack]);
    const state: ExportedState = JSON.parse(stdout);
    change(state);
    const file = join(this.world.project.dir, `.state-${stack}.json`);
    writeFileSync(file, JSON.stringify(state));
    await this.world.engine.must(["stack", "import", "--force", "--file", file, "--stack", stack]);
  }

  /** Reads the complete checkpoint of a stack, which {@link restore} writes back. */
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

  /** Returns the resources in a stack's state, read from the checkpoint file, which is faster than `pulumi stack export`. */
  resources(stack: Stack): StateResource[] {
    return JSON.parse(this.checkpoint(stack)).checkpoint.latest.resources;
  }

  /** Returns the URN of a stack's resource by its type and name. */
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
