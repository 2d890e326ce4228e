import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { LogEntry } from "./log.ts";

export interface HandlerLine {
  readonly at: Date;
  readonly level: LogEntry["level"];
  readonly text: string;
  readonly callSid?: string;
}

/** Reads the handlers' log lines from CloudWatch Logs, each line once. */
export class HandlerLogs {
  readonly #endpoint: string;
  readonly #regions: () => readonly string[];
  readonly #clients = new Map<string, CloudWatchLogsClient>();
  /** Events already returned, by AWS Region and log group, and the latest timestamp. */
  readonly #seen = new Map<string, { since: number; ids: Set<string> }>();

  /** @param regions returns the AWS Regions whose handlers' logs are read */
  constructor(endpoint: string, regions: () => readonly string[]) {
    this.#endpoint = endpoint;
    this.#regions = regions;
  }

  /** Returns the lines added since the last call, oldest first. */
  async next(): Promise<HandlerLine[]> {
    const lines: HandlerLine[] = [];
    for (const region of new Set(this.#regions())) {
      const client = this.#in(region);
      const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({}));
      for (const { logGroupName } of logGroups)
        if (logGroupName) lines.push(...(await this.#ofGroup(client, region, logGroupName)));
    }
    return lines.sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  /** Resets the read position: the next call of `next` returns every line. */
  forget(): void {
    this.#seen.clear();
  }

  close(): void {
    for (const client of this.#clients.values()) client.destroy();
  }

  #in(region: string): CloudWatchLogsClient {
    const open = this.#clients.get(region);
    if (open !== undefined) return open;
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const client = new CloudWatchLogsClient({ endpoint: this.#endpoint, region, credentials });
    this.#clients.set(region, client);
    return client;
  }

  async #ofGroup(client: CloudWatchLogsClient, region: string, logGroupName: string): Promise<HandlerLine[]> {
    const key = `${region} ${logGroupName}`;
    const seen = this.#seen.get(key) ?? { since: 0, ids: new Set<string>() };
    this.#seen.set(key, seen);
    const lines: HandlerLine[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(
        // Lines can arrive late, so the last seconds are read again.
        new FilterLogEventsCommand({ logGroupName, startTime: Math.max(0, seen.since - 5_000), nextToken }),
      );
      for (const event of page.events ?? []) {
        const id = `${event.logStreamName} ${event.timestamp} ${event.message}`;
        if (seen.ids.has(id)) continue;
        seen.ids.add(id);
        seen.since = Math.max(seen.since, event.timestamp ?? 0);
        const line = readLine(event.message ?? "", new Date(event.timestamp ?? 0));
        if (line !== undefined) lines.push(line);
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return lines;
  }
}

/** Formats a line of Powertools' logger as text; undefined for metrics and for lines of the Lambda runtime. */
export function readLine(message: string, at: Date): HandlerLine | undefined {
  const text = message.trim();
  if (text === "" || /^(START|END|REPORT|INIT_START) /.test(text)) return undefined;
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(text);
  } catch {
    return { at, level: "info", text };
  }
  if ("_aws" in fields) return undefined;
  const { level, message: words, service, timestamp, callSid, region, xray_trace_id: _, ...rest } = fields;
  const more = Object.entries(rest)
    .filter(([name]) => !/^(cold_start|function_|sampling_rate|requestId$)/.test(name))
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return {
    at: typeof timestamp === "string" ? new Date(timestamp) : at,
    level: level === "ERROR" || level === "CRITICAL" ? "error" : level === "WARN" ? "warn" : "info",
    text: [`${region}/${service}:`, String(words), ...more].join(" "),
    ...(typeof callSid === "string" ? { callSid } : {}),
  };
}
