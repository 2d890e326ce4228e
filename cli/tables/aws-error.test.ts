import { expect, it } from "vitest";
import { UserError } from "../../domain/user-error.ts";
import { explained } from "./aws-error.ts";

const read = { table: "aybiza-us-calls", region: "us", awsRegion: "us-east-1", verb: "invoice" } as const;

it("says how to sign in where AWS finds no credentials, and how to rehearse", () => {
  const error = Object.assign(new Error("Could not resolve profile x"), { name: "CredentialsProviderError" });
  expect(explained(error, read)).toMatchObject({
    code: "aws-credentials-missing",
    message: "there are no AWS credentials to read aybiza-us-calls with: Could not resolve profile x",
    fix: ["Set AWS_PROFILE or the file's `aws:profile`, or sign in:  aws sso login", "For a rehearsal, add:  --world"],
  });
});

it("leaves every other error as it is", () => {
  for (const error of [new Error("timeout"), new UserError("item-malformed", "x"), "text"])
    expect(explained(error, read)).toBe(error);
});
