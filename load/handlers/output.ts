/** Metrics of the handlers that an outage affects. */
const COUNTS = [
  "Answered",
  "HandlerError",
  "LateWritten",
  "RecordLate",
  "RecordLost",
  "Repeat",
  "StaleRead",
  "StaticFallback",
  "WebhookRefused",
] as const;

/** Sums of what this thread's handlers wrote to standard output, which Lambda would send to CloudWatch. */
export interface HandlerOutput {
  readonly counts: Record<string, number>;
  bytes: number;
}

/** Captures this thread's output, which consists only of the handlers' log lines and metrics. */
export function takeOutput(): HandlerOutput {
  const output: HandlerOutput = { counts: {}, bytes: 0 };
  process.stdout.write = ((chunk: string | Uint8Array) => {
    const text = String(chunk);
    output.bytes += text.length;
    if (text.includes('"_aws"'))
      for (const name of COUNTS) if (text.includes(`"${name}":`)) output.counts[name] = (output.counts[name] ?? 0) + 1;
    return true;
  }) as typeof process.stdout.write;
  process.stderr.write = process.stdout.write;
  return output;
}
