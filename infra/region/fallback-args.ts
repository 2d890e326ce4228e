import type { WebhookFallback } from "../../domain/config/webhook-fallback.ts";
import type { AwsLocation } from "./aws-location.ts";
import type { FallbackAnswer } from "./fallback-answer.ts";

/** Input of the region's fallback. */
export interface FallbackArgs {
  readonly by: WebhookFallback["by"];
  readonly answer: FallbackAnswer;
  /** AWS Region of the bucket or the function. */
  readonly awsRegion: string;
  readonly location: AwsLocation;
  readonly logGroup: string;
  readonly logRetentionDays: number;
}
