import type { ProveAuthTokensResult } from "@pulumi/twilio";
import { expect, test } from "vitest";
import { tokenProblem } from "./own-twilio-token.ts";

const sid = `AC${"ac".repeat(16)}`;
const account = `account ${sid} (connection \`own\` of tenant \`acme\`)`;
const problem = (found: ProveAuthTokensResult) =>
  tokenProblem(found, { file: "stacks/Pulumi.acme-us.yaml", accountSid: sid, account });
const path = (name: string) => ["twilio:credentials", sid, name];
const set = (name: string) => `pulumi config set --secret --stack acme-us --path 'twilio:credentials.${sid}.${name}'`;

test.each<ProveAuthTokensResult>([
  { authToken: "primary" },
  // A prepared rotation: the primary token still signs, and the secondary is already sealed for its promotion.
  { authToken: "secondary", previousAuthToken: "primary" },
])("%j verifies the account's webhooks", (found) => {
  expect(problem(found)).toBeUndefined();
});

test.each<ProveAuthTokensResult>([
  { authToken: "secondary" },
  { authToken: "secondary", previousAuthToken: "refused" },
  { authToken: "secondary", previousAuthToken: "secondary" },
])("%j: a secondary one signs nothing, and the message says how to rotate without losing a call", (found) => {
  expect(problem(found)).toEqual({
    path: path("authToken"),
    code: "auth-token-secondary",
    message: `\`authToken\` of ${account} is the secondary auth token, which works for Twilio's API; but Twilio signs webhooks with the primary auth token alone (https://www.twilio.com/docs/api/errors/57012), so the handlers would refuse every call`,
    fix: `to rotate without losing a call, set the primary token as \`previousAuthToken\` until you promote the secondary: ${set("previousAuthToken")}; or promote the secondary now (Console, Account, API keys & tokens); or set the primary token: ${set("authToken")}`,
  });
});

test("a rejected token beside the primary one as `previousAuthToken`: they must be swapped", () => {
  expect(problem({ authToken: "refused", previousAuthToken: "primary" })).toEqual({
    path: path("authToken"),
    code: "auth-token-refused",
    message: `Twilio rejects \`authToken\` of ${account} (401, error 20003): it was rotated at Twilio, is mistyped, or belongs to another account; \`previousAuthToken\` is the account's primary token`,
    fix: `set \`authToken\` to the value of \`previousAuthToken\`, and remove \`previousAuthToken\`: ${set("authToken")}`,
  });
});

test.each<ProveAuthTokensResult>([
  { authToken: "refused" },
  { authToken: "refused", previousAuthToken: "refused" },
  { authToken: "refused", previousAuthToken: "secondary" },
])("%j: no token verifies a webhook", (found) => {
  expect(problem(found)).toEqual({
    path: path("authToken"),
    code: "auth-token-refused",
    message: `Twilio rejects \`authToken\` of ${account} (401, error 20003): it was rotated at Twilio, is mistyped, or belongs to another account. Twilio signs webhooks with the primary auth token alone (https://www.twilio.com/docs/api/errors/57012), so the handlers would refuse every call`,
    fix: `set the account's primary auth token, which Twilio's Console shows: ${set("authToken")}`,
  });
});
