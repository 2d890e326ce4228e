import { ProviderError } from "../../../../providers/kit/handler.ts";
import type { Resource } from "../resource.ts";

/**
 * A text encrypted once, with its encryption context. KMS keeps nothing of it, so there is nothing to read, change or delete there:
 * state is the only copy, and any change encrypts again.
 */
export const ciphertext: Resource = {
  token: "aws:kms/ciphertext:Ciphertext",
  secrets: ["plaintext"],

  mistakes({ plaintext }) {
    return plaintext === undefined ? [{ property: "plaintext", reason: "is required, give it a value" }] : [];
  },

  async create({ aws }, { keyId, plaintext, context }) {
    const { client, sdk } = await aws.kms();
    const { CiphertextBlob } = await client.send(
      new sdk.EncryptCommand({ KeyId: keyId, Plaintext: Buffer.from(plaintext), EncryptionContext: context }),
    );
    const id = new Date().toISOString();
    return { id, properties: { ciphertextBlob: Buffer.from(CiphertextBlob!).toString("base64") } };
  },

  async read(_call, id, { ciphertextBlob }) {
    if (ciphertextBlob === undefined)
      throw new ProviderError("no-import", `${id}: a ciphertext can't be imported, KMS keeps none`);
    return { properties: { ciphertextBlob } };
  },

  async remove() {},
};
