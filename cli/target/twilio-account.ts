import { UserError } from "../../domain/user-error.ts";
import { ask } from "../../launch/world/client.ts";
import type { Environment } from "../../launch/world/protocol.ts";
import { TwilioClient } from "../../providers/twilio/client/client.ts";
import { PulumiError, readByPulumi } from "../pulumi.ts";
import { type Target, worldLabel } from "./target.ts";

/** A Twilio account of a target. */
export interface TwilioAccount {
  readonly client: TwilioClient;
  /** Description: `account AC... in world default (rehearsal)`. */
  readonly label: string;
}

/** A tenant's own account, and the stack whose file has its credentials. */
export interface OwnAccount {
  readonly accountSid: string;
  readonly stack: string;
}

/**
 * Signs in to Twilio: to a tenant's own account, if one is given, else to the account that the environment names.
 * @throws UserError if there are no credentials for that account
 */
export async function twilioAccount(target: Target, own?: OwnAccount): Promise<TwilioAccount> {
  const env = await environmentFor(target, own);
  const client = clientOf(env);
  if (client === undefined) throw noCredentials(target, own, env.TWILIO_ACCOUNT_SID);
  const at = target.world === undefined ? (env.AYBIZA_TWILIO_URL ?? "Twilio") : undefined;
  const where = at === undefined ? `in ${worldLabel(target.world!)}` : `at ${at}`;
  return { client, label: `account ${client.accountSid} ${where}` };
}

async function environmentFor({ world, root, env }: Target, own: OwnAccount | undefined): Promise<NodeJS.ProcessEnv> {
  if (own === undefined) return env;
  if (world !== undefined) {
    const { set } = await (await ask<Environment>(world, { verb: "env", twilio: own.accountSid })).result;
    return { ...env, ...set };
  }
  return env.TWILIO_ACCOUNT_SID === own.accountSid ? env : { ...env, ...(await credentialsInStack(own, root, env)) };
}

/** Makes a client from the variables that Twilio's own tools read; undefined if one is missing. */
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

function noCredentials({ world }: Target, own: OwnAccount | undefined, accountSid: string | undefined): UserError {
  if (world !== undefined)
    return new UserError(
      "world-without-account",
      `World ${world} was started by another version of aybiza and names no Twilio account`,
      ["Restart the world:  ./aybiza world stop, then ./aybiza world start"],
    );
  if (own !== undefined)
    return new UserError("credentials-missing", `stack ${own.stack} has no credentials of account ${own.accountSid}`, [
      `Set them:  npx pulumi config set --secret --stack ${own.stack} --path 'twilio:credentials.${own.accountSid}.authToken'`,
    ]);
  const what = accountSid
    ? `the environment has no auth token or API key of Twilio account ${accountSid}`
    : "the environment names no Twilio account";
  return new UserError("credentials-missing", what, [
    "At Twilio:    export TWILIO_ACCOUNT_SID=AC... TWILIO_AUTH_TOKEN=...   (or TWILIO_API_KEY and TWILIO_API_SECRET)",
    "In a world:   ./aybiza world start --detach --stacks us, then add --world",
  ]);
}

/** Reads a stack file's credentials through the engine, since only it, with the user's own login, can decrypt them. */
async function credentialsInStack(own: OwnAccount, root: string, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const path = `twilio:credentials.${own.accountSid}`;
  const args = ["config", "get", "--json", "--stack", own.stack, "--path", path];
  const stdout = await readByPulumi(args, root, env).catch((error: Error) => {
    if (!(error instanceof PulumiError)) throw error;
    throw new UserError(
      "credentials-unreadable",
      `pulumi can't read the credentials of ${own.accountSid} from stack ${own.stack}: ${error.reason}`,
      [
        `Sign in to the account yourself:  export TWILIO_ACCOUNT_SID=${own.accountSid} TWILIO_AUTH_TOKEN=...`,
        "For a rehearsal, add:  --world",
      ],
    );
  });
  const { authToken, apiKeySid, apiKeySecret } = credentialsIn(stdout);
  return {
    TWILIO_ACCOUNT_SID: own.accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_API_KEY: apiKeySid,
    TWILIO_API_SECRET: apiKeySecret,
  };
}

/** Output of `pulumi config get --json` for an object: its decrypted parts are in `objectValue`. */
function credentialsIn(json: string): Record<string, string | undefined> {
  const { objectValue, value } = JSON.parse(json) as { objectValue?: Record<string, string>; value?: string };
  return objectValue ?? (JSON.parse(value ?? "{}") as Record<string, string>);
}
