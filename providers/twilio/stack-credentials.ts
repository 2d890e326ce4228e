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

/** All that the stack's configuration may hold for an account. */
export type StackCredentials = z.output<typeof credentials>;

/** What proves to Twilio that we may act for an account: its primary auth token, or an API key. */
export type Credentials = Omit<StackCredentials, "previousAuthToken">;

/**
 * Credentials that the stack's configuration holds for an account under `twilio:credentials`, as `{AC...: {authToken}}`.
 *
 * The engine gives each provider process the configuration of its package in `PULUMI_CONFIG`, decrypted. Credentials that are
 * taken from there stand in no resource's properties: not in the state, where they would outlive their rotation, and not in the
 * engine's verbose log, which writes the inner value of each secret property in clear.
 *
 * @throws ProviderError where one of them can't be a credential
 */
export function stackCredentials(
  accountSid: string,
  env: NodeJS.ProcessEnv = process.env,
): StackCredentials | undefined {
  const text = packageConfig(env).credentials;
  if (text === undefined) return undefined;
  const parsed = z.record(z.string(), credentials).safeParse(parse(text));
  if (!parsed.success) {
    // Not the parser's own words: they could repeat a value.
    throw new ProviderError(
      "bad-credentials",
      "the stack's configuration `twilio:credentials` must map account SIDs to `authToken`, or `apiKeySid` and `apiKeySecret`",
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
 * Credentials of an account as Twilio's own tools take them from the environment: `TWILIO_ACCOUNT_SID` with `TWILIO_AUTH_TOKEN`, or with
 * `TWILIO_API_KEY` and `TWILIO_API_SECRET`. They are that account's alone. https://www.twilio.com/docs/twilio-cli/general-usage
 *
 * @throws ProviderError where one of them can't be a credential
 */
function environmentCredentials(accountSid: string, env: NodeJS.ProcessEnv): Credentials {
  const { TWILIO_ACCOUNT_SID: given = "", TWILIO_API_KEY, TWILIO_API_SECRET, TWILIO_AUTH_TOKEN } = env;
  const at = (name: string) => [`${name} in the environment`, `set ${name} again`] as const;
  if (given !== accountSid) {
    // With a line break at its end, or in quotation marks, it would be taken for another account's.
    if (given.includes(accountSid)) refuseFault(given, ...at("TWILIO_ACCOUNT_SID"));
    return {};
  }
  const isKey = Boolean(TWILIO_API_KEY && TWILIO_API_SECRET);
  // Empty is as good as not set where the other credential is there.
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

/** What an account's credentials are wanted for. */
export interface Purpose {
  /**
   * To act in accounts below it: Twilio takes the auth token for that and no API key, not even a Main one.
   * https://www.twilio.com/docs/iam/api/subaccounts#authentication
   */
  readonly below?: boolean;
}

/** Credentials of an account that stand in no state: the stack's, or else the environment's; where both are there, an API key before the token. */
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
