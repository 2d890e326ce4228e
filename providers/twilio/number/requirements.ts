import { ProviderError } from "../../kit/handler.ts";
import { TwilioError } from "../client/errors.ts";

const address = "`addressSid`, an address of this account that meets the number's `addressRequirements`";
const bundle = "`bundleSid`, an approved regulatory bundle of the number's country and type";

/** What to declare where Twilio refuses a number for what its country's rules want. https://www.twilio.com/docs/api/errors */
const declare: Readonly<Record<string, string>> = {
  "21473": "both accounts must belong to the same account above",
  "21474": "give the provider `parentAccountSid` and the credentials of the account above: only it may move numbers",
  "21613": `declare ${address}`,
  "21615": `declare ${address}, in the number's own locality`,
  "21631": `declare ${address}`,
  "21651": "declare `identitySid`, an approved identity document of this account that the regulation accepts",
  "21649": `declare ${bundle}, and with it \`addressSid\` where the bundle names an address`,
};

/** A refusal of Twilio's with what the program has to declare; any other as it is. */
export async function withRequirements<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    const fix = error instanceof TwilioError ? declare[error.code] : undefined;
    if (!(error instanceof TwilioError) || fix === undefined) throw error;
    throw new ProviderError(error.code, `${error.message}. To mend it: ${fix}`, { cause: error });
  }
}
