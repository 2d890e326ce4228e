import type { HostResolver } from "../hosts.ts";

/** Names that AWS gives what answers the public: distributions of CloudFront, and functions with a URL. MiniStack routes both by the Host header. */
const OWN_NAMES = /^[a-z0-9]+\.(cloudfront\.net|lambda-url\.[a-z0-9-]+\.on\.aws)$/;

/** Resolves them to a MiniStack, which answers 404 for one that isn't there. */
export const ownNames =
  (endpoint: string): HostResolver =>
  async ({ hostname }) =>
    OWN_NAMES.test(hostname) ? { origin: endpoint, host: hostname } : undefined;
