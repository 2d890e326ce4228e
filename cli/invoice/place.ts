import { ask } from "../../rehearsal/control/client.ts";
import type { Environment } from "../../rehearsal/control/protocol.ts";
import { root } from "../../rehearsal/paths.ts";
import { worldHome, worldState } from "../../rehearsal/world-dir.ts";
import { tenantFile } from "./tenant-file.ts";

/** Stack files, and what the AWS SDK finds an account by. */
export interface Place {
  /** Folder of the stack files. */
  readonly stacks: string;
  readonly env: NodeJS.ProcessEnv;
  /** Name of the world, in a rehearsal. */
  readonly rehearsal?: string;
}

/** What says to the AWS SDK whom it signs in as. https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html */
const SIGNED_IN = [
  "AWS_PROFILE",
  "AWS_ACCESS_KEY_ID",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/** Where tables and prices are: in the account that somebody is signed in to, or in a world, with its own stack files. */
export async function placeOf(
  tenant: string,
  { name, named }: { readonly name: string; readonly named: boolean },
): Promise<Place> {
  const real: Place = { stacks: `${root}/stacks`, env: process.env };
  const signedIn = SIGNED_IN.some((variable) => process.env[variable]);
  const isReal = signedIn || worldState(name).state !== "running" || hasProfile(real.stacks, tenant);
  if (!named && isReal) return real;
  const { set, unset } = await (await ask<Environment>(name, { verb: "env" })).result;
  const own = Object.fromEntries(Object.entries(process.env).filter(([variable]) => !unset.includes(variable)));
  return { stacks: `${worldHome(name).world}/project/stacks`, env: { ...own, ...set }, rehearsal: name };
}

/** A tenant that only a world's files know isn't deployed anywhere else. */
function hasProfile(stacks: string, tenant: string): boolean {
  try {
    return tenantFile(stacks, tenant).awsProfile !== undefined;
  } catch {
    return false;
  }
}
