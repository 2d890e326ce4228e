/**
 * Fixes by Twilio's error code, for errors whose text states none: mostly account-wide errors, which no change of the program can fix. Source of
 * the codes: https://www.twilio.com/docs/api/errors
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
    "Account suspended (by its owner, via its parent account, or for lack of funds). Reactivate it or add funds in Twilio's Console, then run the command again",
  trial: "A trial account can't do this. Upgrade it in Twilio's Console, then run the command again",
  "test-credentials":
    "These are test credentials, which only simulate purchases and calls. Use the account's live credentials",
  "too-many":
    "Requests of this account are throttled. Run the command again; if the error persists, lower `--parallel`",
  "not-for-sale":
    "Nothing was bought. Choose another number: `getAvailablePhoneNumbers` lists numbers for sale; for a tenant's file, run `aybiza search`",
  subaccounts:
    "The account has reached its limit of subaccounts. Close unused ones or ask Twilio's support for a higher limit, then run the command again",
};

/** Returns the fix for an error code; undefined if there is none. */
export const adviceOn = (code: string): string | undefined => TEXTS[ADVICE[code] ?? ""];

/** Codes of account-wide errors. If many resources fail with the same code, only the first error states the fix. */
const ACCOUNT_WIDE: readonly (string | undefined)[] = ["not-active", "trial", "test-credentials", "subaccounts"];

/** Tells whether the fix for this code is given only once per run. */
export const isAccountWide = (code: string): boolean => ACCOUNT_WIDE.includes(ADVICE[code]);

/** Paths of accounts and keys, to which a Standard API key has no access. https://www.twilio.com/docs/iam/api-keys */
const FOR_MAIN_KEYS = /^\/2010-04-01\/Accounts([.]json|\/AC\w+([.]json|\/(Signing)?Keys\b))/;

/** Tells whether Standard API keys have no access to a path. */
export const needsMainKey = (path: string): boolean => FOR_MAIN_KEYS.test(path);
