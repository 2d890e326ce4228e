import { join } from "node:path";
import { expect, test } from "vitest";
import { loadStackFile, type TenantFile } from "../../domain/config/load.ts";
import { credentialProblems } from "./credentials.ts";

const file = loadStackFile(join(import.meta.dirname, "../../stacks"), "acme-us") as TenantFile;
const sid = "AC0a7e11fc1e9f4a3b8d2c5e6f70819203";
const token = "5f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d";
const apiKeySid = `SK${"a1".repeat(16)}`;
const problems = (credentials: object) => credentialProblems(file, { [sid]: credentials });
const set = (name: string) => `pulumi config set --secret --stack acme-us --path 'twilio:credentials.${sid}.${name}'`;

test("accepts well-formed credentials", () => {
  expect(problems({ authToken: token, previousAuthToken: token, apiKeySid, apiKeySecret: "s" })).toEqual([]);
});

test("reports each malformed credential at its line", () => {
  expect(problems({ authToken: "", previousAuthToken: `${token}\n`, apiKeySid, apiKeySecret: `"s"` })).toEqual([
    {
      file: "stacks/Pulumi.acme-us.yaml",
      line: 15,
      path: `twilio:credentials.${sid}.authToken`,
      code: "bad-credential",
      message: `the decrypted \`authToken\` of account ${sid} is empty, perhaps because a variable of a CI pipeline is unset`,
      fix: `run: ${set("authToken")}`,
    },
    {
      file: "stacks/Pulumi.acme-us.yaml",
      line: 14,
      path: `twilio:credentials.${sid}.previousAuthToken`,
      code: "bad-credential",
      message: `the decrypted \`previousAuthToken\` of account ${sid} begins or ends with a space or a line break, which Twilio would treat as part of the credential`,
      fix: `remove it unless a rotation is in progress, or run: ${set("previousAuthToken")}`,
    },
    {
      file: "stacks/Pulumi.acme-us.yaml",
      line: 14,
      path: `twilio:credentials.${sid}.apiKeySecret`,
      code: "bad-credential",
      message: `the decrypted \`apiKeySecret\` of account ${sid} has quotation marks around it, which Twilio would treat as part of the credential`,
      fix: `run: ${set("apiKeySecret")}`,
    },
  ]);
});
