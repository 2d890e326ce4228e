import { z } from "zod";
import { ProviderError } from "../kit/handler.ts";

const credentials = z.object({
  authToken: z.string().optional(),
  apiKeySid: z.string().optional(),
  apiKeySecret: z.string().optional(),
});

/** What proves to Twilio that we may act for an account: its primary auth token, or an API key. */
export type Credentials = z.output<typeof credentials>;

/**
 * Credentials that the stack's configuration holds for an account under `twilio:credentials`, as `{AC...: {authToken}}`.
 *
 * The engine gives each provider process the configuration of its package in `PULUMI_CONFIG`, decrypted. Credentials that are
 * taken from there stand in no resource's properties: not in the state, where they would outlive their rotation, and not in the
 * engine's verbose log, which writes the inner value of each secret property in clear.
 */
function stackCredentials(accountSid: string, env: NodeJS.ProcessEnv): Credentials | undefined {
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
  return parsed.data[accountSid];
}

/**
 * Credentials of an account as Twilio's own tools take them from the environment: `TWILIO_ACCOUNT_SID` with `TWILIO_AUTH_TOKEN`, or with
 * `TWILIO_API_KEY` and `TWILIO_API_SECRET`. They are that account's alone. https://www.twilio.com/docs/twilio-cli/general-usage
 */
function environmentCredentials(accountSid: string, env: NodeJS.ProcessEnv): Credentials {
  if (env.TWILIO_ACCOUNT_SID !== accountSid) return {};
  const { TWILIO_API_KEY: apiKeySid, TWILIO_API_SECRET: apiKeySecret, TWILIO_AUTH_TOKEN: authToken } = env;
  return { ...(authToken && { authToken }), ...(apiKeySid && apiKeySecret && { apiKeySid, apiKeySecret }) };
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
  for (const found of [stackCredentials(accountSid, env), environmentCredentials(accountSid, env)]) {
    const { authToken, apiKeySid, apiKeySecret } = found ?? {};
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
