import { createHash } from "node:crypto";
import { z } from "zod";
import type { RegionConfig } from "../config/region.ts";

/** The stack output `region`, which tenant stacks read. */
export const regionOutputsSchema = z.object({
  id: z.string(),
  /** Digest of the rules that the region was deployed with: {@link rulesDigest}. */
  rules: z.string(),
  /** `https://` origin of the webhook domain. */
  webhookOrigin: z.string(),
  /** The endpoint of Twilio's fallback URL: its URL, the service behind it, and its AWS Region. */
  fallback: z.object({ url: z.string(), by: z.string(), awsRegion: z.string() }),
  /** AWS Region of the region's infrastructure. */
  awsRegion: z.string(),
  routesTable: z.string(),
  /** Public key with which signing tokens are sealed. Only the handlers' role can decrypt them. */
  tokenKey: z.object({ publicKeyPem: z.string() }),
});

/** A deployed region's infrastructure, for tenant programs. */
export type RegionOutputs = z.output<typeof regionOutputsSchema>;

/**
 * Digest of a region's rules (SHA-256 over the checked content with sorted keys, first 16 hex digits). Excludes the recipients of alarms, the limits,
 * the prices, support, contacts and the conduct in calls, because no tenant stack depends on those.
 */
export function rulesDigest(region: RegionConfig): string {
  const { alarms: _a, limits: _l, pricing: _p, conduct: _c, support: _s, contacts: _k, ...rules } = region;
  return createHash("sha256").update(canonicalJson(rules)).digest("hex").slice(0, 16);
}

/** JSON with sorted keys, so that equal content has equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, v) =>
    v !== null && typeof v === "object" && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}
