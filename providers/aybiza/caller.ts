import type { STSClient } from "@aws-sdk/client-sts";
import { type AwsOptions, bounded, clientOptions, LIMITS, type Limits } from "./dynamodb.ts";

/**
 * The AWS account of the provider's credentials (12 digits), requested once. AWS allows this request with any credentials:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export class Caller {
  readonly #options: AwsOptions;
  readonly #limits: Limits;
  #client: STSClient | undefined;
  #account: Promise<string> | undefined;

  constructor(options: AwsOptions, limits: Limits = LIMITS) {
    this.#options = options;
    this.#limits = limits;
  }

  /** Returns the account id. @throws ProviderError for errors of AWS, the credentials or the network */
  account(signal: AbortSignal): Promise<string> {
    this.#account ??= this.#ask(signal).catch((error: unknown) => {
      this.#account = undefined;
      throw error;
    });
    return this.#account;
  }

  #ask(signal: AbortSignal): Promise<string> {
    return bounded(this.#options, this.#limits, signal, { service: "STS" }, async (abortSignal) => {
      const sdk = await import("@aws-sdk/client-sts");
      this.#client ??= new sdk.STSClient(clientOptions(this.#options, this.#limits));
      const { Account } = await this.#client.send(new sdk.GetCallerIdentityCommand({}), { abortSignal });
      return Account!;
    });
  }
}
