import { constants, createHmac, publicEncrypt } from "node:crypto";

/** A token that can't be sealed, or a sealed one that isn't this account's. No token is ever repeated in it. */
export class SealError extends Error {
  override readonly name = "SealError";
}

/** What is sealed. An asymmetric key knows no encryption context, so the account is bound by standing in the plaintext. */
interface Plaintext {
  readonly accountSid: string;
  readonly token: string;
}

/** Names a token without telling it, the same whenever it is sealed: 12 hex digits of an HMAC that is keyed with the token. */
export function fingerprintOf(accountSid: string, token: string): string {
  return createHmac("sha256", token).update(`aybiza token of ${accountSid}`).digest("hex").slice(0, 12);
}

/**
 * Seals a token with the region's public key (RSA), so that only its private key in KMS opens it; base64. Each sealing differs: OAEP is randomised.
 * KMS calls this RSAES_OAEP_SHA_256. https://docs.aws.amazon.com/kms/latest/developerguide/offline-public-key.html
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
  if (token === "") throw new SealError(`the signing token of account ${accountSid} is empty: give its auth token`);
  const plaintext: Plaintext = { accountSid, token };
  const key = { key: publicKeyPem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
  return publicEncrypt(key, Buffer.from(JSON.stringify(plaintext))).toString("base64");
}

/** The token in what KMS opened. Throws a `SealError` for anything but a token of this account. */
export function tokenIn(opened: Uint8Array, accountSid: string): string {
  const plaintext = parse(opened);
  if (plaintext?.accountSid !== accountSid)
    throw new SealError(
      `a sealed token beside account ${accountSid} isn't that account's: deploy the tenant's stack again`,
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
