import type { ProveAuthTokensResult } from "@pulumi/twilio";
import { setSecretCommand } from "../../../domain/config/secret.ts";
import type { AccountProblem } from "../carrier.ts";

/** https://www.twilio.com/docs/api/errors/57012 */
const RULE = "Twilio signs webhooks with the primary auth token alone (https://www.twilio.com/docs/api/errors/57012)";

/** The account of the tokens. */
interface TokensOf {
  /** The stack file. */
  readonly file: string;
  readonly accountSid: string;
  /** The account in a message: `account AC... (connection \`own\` of tenant \`acme\`)`. */
  readonly account: string;
}

/**
 * The mistake if neither of the file's tokens is the primary one, which alone verifies webhooks. During a rotation `authToken` is the secondary and
 * `previousAuthToken` the primary token, until the secondary is promoted (docs/deploy.md).
 *
 * @param found Twilio's answer for each token
 */
export function tokenProblem(
  found: ProveAuthTokensResult,
  { file, accountSid, account }: TokensOf,
): AccountProblem | undefined {
  const { authToken, previousAuthToken } = found;
  if (authToken === "primary" || (authToken === "secondary" && previousAuthToken === "primary")) return undefined;
  const path = ["twilio:credentials", accountSid, "authToken"];
  const set = setSecretCommand(file, path);
  if (authToken === "secondary") {
    const previous = setSecretCommand(file, ["twilio:credentials", accountSid, "previousAuthToken"]);
    return {
      path,
      code: "auth-token-secondary",
      message: `\`authToken\` of ${account} is the secondary auth token, which works for Twilio's API; but ${RULE}, so the handlers would refuse every call`,
      fix: `to rotate without losing a call, set the primary token as \`previousAuthToken\` until you promote the secondary: ${previous}; or promote the secondary now (Console, Account, API keys & tokens); or set the primary token: ${set}`,
    };
  }
  const refused = `Twilio rejects \`authToken\` of ${account} (401, error 20003): it was rotated at Twilio, is mistyped, or belongs to another account`;
  if (previousAuthToken === "primary") {
    return {
      path,
      code: "auth-token-refused",
      message: `${refused}; \`previousAuthToken\` is the account's primary token`,
      fix: `set \`authToken\` to the value of \`previousAuthToken\`, and remove \`previousAuthToken\`: ${set}`,
    };
  }
  return {
    path,
    code: "auth-token-refused",
    message: `${refused}. ${RULE}, so the handlers would refuse every call`,
    fix: `set the account's primary auth token, which Twilio's Console shows: ${set}`,
  };
}
