import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ProviderError } from "../kit/handler.ts";
import { requestTimeoutMs } from "../kit/request-timeout.ts";
import { type Asked, explained } from "./aws-errors.ts";

export type Sdk = typeof import("@aws-sdk/client-dynamodb");

/** The provider's AWS Region and credentials profile. */
export interface AwsOptions {
  readonly region: string;
  readonly profile?: string | undefined;
}

/** Time limits of requests to AWS. With the SDK's defaults a request can hang forever. */
export interface Limits {
  /** Limit of one request, including its connection. */
  readonly requestMs: number;
  /** Limit of a request with all its retries, and of finding credentials. */
  readonly totalMs: number;
}

export const LIMITS: Limits = { requestMs: requestTimeoutMs(10_000), totalMs: 60_000 };
/** Attempts of the SDK. It retries throttled requests, server errors and broken connections; that is safe, since all requests here are idempotent. */
const ATTEMPTS = 5;
const CONNECT_MS = 3_000;

/** A DynamoDB client with time limits and readable errors. Loads the SDK at the first request, so a preview without changes doesn't wait for it. */
export class DynamoDb {
  readonly #options: AwsOptions;
  readonly #limits: Limits;
  #client: DynamoDBClient | undefined;

  constructor(options: AwsOptions, limits: Limits = LIMITS) {
    this.#options = options;
    this.#limits = limits;
  }

  /**
   * Makes a request about a table. A failed condition is thrown as the SDK's error, an abort as the signal's reason.
   * @throws ProviderError for every other error of AWS, the credentials or the network
   */
  async ask<T>(
    table: string,
    signal: AbortSignal,
    request: (client: DynamoDBClient, sdk: Sdk, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    return bounded(this.#options, this.#limits, signal, { service: "DynamoDB", table }, async (abortSignal) => {
      const sdk = await import("@aws-sdk/client-dynamodb");
      this.#client ??= new sdk.DynamoDBClient(clientOptions(this.#options, this.#limits));
      return request(this.#client, sdk, { abortSignal });
    });
  }
}

/** Returns the options that every SDK client gets. */
export const clientOptions = (options: AwsOptions, limits: Limits) => ({
  ...options,
  maxAttempts: ATTEMPTS,
  requestHandler: {
    connectionTimeout: Math.min(CONNECT_MS, limits.requestMs),
    requestTimeout: limits.requestMs,
    throwOnRequestTimeout: true,
  },
});

/** Makes a request with time limits and readable errors; `about` is the request's subject in them. */
export async function bounded<T>(
  options: AwsOptions,
  limits: Limits,
  signal: AbortSignal,
  about: Pick<Asked, "service" | "table">,
  request: (abortSignal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(limits.totalMs)]);
  try {
    limited.throwIfAborted();
    return await orAborted(request(limited), limited);
  } catch (error) {
    signal.throwIfAborted();
    if (limited.aborted) {
      const seconds = limits.totalMs / 1000;
      throw new ProviderError("aws-slow", `AWS in ${options.region} didn't answer within ${seconds} s: run it again`);
    }
    throw explained(error, { ...options, ...about });
  }
}

/** Rejects when the signal aborts, even while the SDK ignores it: during its search for credentials and between two attempts. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
