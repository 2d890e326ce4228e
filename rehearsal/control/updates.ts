import { cpSync } from "node:fs";
import { join } from "node:path";
import { readStackFile, stackNames, stackOf } from "../../domain/config/stacks.ts";
import { UserError } from "../../domain/user-error.ts";
import { NotStarted, type Run, type RunOptions } from "../../launch/engine.ts";
import { worldOption } from "../../launch/world/name.ts";
import type { Deployed, UpEvent, UpResult } from "../../launch/world/protocol.ts";
import { addAccounts } from "../accounts.ts";
import { root } from "../paths.ts";
import type { World } from "../world.ts";
import { diagnosis, monthlyCostIn } from "./diagnosis.ts";
import type { WorldLog } from "./log.ts";
import { numbersOf } from "./numbers.ts";
import { locksOf, resourcesOf } from "./stacks.ts";
import { refuseUnread } from "./unread-accounts.ts";

/** Signals that interrupt updates: {@link RunOptions}. */
export type Interrupts = Pick<RunOptions, "interrupt" | "terminate">;

/** Deploys stacks in a named world. */
export class Updates {
  readonly #name: string;
  readonly #world: World;
  readonly #log: WorldLog;

  constructor(name: string, world: World, log: WorldLog) {
    this.#name = name;
    this.#world = world;
    this.#log = log;
  }

  /**
   * Deploys stacks in order, with the checkout's current files. When interrupted, it returns the updates done so far.
   * @throws UserError before any update if a stack is unknown or a tenant's region isn't deployed; and when an update fails
   */
  async up(stacks: readonly string[], onEvent: (event: UpEvent) => void, interrupts: Interrupts): Promise<UpResult> {
    cpSync(join(root, "stacks"), this.#stacks, { recursive: true });
    this.#refuseUnknown(stacks);
    this.#refuseWithoutRegion(stacks);
    refuseUnread(await addAccounts(this.#world.twilio.store, this.#world.project), stacks, this.#name);
    const done: Deployed[] = [];
    for (const [i, stack] of stacks.entries()) {
      if (interrupts.interrupt?.aborted) {
        this.#log.write("world", `interrupted; not begun: ${stacks.slice(i).join(", ")}`);
        return { done, interrupted: { notBegun: stacks.slice(i) } };
      }
      onEvent({ stack, begins: true });
      const { deployed, isCutOff } = await this.#upOne(stack, interrupts);
      if (isCutOff) return { done, interrupted: { cutOff: deployed, notBegun: stacks.slice(i + 1) } };
      onEvent(deployed);
      done.push(deployed);
    }
    return { done };
  }

  async #upOne(stack: string, interrupts: Interrupts): Promise<{ deployed: Deployed; isCutOff: boolean }> {
    const { engine, stateOfStacks } = this.#world;
    const options = { ...interrupts, onOutput: wholeLines((line) => this.#log.write("engine", line)) };
    const before = new Set(numbersOf(this.#world).map(({ number }) => number));
    const run = await (async () => {
      if (resourcesOf(stateOfStacks, stack) === undefined) await engine.must(["stack", "init", stack]);
      if (locksOf(stateOfStacks).some((lock) => lock.stack === stack && lock.isStale))
        await engine.must(["cancel", "--yes", "--stack", stack]);
      return engine.run(["up", "--yes", "--skip-preview", "--stack", stack], options);
    })().catch((error) => {
      if (error instanceof NotStarted) return undefined;
      throw error;
    });
    const isCutOff = run?.code !== 0 && interrupts.interrupt?.aborted === true;
    if (run?.code !== 0 && !isCutOff) throw this.#failed(stack, run);
    const bought = numbersOf(this.#world).filter(({ number }) => !before.has(number));
    const deployed = deployedBy(stack, run, bought);
    this.#log.write("world", `${stack} ${isCutOff ? "was cut off" : "is up"}: ${JSON.stringify(deployed)}`);
    return { deployed, isCutOff };
  }

  #failed(stack: string, run: Run | undefined): UserError {
    if (run === undefined)
      return new UserError(
        "world-stopped",
        `the world ${this.#name} was stopped before ${stack} was deployed`,
        `Start it again:  ./aybiza world start${this.#option} --stacks ${stack}`,
      );
    return new UserError(
      "update-failed",
      `pulumi up --stack ${stack} failed (${run.code}):\n  ${diagnosis(run.output)}`,
      [`See the whole output of pulumi:  ./aybiza world logs --part engine${this.#option}`],
    );
  }

  #refuseUnknown(stacks: readonly string[]): void {
    const known = stackNames(this.#stacks);
    const unknown = stacks.find((stack) => !known.includes(stack));
    if (unknown !== undefined)
      throw new UserError(
        "stack-unknown",
        `there is no stack ${unknown}: stacks/Pulumi.${unknown}.yaml doesn't exist`,
        [`Name one of:  ${known.join(", ")}`],
      );
  }

  #refuseWithoutRegion(stacks: readonly string[]): void {
    for (const [i, stack] of stacks.entries()) {
      const document = readStackFile(this.#stacks, stack);
      const region = document && stackOf(stack, document).region;
      if (region === undefined || stacks.slice(0, i).includes(region)) continue;
      if ((resourcesOf(this.#world.stateOfStacks, region) ?? []).length > 0) continue;
      throw new UserError(
        "region-not-deployed",
        `${stack} needs its region \`${region}\`, which isn't deployed in the world ${this.#name}`,
        [
          `Deploy \`${region}\` first:  ./aybiza world up ${[...new Set([region, ...stacks])].join(" ")}${this.#option}`,
        ],
      );
    }
  }

  get #stacks(): string {
    return join(this.#world.project.dir, "stacks");
  }

  get #option(): string {
    return worldOption(this.#name, "--name");
  }
}

const NOTHING = { created: 0, updated: 0, deleted: 0, replaced: 0 };

function deployedBy(stack: string, run: Run | undefined, bought: Deployed["bought"]): Deployed {
  const monthlyCost = run && monthlyCostIn(run.output);
  const seconds = Math.round((run?.seconds ?? 0) * 10) / 10;
  return { stack, ...(run?.changes ?? NOTHING), seconds, bought, ...(monthlyCost !== undefined && { monthlyCost }) };
}

/** Returns a listener that splits a stream's chunks and calls `hear` with each complete line. */
function wholeLines(hear: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") hear(line);
  };
}
