import type { Deadline } from "../tables/deadline.ts";
import type { Signer, SignerStore } from "../tables/signers.ts";
import { RejectedRequest } from "../twilio-webhook/request.ts";

/** Who says that he sends a request, and how that is checked. */
export interface SignedRequest {
  readonly accountSid: string;
  readonly signature: string;
  /** Whether one of these tokens signed the request. */
  readonly isSignedBy: (tokens: readonly string[]) => boolean;
}

/** The account that signed a request, or why that can't be known now. `failure`: a read failed, and what was known before was used. */
export type Sender =
  | { readonly kind: "verified"; readonly signer: Signer; readonly failure?: unknown }
  | { readonly kind: "unverifiable"; readonly failure: unknown };

/** A signature that the tokens at hand don't verify may be a rotated token's: they are read again, at most this often. */
const REREAD_MS = 10_000;

/** Checks a request's signature by the tokens of the account that it names. Throws a `RejectedRequest` where none of them made it. */
export async function verifySender(claim: SignedRequest, signers: SignerStore, deadline: Deadline): Promise<Sender> {
  const { accountSid, signature, isSignedBy } = claim;
  if (signature === "") throw new RejectedRequest(403, "signature-missing");
  let { signer, failure } = await signers.of(accountSid, deadline);
  const verified = () => typeof signer === "object" && isSignedBy(signer.tokens);
  if (typeof signer === "object" && failure === undefined && !verified())
    ({ signer, failure } = await signers.of(accountSid, deadline, REREAD_MS));
  if (signer === "contested") throw new RejectedRequest(403, "account-contested", { cause: failure });
  if (signer === "unknown") throw new RejectedRequest(403, "account");
  if (signer !== "unreadable" && verified())
    return { kind: "verified", signer, ...(failure !== undefined && { failure }) };
  // With a token that couldn't be opened it might verify: neither a refusal nor anything of a tenant is due.
  if (failure !== undefined) return { kind: "unverifiable", failure };
  const { tenant, connection } = signer as Signer;
  const unverified = isPlausible(signature) ? { unverified: { accountSid, tenant, connection } } : {};
  throw new RejectedRequest(403, "signature", unverified);
}

/** A digest in base64, as Twilio's signatures are: what scanners of the internet send doesn't look so, and needn't wake anyone. */
const isPlausible = (signature: string): boolean => /^[\w+/-]{27,}={0,2}$/.test(signature);
