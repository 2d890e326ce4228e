import { rehearsalPassphrase } from "./paths.ts";
import type { OwnAccount, RehearsalProject } from "./project.ts";
import { resellerAccount, sampleAuthTokens } from "./sample.ts";
import { decrypted } from "./stack-secret.ts";
import { type AccountSeed, seed } from "./twilio/seed.ts";
import type { Store } from "./twilio/store.ts";

type Project = Pick<RehearsalProject, "twilioAccounts">;

/**
 * Returns a world's Twilio accounts before any update: our parent account, and each tenant's own account that a stack file names, with the numbers
 * that the file adopts, which still point at the tenant's old application. Accounts whose auth token can't be decrypted are left out.
 */
export async function accountsOf(project: Project): Promise<AccountSeed[]> {
  const accounts = [resellerAccount];
  for (const own of project.twilioAccounts()) {
    const known = (sid: string) => accounts.some((account) => account.sid === sid);
    const credentials = known(own.sid) ? undefined : await credentialsOf(own);
    if (credentials) accounts.push(seedOf(own, credentials, accounts));
  }
  return accounts;
}

/** Adds accounts to a running world that stack files name since its start. Returns those whose auth token can't be decrypted. */
export async function addAccounts(store: Store, project: Project): Promise<OwnAccount[]> {
  const unread: OwnAccount[] = [];
  for (const own of project.twilioAccounts().filter(({ sid }) => !store.accounts.has(sid))) {
    const credentials = await credentialsOf(own);
    if (!credentials) unread.push(own);
    else if (!store.accounts.has(own.sid)) {
      const numbers = own.numbers.filter((number) => store.holder(number) === undefined);
      seed(store, [seedOf({ ...own, numbers }, credentials)]);
    }
  }
  return unread;
}

type Credentials = Pick<AccountSeed, "apiKeys" | "authToken">;

function seedOf(own: OwnAccount, credentials: Credentials, others: readonly AccountSeed[] = []): AccountSeed {
  const held = new Set(others.flatMap((other) => other.numbers ?? []).map(({ phoneNumber }) => phoneNumber));
  const numbers = own.numbers.filter((number) => !held.has(number));
  return {
    sid: own.sid,
    friendlyName: own.name,
    ...credentials,
    numbers: numbers.map((phoneNumber) => ({
      phoneNumber,
      voiceUrl: `https://old-ivr.${own.tenant}.example/answer`,
      voiceMethod: "POST",
    })),
  };
}

/** Returns an account's credentials: constants for the sample accounts, otherwise decrypted from the stack file with the world's passphrase. */
async function credentialsOf({ sid, salt, secrets }: OwnAccount): Promise<Credentials | undefined> {
  const sample = sampleAuthTokens[sid];
  if (sample !== undefined) return { authToken: sample };
  const read = async (secure = "") => decrypted(rehearsalPassphrase, salt, secure);
  const authToken = await read(secrets.authToken);
  if (!authToken) return undefined;
  const { apiKeySid } = secrets;
  const secret = apiKeySid && secrets.apiKeySecret ? await read(secrets.apiKeySecret) : undefined;
  return { authToken, ...(apiKeySid && secret && { apiKeys: [{ sid: apiKeySid, secret }] }) };
}
