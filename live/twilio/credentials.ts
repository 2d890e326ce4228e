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
      "no Twilio credentials are set. Set TWILIO_TEST_ACCOUNT_SID and TWILIO_TEST_AUTH_TOKEN, TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or all four",
    );
  if (account !== undefined && account.sid === test?.sid)
    throw new Refused(
      "TWILIO_TEST_ACCOUNT_SID equals TWILIO_ACCOUNT_SID. Set the test account SID, which Twilio's Console shows under Account, API keys & tokens",
    );
  return { account, test };
}

function signIn(env: NodeJS.ProcessEnv, sidName: string, tokenName: string): SignIn | undefined {
  const { [sidName]: sid, [tokenName]: token } = env;
  if (!sid && !token) return undefined;
  if (!sid) throw new Refused(`${sidName} is missing, but ${tokenName} is set. Set both`);
  if (!/^AC[0-9a-f]{32}$/.test(sid))
    throw new Refused(`${sidName} isn't an account SID, which is AC and 32 hexadecimal digits`);
  if (!token) {
    const key = env.TWILIO_API_KEY ? "; API keys don't reach a subaccount" : "";
    throw new Refused(`${tokenName} is missing. Set the account's primary auth token${key}`);
  }
  return { sid, token };
}
