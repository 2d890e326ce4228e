/**
 * What to do about errors that don't say it themselves, by Twilio's code: those of an account as a whole, where nothing that the program could
 * change would help, and a number that somebody else has by now. Source of the codes: https://www.twilio.com/docs/api/errors
 */
const ADVICE: Readonly<Record<string, string>> = {
  "10001": "not-active",
  "10002": "trial",
  "20005": "not-active",
  "20008": "test-credentials",
  "20429": "too-many",
  "21404": "trial",
  "21421": "not-for-sale",
  "21422": "not-for-sale",
  "21480": "subaccounts",
  "90010": "not-active",
};

const TEXTS: Readonly<Record<string, string>> = {
  "not-active":
    "It is suspended, by its owner, with the account above it, or since its balance is used up: activate it, or pay, in Twilio's Console, then run it again",
  trial: "A trial account can't: upgrade it in Twilio's Console, then run it again",
  "test-credentials": "These are test credentials, which only pretend to buy and to call: give the account's live ones",
  "too-many": "Others ask this account too: run it again, with a lower `--parallel` if it goes on",
  "not-for-sale":
    "Nothing was bought. Name another: `getAvailablePhoneNumbers` lists what is for sale, for a tenant's file `aybiza search` does",
  subaccounts: "Close subaccounts that nobody uses, or ask Twilio's support for more, then run it again",
};

/** A sentence that says what to do; undefined where Twilio's own text must do. */
export const adviceOn = (code: string): string | undefined => TEXTS[ADVICE[code] ?? ""];

/** What holds for a whole account and for a while: of many resources that it keeps from being made, one says what to do. */
const ACCOUNT_WIDE: readonly (string | undefined)[] = ["not-active", "trial", "test-credentials", "subaccounts"];

/** Whether it is enough that the advice on this code is given once. */
export const isAccountWide = (code: string): boolean => ACCOUNT_WIDE.includes(ADVICE[code]);

/** Accounts and keys themselves, which a Standard API key may not see. https://www.twilio.com/docs/iam/api-keys */
const FOR_MAIN_KEYS = /^\/2010-04-01\/Accounts([.]json|\/AC\w+([.]json|\/(Signing)?Keys\b))/;

/** Whether a path is closed to Standard API keys. */
export const needsMainKey = (path: string): boolean => FOR_MAIN_KEYS.test(path);
