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
const apiKeySid = z.string().regex(/^SK[0-9a-fA-F]{32}$/, "must be an API key SID: SK, then 32 hex digits");

const credential = z.string().refine((text) => credentialFault(text) === undefined, {
  error: ({ input }) => credentialFault(String(input)) ?? "",
});

const config = z.strictObject({
  accountSid: accountSid.meta({
    description: "SID of the account or subaccount that owns the resources, `AC...`.",
  }),
  parentAccountSid: accountSid.optional().meta({
    description:
      "SID of the parent account, `AC...`, to manage the subaccount `accountSid` with the parent's auth token. `authToken`, the stack's configuration (under this SID) or the environment must then give the parent's auth token; a parent's API keys, even Main keys, don't work on subaccounts. The provider fetches the subaccount's own auth token when another Twilio API needs it, and keeps it in memory only.",
  }),
  authToken: credential.optional().meta({
    description:
      "The account's primary auth token. Set this, or an API key, or neither. With neither, the provider reads credentials from the stack's configuration (`twilio:credentials`, by account SID), then from the environment (`TWILIO_ACCOUNT_SID`, which must be the same account, with `TWILIO_AUTH_TOKEN`, or with `TWILIO_API_KEY` and `TWILIO_API_SECRET`). Credentials read in this way are in no state.",
    secret: true,
  }),
  apiKeySid: apiKeySid.optional().meta({
    description:
      "SID of an API key of the account, `SK...`, instead of the auth token. Refused with `parentAccountSid`.",
  }),
  apiKeySecret: credential.optional().meta({ description: "Secret of the API key `apiKeySid`.", secret: true }),
  label: z
    .string()
    .optional()
    .meta({ description: "Name of the account in messages, such as `connection own of tenant acme`." }),
});

/** Tells whether the provider manages a subaccount with the parent account's credentials. */
const isSubaccount = ({ accountSid, parentAccountSid }: Record<string, unknown>): boolean =>
  parentAccountSid !== undefined && parentAccountSid !== accountSid;

/** Reason for a rejected API key: https://www.twilio.com/docs/iam/api/subaccounts#authentication */
const KEY_BELOW_PARENT =
  "must be the parent account's auth token: its API keys, even Main keys, don't work on subaccounts. Set the auth token instead";

function configRules(given: Record<string, unknown>): CheckFailure[] {
  const has = (key: string) => given[key] !== undefined;
  if (has("authToken") && (has("apiKeySid") || has("apiKeySecret"))) {
    return [{ property: "authToken", reason: "set the auth token or an API key, not both" }];
  }
  if (has("authToken")) return [];
  if (has("apiKeySid") && isSubaccount(given)) return [{ property: "apiKeySid", reason: KEY_BELOW_PARENT }];
  if (has("apiKeySid") && has("apiKeySecret")) return [];
  if (has("apiKeySid"))
    return [{ property: "apiKeySecret", reason: "is required when `apiKeySid` is set: set the key's secret" }];
  if (has("apiKeySecret"))
    return [{ property: "apiKeySid", reason: "is required when `apiKeySecret` is set: set the key's SID" }];
  const signedInAs = given.parentAccountSid ?? given.accountSid;
  // The SID is unknown in a preview if the account is created in the same run.
  const below = isSubaccount(given);
  try {
    if (typeof signedInAs !== "string" || ambientCredentials(signedInAs, process.env, { below })) return [];
    if (below && ambientCredentials(signedInAs)) return [{ property: "authToken", reason: KEY_BELOW_PARENT }];
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return [{ property: "authToken", reason: error.message }];
  }
  const fix = `set the account's auth token, or \`apiKeySid\` and \`apiKeySecret\`, as a secret (\`${setCredentialCommand("AC...")}\`)`;
  return [{ property: "authToken", reason: `is required: ${fix}` }];
}

/** Package `twilio`: resources of Twilio accounts. */
export const spec: PackageSpec<TwilioClient> = {
  name: "twilio",
  version: "0.1.0",
  description:
    "Manages phone numbers of Twilio accounts, and the voice, trunking, SIP and regulatory resources around them.",
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

/** Returns credentials for a second attempt: explicit ones may come from an old state, and have been rotated. */
function ambientOrNone(accountSid: string, below: boolean): Credentials | undefined {
  try {
    return ambientCredentials(accountSid, process.env, { below });
  } catch {
    return undefined; // explicit credentials suffice, even if the stack's configuration is invalid
  }
}

/** Makes the error for missing credentials: a destroy or a refresh doesn't check the configuration first. */
function credentialsOf(accountSid: string, label: unknown, below: boolean): Credentials {
  const found = ambientCredentials(accountSid, process.env, { below });
  if (found !== undefined) return found;
  const whose = typeof label === "string" ? ` (${label})` : "";
  throw new ProviderError(
    "credentials-missing",
    `no credentials for account ${accountSid}${whose}. Set its auth token: ${setCredentialCommand(accountSid)}`,
  );
}

export const twilio = definePackage(spec);
