import type { WebhookFallback } from "../../domain/config/webhook-fallback.ts";
import type { FallbackAnswer } from "./fallback-answer.ts";
import type { Place } from "./place.ts";

/** What a fallback is declared from. */
export interface FallbackArgs {
  readonly by: WebhookFallback["by"];
  readonly answer: FallbackAnswer;
  /** AWS Region of the bucket or the function. */
  readonly awsRegion: string;
  readonly place: Place;
  readonly logGroup: string;
  readonly logRetentionDays: number;
}
