import { UserError } from "../../domain/user-error.ts";
import { TwilioClient } from "../../providers/twilio/client/client.ts";
import { ask } from "../../rehearsal/control/client.ts";
import type { Environment } from "../../rehearsal/control/protocol.ts";
import { DEFAULT_WORLD, worldState } from "../../rehearsal/world-dir.ts";
import { PulumiError, readByPulumi } from "../pulumi.ts";

/** An account to look in. */
export interface Account {
  readonly client: TwilioClient;
  /** For people: `account AC... in world default`. */
  readonly where: string;
  /** The command that brings a stack of this place up. */
  readonly up: (stack: string) => string;
}

const upByPulumi = (stack: string) => `npx pulumi up --stack ${stack}`;

export interface AccountOptions {
  /** The world that was named, or the default one where none was. */
  readonly world: string;
  /** True where somebody named the world: then no credentials of the environment count. */
  readonly named: boolean;
  /** A tenant's own account, where a number for it would be bought there. */
  readonly own?: { readonly accountSid: string; readonly stack: string } | undefined;
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Chooses the account: a tenant's own, by the credentials of its stack; else the one that the environment's credentials name; else our
 * reseller account in the running world.
 * @throws UserError where there are no credentials and no world
 */
export async function accountFor(options: AccountOptions): Promise<Account> {
  const { world, named, own, root, env } = options;
  if (!named) {
    const account = env.TWILIO_ACCOUNT_SID;
    if (account !== undefined && (own === undefined || own.accountSid === account)) {
      const client = clientOf(env);
      if (client !== undefined) return { client, where: `account ${account}${placeOf(env)}`, up: upByPulumi };
    }
    if (own !== undefined && worldState(world).state !== "running") return ownAccount(own, root, env);
  }
  if (worldState(world).state !== "running") {
    throw new UserError(
      "credentials-and-world-missing",
      `there is no account to look in: no credentials in the environment, and no world ${world} runs`,
      [
        "At Twilio:    export TWILIO_ACCOUNT_SID=AC... TWILIO_AUTH_TOKEN=...   (or TWILIO_API_KEY and TWILIO_API_SECRET)",
        "In a world:   ./aybiza world start --detach --stacks us",
      ],
    );
  }
  const environmentOf = async (twilio?: string) =>
    (await (await ask<Environment>(world, { verb: "env", twilio })).result).set;
  const inWorld = await environmentOf();
  const set = own === undefined ? inWorld : { ...inWorld, ...(await environmentOf(own.accountSid)) };
  const client = clientOf(set);
  if (client === undefined)
    throw new UserError(
      "world-without-account",
      `the world ${world} names no Twilio account: it is of another version`,
    );
  const name = world === DEFAULT_WORLD ? "" : ` --name ${world}`;
  return {
    client,
    where: `account ${set.TWILIO_ACCOUNT_SID} in world ${world}`,
    up: (stack) => `./aybiza world up ${stack}${name}`,
  };
}

/** A client by the variables that Twilio's own tools read; undefined where they aren't whole. */
function clientOf(env: NodeJS.ProcessEnv): TwilioClient | undefined {
  const {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: token,
    TWILIO_API_KEY: key,
    TWILIO_API_SECRET: secret,
  } = env;
  if (!accountSid) return undefined;
  const signIn =
    key && secret ? { user: key, password: secret } : token ? { user: accountSid, password: token } : undefined;
  return signIn && TwilioClient.fromEnvironment({ accountSid, ...signIn }, env);
}

const placeOf = (env: NodeJS.ProcessEnv) => (env.AYBIZA_TWILIO_URL ? ` at ${env.AYBIZA_TWILIO_URL}` : "");

/** A tenant's own account: only the engine can decrypt what its file holds, with the user's own login. */
async function ownAccount(
  own: { accountSid: string; stack: string },
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<Account> {
  const path = `twilio:credentials.${own.accountSid}`;
  const args = ["config", "get", "--json", "--stack", own.stack, "--path", path];
  const stdout = await readByPulumi(args, root, env).catch((error: Error) => {
    if (!(error instanceof PulumiError)) throw error;
    throw new UserError(
      "credentials-unreadable",
      `pulumi can't read the credentials of ${own.accountSid} from stack ${own.stack}: ${reasonOf(error)}`,
      [`Or name the account yourself:  export TWILIO_ACCOUNT_SID=${own.accountSid} TWILIO_AUTH_TOKEN=...`],
    );
  });
  const credentials = credentialsIn(stdout);
  const client = clientOf({
    ...env,
    TWILIO_ACCOUNT_SID: own.accountSid,
    TWILIO_AUTH_TOKEN: credentials.authToken,
    TWILIO_API_KEY: credentials.apiKeySid,
    TWILIO_API_SECRET: credentials.apiKeySecret,
  });
  if (client === undefined)
    throw new UserError("credentials-missing", `stack ${own.stack} has no credentials for ${own.accountSid}`);
  return { client, where: `account ${own.accountSid}${placeOf(env)}`, up: upByPulumi };
}

/** `pulumi config get --json` gives an object with its parts as `objectValue`, decrypted. */
function credentialsIn(json: string): Record<string, string | undefined> {
  const { objectValue, value } = JSON.parse(json) as { objectValue?: Record<string, string>; value?: string };
  return objectValue ?? (JSON.parse(value ?? "{}") as Record<string, string>);
}

const reasonOf = ({ message }: PulumiError): string =>
  message
    .split("\n")
    .findLast((line) => line.startsWith("error:"))
    ?.slice("error:".length)
    .trim() ?? "it gave no reason";
