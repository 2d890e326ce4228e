import { createDecipheriv, pbkdf2 } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(pbkdf2);

/**
 * A secret of a stack file, in plaintext, where `pulumi config set --secret` encrypted it with this passphrase; undefined where another passphrase
 * or a key management service did. Takes some 0.3 s of processor time.
 * The format: https://github.com/pulumi/pulumi, sdk/go/common/resource/config/crypt.go and pkg/secrets/passphrase/manager.go
 *
 * @param salt the file's `encryptionsalt`
 * @param secure the value under `secure:`
 */
export async function decrypted(passphrase: string, salt: string, secure: string): Promise<string | undefined> {
  const [, saltText] = /^v1:([^:]+):/.exec(salt) ?? [];
  const [, nonce, sealed] = /^v1:([^:]+):([^:]+)$/.exec(secure) ?? [];
  if (saltText === undefined || nonce === undefined || sealed === undefined) return undefined;
  const key = await derive(passphrase, bytes(saltText), 1_000_000, 32, "sha256");
  const all = bytes(sealed);
  try {
    const cipher = createDecipheriv("aes-256-gcm", key, bytes(nonce)).setAuthTag(all.subarray(-16));
    return Buffer.concat([cipher.update(all.subarray(0, -16)), cipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

const bytes = (base64: string) => Buffer.from(base64, "base64");
