import * as pulumi from "@pulumi/pulumi";
import type { TenantFile } from "../../domain/config/load.ts";
import { refuseBroken, type Violation, violation } from "../../domain/config/problem.ts";
import { setSecretCommand } from "../../domain/config/secret.ts";
import { credentialFault } from "../../providers/twilio/credential-fault.ts";
import type { StackCredentials } from "../../providers/twilio/stack-credentials.ts";

/** The decrypted `twilio:credentials` by account SID, in this process only: they are never given to a resource. */
export type Decrypted = Readonly<Record<string, StackCredentials>>;

/**
 * Decrypts the credentials of a tenant's file.
 *
 * @throws StackFileError for each one that is empty or spoiled, which the encrypted file can't show
 */
export async function decryptedCredentials(file: TenantFile): Promise<Decrypted> {
  const decrypted = await new Promise<Decrypted>((resolve) => {
    const credentials = new pulumi.Config("twilio").getSecretObject<Decrypted>("credentials");
    if (credentials === undefined) resolve({});
    else credentials.apply(resolve);
  });
  refuseBroken(file, credentialViolations(file, decrypted));
  return decrypted;
}

/** What is wrong with the texts of credentials; the texts themselves are in no message. */
export function credentialViolations(file: TenantFile, decrypted: Decrypted): Violation[] {
  return Object.entries(decrypted).flatMap(([accountSid, credentials]) =>
    Object.entries(credentials).flatMap(([name, text]) => {
      const fault = credentialFault(text);
      if (fault === undefined) return [];
      const path = ["twilio:credentials", accountSid, name];
      const instead = name === "previousAuthToken" ? "take it out where no rotation is under way, or run: " : "run: ";
      return violation(
        path,
        "bad-credential",
        `the decrypted \`${name}\` of account ${accountSid} ${fault}`,
        `${instead}${setSecretCommand(file.file, path)}`,
      );
    }),
  );
}
