import { isE164 } from "../../domain/contract/e164.ts";
import type { RegionVoice } from "../../domain/router/decide.ts";

/** How long a handler goes by a route that it has read, where its environment doesn't say: so long an assignment may take to reach a caller. */
export const ROUTE_CACHE_MS = 5_000;

/** What a handler is told by its environment. */
export interface Settings {
  readonly routesTable: string;
  readonly callsTable: string;
  /** URL of the queue that keeps what can't be written in time. */
  readonly lateEventsQueueUrl: string;
  /** ARN of the region's asymmetric key, which opens the signing tokens. */
  readonly tokenKeyArn: string;
  /** Origin of the region's webhook domain, without a slash at its end: signatures are checked against it, never against a Host header. */
  readonly webhookOrigin: string;
  readonly region: RegionVoice;
  readonly callRetentionDays: number;
  /** How long a route is used without a new read. */
  readonly routeCacheMs: number;
  /** How long an account's signing tokens are used without a new read. */
  readonly tokenCacheMs: number;
}

/** A variable of the environment that is missing or wrong. Its value is not repeated. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables that the region stack sets:
 * `ROUTES_TABLE`, `CALLS_TABLE`, `LATE_EVENTS_QUEUE_URL`, `TOKEN_KEY_ARN`, `WEBHOOK_ORIGIN`, `REGION`, `CALL_RETENTION_DAYS`, `FALLBACK` (JSON: `{say?, dial?, language?, unknownNumber?}`),
 * and, where the defaults don't fit, `ROUTE_CACHE_MS` (5000) and `TOKEN_CACHE_MS` (300000).
 */
export function readSettings(env: Environment): Settings {
  return {
    routesTable: required(env, "ROUTES_TABLE"),
    callsTable: required(env, "CALLS_TABLE"),
    lateEventsQueueUrl: required(env, "LATE_EVENTS_QUEUE_URL"),
    tokenKeyArn: required(env, "TOKEN_KEY_ARN"),
    webhookOrigin: origin(required(env, "WEBHOOK_ORIGIN")),
    region: regionVoice(required(env, "REGION"), required(env, "FALLBACK")),
    callRetentionDays: integer("CALL_RETENTION_DAYS", required(env, "CALL_RETENTION_DAYS"), 1, 3650),
    routeCacheMs: integer("ROUTE_CACHE_MS", env.ROUTE_CACHE_MS || String(ROUTE_CACHE_MS), 0, 300_000),
    tokenCacheMs: integer("TOKEN_CACHE_MS", env.TOKEN_CACHE_MS || "300000", 0, 3_600_000),
  };
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new SettingError(`${name} is not set: the region stack sets it on every handler`);
  return value;
}

function origin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== "https:" || url.origin !== value) {
    throw new SettingError("WEBHOOK_ORIGIN must be an https origin and no more, as in https://voice.us.aybiza.example");
  }
  return value;
}

function integer(name: string, value: string, min: number, max: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= min && number <= max)) throw new SettingError(`${name} must be a whole number from ${min} to ${max}`);
  return number;
}

const LATER = "Sorry, we can't take your call right now. Please call again later.";
const NOT_IN_SERVICE = "Sorry, the number that you have dialled is not in service. Goodbye.";

/** What the region says and dials, from its `FALLBACK`. */
export function regionVoice(name: string, json: string): RegionVoice {
  const wrong = () =>
    new SettingError(
      'FALLBACK must be a JSON object with texts, as in {"say":"Please call again later.","dial":"+14155550100"}',
    );
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw wrong();
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong();
  const { say, dial, language, unknownNumber } = value as Record<string, unknown>;
  for (const text of [say, dial, language, unknownNumber])
    if (text !== undefined && typeof text !== "string") throw wrong();
  if (language && !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language as string)) throw wrong();
  if (dial && !isE164(dial as string)) throw wrong();
  const text = (given: unknown, otherwise: string) => (given as string | undefined) || otherwise;
  return {
    name,
    say: text(say, LATER),
    ...(dial ? { dial: dial as string } : {}),
    language: text(language, "en-US"),
    unknownNumber: text(unknownNumber, NOT_IN_SERVICE),
  };
}
