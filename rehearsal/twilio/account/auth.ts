import { unauthorized, unidentified } from "../api/errors.ts";
import type { Account, Store } from "../store.ts";

/** The account that a request's credentials belong to. */
export interface Principal {
  readonly account: Account;
  /**
   * The type of the API key in the credentials; absent for an auth token. A Standard key can't use /Accounts.
   * https://www.twilio.com/docs/iam/api-keys
   */
  readonly key?: "Main" | "Standard";
}

/** SID of an account or an API key. */
const USERNAME = /^(AC|SK)[0-9a-fA-F]{32}$/;

/** Checks HTTP Basic credentials: account SID with its primary or secondary auth token, or API key SID with its secret. Otherwise 401, code 20003. */
export function authenticate(store: Store, authorization: string | undefined): Principal {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(authorization ?? "")?.[1];
  const [username, ...rest] = Buffer.from(encoded ?? "", "base64")
    .toString("utf8")
    .split(":");
  const password = rest.join(":");
  if (!username) throw unidentified("No credentials provided");
  if (!USERNAME.test(username)) throw unidentified("invalid username");
  if (!password) throw unauthorized();
  const account = store.accounts.get(username);
  if (account) {
    const tokens = [account.auth_token, account.secondary_auth_token];
    if (!tokens.includes(password) || account.status === "closed") throw unauthorized();
    return { account };
  }
  for (const owner of store.accounts.values()) {
    if (owner.api_keys.get(username) !== password) continue;
    return { account: owner, key: store.keys.get(username)?.main === true ? "Main" : "Standard" };
  }
  throw unauthorized();
}

/** Operations on a subaccount that a Main key of the parent may use: the subaccount's record and keys. */
const OF_SUBACCOUNTS = /(Account|Key)$/;

/**
 * Refuses the parent account's API keys for a subaccount's resources: an API key works on its own account only, the auth token
 * on both. Exception: a Main key creates, changes and lists subaccounts and their keys.
 * https://www.twilio.com/docs/iam/api/subaccounts#authentication and https://github.com/twilio/twilio-csharp/issues/577
 */
export function refuseParentKey({ account: asker, key }: Principal, account: Account, operationId: string): void {
  if (key && account !== asker && !OF_SUBACCOUNTS.test(operationId)) throw unauthorized();
}

/**
 * Returns the account that a path names: the caller's own or one of its subaccounts. For any other account, the parent included, the
 * credentials are wrong (https://www.twilio.com/docs/api/errors/20003, "Using subaccount credentials to access master
 * account").
 */
export function accountFor(store: Store, principal: Principal, sid: string): Account {
  const account = store.accounts.get(sid);
  if (!account || (account !== principal.account && account.owner_account_sid !== principal.account.sid)) {
    throw unauthorized();
  }
  return account;
}
