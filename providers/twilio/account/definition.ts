import { createPublicKey } from "node:crypto";
import { z } from "zod";
import { LONGEST_NAME_WITH_TOKEN } from "../token.ts";

/** A PEM of an RSA public key that is long enough for what is sealed with it. */
function isSealingKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    return asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 && !/PRIVATE/.test(pem);
  } catch {
    return false;
  }
}

/** The input of every resource that hands out a secret of Twilio's: a key to seal it with. */
export const sealFor = z
  .string()
  .refine(isSealingKey, "must be an RSA public key of 2048 bits or more, as PEM (`-----BEGIN PUBLIC KEY-----`)")
  .optional();

export const inputs = z.strictObject({
  friendlyName: z
    .string()
    .max(
      LONGEST_NAME_WITH_TOKEN,
      `must be ${LONGEST_NAME_WITH_TOKEN} characters or less: Twilio keeps 64, 13 hold a token`,
    )
    .optional()
    .meta({ description: "Name for people. The resource's own name by default." }),
  status: z.enum(["active", "suspended"]).optional().meta({
    description:
      "`active`, the default, or `suspended`: no call to its numbers is answered and nothing new is made in it, while its numbers stay its own and are paid for.",
  }),
  close: z.boolean().optional().meta({
    description:
      "Allows the removal of this resource to close the subaccount, for good. While it is false, the default, a delete is refused; and while the subaccount holds numbers, always.",
  }),
  sealFor: sealFor.meta({
    description:
      "An RSA public key as PEM. The subaccount's auth token is sealed with it into `sealedAuthToken`, so that only who has the private key can read it.",
  }),
});

export const outputs = z.strictObject({
  sid: z.string().meta({ description: "The subaccount's SID, `AC...`.", stable: true }),
  ownerAccountSid: z.string().meta({ description: "The account above: the provider's own.", stable: true }),
  status: z.string().meta({ description: "`active`, `suspended` or `closed`." }),
  type: z.string().meta({ description: "`Full`, or `Trial` below a trial account.", stable: true }),
  dateCreated: z.string().meta({ description: "When it was made, as RFC 2822 writes it.", stable: true }),
  authTokenFingerprint: z.string().meta({
    description: "Names its auth token without telling it: it changes when the token is rotated.",
  }),
  sealedAuthToken: z.string().optional().meta({
    description:
      "Where `sealFor` is given: the auth token, sealed (RSA-OAEP with SHA-256; base64), and the same until the token or the key changes.",
  }),
});
