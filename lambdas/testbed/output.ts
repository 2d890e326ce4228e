import { afterEach, beforeEach, vi } from "vitest";

/** Output of a handler: log lines and metric lines, one JSON object each. */
export interface Output {
  readonly text: () => string;
  /** Log lines. */
  readonly logs: () => Record<string, unknown>[];
  /** Metrics by name, summed over all lines, and their dimensions. */
  readonly metrics: () => { counts: Record<string, number>; dimensions: Record<string, unknown> };
}

/** Captures the output of each test of the file. */
export function captureOutput(): Output {
  let chunks: string[] = [];
  beforeEach(() => {
    chunks = [];
    const keep = (chunk: unknown) => {
      chunks.push(String(chunk));
      return true;
    };
    vi.spyOn(process.stdout, "write").mockImplementation(keep);
    vi.spyOn(process.stderr, "write").mockImplementation(keep);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const lines = () =>
    chunks
      .join("")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    text: () => chunks.join(""),
    logs: () => lines().filter((line) => !("_aws" in line)),
    metrics: () => {
      const counts: Record<string, number> = {};
      let dimensions: Record<string, unknown> = {};
      for (const line of lines()) {
        if (!("_aws" in line)) continue;
        const { CloudWatchMetrics } = line._aws as {
          CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[];
        };
        const { Namespace, Dimensions, Metrics } = CloudWatchMetrics[0]!;
        dimensions = { Namespace, ...Object.fromEntries(Dimensions[0]!.map((name) => [name, line[name]])) };
        for (const { Name } of Metrics) counts[Name] = (counts[Name] ?? 0) + [line[Name]].flat().length;
      }
      return { counts, dimensions };
    },
  };
}
