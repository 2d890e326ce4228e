import { ProviderError } from "../../../../providers/kit/handler.ts";
import type { Resource } from "../resource.ts";

/**
 * A text encrypted with its encryption context. KMS doesn't store it, so there is nothing to read, update or delete at AWS:
 * the state has the only copy, and each change encrypts the text anew.
 */
export const ciphertext: Resource = {
  token: "aws:kms/ciphertext:Ciphertext",
  secrets: ["plaintext"],

  mistakes({ plaintext }) {
    return plaintext === undefined ? [{ property: "plaintext", reason: "is required: set it" }] : [];
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
