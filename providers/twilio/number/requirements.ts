import { ProviderError } from "../../kit/handler.ts";
import { TwilioError } from "../client/errors.ts";

const address = "`addressSid` to an address of this account that meets the number's `addressRequirements`";
const bundle = "`bundleSid` to an approved regulatory bundle of the number's country and type";

/** Fix by Twilio's error code, if Twilio refuses a number for a missing regulatory requirement. https://www.twilio.com/docs/api/errors */
const FIXES: Readonly<Record<string, string>> = {
  "21473": "move numbers only between accounts with the same parent account",
  "21474":
    "set `parentAccountSid` on the provider and give it the parent account's credentials: only the parent account may move numbers",
  "21613": `set ${address}`,
  "21615": `set ${address}, in the number's own locality`,
  "21631": `set ${address}`,
  "21651": "set `identitySid` to an approved identity of this account that the regulation accepts",
  "21649": `set ${bundle}; if the bundle names an address, set \`addressSid\` too`,
};

/** Adds to an error of Twilio's what the program must declare. Rethrows other errors unchanged. */
export async function withRequirements<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    const fix = error instanceof TwilioError ? FIXES[error.code] : undefined;
    if (!(error instanceof TwilioError) || fix === undefined) throw error;
    throw new ProviderError(error.code, `${error.message}. To fix it, ${fix}`, { cause: error });
  }
}
