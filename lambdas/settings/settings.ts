import { isE164 } from "../../domain/contract/e164.ts";
import {
  type GivenFallback,
  type PrefixLanguage,
  type RegionFallback,
  regionFallback,
} from "../../domain/contract/region-fallback.ts";
import { ROUTE_CACHE_MS } from "../../domain/contract/route.ts";

/** A handler's environment, parsed. */
export interface Settings {
  readonly routesTable: string;
  readonly callsTable: string;
  /** URL of the queue for events that couldn't be written in time. */
  readonly lateEventsQueueUrl: string;
  /** ARN of the region's asymmetric KMS key, which decrypts the signing tokens. */
  readonly tokenKeyArn: string;
  /** Origin of the region's webhook domain, without a trailing slash. Signatures are checked against it, never against a Host header. */
  readonly webhookOrigin: string;
  readonly region: RegionFallback;
  readonly callRetentionDays: number;
  /** Route-cache TTL. */
  readonly routeCacheMs: number;
  /** TTL of an account's cached signing tokens. */
  readonly tokenCacheMs: number;
}

/** An environment variable is missing or invalid. The message doesn't quote its value. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables that the region stack sets on each handler. @throws SettingError
 * Required: `ROUTES_TABLE`, `CALLS_TABLE`, `LATE_EVENTS_QUEUE_URL`, `TOKEN_KEY_ARN`, `WEBHOOK_ORIGIN`, `REGION`, `CALL_RETENTION_DAYS`, `FALLBACK` (JSON: `{say?, dial?, language?, unknownNumber?, texts?}`),
 * and optionally `LANGUAGES` (languages of called numbers by prefix: `+33=fr-FR,+49=de-DE`), `ROUTE_CACHE_MS` (default 5000) and `TOKEN_CACHE_MS` (default 300000).
 */
export function readSettings(env: Environment): Settings {
  return {
    routesTable: required(env, "ROUTES_TABLE"),
    callsTable: required(env, "CALLS_TABLE"),
    lateEventsQueueUrl: required(env, "LATE_EVENTS_QUEUE_URL"),
    tokenKeyArn: required(env, "TOKEN_KEY_ARN"),
    webhookOrigin: origin(required(env, "WEBHOOK_ORIGIN")),
    region: regionFallback(
      required(env, "REGION"),
      fallbackIn(required(env, "FALLBACK")),
      languagesIn(env.LANGUAGES ?? ""),
    ),
    callRetentionDays: integer("CALL_RETENTION_DAYS", required(env, "CALL_RETENTION_DAYS"), 1, 3650),
    routeCacheMs: integer("ROUTE_CACHE_MS", env.ROUTE_CACHE_MS || String(ROUTE_CACHE_MS), 0, 300_000),
    tokenCacheMs: integer("TOKEN_CACHE_MS", env.TOKEN_CACHE_MS || "300000", 0, 3_600_000),
  };
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value)
    throw new SettingError(`${name} is not set; the region stack sets it on every handler: deploy the region again`);
  return value;
}

function origin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== "https:" || url.origin !== value) {
    throw new SettingError(
      "WEBHOOK_ORIGIN must be an https origin without a path, as in https://voice.us.aybiza.example: deploy the region again",
    );
  }
  return value;
}

function integer(name: string, value: string, min: number, max: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= min && number <= max))
    throw new SettingError(
      `${name} must be a whole number from ${min} to ${max}: correct it in the handler's environment`,
    );
  return number;
}

const FALLBACK_KEYS = ["say", "dial", "language", "unknownNumber"] as const;

/** Parses the region's fallback from the variable `FALLBACK`. */
function fallbackIn(json: string): GivenFallback {
  const given = parsed(json);
  const isText = (key: (typeof FALLBACK_KEYS)[number]) => given?.[key] === undefined || typeof given[key] === "string";
  const { dial, language } = (given ?? {}) as GivenFallback;
  if (
    !given ||
    !FALLBACK_KEYS.every(isText) ||
    (language && !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) ||
    (dial && !isE164(dial))
  )
    throw new SettingError(
      'FALLBACK must be a JSON object of texts, as in {"say":"Please call again later.","dial":"+14155550100"}: deploy the region again',
    );
  return given;
}

/** Parses the variable `LANGUAGES`. */
function languagesIn(text: string): PrefixLanguage[] {
  const parts = text === "" ? [] : text.split(",");
  return parts.map((part) => {
    const [, prefix, language] = /^(\+\d{1,14})=([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(part) ?? [];
    if (prefix !== undefined && language !== undefined) return [prefix, language];
    throw new SettingError(
      "LANGUAGES must list prefixes with languages, as in +33=fr-FR,+49=de-DE: deploy the region again",
    );
  });
}

/** Parses a JSON object; undefined if the text isn't one. */
function parsed(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
