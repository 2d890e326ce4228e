import { RejectedRequest } from "../http/rejected-request.ts";
import type { Deadline } from "../tables/deadline.ts";
import type { Signer, SignerStore } from "../tables/signers.ts";

/** A signed request, with the account that it names as its signer. */
export interface SignedRequest {
  readonly account: string;
  readonly signature: string;
  /** Whether one of these tokens made the signature. */
  readonly isSignedBy: (tokens: readonly string[]) => boolean;
}

/** The account that signed a request, or why its signature can't be checked now. `failure`: a read failed, and cached tokens were used. */
export type Sender =
  | { readonly kind: "verified"; readonly signer: Signer; readonly failure?: unknown }
  | { readonly kind: "unverifiable"; readonly failure: unknown };

/**
 * Minimum time between early re-reads of cached tokens, which may be outdated after a rotation if they don't verify a signature. It bounds the reads
 * that forged signatures cause, and is shorter than the time from the end of an `up` that stores a token to the token's first use at Twilio.
 */
const REREAD_MS = 1_000;

/** Checks a request's signature by the tokens of the account that it names. @throws RejectedRequest if none of them made it */
export async function verifySender(request: SignedRequest, signers: SignerStore, deadline: Deadline): Promise<Sender> {
  const { account, signature, isSignedBy } = request;
  if (signature === "") throw new RejectedRequest(403, "signature-missing");
  let { signer, failure } = await signers.of(account, deadline);
  const verified = () => typeof signer === "object" && isSignedBy(signer.tokens);
  if (typeof signer === "object" && failure === undefined && !verified())
    ({ signer, failure } = await signers.of(account, deadline, REREAD_MS));
  if (signer === "contested") throw new RejectedRequest(403, "account-contested", { cause: failure });
  if (signer === "unknown") throw new RejectedRequest(403, "account");
  if (signer !== "unreadable" && verified())
    return { kind: "verified", signer, ...(failure !== undefined && { failure }) };
  // A token that couldn't be decrypted might verify the signature, so the request is neither rejected nor served.
  if (failure !== undefined) return { kind: "unverifiable", failure };
  const { tenant, connection } = signer as Signer;
  const unverified = isPlausible(signature) ? { unverified: { accountSid: account, tenant, connection } } : {};
  throw new RejectedRequest(403, "signature", unverified);
}

/** Whether a signature has the form of Twilio's, a digest in base64. Other forms come from internet scanners, and raise no alarm. */
const isPlausible = (signature: string): boolean => /^[\w+/-]{27,}={0,2}$/.test(signature);
