import { join } from "node:path";
import { regionsIn, tenantsNamed } from "../../domain/config/stacks.ts";
import { root as checkout } from "../../launch/checkout.ts";
import { ask } from "../../launch/world/client.ts";
import { DEFAULT_WORLD, worldOption } from "../../launch/world/name.ts";
import type { Environment } from "../../launch/world/protocol.ts";
import { worldHome, worldState } from "../../launch/world/record.ts";
import { paintFor } from "../paint.ts";
import { isAws } from "./aws-hosts.ts";

/** The checkout and the environment in which a command runs. */
export interface Invocation {
  /** Folder above `stacks`. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Target of a command: real accounts, or a world on this machine. */
export interface Target extends Invocation {
  /** Name of the world; undefined for real accounts. */
  readonly world: string | undefined;
  /** Folder of the target's stack files: the checkout's, or the world's copy of them. */
  readonly stacks: string;
}

/**
 * Environment variables with AWS or Twilio credentials.
 * https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
const SIGN_IN = [
  "AWS_PROFILE",
  "AWS_ACCESS_KEY_ID",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "TWILIO_ACCOUNT_SID",
];

/**
 * Chooses the target, by the same rules for every command; the first that applies wins:
 * 1. `--world [name]`: that world, and nothing else.
 * 2. The environment signs in to AWS or Twilio, or the stack's file names an AWS profile: the real accounts.
 * 3. The default world runs: that world.
 * 4. Otherwise the real accounts, with any other credentials (AWS's default profile, those in the tenant's file).
 *
 * @param world the value of `--world`
 * @param subject tenant, stack or E.164 number that the command is about
 * @throws UserError if the named world isn't running
 */
export async function targetOf(
  world: string | undefined,
  subject: string | undefined,
  { root, env }: Invocation = { root: checkout, env: process.env },
): Promise<Target> {
  const stacks = join(root, "stacks");
  if (world === undefined) {
    const isReal = SIGN_IN.some((variable) => env[variable]) || namesProfile(stacks, subject);
    if (isReal || worldState(DEFAULT_WORLD).state !== "running") return { world: undefined, root, stacks, env };
  }
  const name = world ?? DEFAULT_WORLD;
  const { set, unset } = await (await ask<Environment>(name, { verb: "env" })).result;
  const own = Object.fromEntries(Object.entries(env).filter(([variable]) => !unset.includes(variable)));
  return { world: name, root, stacks: join(worldHome(name).world, "project", "stacks"), env: { ...own, ...set } };
}

function namesProfile(stacks: string, subject: string | undefined): boolean {
  if (subject === undefined) return false;
  const concerned = subject.startsWith("+") ? regionsIn(stacks) : tenantsNamed(stacks, subject);
  return concerned.some(({ document }) => document.config["aws:profile"] !== undefined);
}

/** Describes the AWS account of a target: `AWS account of profile phones`, `world default (rehearsal)`. */
export function awsLabel({ world, env }: Target, profile: string | undefined): string {
  if (world !== undefined) return worldLabel(world);
  const endpoint = env.AWS_ENDPOINT_URL;
  if (endpoint !== undefined && !isAws(hostOf(endpoint))) return `AWS endpoint ${endpoint} (rehearsal)`;
  if (profile !== undefined) return `AWS account of profile ${profile}`;
  if (env.AWS_ACCESS_KEY_ID) return `AWS account of access key ${env.AWS_ACCESS_KEY_ID}`;
  return env.AWS_PROFILE ? `AWS account of profile ${env.AWS_PROFILE}` : "AWS account of the default credentials";
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : url);

/** Prints on standard error which target a command uses. */
export const announce = (label: string): void => {
  process.stderr.write(`${paintFor(process.stderr)("dim", `target: ${label}`)}\n`);
};

/** Describes a world. */
export const worldLabel = (world: string): string => `world ${world} (rehearsal)`;

/** The command that deploys a stack of this target. */
export const upCommand = ({ world }: Pick<Target, "world">, stack: string): string =>
  world === undefined ? `npx pulumi up --stack ${stack}` : `./aybiza world up ${stack}${worldOption(world, "--name")}`;

/** The commands that remove a stack of this target. */
export const destroyCommands = ({ world }: Pick<Target, "world">, stack: string): string[] => [
  ...(world === undefined ? [] : [`eval "$(./aybiza world env${worldOption(world, "--name")})"`]),
  `npx pulumi destroy --stack ${stack}`,
  `npx pulumi stack rm ${stack}`,
];

/** The option that gives a command this target. It names even the default world, since the shell may have credentials of real accounts. */
export const targetOption = ({ world }: Pick<Target, "world">): string =>
  world === undefined ? "" : worldOption(world, "--world") || " --world";
