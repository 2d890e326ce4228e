import type { HostResolver } from "../hosts.ts";

/** Matches the host names that AWS assigns to CloudFront distributions and function URLs. MiniStack routes both by the Host header. */
const OWN_NAMES = /^[a-z0-9]+\.(cloudfront\.net|lambda-url\.[a-z0-9-]+\.on\.aws)$/;

/** Resolves these host names to a MiniStack, which answers 404 for unknown ones. */
export const ownNames =
  (endpoint: string): HostResolver =>
  async ({ hostname }) =>
    OWN_NAMES.test(hostname) ? { origin: endpoint, host: hostname } : undefined;
