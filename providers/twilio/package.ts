import { z } from "zod";
import type { PackageSpec } from "../kit/define.ts";
import { type CheckFailure, ProviderError, UNKNOWN } from "../kit/handler.ts";
import { definePackage } from "../kit/package.ts";
import { address } from "./account/address.ts";
import { getAccount, getBalance } from "./account/functions.ts";
import { apiKey, signingKey } from "./account/keys.ts";
import { outgoingCallerId } from "./account/outgoing-caller-id.ts";
import { account } from "./account/resource.ts";
import { proveAuthTokens } from "./account/signing.ts";
import { usageTrigger } from "./account/usage-trigger.ts";
import { application } from "./application.ts";
import { TwilioClient } from "./client/client.ts";
import type { SignIn } from "./client/sign-in.ts";
import { setCredentialCommand } from "./credential-command.ts";
import { credentialFault } from "./credential-fault.ts";
import { eventResources } from "./events/resources.ts";
import { getApplications } from "./get-applications.ts";
import { getAvailablePhoneNumbers } from "./number/get-available.ts";
import { getIncomingPhoneNumbers } from "./number/get-incoming.ts";
import { incomingPhoneNumber } from "./number/resource.ts";
import { numbersFunctions, numbersResources } from "./numbers-api.ts";
import { queue } from "./queue.ts";
import { sipResources } from "./sip/resources.ts";
import { ambientCredentials, type Credentials } from "./stack-credentials.ts";
import { trunkingResources } from "./trunking/resources.ts";
import { voiceResources } from "./voice/resources.ts";

const accountSid = z.string().regex(/^AC[0-9a-fA-F]{32}$/, "must be an account SID: AC, then 32 hex digits");
const apiKeySid = z.string().regex(/^SK[0-9a-fA-F]{32}$/, "must be an API key's SID: SK, then 32 hex digits");

const credential = z.string().refine((text) => credentialFault(text) === undefined, {
  error: ({ input }) => credentialFault(String(input)) ?? "",
});

const config = z.strictObject({
  accountSid: accountSid.meta({
    description: "The account that holds the numbers, `AC...`: an account or a subaccount.",
  }),
  parentAccountSid: accountSid.optional().meta({
    description:
      "The account above, `AC...`, where `accountSid` is a subaccount that is managed with the auth token of the account above: that is then what `authToken`, the stack's configuration (under this SID) or the environment give. Twilio takes no API key of the account above for a subaccount, not even a Main key. The subaccount's own auth token, which Twilio's other APIs ask for, is fetched when it is needed and kept in memory alone.",
  }),
  authToken: credential.optional().meta({
    description:
      "The account's primary auth token. Give this, or an API key, or neither: then both are looked for in the stack's configuration, `twilio:credentials`, by account SID, and then in the environment (`TWILIO_ACCOUNT_SID` must be that account, with `TWILIO_AUTH_TOKEN`, or `TWILIO_API_KEY` and `TWILIO_API_SECRET`), and stand in no state.",
    secret: true,
  }),
  apiKeySid: apiKeySid.optional().meta({
    description: "SID of an API key of the account, `SK...`, in place of the auth token; not with `parentAccountSid`.",
  }),
  apiKeySecret: credential.optional().meta({ description: "The API key's secret.", secret: true }),
  label: z
    .string()
    .optional()
    .meta({ description: "Whose account this is, for messages: `connection own of tenant acme`." }),
});

/** Whether an instance acts in a subaccount with what the account above has. */
const isSubaccount = ({ accountSid, parentAccountSid }: Record<string, unknown>): boolean =>
  parentAccountSid !== undefined && parentAccountSid !== accountSid;

/** https://www.twilio.com/docs/iam/api/subaccounts#authentication */
const KEY_BELOW_PARENT =
  "give the auth token of the account above: Twilio takes none of its API keys for what belongs to a subaccount, not even a Main key";

function configRules(given: Record<string, unknown>): CheckFailure[] {
  const has = (key: string) => given[key] !== undefined;
  if (has("authToken") && (has("apiKeySid") || has("apiKeySecret"))) {
    return [{ property: "authToken", reason: "give either the auth token or an API key, not both" }];
  }
  if (has("authToken")) return [];
  if (has("apiKeySid") && isSubaccount(given)) return [{ property: "apiKeySid", reason: KEY_BELOW_PARENT }];
  if (has("apiKeySid") && has("apiKeySecret")) return [];
  if (has("apiKeySid")) return [{ property: "apiKeySecret", reason: "is missing: an API key needs its secret too" }];
  if (has("apiKeySecret"))
    return [{ property: "apiKeySid", reason: "is missing: `apiKeySecret` is the secret of which key?" }];
  const signedInAs = given.parentAccountSid ?? given.accountSid;
  // Known in the update alone where the account is made in the same run.
  const below = isSubaccount(given);
  try {
    if (typeof signedInAs !== "string" || ambientCredentials(signedInAs, process.env, { below })) return [];
    if (below && ambientCredentials(signedInAs)) return [{ property: "authToken", reason: KEY_BELOW_PARENT }];
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return [{ property: "authToken", reason: error.message }];
  }
  const fix = `give the account's auth token, or \`apiKeySid\` and \`apiKeySecret\`; keep it secret (\`${setCredentialCommand("AC...")}\`)`;
  return [{ property: "authToken", reason: `is missing: ${fix}` }];
}

/** Package `twilio`: phone numbers and what answers them, in accounts of Twilio. */
export const spec: PackageSpec<TwilioClient> = {
  name: "twilio",
  version: "0.1.0",
  description: "Phone numbers of Twilio accounts, and what answers their calls.",
  config,
  configRules,
  resources: [
    account,
    address,
    apiKey,
    outgoingCallerId,
    signingKey,
    usageTrigger,
    application,
    incomingPhoneNumber,
    queue,
    ...eventResources,
    ...numbersResources,
    ...sipResources,
    ...trunkingResources,
    ...voiceResources,
  ],
  functions: [
    getAccount,
    getApplications,
    getBalance,
    getAvailablePhoneNumbers,
    getIncomingPhoneNumbers,
    proveAuthTokens,
    ...numbersFunctions,
  ],
  readOnly: (client) => client.readOnly(),
  secretTexts: (client) => client.secretTexts,
  configure(given) {
    const { accountSid, parentAccountSid, label } = given;
    const signedInAs = parentAccountSid ?? accountSid;
    const below = isSubaccount(given);
    const explicit = given.authToken !== undefined || given.apiKeySid !== undefined;
    const first = signInOf(signedInAs, explicit ? (given as Credentials) : credentialsOf(signedInAs, label, below));
    const others = explicit ? ambientOrNone(signedInAs, below) : undefined;
    const otherwise = others && signInOf(signedInAs, others);
    return TwilioClient.fromEnvironment({
      accountSid,
      ...(parentAccountSid !== accountSid && { parentAccountSid }),
      ...first,
      ...(otherwise && otherwise.password !== first.password && { otherwise }),
      ...(label !== UNKNOWN && { label }),
    });
  },
};

function signInOf(accountSid: string, { authToken, apiKeySid, apiKeySecret }: Credentials): SignIn {
  return { user: apiKeySid ?? accountSid, password: apiKeySecret ?? authToken ?? "" };
}

/** Explicit credentials may come from a state, and be older than the stack's configuration, which then is tried too. */
function ambientOrNone(accountSid: string, below: boolean): Credentials | undefined {
  try {
    return ambientCredentials(accountSid, process.env, { below });
  } catch {
    return undefined; // explicit credentials don't depend on it
  }
}

/** Also a destroy or a refresh, which run no program and check no configuration, come here. */
function credentialsOf(accountSid: string, label: unknown, below: boolean): Credentials {
  const found = ambientCredentials(accountSid, process.env, { below });
  if (found !== undefined) return found;
  const whose = typeof label === "string" ? ` (${label})` : "";
  throw new ProviderError(
    "no-credentials",
    `there are no credentials for account ${accountSid}${whose}: ${setCredentialCommand(accountSid)}`,
  );
}

export const twilio = definePackage(spec);
