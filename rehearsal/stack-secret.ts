import { createDecipheriv, pbkdf2 } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(pbkdf2);

/**
 * Decrypts a secret of a stack file that `pulumi config set --secret` encrypted with this passphrase. Returns undefined if another passphrase
 * or a key management service encrypted it. Takes about 0.3 s of processor time.
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
