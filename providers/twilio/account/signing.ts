import { z } from "zod";
import type { FunctionSpec } from "../../kit/define.ts";
import { ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { TwilioError } from "../client/errors.ts";
import { setCredentialCommand } from "../credential-command.ts";
import { stackCredentials } from "../stack-credentials.ts";
import type { AccountRecord } from "./records.ts";

const standing = z.enum(["primary", "secondary", "refused"]);

/**
 * Asks Twilio with each auth token what it is. Webhooks are signed with the primary one alone, while a secondary one works for the API as well:
 * https://www.twilio.com/docs/api/errors/57012. The account's record shows the primary one: https://www.twilio.com/docs/iam/api/account
 */
export const proveAuthTokens: FunctionSpec<TwilioClient> = {
  token: "twilio:index:proveAuthTokens",
  description:
    "Says which of the auth tokens that the stack's configuration holds for the account (`twilio:credentials`) is its primary one: with that one alone Twilio signs webhooks. No token leaves the provider.",
  examples: [
    {
      title: "See whether webhooks can be verified",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const { authToken, previousAuthToken } = await twilio.proveAuthTokens({}, { provider });

export const verified = authToken === "primary" || previousAuthToken === "primary";`,
    },
  ],
  inputs: z.strictObject({}),
  outputs: z.strictObject({
    authToken: standing.meta({
      description: "`primary`, `secondary` (it works for the API and signs nothing), or `refused` by Twilio (401).",
    }),
    previousAuthToken: standing.optional().meta({
      description: "The same of `previousAuthToken`, where there is one and `authToken` isn't the primary one.",
    }),
  }),
  async invoke({ client, signal }) {
    const { authToken, previousAuthToken } = stackCredentials(client.accountSid) ?? {};
    if (authToken === undefined) {
      throw new ProviderError(
        "no-credentials",
        `the stack's configuration holds no auth token of ${client.name}: ${setCredentialCommand(client.accountSid)}`,
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
): Promise<z.output<typeof standing>> {
  const path = `/2010-04-01/Accounts/${client.accountSid}.json`;
  const asked = client
    .signedInWith(token)
    .one<AccountRecord>("read the account, to see which auth token signs its webhooks", path, signal);
  const record = await asked.catch((error: unknown) => {
    if (error instanceof TwilioError && error.status === 401) return "refused" as const;
    throw error;
  });
  if (record === "refused") return record;
  if (!record?.auth_token) {
    throw new ProviderError(
      "auth-token-hidden",
      `Twilio doesn't show the primary auth token of ${client.name}, so whether the stack's token verifies its webhooks can't be known: ask Twilio's support to have it shown to the token's owner`,
    );
  }
  client.learnSecret(record.auth_token);
  return record.auth_token === token ? "primary" : "secondary";
}
