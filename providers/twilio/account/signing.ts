import { z } from "zod";
import type { FunctionSpec } from "../../kit/define.ts";
import { ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { TwilioError } from "../client/errors.ts";
import { setCredentialCommand } from "../credential-command.ts";
import { stackCredentials } from "../stack-credentials.ts";
import type { AccountRecord } from "./records.ts";

const tokenStatus = z.enum(["primary", "secondary", "refused"]);

/**
 * Tells which configured auth token is the primary one. Twilio signs webhooks only with the primary token, although the API accepts the secondary
 * one:
 * https://www.twilio.com/docs/api/errors/57012. The account's record contains the primary token: https://www.twilio.com/docs/iam/api/account
 */
export const proveAuthTokens: FunctionSpec<TwilioClient> = {
  token: "twilio:index:proveAuthTokens",
  description:
    "Checks which of the account's auth tokens in the stack's configuration (`twilio:credentials`) is the primary one. Twilio signs webhooks with the primary token only. The function returns no token.",
  examples: [
    {
      title: "Check whether webhooks can be verified",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const { authToken, previousAuthToken } = await twilio.proveAuthTokens({}, { provider });

export const verified = authToken === "primary" || previousAuthToken === "primary";`,
    },
  ],
  inputs: z.strictObject({}),
  outputs: z.strictObject({
    authToken: tokenStatus.meta({
      description:
        "Status of `authToken`: `primary`, `secondary` (works for the API but signs no webhooks) or `refused` (Twilio answers 401).",
    }),
    previousAuthToken: tokenStatus.optional().meta({
      description: "Status of `previousAuthToken`. Absent if there is none, or if `authToken` is the primary one.",
    }),
  }),
  async invoke({ client, signal }) {
    const { authToken, previousAuthToken } = stackCredentials(client.accountSid) ?? {};
    if (authToken === undefined) {
      throw new ProviderError(
        "credentials-missing",
        `the stack's configuration has no auth token of ${client.name}. Set it: ${setCredentialCommand(client.accountSid)}`,
      );
    }
    const first = await tokenStatusOf(authToken, client, signal);
    if (first === "primary" || previousAuthToken === undefined) return { authToken: first };
    return { authToken: first, previousAuthToken: await tokenStatusOf(previousAuthToken, client, signal) };
  },
};

async function tokenStatusOf(
  token: string,
  client: TwilioClient,
  signal: AbortSignal,
): Promise<z.output<typeof tokenStatus>> {
  const path = `/2010-04-01/Accounts/${client.accountSid}.json`;
  const asked = client
    .signedInWith(token)
    .one<AccountRecord>("read the account to find the auth token that signs its webhooks", path, signal);
  const record = await asked.catch((error: unknown) => {
    if (error instanceof TwilioError && error.status === 401) return "refused" as const;
    throw error;
  });
  if (record === "refused") return record;
  if (!record?.auth_token) {
    throw new ProviderError(
      "auth-token-hidden",
      `Twilio doesn't return the primary auth token of ${client.name}, so it is unknown whether the stack's token verifies its webhooks. Ask Twilio's support to include the token in the account's record`,
    );
  }
  client.learnSecret(record.auth_token);
  return record.auth_token === token ? "primary" : "secondary";
}
