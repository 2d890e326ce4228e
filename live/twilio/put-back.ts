import { setTimeout as sleep } from "node:timers/promises";
import type { SignIn } from "./target.ts";
import { encoded, type Wire } from "./wire.ts";

/** Attempts of a request, and searches for a subaccount whose creation got no answer; and the pause between them, in milliseconds. */
const LOOKS = 3;
const BETWEEN_MS = 1_000;

/** The outcome of a clean-up at Twilio. */
export interface PutBack {
  readonly released: number;
  readonly closed: number;
  /** What couldn't be removed, with the error. Empty if everything was removed. */
  readonly left: readonly string[];
}

interface Account {
  readonly sid: string;
  readonly owner_account_sid: string;
  readonly friendly_name: string;
  readonly status: string;
}

/**
 * Releases every number of the run's subaccounts and closes the subaccounts, so that nothing the run created costs anything or answers a call.
 * Finds the subaccounts by their full name, which contains the run's random token, and changes no other account.
 * Never throws: `left` has the errors.
 */
export async function putBack(wire: Wire, account: SignIn, names: readonly string[]): Promise<PutBack> {
  let [released, closed] = [0, 0];
  const left: string[] = [];
  const credentials = `${account.sid}:${account.token}`;

  for (const name of names) {
    try {
      for (const { sid } of await subaccountsNamed(name)) await giveUp(sid);
    } catch (error) {
      left.push(`subaccount "${name}": ${(error as Error).message}`);
    }
  }
  return { released, closed, left };

  async function giveUp(sid: string): Promise<void> {
    const own = `/2010-04-01/Accounts/${sid}`;
    const held = async () =>
      (
        await ask<{ incoming_phone_numbers: { sid: string }[] }>(
          "GET",
          `${own}/IncomingPhoneNumbers.json?PageSize=1000`,
        )
      ).incoming_phone_numbers;
    for (const number of await held()) {
      // Closing the subaccount releases its numbers, so a failed release doesn't end the clean-up.
      const isReleased = await ask("DELETE", `${own}/IncomingPhoneNumbers/${number.sid}.json`).then(
        () => true,
        () => false,
      );
      if (isReleased) released += 1;
    }
    await ask("POST", `${own}.json`, { Status: "closed" });
    const kept = (await held()).length;
    if (kept > 0)
      throw new Error(`Closed, but the subaccount still has ${kept} numbers. Release them in Twilio's Console.`);
    closed += 1;
  }

  async function subaccountsNamed(name: string): Promise<readonly Account[]> {
    for (let looks = 1; ; looks++) {
      const query = encoded({ FriendlyName: name, PageSize: "50" });
      const { accounts } = await ask<{ accounts: Account[] }>("GET", `/2010-04-01/Accounts.json?${query}`);
      const named = accounts.filter(
        (one) => one.friendly_name === name && one.owner_account_sid === account.sid && one.sid !== account.sid,
      );
      if (named.length > 0 || looks === LOOKS) return named.filter(({ status }) => status !== "closed");
      await sleep(BETWEEN_MS);
    }
  }

  async function ask<T>(method: "DELETE" | "GET" | "POST", path: string, form?: Record<string, string>): Promise<T> {
    const url = new URL(path, "https://api.twilio.com");
    for (let tries = 1; ; tries++) {
      // These requests are idempotent: sending one twice does no harm.
      const answer = await wire.send({ method, url, credentials, form }).catch((error: Error) => {
        if (tries === LOOKS) throw error;
        return undefined;
      });
      if (answer && answer.status < 500) {
        if (answer.status < 300 || (method === "DELETE" && answer.status === 404)) return answer.body as T;
        throw new Error(
          `${method} ${url.pathname}: HTTP ${answer.status}, code ${(answer.body as { code?: number })?.code}`,
        );
      }
      if (tries === LOOKS) throw new Error(`${method} ${url.pathname}: HTTP ${answer?.status}`);
      await sleep(BETWEEN_MS);
    }
  }
}
