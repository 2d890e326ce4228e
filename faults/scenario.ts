import type { Stage } from "./stage.ts";

/** One command on a stack in a state that it is interesting to interrupt in. */
export interface Scenario {
  readonly name: string;
  readonly what: string;
  /** The stack that the command is for. */
  readonly stack: string;
  /** Brings the stage from a deployed region to the moment before the command. */
  prepare(stage: Stage): Promise<void>;
  /** The command, as arguments of the engine; `--yes --skip-preview --stack` are added. */
  command(stage: Stage): readonly string[];
  /** The command is refused also where nothing goes wrong. */
  readonly refused?: true;
  /** What goes on with an interrupted command, where that isn't a plain `up`: a teardown is finished by another `destroy`. @default ["up"] */
  readonly goOn?: readonly string[];
}

const settled = ["--yes", "--skip-preview"];

/** An engine command of a scenario, complete. */
export const complete = (args: readonly string[], stack: string): string[] => [...args, ...settled, "--stack", stack];

/** Makes a stack and brings it up. */
export async function deployStack(stage: Stage, stack: string): Promise<void> {
  await stage.world.engine.must(["stack", "init", stack]);
  await bringUp(stage, stack);
}

export async function bringUp(stage: Stage, stack: string): Promise<void> {
  await stage.world.engine.must(complete(["up"], stack));
}

/** Takes the engine's own protection off, as an operator can: what is left is ours. */
export async function unprotect(stage: Stage, stack: string): Promise<void> {
  await stage.world.engine.must(["state", "unprotect", "--all", "--yes", "--stack", stack]);
}

/** URN of a resource that a stack remembers. */
export function urnOf(stage: Stage, stack: string, type: string, name: string): string {
  const { resources } = JSON.parse(stage.checkpoint(stack)).checkpoint.latest as {
    resources: { urn: string; type: string }[];
  };
  const found = resources.find((r) => r.type === type && r.urn.endsWith(`::${name}`));
  if (!found) throw new Error(`${stack} has no ${type} ${name}`);
  return found.urn;
}
