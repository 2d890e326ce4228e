import { z } from "zod";
import { definePackage, type PackageSpec } from "../kit/define.ts";
import { type CheckFailure, ProviderError, UNKNOWN } from "../kit/handler.ts";
import { application } from "./application.ts";
import { type SignIn, TwilioClient } from "./client/client.ts";
import { getAvailablePhoneNumbers } from "./number/get-available.ts";
import { getIncomingPhoneNumbers } from "./number/get-incoming.ts";
import { incomingPhoneNumber } from "./number/resource.ts";
import { queue } from "./queue.ts";
import { type Credentials, stackCredentials } from "./stack-credentials.ts";

const accountSid = z.string().regex(/^AC[0-9a-fA-F]{32}$/, "must be an account SID: AC, then 32 hex digits");
const apiKeySid = z.string().regex(/^SK[0-9a-fA-F]{32}$/, "must be an API key's SID: SK, then 32 hex digits");

const config = z.strictObject({
  accountSid: accountSid.meta({
    description: "The account that holds the numbers, `AC...`: an account or a subaccount.",
  }),
  authToken: z.string().min(1, "must not be empty").optional().meta({
    description:
      "The account's primary auth token. Give this, or an API key, or neither: then both are looked for in the stack's configuration, `twilio:credentials`, by account SID, and stand in no state.",
    secret: true,
  }),
  apiKeySid: apiKeySid
    .optional()
    .meta({ description: "SID of an API key of the account, `SK...`, in place of the auth token." }),
  apiKeySecret: z
    .string()
    .min(1, "must not be empty")
    .optional()
    .meta({ description: "The API key's secret.", secret: true }),
  label: z
    .string()
    .optional()
    .meta({ description: "Whose account this is, for messages: `connection own of tenant acme`." }),
});

function configRules(given: Record<string, unknown>): CheckFailure[] {
  const has = (key: string) => given[key] !== undefined;
  if (has("authToken") && (has("apiKeySid") || has("apiKeySecret"))) {
    return [{ property: "authToken", reason: "give either the auth token or an API key, not both" }];
  }
  if (has("authToken")) return [];
  if (has("apiKeySid") && has("apiKeySecret")) return [];
  if (has("apiKeySid")) return [{ property: "apiKeySecret", reason: "is missing: an API key needs its secret too" }];
  if (has("apiKeySecret"))
    return [{ property: "apiKeySid", reason: "is missing: `apiKeySecret` is the secret of which key?" }];
  if (typeof given.accountSid === "string" && stackCredentials(given.accountSid) !== undefined) return [];
  const fix =
    "give the account's auth token, or `apiKeySid` and `apiKeySecret`; keep it secret (`pulumi config set --secret --path 'twilio:credentials.AC....authToken'`)";
  return [{ property: "authToken", reason: `is missing: ${fix}` }];
}

/** Package `twilio`: phone numbers and what answers them, in accounts of Twilio. */
export const spec: PackageSpec<TwilioClient> = {
  name: "twilio",
  version: "0.1.0",
  description: "Phone numbers of Twilio accounts, and what answers their calls.",
  config,
  configRules,
  resources: [application, incomingPhoneNumber, queue],
  functions: [getAvailablePhoneNumbers, getIncomingPhoneNumbers],
  readOnly: (client) => client.readOnly(),
  secretTexts: (client) => client.secretTexts,
  configure(given) {
    const { accountSid, label } = given;
    const explicit = given.authToken !== undefined || given.apiKeySid !== undefined;
    const first = signInOf(accountSid, explicit ? (given as Credentials) : credentialsOf(accountSid, label));
    const stacks = explicit ? theStacks(accountSid) : undefined;
    const otherwise = stacks && signInOf(accountSid, stacks);
    return TwilioClient.fromEnvironment({
      accountSid,
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
function theStacks(accountSid: string): Credentials | undefined {
  try {
    return stackCredentials(accountSid);
  } catch {
    return undefined; // explicit credentials don't depend on it
  }
}

/** Also a destroy or a refresh, which run no program and check no configuration, come here. */
function credentialsOf(accountSid: string, label: unknown): Credentials {
  const found = stackCredentials(accountSid);
  if (found !== undefined) return found;
  const whose = typeof label === "string" ? ` (${label})` : "";
  throw new ProviderError(
    "no-credentials",
    `there are no credentials for account ${accountSid}${whose}: pulumi config set --secret --path 'twilio:credentials.${accountSid}.authToken'`,
  );
}

export const twilio = definePackage(spec);
