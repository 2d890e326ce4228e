import type { ProveAuthTokensResult } from "@pulumi/twilio";
import { setSecretCommand } from "../../../domain/config/secret.ts";
import type { AccountProblem } from "../carrier.ts";

/** https://www.twilio.com/docs/api/errors/57012 */
const RULE = "Twilio signs webhooks with the primary auth token alone (https://www.twilio.com/docs/api/errors/57012)";

/** Whose tokens they are. */
interface TokensOf {
  /** The stack file. */
  readonly file: string;
  readonly accountSid: string;
  /** The account for people: `account AC... (connection \`own\` of tenant \`acme\`)`. */
  readonly account: string;
}

/**
 * Whether the tokens that the handlers get verify the account's webhooks. The primary one may be either of the two, since a rotation begins with both in
 * force: the secondary one as `authToken`, the primary one as `previousAuthToken`; then it is promoted (docs/deploy.md).
 *
 * @param found what Twilio says of each token
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
      message: `the \`authToken\` of ${account} is a secondary one: it works for Twilio's API, but ${RULE}, so every call would be refused`,
      fix: `to rotate without losing a call, keep the primary one beside it until this one is promoted at Twilio: ${previous}; or promote this one now (Console, Account, API keys & tokens); or set the primary one: ${set}`,
    };
  }
  const refused = `Twilio refuses the \`authToken\` of ${account} (401, error 20003): it was rotated at Twilio, is mistyped, or is another account's`;
  if (previousAuthToken === "primary") {
    return {
      path,
      code: "auth-token-refused",
      message: `${refused}; \`previousAuthToken\` is the account's primary one`,
      fix: `set \`authToken\` to what \`previousAuthToken\` holds, and take \`previousAuthToken\` out: ${set}`,
    };
  }
  return {
    path,
    code: "auth-token-refused",
    message: `${refused}. ${RULE}, so every call would be refused`,
    fix: `set the account's primary auth token, which Twilio's Console shows: ${set}`,
  };
}
