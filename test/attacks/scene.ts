import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { keys } from "../../lambdas/router/route.ts";
import type { Run } from "../../rehearsal/engine.ts";
import type { World } from "../../rehearsal/world.ts";
import { deploy } from "../test-world.ts";

/** Stacks of the scene: a region, a tenant with two adopted numbers, and one with an adopted and a bought number. */
export const stacks = ["us", "acme-us", "birch-us"] as const;
export type Stack = (typeof stacks)[number];

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

  /** Deploys the three stacks and notes every number that is live then. */
  static async set(world: World): Promise<Scene> {
    const scene = new Scene(world);
    await deploy(world, ...stacks);
    const { store } = world.twilio;
    for (const stack of ["acme-us", "birch-us"] as const) {
      for (const { inputs, outputs } of (await scene.state(stack)).deployment.resources) {
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
    for (const [number, { sid, accountSid }] of this.#live) {
      const held = store.holder(number);
      expected(`${number}'s SID`, sid, held?.sid);
      expected(`${number}'s account`, accountSid, held?.account_sid);
      expected(`${number}'s route`, number, await this.#routed(number));
      const call = await this.world.twilio.network.call({ from: "+14155550123", to: number });
      expected(`a call to ${number} is answered by`, "agent", call.answeredBy);
    }
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
  run(stack: Stack, args: readonly string[]): Promise<Run> {
    return this.world.engine.run([...args, "--stack", stack]);
  }

  async state(stack: Stack): Promise<ExportedState> {
    return JSON.parse((await this.world.engine.must(["stack", "export", "--stack", stack])).stdout);
  }

  /** Changes a stack's state as an operator does with `stack export` and `stack import`. */
  async editState(stack: Stack, change: (state: ExportedState) => void): Promise<void> {
    const state = await this.state(stack);
    change(state);
    const file = join(this.world.project.dir, `.state-${stack}.json`);
    const { writeFileSync } = await import("node:fs");
    writeFileSync(file, JSON.stringify(state));
    await this.world.engine.must(["stack", "import", "--force", "--file", file, "--stack", stack]);
  }

  /** What the checkpoint holds, as one text: differs when an attack changed what the stack remembers. */
  remembered(stack: Stack): string {
    const file = join(
      this.world.env.PULUMI_BACKEND_URL!.replace(/^file:\/\//, "").replace(/\?.*$/, ""),
      ".pulumi/stacks/aybiza",
      `${stack}.json`,
    );
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8"));
    const { resources, pending_operations } = checkpoint.latest ?? {};
    return JSON.stringify({ resources, pending_operations });
  }

  /** URN of a stack's resource by its type and name. */
  async urn(stack: Stack, type: string, name: string): Promise<string> {
    const { resources } = (await this.state(stack)).deployment;
    const found = resources.find((r) => r.type === type && r.urn.endsWith(`::${name}`));
    if (!found) throw new Error(`${stack} has no ${type} named ${name}:\n${resources.map((r) => r.urn).join("\n")}`);
    return found.urn;
  }

  async stop(): Promise<void> {
    this.#dynamodb.destroy();
    await this.world.stop();
  }
}
