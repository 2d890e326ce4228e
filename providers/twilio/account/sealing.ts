import { fingerprintOf, sealToken } from "../../../domain/contract/seal.ts";
import { type Bag, UNKNOWN } from "../../kit/handler.ts";
import type { AccountRecord } from "./records.ts";

/**
 * Returns the outputs about an auth token: its fingerprint, and the token encrypted for `sealFor`. The encryption is randomised, so the old
 * ciphertext is reused while token and key are the same. Otherwise every refresh would show a change.
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

/** Tells whether the account's primary auth token changed after its state was written. */
export const isRotated = ({ sid, auth_token }: AccountRecord, state: Bag): boolean =>
  Boolean(auth_token) && fingerprintOf(sid, auth_token) !== state.authTokenFingerprint;

/** Returns the outputs of {@link tokenOutputs} for a preview, without a request. */
export function plannedTokenOutputs(inputs: Bag, old: Bag): Bag {
  const authTokenFingerprint = old.authTokenFingerprint ?? UNKNOWN;
  if (inputs.sealFor === undefined) return { authTokenFingerprint };
  const same = inputs.sealFor === old.sealFor && typeof old.sealedAuthToken === "string";
  return { authTokenFingerprint, sealedAuthToken: same ? old.sealedAuthToken : UNKNOWN };
}
