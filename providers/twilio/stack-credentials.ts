import { z } from "zod";
import { ProviderError } from "../kit/handler.ts";
import { setCredentialCommand } from "./credential-command.ts";
import { credentialFault } from "./credential-fault.ts";

const credentials = z.object({
  authToken: z.string().optional(),
  previousAuthToken: z.string().optional(),
  apiKeySid: z.string().optional(),
  apiKeySecret: z.string().optional(),
});

/** All credentials that the stack's configuration may have for an account. */
export type StackCredentials = z.output<typeof credentials>;

/** Credentials that sign requests: the primary auth token, or an API key. */
export type Credentials = Omit<StackCredentials, "previousAuthToken">;

/**
 * Returns an account's credentials from the stack's configuration: `{AC...: {authToken}}` under `twilio:credentials`.
 *
 * The engine passes the package's configuration to each provider process, decrypted, in `PULUMI_CONFIG`. Credentials from this variable are in
 * no resource's properties: neither in the state, where they would outlive their rotation, nor in the engine's verbose log, which prints
 * secret properties in plaintext.
 *
 * @throws ProviderError if one of them can't be a credential
 */
export function stackCredentials(
  accountSid: string,
  env: NodeJS.ProcessEnv = process.env,
): StackCredentials | undefined {
  const text = packageConfig(env).credentials;
  if (text === undefined) return undefined;
  const parsed = z.record(z.string(), credentials).safeParse(parse(text));
  if (!parsed.success) {
    // The parser's message could repeat a value.
    throw new ProviderError(
      "bad-credentials",
      "`twilio:credentials` of the stack's configuration must map account SIDs to `authToken`, or to `apiKeySid` and `apiKeySecret`. Correct it with `pulumi config set --secret --path`",
    );
  }
  const found = parsed.data[accountSid];
  for (const [name, value] of Object.entries(found ?? {})) {
    const path = `twilio:credentials.${accountSid}.${name}`;
    refuseFault(value, `\`${path}\` of the stack's configuration`, setCredentialCommand(accountSid, name));
  }
  return found;
}

/**
 * Returns an account's credentials from the environment, under the names of Twilio's own tools: `TWILIO_ACCOUNT_SID` with `TWILIO_AUTH_TOKEN`, or
 * with `TWILIO_API_KEY` and `TWILIO_API_SECRET`. They are used for that account only. https://www.twilio.com/docs/twilio-cli/general-usage
 *
 * @throws ProviderError if one of them can't be a credential
 */
function environmentCredentials(accountSid: string, env: NodeJS.ProcessEnv): Credentials {
  const { TWILIO_ACCOUNT_SID: given = "", TWILIO_API_KEY, TWILIO_API_SECRET, TWILIO_AUTH_TOKEN } = env;
  const at = (name: string) => [`${name} in the environment`, `set ${name} again`] as const;
  if (given !== accountSid) {
    // With a line break or quotation marks, the SID would look like another account's.
    if (given.includes(accountSid)) refuseFault(given, ...at("TWILIO_ACCOUNT_SID"));
    return {};
  }
  const isKey = Boolean(TWILIO_API_KEY && TWILIO_API_SECRET);
  // An empty variable is ignored if the other credential is set.
  for (const [name, value] of Object.entries({ TWILIO_AUTH_TOKEN, TWILIO_API_KEY, TWILIO_API_SECRET })) {
    if (value || (value === "" && !TWILIO_AUTH_TOKEN && !isKey)) refuseFault(value, ...at(name));
  }
  return {
    ...(TWILIO_AUTH_TOKEN && { authToken: TWILIO_AUTH_TOKEN }),
    ...(isKey && { apiKeySid: TWILIO_API_KEY, apiKeySecret: TWILIO_API_SECRET }),
  };
}

function refuseFault(value: string, where: string, fix: string): void {
  const fault = credentialFault(value);
  if (fault !== undefined) throw new ProviderError("bad-credentials", `${where} ${fault}. Fix: ${fix}`);
}

/** The purpose for which an account's credentials are needed. */
export interface Purpose {
  /**
   * True to manage the account's subaccounts. This needs the auth token, since API keys, even Main keys, don't work on subaccounts.
   * https://www.twilio.com/docs/iam/api/subaccounts#authentication
   */
  readonly below?: boolean;
}

/** Returns an account's credentials from outside the state: the stack's, or else the environment's. Prefers an API key to the auth token. */
export function ambientCredentials(
  accountSid: string,
  env: NodeJS.ProcessEnv = process.env,
  { below = false }: Purpose = {},
): Credentials | undefined {
  for (const find of [stackCredentials, environmentCredentials]) {
    const { authToken, apiKeySid, apiKeySecret } = find(accountSid, env) ?? {};
    if (!below && apiKeySid !== undefined) return { apiKeySid, apiKeySecret };
    if (authToken !== undefined) return { authToken };
  }
  return undefined;
}

function packageConfig(env: NodeJS.ProcessEnv): Record<string, string> {
  const config = parse(env.PULUMI_CONFIG ?? "{}");
  return config !== null && typeof config === "object" ? (config as Record<string, string>) : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
