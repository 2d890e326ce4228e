import { ProviderError } from "../../../providers/kit/handler.ts";

export interface AwsOptions {
  /** Loopback origin of the AWS API: `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly region: string;
  /** Tags added to every taggable resource. */
  readonly defaultTags?: Readonly<Record<string, string>>;
  /** Folder against which relative paths of assets are resolved. */
  readonly cwd?: string;
  /** Credentials, which must belong to the account of {@link ROOT}. @default ROOT */
  readonly credentials?: (() => Promise<Credentials>) | undefined;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** MiniStack serves unauthenticated traffic (HTTP APIs, function URLs) from the account of this key only. */
export const ROOT: Credentials = { accessKeyId: "test", secretAccessKey: "test" };

/**
 * One region of the AWS API at a loopback endpoint. Imports each service's client at its first use, so that the provider starts
 * quickly.
 */
export class Aws {
  readonly region: string;
  readonly partition = "aws";
  readonly defaultTags: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly #options: AwsOptions;
  readonly #clients = new Map<string, object>();
  readonly #regions = new Map<string, Aws>();
  #account: Promise<string> | undefined;

  constructor(options: AwsOptions) {
    const { hostname, protocol } = new URL(options.endpoint);
    if (protocol !== "http:" || !["127.0.0.1", "localhost", "[::1]"].includes(hostname)) {
      throw new ProviderError(
        "not-loopback",
        `endpoint ${options.endpoint}: rehearsals use AWS APIs on loopback only; set http://127.0.0.1:PORT`,
      );
    }
    this.#options = options;
    this.region = options.region;
    this.defaultTags = options.defaultTags ?? {};
    this.cwd = options.cwd ?? process.cwd();
  }

  /** Returns the same account in another region, since a resource can set its own `region`. */
  in(region: string | undefined): Aws {
    if (region === undefined || region === this.region) return this;
    const other = this.#regions.get(region) ?? new Aws({ ...this.#options, region });
    this.#regions.set(region, other);
    return other;
  }

  /** Returns the account's id: twelve digits. */
  account(): Promise<string> {
    this.#account ??= this.sts().then(
      async ({ client, sdk }) => (await client.send(new sdk.GetCallerIdentityCommand({}))).Account!,
    );
    return this.#account;
  }

  async acm() {
    const sdk = await import("@aws-sdk/client-acm");
    return { sdk, client: this.#client("acm", () => new sdk.ACMClient(this.#config())) };
  }

  async apigateway() {
    const sdk = await import("@aws-sdk/client-apigatewayv2");
    return { sdk, client: this.#client("apigateway", () => new sdk.ApiGatewayV2Client(this.#config())) };
  }

  async cloudfront() {
    const sdk = await import("@aws-sdk/client-cloudfront");
    return { sdk, client: this.#client("cloudfront", () => new sdk.CloudFrontClient(this.#config())) };
  }

  async cloudwatch() {
    const sdk = await import("@aws-sdk/client-cloudwatch");
    return { sdk, client: this.#client("cloudwatch", () => new sdk.CloudWatchClient(this.#config())) };
  }

  async dynamodb() {
    const sdk = await import("@aws-sdk/client-dynamodb");
    return { sdk, client: this.#client("dynamodb", () => new sdk.DynamoDBClient(this.#config())) };
  }

  async iam() {
    const sdk = await import("@aws-sdk/client-iam");
    return { sdk, client: this.#client("iam", () => new sdk.IAMClient(this.#config())) };
  }

  async kms() {
    const sdk = await import("@aws-sdk/client-kms");
    return { sdk, client: this.#client("kms", () => new sdk.KMSClient(this.#config())) };
  }

  async lambda() {
    const sdk = await import("@aws-sdk/client-lambda");
    return { sdk, client: this.#client("lambda", () => new sdk.LambdaClient(this.#config())) };
  }

  async logs() {
    const sdk = await import("@aws-sdk/client-cloudwatch-logs");
    return { sdk, client: this.#client("logs", () => new sdk.CloudWatchLogsClient(this.#config())) };
  }

  async route53() {
    const sdk = await import("@aws-sdk/client-route-53");
    return { sdk, client: this.#client("route53", () => new sdk.Route53Client(this.#config())) };
  }

  async s3() {
    const sdk = await import("@aws-sdk/client-s3");
    // Bucket names in the path: as subdomains they would need DNS.
    const config = { ...this.#config(), forcePathStyle: true };
    return { sdk, client: this.#client("s3", () => new sdk.S3Client(config)) };
  }

  async sns() {
    const sdk = await import("@aws-sdk/client-sns");
    return { sdk, client: this.#client("sns", () => new sdk.SNSClient(this.#config())) };
  }

  async sqs() {
    const sdk = await import("@aws-sdk/client-sqs");
    return { sdk, client: this.#client("sqs", () => new sdk.SQSClient(this.#config())) };
  }

  async sts() {
    const sdk = await import("@aws-sdk/client-sts");
    return { sdk, client: this.#client("sts", () => new sdk.STSClient(this.#config())) };
  }

  #config() {
    return {
      endpoint: this.#options.endpoint,
      region: this.region,
      credentials: this.#options.credentials ?? ROOT,
      requestHandler: { connectionTimeout: 2_000, requestTimeout: 30_000 },
    };
  }

  #client<Client extends object>(service: string, make: () => Client): Client {
    const client = (this.#clients.get(service) as Client | undefined) ?? make();
    this.#clients.set(service, client);
    return client;
  }
}

/** Error names that AWS services use for a resource that doesn't exist. */
const GONE = new Set([
  "NoSuchBucket",
  "NoSuchBucketPolicy",
  "NoSuchDistribution",
  "NoSuchEntity",
  "NoSuchEntityException",
  "NoSuchFunctionExists",
  "NoSuchHostedZone",
  "NoSuchKey",
  "NoSuchOriginAccessControl",
  "NoSuchPublicAccessBlockConfiguration",
  "NoSuchTagSet",
  "NotFound",
  "NotFoundException",
  "QueueDoesNotExist",
  "ResourceNotFound",
  "ResourceNotFoundException",
]);

/** Tells whether an error means that the resource doesn't exist. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && GONE.has(error.name);
}

/** Returns the call's result; undefined if the resource doesn't exist. */
export async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Polls until the result is defined. @throws ProviderError `timeout` after `timeoutMs` */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { signal, timeoutMs = 60_000 }: { signal: AbortSignal; timeoutMs?: number },
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 500)) {
    signal.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline)
      throw new ProviderError("timeout", `timed out after ${timeoutMs / 1000} s waiting for: ${what}`);
    await new Promise((done) => setTimeout(done, pauseMs));
  }
}
