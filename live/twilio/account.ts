import { Refused } from "../refused.ts";
import type { SignIn } from "./target.ts";
import type { Wire } from "./wire.ts";

/** What a run must know of the account before its first question. */
export interface AccountFacts {
  readonly trial: boolean;
  /** Evidence that the account is in production: `3 numbers`. Undefined if there is none. */
  readonly production: string | undefined;
  readonly balance: Money | undefined;
  /** Price of a local US number for its first month, without taxes. */
  readonly number: Money;
}

export interface Money {
  readonly amount: number;
  /** Code of ISO 4217, such as `USD`. */
  readonly currency: string;
}

/** Maximum number of subaccounts to search for numbers. An account with more subaccounts counts as in production. */
const SUBACCOUNTS_READ = 20;

/**
 * Reads whether the account is in production and what a number costs, by about six free requests that change nothing.
 * @throws Refused if the account isn't an active parent account, or the credentials lack a permission
 */
export async function factsOf(wire: Wire, account: SignIn, signal?: AbortSignal): Promise<AccountFacts> {
  const own = `/2010-04-01/Accounts/${account.sid}`;
  const record = await read<{ type: string; status: string; owner_account_sid: string }>("api", `${own}.json`);
  if (record.owner_account_sid !== account.sid)
    throw new Refused(
      `${account.sid} is a subaccount, which can't have subaccounts. Set the credentials of its parent account`,
    );
  if (record.status !== "active")
    throw new Refused(`account ${account.sid} is ${record.status}. Reactivate it, or use another account`);
  const balance = await read<{ balance: string; currency: string }>("api", `${own}/Balance.json`);
  const prices = await read<{
    price_unit: string;
    phone_number_prices: { number_type: string; current_price: string }[];
  }>("pricing", "/v1/PhoneNumbers/Countries/US");
  const local = prices.phone_number_prices.find(({ number_type }) => number_type === "local");
  if (local === undefined) throw new Refused("Twilio's price list has no local US numbers. Use --free");
  return {
    trial: record.type === "Trial",
    production: record.type === "Trial" ? undefined : await inProduction(),
    balance: { amount: Number(balance.balance), currency: balance.currency },
    number: { amount: Number(local.current_price), currency: prices.price_unit.toUpperCase() },
  };

  async function inProduction(): Promise<string | undefined> {
    const numbers = await numbersOf(account.sid);
    if (numbers > 0) return numbers === 1 ? "a number" : `${numbers} numbers`;
    const { accounts } = await read<{ accounts: { sid: string }[] }>(
      "api",
      "/2010-04-01/Accounts.json?Status=active&PageSize=1000",
    );
    const subaccounts = accounts.filter(({ sid }) => sid !== account.sid);
    if (subaccounts.length > SUBACCOUNTS_READ) return `${subaccounts.length} active subaccounts`;
    for (const { sid } of subaccounts) if ((await numbersOf(sid)) > 0) return "a subaccount with numbers";
    const { calls } = await read<{ calls: unknown[] }>("api", `${own}/Calls.json?Status=in-progress&PageSize=1`);
    return calls.length > 0 ? "calls in progress" : undefined;
  }

  async function numbersOf(sid: string): Promise<number> {
    const path = `/2010-04-01/Accounts/${sid}/IncomingPhoneNumbers.json?PageSize=1000`;
    return (await read<{ incoming_phone_numbers: unknown[] }>("api", path)).incoming_phone_numbers.length;
  }

  async function read<T>(product: string, path: string): Promise<T> {
    const url = new URL(path, `https://${product}.twilio.com`);
    const { status, body } = await wire.send({
      method: "GET",
      url,
      credentials: `${account.sid}:${account.token}`,
      signal,
    });
    if (status < 300) return body as T;
    const code = (body as { code?: number } | undefined)?.code;
    if (status === 401)
      throw new Refused(
        `Twilio doesn't accept TWILIO_AUTH_TOKEN for account ${account.sid} (${code}). Set its primary auth token`,
      );
    throw new Refused(
      `account ${account.sid} may not read ${url.host}${url.pathname} (HTTP ${status}, code ${code}). Set the primary auth token`,
    );
  }
}
