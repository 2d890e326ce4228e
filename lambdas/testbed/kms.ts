import type { DecryptCommandInput } from "@aws-sdk/client-kms";
import type { Mood } from "./dynamodb.ts";

/** A key in memory: it opens what `seal` made, with the same context only. */
export class MemoryKms {
  opened = 0;
  mood: Mood = "well";

  // biome-ignore lint/suspicious/noExplicitAny: the client's `send` has an overload for each of 50 commands
  send = async (command: any): Promise<any> => {
    if (this.mood === "throws")
      throw Object.assign(new Error("The key is out of order"), { name: "KMSInternalException" });
    if (this.mood === "hangs") return new Promise(() => {});
    if (command.constructor.name !== "DecryptCommand") throw new Error(`${command.constructor.name} isn't known here`);
    const { CiphertextBlob, EncryptionContext } = command.input as DecryptCommandInput;
    const { context, token } = JSON.parse(Buffer.from(CiphertextBlob!).toString("utf8"));
    if (context !== EncryptionContext?.accountSid || Object.keys(EncryptionContext ?? {}).length !== 1) {
      throw Object.assign(new Error(""), { name: "InvalidCiphertextException" });
    }
    this.opened++;
    return { Plaintext: Buffer.from(token) };
  };
}

/** A ciphertext in base64, as an account's item holds it. */
export function seal(accountSid: string, token: string): string {
  return Buffer.from(JSON.stringify({ context: accountSid, token })).toString("base64");
}
