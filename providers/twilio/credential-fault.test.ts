import { expect, test } from "vitest";
import { credentialFault } from "./credential-fault.ts";
import { ambientCredentials } from "./stack-credentials.ts";

const accountSid = `AC${"ac".repeat(16)}`;
const token = "5f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d";
const space = "begins or ends with a space or a line break, which Twilio would treat as part of the credential";
const quotes = "has quotation marks around it, which Twilio would treat as part of the credential";
const strange = "contains a space, a control character or a non-ASCII character, which no credential has";
const empty = "is empty, perhaps because a variable of a CI pipeline is unset";

test.each([
  ["", empty],
  [" ", space],
  [`${token}\n`, space],
  [`\t${token}`, space],
  [`"${token}"`, quotes],
  [`'${token}`, quotes],
  [`“${token}”`, quotes],
  [`${token.slice(0, 16)} ${token.slice(16)}`, strange],
  [`${token}\u200b`, strange],
  [`\ufeff${token}`, space],
  [token, undefined],
  ["acme-key-secret", undefined],
])("%j", (text, fault) => {
  expect(credentialFault(text)).toBe(fault);
});

const stack = (credentials: object) => ({
  PULUMI_CONFIG: JSON.stringify({ credentials: JSON.stringify({ [accountSid]: credentials }) }),
});
const path = (name: string) => `twilio:credentials.${accountSid}.${name}`;
const apiKeySid = `SK${"a1".repeat(16)}`;

test.each([
  ["authToken", { authToken: "" }, empty],
  ["previousAuthToken", { authToken: token, previousAuthToken: "" }, empty],
  ["apiKeySecret", { authToken: token, apiKeySid, apiKeySecret: "" }, empty],
  ["apiKeySid", { authToken: token, apiKeySid: "", apiKeySecret: "s" }, empty],
  ["authToken", { authToken: `${token}\n` }, space],
])("the stack's %s: where it stands, what is wrong, and how to set it", (name, credentials, fault) => {
  expect(() => ambientCredentials(accountSid, stack(credentials))).toThrow(
    `\`${path(name)}\` of the stack's configuration ${fault}. Fix: pulumi config set --secret --stack <stack> --path '${path(name)}'`,
  );
});

const environment = (more: NodeJS.ProcessEnv) => () =>
  ambientCredentials(accountSid, { TWILIO_ACCOUNT_SID: accountSid, ...more });

test.each([
  ["TWILIO_AUTH_TOKEN", { TWILIO_AUTH_TOKEN: "" }, empty],
  ["TWILIO_AUTH_TOKEN", { TWILIO_AUTH_TOKEN: `"${token}"` }, quotes],
  ["TWILIO_API_SECRET", { TWILIO_API_KEY: apiKeySid, TWILIO_API_SECRET: "" }, empty],
  ["TWILIO_API_SECRET", { TWILIO_API_KEY: apiKeySid, TWILIO_API_SECRET: "s\r\n" }, space],
  ["TWILIO_ACCOUNT_SID", { TWILIO_ACCOUNT_SID: `${accountSid}\n`, TWILIO_AUTH_TOKEN: token }, space],
])("the environment's %s is told likewise", (name, env, fault) => {
  expect(environment(env)).toThrow(`${name} in the environment ${fault}. Fix: set ${name} again`);
});

test("an empty variable beside the other credential, or for another account, is as good as none", () => {
  const key = { TWILIO_API_KEY: apiKeySid, TWILIO_API_SECRET: "s" };
  expect(environment({ ...key, TWILIO_AUTH_TOKEN: "" })()).toEqual({ apiKeySid, apiKeySecret: "s" });
  expect(environment({ TWILIO_AUTH_TOKEN: token, TWILIO_API_KEY: "" })()).toEqual({ authToken: token });
  expect(environment({ TWILIO_ACCOUNT_SID: `AC${"2e".repeat(16)}`, TWILIO_AUTH_TOKEN: "" })()).toBeUndefined();
  expect(environment({})()).toBeUndefined();
});
