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
  // Prepared: the primary one still signs, and the next is in force before it is promoted.
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
    message: `the \`authToken\` of ${account} is a secondary one: it works for Twilio's API, but Twilio signs webhooks with the primary auth token alone (https://www.twilio.com/docs/api/errors/57012), so every call would be refused`,
    fix: `to rotate without losing a call, keep the primary one beside it until this one is promoted at Twilio: ${set("previousAuthToken")}; or promote this one now (Console, Account, API keys & tokens); or set the primary one: ${set("authToken")}`,
  });
});

test("one that Twilio refuses, with the primary one as the previous one: they are to be exchanged", () => {
  expect(problem({ authToken: "refused", previousAuthToken: "primary" })).toEqual({
    path: path("authToken"),
    code: "auth-token-refused",
    message: `Twilio refuses the \`authToken\` of ${account} (401, error 20003): it was rotated at Twilio, is mistyped, or is another account's; \`previousAuthToken\` is the account's primary one`,
    fix: `set \`authToken\` to what \`previousAuthToken\` holds, and take \`previousAuthToken\` out: ${set("authToken")}`,
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
    message: `Twilio refuses the \`authToken\` of ${account} (401, error 20003): it was rotated at Twilio, is mistyped, or is another account's. Twilio signs webhooks with the primary auth token alone (https://www.twilio.com/docs/api/errors/57012), so every call would be refused`,
    fix: `set the account's primary auth token, which Twilio's Console shows: ${set("authToken")}`,
  });
});
