import { z } from "zod";
import {
  type HeldConnections,
  type HeldNumbers,
  heldConnectionsSchema,
  heldNumbersSchema,
} from "../../domain/rules/live-numbers.ts";
import { UserError } from "../../domain/user-error.ts";
import { root } from "../../rehearsal/paths.ts";
import { DEFAULT_WORLD } from "../../rehearsal/world-dir.ts";
import { placeOf } from "../invoice/place.ts";
import { regionTables } from "../invoice/tables.ts";
import { PulumiError, readByPulumi } from "../pulumi.ts";

/** Where a tenant's files, stack, tables and carriers are. */
export interface OffboardPlace {
  /** The folder above `stacks`. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** What `pulumi stack output --json` prints for a stack; undefined where there is no such stack. */
  readonly outputs: (stack: string) => Promise<string | undefined>;
  readonly now: () => Date;
  /** Reads a region's tables: {@link regionTables}. */
  readonly tables: typeof regionTables;
  /** Name of the world, in a rehearsal. */
  readonly rehearsal?: string | undefined;
}

/** In the account that somebody is signed in to, or in a world. */
export async function offboardPlace(
  tenant: string,
  world: { readonly name: string; readonly named: boolean },
): Promise<OffboardPlace> {
  const { env, rehearsal } = await placeOf(tenant, world);
  return {
    root,
    env,
    rehearsal,
    now: () => new Date(),
    tables: regionTables,
    outputs: (stack) => outputsBy(stack, env),
  };
}

/** Asks the engine, with the user's own login. */
async function outputsBy(stack: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    return await readByPulumi(["stack", "output", "--json", "--stack", stack], root, env);
  } catch (error) {
    if (!(error instanceof PulumiError)) throw error;
    if (/no stack named/.test(error.message)) return undefined;
    const lines = error.message.split("\n").filter((line) => line.trim() !== "");
    const reason = (lines.findLast((line) => line.startsWith("error:")) ?? lines.at(-1))?.replace(/^error:\s*/, "");
    throw new UserError(
      "outputs-unreadable",
      `pulumi can't read the outputs of stack ${stack}: ${reason ?? "it gave no reason"}`,
      [
        "Sign in to the backend that has its stacks:  npx pulumi login",
        "For a rehearsal world, name it:  --name default",
      ],
    );
  }
}

/** What a tenant's stack held after its last update. */
export interface HeldTenant {
  readonly numbers: HeldNumbers;
  readonly connections: HeldConnections;
}

const outputsSchema = z.object({
  tenant: z.object({ id: z.string() }),
  numbers: heldNumbersSchema,
  connections: heldConnectionsSchema.default({}),
});

/** What a stack holds; undefined where it isn't deployed, or not any more. */
export async function heldTenant(place: OffboardPlace, stack: string): Promise<HeldTenant | undefined> {
  const text = await place.outputs(stack);
  const outputs: unknown = text === undefined ? {} : JSON.parse(text);
  if (Object.keys(outputs as object).length === 0) return undefined;
  const parsed = outputsSchema.safeParse(outputs);
  if (parsed.success) return parsed.data;
  throw new UserError("outputs-malformed", `stack ${stack} was deployed by a version that this one can't read`, [
    `Deploy it again first:  ${upOf(place, stack)}`,
  ]);
}

/** The command that brings a stack of this place up. */
export const upOf = (place: OffboardPlace, stack: string): string =>
  place.rehearsal === undefined ? `npx pulumi up --stack ${stack}` : `./aybiza world up ${stack}${nameOf(place)}`;

/** The commands that end a stack of this place. */
export const destroyOf = (place: OffboardPlace, stack: string): string[] => [
  ...(place.rehearsal === undefined ? [] : [`eval "$(./aybiza world env${nameOf(place)})"`]),
  `npx pulumi destroy --stack ${stack}`,
  `npx pulumi stack rm ${stack}`,
];

/** What to add to a command of ours so that it means this place. */
export const nameOf = ({ rehearsal }: OffboardPlace): string =>
  rehearsal === undefined || rehearsal === DEFAULT_WORLD ? "" : ` --name ${rehearsal}`;
