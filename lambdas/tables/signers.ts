import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { DecryptCommand, type KMSClient } from "@aws-sdk/client-kms";
import { keys, type SealedToken, tokenPrefix } from "../../domain/contract/route.ts";
import { tokenIn } from "../../domain/contract/seal.ts";
import { fromAttributes, toAttributes } from "./attributes.ts";
import type { Deadline } from "./deadline.ts";
import { LastKnownCache } from "./last-known-cache.ts";

/** Who may sign for an account. The tokens stay in memory only. */
export interface Signer {
  readonly accountSid: string;
  readonly tenant: string;
  readonly connection: string;
  readonly tokens: readonly string[];
}

/**
 * A signer; or that the account is none of ours, that its tokens contradict each other about whose it is (`failure` says how),
 * or that nothing can be told now.
 */
export type SignerFound = {
  readonly signer: Signer | "unknown" | "contested" | "unreadable";
  readonly failure?: unknown;
};

/** Where the sealed tokens are, and what opens them. */
export interface SignerStoreArgs {
  readonly dynamodb: Pick<DynamoDBClient, "send">;
  readonly kms: Pick<KMSClient, "send">;
  /** Name of the routes table. */
  readonly table: string;
  /** ARN of the region's asymmetric key. */
  readonly keyArn: string;
  /** How long tokens are used without a new read. */
  readonly cacheMs: number;
}

/** Two stand there in a rotation. With more than these, something is wrong, and what isn't read can't be checked. */
const MAX_TOKENS = 8;

/**
 * Reads the signing tokens of one account: its items of the routes table, which KMS opens.
 * They are used for `cacheMs` without a new read, and for as long as need be when table or key can't be reached.
 */
export class SignerStore {
  readonly #args: SignerStoreArgs;
  readonly #known = new LastKnownCache<Signer>(1_000);
  readonly #opened = new LastKnownCache<string>(2_000);

  constructor(args: SignerStoreArgs) {
    this.#args = args;
  }

  /** `maxAgeMs` narrows the cache: after a rotation the tokens at hand may be the old ones. */
  async of(accountSid: string, deadline: Deadline, maxAgeMs = this.#args.cacheMs): Promise<SignerFound> {
    const known = this.#known.get(accountSid);
    if (known && known.ageMs < maxAgeMs) return { signer: known.value };
    try {
      const items = await this.#read(accountSid, deadline);
      const contradiction = contradictionOf(accountSid, items);
      if (items.length === 0 || contradiction) {
        this.#known.delete(accountSid);
        return contradiction ? { signer: "contested", failure: contradiction } : { signer: "unknown" };
      }
      const opened = await Promise.allSettled(items.map((item) => this.#open(accountSid, item, deadline)));
      const tokens = opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
      const failure = opened.find((result) => result.status === "rejected")?.reason;
      if (tokens.length === 0) throw failure;
      const { tenant, connection } = items[0]!;
      const signer = { accountSid, tenant, connection, tokens };
      // Half of a rotation is not remembered: the token that wasn't opened now may be opened next time.
      if (failure === undefined) this.#known.set(accountSid, signer);
      return { signer, failure };
    } catch (failure) {
      return { signer: known?.value ?? "unreadable", failure };
    }
  }

  async #read(accountSid: string, deadline: Deadline): Promise<readonly SealedToken[]> {
    const command = new QueryCommand({
      TableName: this.#args.table,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toAttributes({ ":pk": keys.token(accountSid, "").pk, ":prefix": tokenPrefix }),
      Limit: MAX_TOKENS + 1,
    });
    const { Items = [] } = await deadline.run("the account", (abortSignal) =>
      this.#args.dynamodb.send(command, { abortSignal }),
    );
    return Items.map((item) => fromAttributes(item) as unknown as SealedToken);
  }

  async #open(accountSid: string, { schema, sealed }: SealedToken, deadline: Deadline): Promise<string> {
    const cacheKey = `${accountSid} ${sealed}`;
    const opened = this.#opened.get(cacheKey);
    if (opened) return opened.value;
    if (schema !== 1 || typeof sealed !== "string")
      throw new AccountError(
        `a signing token of account ${accountSid} has a schema that isn't 1: deploy the tenant's stack again`,
      );
    const command = new DecryptCommand({
      KeyId: this.#args.keyArn,
      EncryptionAlgorithm: "RSAES_OAEP_SHA_256",
      CiphertextBlob: Buffer.from(sealed, "base64"),
    });
    const { Plaintext } = await deadline.run("a signing token", (abortSignal) =>
      this.#args.kms.send(command, { abortSignal }),
    );
    const token = tokenIn(Plaintext ?? new Uint8Array(), accountSid);
    this.#opened.set(cacheKey, token);
    return token;
  }
}

/** Stored tokens of an account that can't be used as they are. */
export class AccountError extends Error {
  override readonly name = "AccountError";
}

/**
 * An account belongs to one tenant: where its tokens say otherwise, nobody can be told as the sender. The connection's name may differ
 * between them: a token keeps the name that it was stored under, and a connection may be renamed before the token is rotated.
 */
function contradictionOf(accountSid: string, items: readonly SealedToken[]): AccountError | undefined {
  if (items.length > MAX_TOKENS)
    return new AccountError(
      `account ${accountSid} has more than ${MAX_TOKENS} signing tokens: deploy the tenant's stack again`,
    );
  const owners = [...new Set(items.map(({ tenant }) => `${tenant}`))];
  if (owners.length > 1)
    return new AccountError(
      `account ${accountSid} belongs to more than one tenant (${owners.join(", ")}): take it out of all but one`,
    );
  return undefined;
}
