import { constants, generateKeyPairSync, privateDecrypt } from "node:crypto";
import type { DecryptCommandInput } from "@aws-sdk/client-kms";
import { sealToken } from "../../domain/contract/seal.ts";
import type { Mood } from "./dynamodb.ts";

/** The region's key in a test, and one that is none of ours. */
const ours = generateKeyPairSync("rsa", { modulusLength: 3072 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 3072 });
export const TOKEN_KEY_ARN = "arn:aws:kms:us-east-1:000000000000:key/5ea1ed00-0000-4000-8000-000000000001";

/** KMS in memory with that one key: it opens what `seal` made. */
export class MemoryKms {
  /** How often something was opened, and how often it was tried. */
  opened = 0;
  asked = 0;
  mood: Mood = "well";

  // biome-ignore lint/suspicious/noExplicitAny: the client's `send` has an overload for each of 50 commands
  send = async (command: any): Promise<any> => {
    this.asked++;
    if (this.mood === "throws")
      throw Object.assign(new Error("The key is out of order"), { name: "KMSInternalException" });
    if (this.mood === "hangs") return new Promise(() => {});
    if (command.constructor.name !== "DecryptCommand") throw new Error(`${command.constructor.name} isn't known here`);
    return this.open(command.input as DecryptCommandInput);
  };

  /** What a key that is well answers to a Decrypt. */
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

/** A token as it is stored; made with a `strange` key, the region's doesn't open it. */
export function seal(accountSid: string, token: string, { strange = false } = {}): string {
  const { publicKey } = strange ? stranger : ours;
  const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }) as string;
  return sealToken({ publicKeyPem, accountSid, token });
}
