import { z } from "zod";
import {
  type HeldConnections,
  type HeldNumbers,
  heldConnectionsSchema,
  heldNumbersSchema,
} from "../../domain/rules/live-numbers.ts";
import { UserError } from "../../domain/user-error.ts";
import { PulumiError, readByPulumi } from "../pulumi.ts";
import type { regionTables } from "../tables/region-tables.ts";
import { type Target, upCommand } from "../target/target.ts";

/** Data sources of an offboarding: the tenant's stack, tables and carriers. */
export interface OffboardSources {
  readonly target: Target;
  /** Returns what `pulumi stack output --json` prints for a stack; undefined if the stack doesn't exist. */
  readonly outputs: (stack: string) => Promise<string | undefined>;
  readonly now: () => Date;
  readonly tables: typeof regionTables;
}

/**
 * Reads a stack's outputs through the engine, with the user's own login.
 * @throws UserError if the engine can't read them
 */
export async function stackOutputs({ root, env }: Target, stack: string): Promise<string | undefined> {
  try {
    return await readByPulumi(["stack", "output", "--json", "--stack", stack], root, env);
  } catch (error) {
    if (!(error instanceof PulumiError)) throw error;
    if (/no stack named/.test(error.message)) return undefined;
    throw new UserError("outputs-unreadable", `pulumi can't read the outputs of stack ${stack}: ${error.reason}`, [
      "Log in to the backend that has the stack:  npx pulumi login",
      "For a rehearsal, add:  --world",
    ]);
  }
}

/** The outputs of a tenant's stack after its last update. */
export interface DeployedTenant {
  readonly numbers: HeldNumbers;
  readonly connections: HeldConnections;
}

const outputsSchema = z.object({
  tenant: z.object({ id: z.string() }),
  numbers: heldNumbersSchema,
  connections: heldConnectionsSchema.default({}),
});

/** Reads the outputs of a tenant's stack; undefined if it isn't deployed, or was destroyed. */
export async function deployedTenant(sources: OffboardSources, stack: string): Promise<DeployedTenant | undefined> {
  const text = await sources.outputs(stack);
  const outputs: unknown = text === undefined ? {} : JSON.parse(text);
  if (Object.keys(outputs as object).length === 0) return undefined;
  const parsed = outputsSchema.safeParse(outputs);
  if (parsed.success) return parsed.data;
  throw new UserError(
    "outputs-malformed",
    `the outputs of stack ${stack} were written by another version of the program`,
    [`Deploy it again:  ${upCommand(sources.target, stack)}`],
  );
}
