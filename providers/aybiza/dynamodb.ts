import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ProviderError } from "../kit/handler.ts";
import { requestTimeoutMs } from "../kit/request-timeout.ts";
import { type Asked, explained } from "./aws-errors.ts";

export type Sdk = typeof import("@aws-sdk/client-dynamodb");

/** An AWS account and region, as the provider is configured for it. */
export interface AwsOptions {
  readonly region: string;
  readonly profile?: string | undefined;
}

/** How long AWS may take. The SDK's own defaults let a request hang for ever. */
export interface Limits {
  /** Of one request, its connection included. */
  readonly requestMs: number;
  /** Of a request with all its repetitions, and of finding credentials. */
  readonly totalMs: number;
}

export const LIMITS: Limits = { requestMs: requestTimeoutMs(10_000), totalMs: 60_000 };
/** Attempts in all: the SDK repeats what was throttled, refused by a server in trouble, or cut off. All that we ask may be repeated. */
const ATTEMPTS = 5;
const CONNECT_MS = 3_000;

/** DynamoDB with bounds and with errors for people. The SDK is loaded at the first request, so that a preview without changes never waits for it. */
export class DynamoDb {
  readonly #options: AwsOptions;
  readonly #limits: Limits;
  #client: DynamoDBClient | undefined;

  constructor(options: AwsOptions, limits: Limits = LIMITS) {
    this.#options = options;
    this.#limits = limits;
  }

  /**
   * Makes a request about a table. A failed condition comes as the SDK throws it; an abort as the signal's reason.
   * @throws ProviderError for all else that AWS, its credentials or the network refuse
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

/** How every client of the SDK is made here. */
export const clientOptions = (options: AwsOptions, limits: Limits) => ({
  ...options,
  maxAttempts: ATTEMPTS,
  requestHandler: {
    connectionTimeout: Math.min(CONNECT_MS, limits.requestMs),
    requestTimeout: limits.requestMs,
    throwOnRequestTimeout: true,
  },
});

/** Makes a request with bounds and with errors for people; `about` is what it asks for. */
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

/** Ends with the signal, also where the SDK doesn't look at it: while it finds credentials, and between two attempts. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
