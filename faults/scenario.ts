import type { Stage } from "./stage.ts";

/** One engine command on a stack, prepared so that an interruption could do harm. */
export interface Scenario {
  readonly name: string;
  readonly what: string;
  /** Name of the stack that the command changes. */
  readonly stack: string;
  /** Brings the stage from a deployed region to the moment before the command. */
  prepare(stage: Stage): Promise<void>;
  /** Returns the command's arguments for the engine; `--yes --skip-preview --stack` are added. */
  command(stage: Stage): readonly string[];
  /** True if the command must fail even undisturbed. */
  readonly refused?: true;
  /** The command that recovers from an interruption, if it isn't a plain `up`: a teardown is finished by another `destroy`. @default ["up"] */
  readonly goOn?: readonly string[];
}

const settled = ["--yes", "--skip-preview"];

/** Adds `--yes --skip-preview --stack` to the arguments of an engine command. */
export const complete = (args: readonly string[], stack: string): string[] => [...args, ...settled, "--stack", stack];

/** Creates a stack and deploys it. */
export async function deployStack(stage: Stage, stack: string): Promise<void> {
  await stage.world.engine.must(["stack", "init", stack]);
  await bringUp(stage, stack);
}

export async function bringUp(stage: Stage, stack: string): Promise<void> {
  await stage.world.engine.must(complete(["up"], stack));
}

/** Removes Pulumi's protection of all resources, as an operator can: only the provider's own checks then refuse a delete. */
export async function unprotect(stage: Stage, stack: string): Promise<void> {
  await stage.world.engine.must(["state", "unprotect", "--all", "--yes", "--stack", stack]);
}

/** Returns the URN of a resource in a stack's state. */
export function urnOf(stage: Stage, stack: string, type: string, name: string): string {
  const { resources } = JSON.parse(stage.checkpoint(stack)).checkpoint.latest as {
    resources: { urn: string; type: string }[];
  };
  const found = resources.find((r) => r.type === type && r.urn.endsWith(`::${name}`));
  if (!found) throw new Error(`${stack} has no ${type} ${name}`);
  return found.urn;
}
