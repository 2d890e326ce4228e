import { constants, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ACME, ACME_NEXT_TOKEN, ACME_TOKEN, GLOBEX } from "../../lambdas/testbed/fixture.ts";
import { fingerprintOf, SealError, sealToken, tokenIn } from "./seal.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 3072 });
const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }) as string;
const open = (sealed: string) =>
  privateDecrypt(
    { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
    Buffer.from(sealed, "base64"),
  );

test("a sealed token opens with the private key, and names its account", () => {
  const sealed = sealToken({ publicKeyPem, accountSid: ACME, token: ACME_TOKEN });
  expect(open(sealed).toString("utf8")).toBe(`{"accountSid":"${ACME}","token":"${ACME_TOKEN}"}`);
  expect(tokenIn(open(sealed), ACME)).toBe(ACME_TOKEN);
  expect(Buffer.from(sealed, "base64")).toHaveLength(384);
});

test("each sealing differs, the fingerprint doesn't", () => {
  const seal = () => sealToken({ publicKeyPem, accountSid: ACME, token: ACME_TOKEN });
  expect(seal()).not.toBe(seal());
  // printf 'aybiza token of AC0000000000000000000000000000ac3e' | openssl dgst -sha256 -hmac acme-primary-token-7f3a
  expect(fingerprintOf("AC0000000000000000000000000000ac3e", "acme-primary-token-7f3a")).toBe("1d4d53f414fa");
  expect(fingerprintOf(ACME, ACME_NEXT_TOKEN)).not.toBe(fingerprintOf(ACME, ACME_TOKEN));
  expect(fingerprintOf(GLOBEX, ACME_TOKEN)).not.toBe(fingerprintOf(ACME, ACME_TOKEN));
});

test("nothing to seal is refused", () => {
  expect(() => sealToken({ publicKeyPem, accountSid: ACME, token: "" })).toThrow(
    new SealError(`the signing token of account ${ACME} is empty: set its auth token`),
  );
});

describe("what was opened is refused, and not repeated", () => {
  const foreign = `a sealed token stored for account ${ACME} isn't a token of that account: deploy the tenant's stack again`;
  const empty = `a sealed token of account ${ACME} is empty: deploy the tenant's stack again`;
  test.each([
    ["another account's token", JSON.stringify({ accountSid: GLOBEX, token: ACME_TOKEN }), foreign],
    ["a token without an account", JSON.stringify({ token: ACME_TOKEN }), foreign],
    ["a token in clear", ACME_TOKEN, foreign],
    ["a broken text", `{"accountSid":"${ACME}","token":"${ACME_TOKEN}`, foreign],
    ["null", "null", foreign],
    ["nothing", "", foreign],
    ["no token", JSON.stringify({ accountSid: ACME }), empty],
    ["an empty token", JSON.stringify({ accountSid: ACME, token: "" }), empty],
    ["a token that isn't text", JSON.stringify({ accountSid: ACME, token: [ACME_TOKEN] }), empty],
  ])("%s", (_, opened, message) => {
    expect(() => tokenIn(Buffer.from(opened), ACME)).toThrow(new SealError(message));
  });
});
