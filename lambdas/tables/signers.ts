import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { DecryptCommand, type KMSClient } from "@aws-sdk/client-kms";
import { keys, type SealedToken, tokenPrefix } from "../../domain/contract/route.ts";
import { tokenIn } from "../../domain/contract/seal.ts";
import { fromAttributes, toAttributes } from "./attributes.ts";
import type { Deadline } from "./deadline.ts";
import { LastKnownCache } from "./last-known-cache.ts";

/** An account and the tokens that sign its requests. The tokens are only ever in memory. */
export interface Signer {
  readonly accountSid: string;
  readonly tenant: string;
  readonly connection: string;
  readonly tokens: readonly string[];
}

/**
 * The signer of an account. `unknown`: no token is stored for it. `contested`: its tokens name more than one tenant (`failure` says which).
 * `unreadable`: the table or the key can't be reached.
 */
export type SignerFound = {
  readonly signer: Signer | "unknown" | "contested" | "unreadable";
  readonly failure?: unknown;
};

/** The table with the sealed tokens, and the key that decrypts them. */
export interface SignerStoreArgs {
  readonly dynamodb: Pick<DynamoDBClient, "send">;
  readonly kms: Pick<KMSClient, "send">;
  /** Name of the routes table. */
  readonly table: string;
  /** ARN of the region's asymmetric KMS key. */
  readonly keyArn: string;
  /** TTL of cached tokens. */
  readonly cacheMs: number;
}

/** Maximum tokens of an account (a rotation needs two). An account with more is contested, since the rest aren't read and can't be checked. */
const MAX_TOKENS = 8;

/**
 * Reads the signing tokens of an account from the routes table, and decrypts them with KMS. Caches them for `cacheMs`; while table or key can't be
 * reached, the last known tokens are used however old.
 */
export class SignerStore {
  readonly #args: SignerStoreArgs;
  readonly #known = new LastKnownCache<Signer>(1_000);
  readonly #opened = new LastKnownCache<string>(2_000);

  constructor(args: SignerStoreArgs) {
    this.#args = args;
  }

  /** `maxAgeMs` overrides the TTL: after a rotation, the cached tokens may be the old ones. */
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
      // An incomplete set isn't cached: the next read may decrypt the token that failed.
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
    if (schema !== 1)
      throw new AccountError(
        `a signing token of account ${accountSid} has schema ${JSON.stringify(schema)}, and this version reads schema 1: use the version that wrote it, or a later one`,
      );
    if (typeof sealed !== "string")
      throw new AccountError(
        `a signing token of account ${accountSid} has no sealed text: deploy the tenant's stack again`,
      );
    const cacheKey = `${accountSid} ${sealed}`;
    const opened = this.#opened.get(cacheKey);
    if (opened) return opened.value;
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

/** Error: the stored tokens of an account can't be used. */
export class AccountError extends Error {
  override readonly name = "AccountError";
}

/**
 * Checks that an account belongs to one tenant: if its tokens name several, the sender is unknown. Connection names may differ: a token keeps the name
 * under which it was stored when its connection is renamed.
 */
function contradictionOf(accountSid: string, items: readonly SealedToken[]): AccountError | undefined {
  if (items.length > MAX_TOKENS)
    return new AccountError(
      `account ${accountSid} has more than ${MAX_TOKENS} signing tokens: deploy the tenant's stack again`,
    );
  const owners = [...new Set(items.map(({ tenant }) => `${tenant}`))];
  if (owners.length > 1)
    return new AccountError(
      `account ${accountSid} belongs to more than one tenant (${owners.join(", ")}): remove the account from all but one tenant's file, and deploy that one`,
    );
  return undefined;
}
