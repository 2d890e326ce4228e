import { constants, generateKeyPairSync, privateDecrypt } from "node:crypto";
import type { DecryptCommandInput } from "@aws-sdk/client-kms";
import { sealToken } from "../../domain/contract/seal.ts";
import type { Mood } from "./dynamodb.ts";

/** The region's key pair, and a foreign one. */
const ours = generateKeyPairSync("rsa", { modulusLength: 3072 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 3072 });
export const TOKEN_KEY_ARN = "arn:aws:kms:us-east-1:000000000000:key/5ea1ed00-0000-4000-8000-000000000001";

/** KMS in memory with the region's key. It decrypts tokens sealed by `seal`. */
export class MemoryKms {
  /** The numbers of successful decryptions and of requests. */
  opened = 0;
  asked = 0;
  mood: Mood = "well";

  // biome-ignore lint/suspicious/noExplicitAny: the client's `send` has an overload for each of 50 commands
  send = async (command: any): Promise<any> => {
    this.asked++;
    if (this.mood === "throws") throw Object.assign(new Error("the key fails"), { name: "KMSInternalException" });
    if (this.mood === "hangs") return new Promise(() => {});
    if (command.constructor.name !== "DecryptCommand")
      throw new Error(`the double doesn't support ${command.constructor.name}`);
    return this.open(command.input as DecryptCommandInput);
  };

  /** The answer of a healthy key to Decrypt. */
  open(input: DecryptCommandInput): { Plaintext: Uint8Array } {
    const { CiphertextBlob, KeyId, EncryptionAlgorithm, EncryptionContext } = input;
    if (KeyId !== TOKEN_KEY_ARN) throw Object.assign(new Error(`no key ${KeyId}`), { name: "NotFoundException" });
    if (EncryptionAlgorithm !== "RSAES_OAEP_SHA_256" || EncryptionContext)
      throw Object.assign(new Error("not how this key is used"), { name: "InvalidKeyUsageException" });
    try {
      const key = { key: ours.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
      const Plaintext = privateDecrypt(key, CiphertextBlob!);
      this.opened++;
      return { Plaintext };
    } catch {
      throw Object.assign(new Error(""), { name: "InvalidCiphertextException" });
    }
  }
}

/** Returns a sealed token; with `strange`, sealed with the foreign key, so that the region's key can't decrypt it. */
export function seal(accountSid: string, token: string, { strange = false } = {}): string {
  const { publicKey } = strange ? stranger : ours;
  const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }) as string;
  return sealToken({ publicKeyPem, accountSid, token });
}
