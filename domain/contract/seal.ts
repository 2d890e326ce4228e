import { constants, createHmac, publicEncrypt } from "node:crypto";

/** A token can't be sealed, or a sealed token belongs to another account. The message never quotes a token. */
export class SealError extends Error {
  override readonly name = "SealError";
}

/** The plaintext that is encrypted. Asymmetric keys have no encryption context, so it names the account that the token belongs to. */
interface Plaintext {
  readonly accountSid: string;
  readonly token: string;
}

/** Identifies a token without disclosing it: 12 hex digits of an HMAC that is keyed with the token. The same for each sealing of a token. */
export function fingerprintOf(accountSid: string, token: string): string {
  return createHmac("sha256", token).update(`aybiza token of ${accountSid}`).digest("hex").slice(0, 12);
}

/**
 * Encrypts a token with the region's public RSA key; only the private key in KMS decrypts it. Base64. OAEP is randomised, so each result differs.
 * KMS calls the algorithm RSAES_OAEP_SHA_256. https://docs.aws.amazon.com/kms/latest/developerguide/offline-public-key.html
 */
export function sealToken({
  publicKeyPem,
  accountSid,
  token,
}: {
  readonly publicKeyPem: string;
  readonly accountSid: string;
  readonly token: string;
}): string {
  if (token === "") throw new SealError(`the signing token of account ${accountSid} is empty: set its auth token`);
  const plaintext: Plaintext = { accountSid, token };
  const key = { key: publicKeyPem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
  return publicEncrypt(key, Buffer.from(JSON.stringify(plaintext))).toString("base64");
}

/** Returns the token in a plaintext that KMS decrypted. @throws SealError for anything but a token of this account */
export function tokenIn(opened: Uint8Array, accountSid: string): string {
  const plaintext = parse(opened);
  if (plaintext?.accountSid !== accountSid)
    throw new SealError(
      `a sealed token stored for account ${accountSid} isn't a token of that account: deploy the tenant's stack again`,
    );
  if (typeof plaintext.token !== "string" || plaintext.token === "")
    throw new SealError(`a sealed token of account ${accountSid} is empty: deploy the tenant's stack again`);
  return plaintext.token;
}

function parse(opened: Uint8Array): Partial<Plaintext> | null | undefined {
  try {
    return JSON.parse(Buffer.from(opened).toString("utf8"));
  } catch {
    return undefined; // the parser's own message would quote the plaintext
  }
}
