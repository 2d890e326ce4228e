import { createPublicKey } from "node:crypto";
import { z } from "zod";
import { LONGEST_NAME_WITH_TOKEN } from "../token.ts";

/** Tells whether a text is the PEM of an RSA public key of 2048 bits or more. */
function isSealingKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    return asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 && !/PRIVATE/.test(pem);
  } catch {
    return false;
  }
}

/** Input `sealFor` of each resource that returns a secret from Twilio: the public key that encrypts the secret. */
export const sealFor = z
  .string()
  .refine(isSealingKey, "must be an RSA public key of 2048 bits or more, as PEM (`-----BEGIN PUBLIC KEY-----`)")
  .optional();

export const inputs = z.strictObject({
  friendlyName: z
    .string()
    .max(
      LONGEST_NAME_WITH_TOKEN,
      `must be ${LONGEST_NAME_WITH_TOKEN} characters or less: Twilio allows 64, of which the provider's token takes 13`,
    )
    .optional()
    .meta({ description: "Friendly name. The resource's name by default." }),
  status: z.enum(["active", "suspended"]).optional().meta({
    description:
      "`active`, the default, or `suspended`. A suspended subaccount keeps its numbers and pays for them, but answers no calls and creates nothing.",
  }),
  close: z.boolean().optional().meta({
    description:
      "Allow a delete to close the subaccount, for good. While this is false, the default, the provider refuses the delete. While the subaccount has numbers, the delete is always refused.",
  }),
  sealFor: sealFor.meta({
    description:
      "RSA public key of 2048 bits or more, as PEM. The provider encrypts the subaccount's auth token with it into `sealedAuthToken`; only the private key decrypts it.",
  }),
});

export const outputs = z.strictObject({
  sid: z.string().meta({ description: "The subaccount's SID, `AC...`.", stable: true }),
  ownerAccountSid: z
    .string()
    .meta({ description: "SID of the parent account, which is the provider's account.", stable: true }),
  status: z.string().meta({ description: "`active`, `suspended` or `closed`." }),
  type: z.string().meta({ description: "`Full`, or `Trial` if the parent is a trial account.", stable: true }),
  dateCreated: z.string().meta({ description: "Creation time, RFC 2822.", stable: true }),
  authTokenFingerprint: z.string().meta({
    description: "Fingerprint of the auth token, which changes when the token is rotated.",
  }),
  sealedAuthToken: z.string().optional().meta({
    description:
      "The auth token encrypted for `sealFor` (RSA-OAEP with SHA-256, base64). It changes only with the token or the key. Absent without `sealFor`.",
  }),
});
