import { Refused } from "../refused.ts";
import type { SignIn } from "./target.ts";

/** The credentials of a run; each is undefined if the environment has none. */
export interface TwilioCredentials {
  readonly account: SignIn | undefined;
  readonly test: SignIn | undefined;
}

/**
 * Reads `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`, and `TWILIO_TEST_ACCOUNT_SID` and `TWILIO_TEST_AUTH_TOKEN`.
 * @throws Refused if they are incomplete or missing
 */
export function credentialsOf(env: NodeJS.ProcessEnv): TwilioCredentials {
  const account = signIn(env, "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN");
  const test = signIn(env, "TWILIO_TEST_ACCOUNT_SID", "TWILIO_TEST_AUTH_TOKEN");
  if (account === undefined && test === undefined)
    throw new Refused(
      "no credentials: set TWILIO_TEST_ACCOUNT_SID and TWILIO_TEST_AUTH_TOKEN, TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or all four",
    );
  if (account !== undefined && account.sid === test?.sid)
    throw new Refused(
      "TWILIO_TEST_ACCOUNT_SID is TWILIO_ACCOUNT_SID: test credentials have an account SID of their own, under Account, API keys & tokens",
    );
  return { account, test };
}

function signIn(env: NodeJS.ProcessEnv, sidName: string, tokenName: string): SignIn | undefined {
  const { [sidName]: sid, [tokenName]: token } = env;
  if (!sid && !token) return undefined;
  if (!sid) throw new Refused(`${sidName} is missing: ${tokenName} is set`);
  if (!/^AC[0-9a-f]{32}$/.test(sid))
    throw new Refused(`${sidName} isn't an account SID, which is AC and 32 hexadecimal digits`);
  if (!token) {
    const key = env.TWILIO_API_KEY ? "; API keys don't reach a subaccount" : "";
    throw new Refused(`${tokenName} is missing: the kit needs the account's primary auth token${key}`);
  }
  return { sid, token };
}
