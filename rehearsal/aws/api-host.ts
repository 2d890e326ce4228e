import type { Destination, HostResolver } from "../hosts.ts";
import { checkCertificate, isRecorded } from "./domain.ts";
import { Aws, unlessGone } from "./provider/aws.ts";

export interface ApiHostOptions {
  /** How long a resolved host is cached, in ms. @default 1000 */
  readonly cacheMs?: number;
  /** AWS Regions in which a custom domain is looked for. @default us-east-1 for any host */
  readonly regions?: (host: string) => readonly string[];
}

/** Matches an API's default host name on AWS. MiniStack's default host name of the API ends differently. */
const OWN_NAME = /^([a-z0-9]+)\.execute-api\.([a-z0-9-]+)\.amazonaws\.com$/;

/**
 * Resolves the host names of HTTP APIs on a MiniStack: custom domains with an API mapping and a DNS record (MiniStack routes by the Host header),
 * and an API's default name unless `disableExecuteApiEndpoint` is set (which MiniStack itself ignores).
 */
export function apiHost(endpoint: string, options: ApiHostOptions = {}): HostResolver {
  const { cacheMs = 1_000, regions = () => ["us-east-1"] } = options;
  const aws = new Aws({ endpoint, region: "us-east-1" });
  const known = new Map<string, { until: number; answer: Promise<Destination | undefined> }>();

  const look = async (host: string): Promise<Destination | undefined> => {
    const [, apiId, region] = OWN_NAME.exec(host) ?? [];
    if (apiId && region) {
      const own = { origin: endpoint, host: `${apiId}.execute-api.127.0.0.1` };
      return (await answersToItsName(aws.in(region), apiId)) ? own : undefined;
    }
    for (const region of regions(host)) {
      if (!(await isMapped(aws.in(region), host)) || !(await isRecorded(aws, host))) continue;
      await checkCertificate(aws.in(region), host);
      return { origin: endpoint, host };
    }
    return undefined;
  };

  return ({ hostname }) => {
    const entry = known.get(hostname);
    if (entry && entry.until > Date.now()) return entry.answer;
    const answer = look(hostname);
    known.set(hostname, { until: Date.now() + cacheMs, answer });
    answer.catch(() => known.delete(hostname));
    return answer;
  };
}

async function isMapped(aws: Aws, domain: string): Promise<boolean> {
  const { client, sdk } = await aws.apigateway();
  const found = await unlessGone(client.send(new sdk.GetApiMappingsCommand({ DomainName: domain })));
  return (found?.Items ?? []).length > 0;
}

async function answersToItsName(aws: Aws, ApiId: string): Promise<boolean> {
  const { client, sdk } = await aws.apigateway();
  const api = await unlessGone(client.send(new sdk.GetApiCommand({ ApiId })));
  return api !== undefined && api.DisableExecuteApiEndpoint !== true;
}
