import * as pulumi from "@pulumi/pulumi";
import type { TenantFile } from "../../domain/config/load.ts";
import { type Problem, StackFileError } from "../../domain/config/problem.ts";
import { setSecretCommand } from "../../domain/config/secret.ts";
import { credentialFault } from "../../providers/twilio/credential-fault.ts";
import type { StackCredentials } from "../../providers/twilio/stack-credentials.ts";
import { problemAt } from "./problem-at.ts";

/** The decrypted `twilio:credentials` by account SID. They stay in this process and never enter a resource. */
export type Decrypted = Readonly<Record<string, StackCredentials>>;

/**
 * Decrypts the credentials of a tenant's file.
 *
 * @throws StackFileError for empty or malformed credentials, which only decryption reveals
 */
export async function decryptedCredentials(file: TenantFile): Promise<Decrypted> {
  const decrypted = await new Promise<Decrypted>((resolve) => {
    const credentials = new pulumi.Config("twilio").getSecretObject<Decrypted>("credentials");
    if (credentials === undefined) resolve({});
    else credentials.apply(resolve);
  });
  const problems = credentialProblems(file, decrypted);
  if (problems.length > 0) throw new StackFileError(problems);
  return decrypted;
}

/** Mistakes in decrypted credentials. No message quotes a credential. */
export function credentialProblems(file: TenantFile, decrypted: Decrypted): Problem[] {
  return Object.entries(decrypted).flatMap(([accountSid, credentials]) =>
    Object.entries(credentials).flatMap(([name, text]) => {
      const fault = credentialFault(text);
      if (fault === undefined) return [];
      const path = ["twilio:credentials", accountSid, name];
      const instead = name === "previousAuthToken" ? "remove it unless a rotation is in progress, or run: " : "run: ";
      return problemAt(file, path, {
        code: "bad-credential",
        message: `the decrypted \`${name}\` of account ${accountSid} ${fault}`,
        fix: `${instead}${setSecretCommand(file.file, path)}`,
      });
    }),
  );
}
