import { createHash } from "node:crypto";
import { z } from "zod";
import type { RegionConfig } from "../config/region.ts";

/** What a deployed region tells its tenants: the stack output `region`. */
export const regionOutputsSchema = z.object({
  id: z.string(),
  /** Digest of the rules that it was deployed with: {@link rulesDigest}. */
  rules: z.string(),
  /** `https://` origin of the webhook domain. */
  webhookOrigin: z.string(),
  /** What answers Twilio's fallback URL, and where. */
  fallback: z.object({ url: z.string(), by: z.string(), awsRegion: z.string() }),
  /** AWS region of its infrastructure. */
  awsRegion: z.string(),
  routesTable: z.string(),
  /** Public half of the key that signing tokens are sealed with; only the handlers' role can open them. */
  tokenKey: z.object({ publicKeyPem: z.string() }),
});

/** Infrastructure of a deployed region, as a tenant's program uses it. */
export type RegionOutputs = z.output<typeof regionOutputsSchema>;

/**
 * Digest of a region's rules (SHA-256 over the checked content with sorted keys, first 16 hex digits). Who is told of alarms, how much is
 * taken on at a time, and what tenants pay, is nothing of the deployed region that a tenant's stack depends on.
 */
export function rulesDigest({ alarms: _alarms, limits: _limits, pricing: _pricing, ...rules }: RegionConfig): string {
  return createHash("sha256").update(canonicalJson(rules)).digest("hex").slice(0, 16);
}

/** JSON with sorted keys: the same text for the same content, however the file orders it. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, v) =>
    v !== null && typeof v === "object" && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}
