import { fingerprintOf, sealToken } from "../../../domain/contract/seal.ts";
import { type Bag, UNKNOWN } from "../../kit/handler.ts";
import type { AccountRecord } from "./records.ts";

/**
 * Outputs about an auth token: its fingerprint, and the token encrypted for `sealFor`. The encryption is randomised, so the old ciphertext is
 * kept while token and key are the same: otherwise every refresh would show a change.
 */
export function tokenOutputs({ sid, auth_token }: AccountRecord, inputs: Bag, old: Bag): Bag {
  const authTokenFingerprint = fingerprintOf(sid, auth_token);
  const { sealFor } = inputs;
  if (sealFor === undefined) return { authTokenFingerprint };
  const same = old.authTokenFingerprint === authTokenFingerprint && old.sealFor === sealFor;
  const sealed = same && typeof old.sealedAuthToken === "string" ? old.sealedAuthToken : undefined;
  return {
    authTokenFingerprint,
    sealedAuthToken: sealed ?? sealToken({ publicKeyPem: sealFor, accountSid: sid, token: auth_token }),
  };
}

/** Whether the account's primary auth token has changed since its state was written. */
export const isRotated = ({ sid, auth_token }: AccountRecord, state: Bag): boolean =>
  Boolean(auth_token) && fingerprintOf(sid, auth_token) !== state.authTokenFingerprint;

/** The same outputs in a preview. */
export function plannedTokenOutputs(inputs: Bag, old: Bag): Bag {
  const authTokenFingerprint = old.authTokenFingerprint ?? UNKNOWN;
  if (inputs.sealFor === undefined) return { authTokenFingerprint };
  const same = inputs.sealFor === old.sealFor && typeof old.sealedAuthToken === "string";
  return { authTokenFingerprint, sealedAuthToken: same ? old.sealedAuthToken : UNKNOWN };
}
