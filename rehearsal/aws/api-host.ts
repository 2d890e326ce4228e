import type { HostResolver } from "../hosts.ts";

export interface ApiHostOptions {
  /** How long an answer is kept, 1000 ms when absent. */
  readonly cacheMs?: number;
  /** Regions whose custom domains are looked up, `us-east-1` when absent. */
  readonly regions?: readonly string[];
}

/**
 * Resolves the custom domains of HTTP APIs on a MiniStack: the domain must exist there and map to an API. MiniStack then routes by
 * the Host header, so the domain itself is the host to send.
 */
export function apiHost(endpoint: string, options: ApiHostOptions = {}): HostResolver {
  const { cacheMs = 1_000, regions = ["us-east-1"] } = options;
  const known = new Map<string, { until: number; maps: Promise<boolean> }>();
  const maps = async (domain: string): Promise<boolean> => {
    const { ApiGatewayV2Client, GetApiMappingsCommand, NotFoundException } = await import(
      "@aws-sdk/client-apigatewayv2"
    );
    for (const region of regions) {
      const client = new ApiGatewayV2Client({
        endpoint,
        region,
        credentials: { accessKeyId: "test", secretAccessKey: "test" },
      });
      try {
        const { Items = [] } = await client.send(new GetApiMappingsCommand({ DomainName: domain }));
        if (Items.length > 0) return true;
      } catch (error) {
        if (!(error instanceof NotFoundException)) throw error;
      } finally {
        client.destroy();
      }
    }
    return false;
  };
  return async (url) => {
    const domain = url.hostname;
    let entry = known.get(domain);
    if (entry === undefined || entry.until < Date.now()) {
      entry = { until: Date.now() + cacheMs, maps: maps(domain) };
      known.set(domain, entry);
      entry.maps.catch(() => known.delete(domain));
    }
    return (await entry.maps) ? { origin: endpoint, host: domain } : undefined;
  };
}
