import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DecryptCommand, type KMSClient } from "@aws-sdk/client-kms";
import { type AccountTokens, keys } from "../router/route.ts";
import { fromAttributes, toAttributes } from "./attributes.ts";
import type { Deadline } from "./deadline.ts";
import { Memory } from "./memory.ts";

/** Who may sign for an account. The tokens stay in memory only. */
export interface Signer {
  readonly accountSid: string;
  readonly tenant: string;
  readonly connection: string;
  readonly tokens: readonly string[];
}

/** A signer, that the account is none of ours, or that neither can be told now. */
export type SignerFound = { readonly signer: Signer | "unknown" | "unreadable"; readonly failure?: unknown };

/**
 * Reads the signing tokens of one account: its item of the routes table, whose ciphertexts KMS opens with the context {accountSid}.
 * They are used for `cacheMs` without a new read, and for as long as need be when table or key can't be reached.
 */
export class Signers {
  readonly #table: Pick<DynamoDBClient, "send">;
  readonly #kms: Pick<KMSClient, "send">;
  readonly #name: string;
  readonly #cacheMs: number;
  readonly #known = new Memory<Signer>(1_000);
  readonly #opened = new Memory<string>(2_000);

  constructor(table: Pick<DynamoDBClient, "send">, kms: Pick<KMSClient, "send">, name: string, cacheMs: number) {
    this.#table = table;
    this.#kms = kms;
    this.#name = name;
    this.#cacheMs = cacheMs;
  }

  /** `maxAgeMs` narrows the cache: after a rotation the tokens at hand may be the old ones. */
  async of(accountSid: string, deadline: Deadline, maxAgeMs = this.#cacheMs): Promise<SignerFound> {
    const known = this.#known.get(accountSid);
    if (known && known.ageMs < maxAgeMs) return { signer: known.value };
    try {
      const command = new GetItemCommand({ TableName: this.#name, Key: toAttributes(keys.account(accountSid)) });
      const { Item } = await deadline.run("the account", (abortSignal) => this.#table.send(command, { abortSignal }));
      if (!Item) {
        this.#known.delete(accountSid);
        return { signer: "unknown" };
      }
      const account = fromAttributes(Item) as unknown as AccountTokens;
      const opened = await Promise.allSettled(
        account.tokens.map((ciphertext) => this.#open(accountSid, ciphertext, deadline)),
      );
      const tokens = opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
      const failure = opened.find((result) => result.status === "rejected")?.reason;
      if (tokens.length === 0)
        throw failure ?? new Error(`account ${accountSid} has no signing tokens: deploy the tenant's stack again`);
      const signer = { accountSid, tenant: account.tenant, connection: account.connection, tokens };
      // Half of a rotation is not remembered: the token that wasn't opened now may be opened next time.
      if (failure === undefined) this.#known.set(accountSid, signer);
      return { signer, failure };
    } catch (failure) {
      return { signer: known?.value ?? "unreadable", failure };
    }
  }

  async #open(accountSid: string, ciphertext: string, deadline: Deadline): Promise<string> {
    const cacheKey = `${accountSid} ${ciphertext}`;
    const opened = this.#opened.get(cacheKey);
    if (opened) return opened.value;
    const command = new DecryptCommand({
      CiphertextBlob: Buffer.from(ciphertext, "base64"),
      EncryptionContext: { accountSid },
    });
    const { Plaintext } = await deadline.run("a signing token", (abortSignal) =>
      this.#kms.send(command, { abortSignal }),
    );
    if (!Plaintext?.length) throw new Error(`a signing token of account ${accountSid} is empty`);
    const token = Buffer.from(Plaintext).toString("utf8");
    this.#opened.set(cacheKey, token);
    return token;
  }
}
