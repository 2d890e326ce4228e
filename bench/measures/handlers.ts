import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundleHandlers } from "../../infra/handler-bundle.ts";
import { ACME, ACME_NUMBER, ACME_TOKEN, bed, CALLER, ENVIRONMENT } from "../../lambdas/testbed/fixture.ts";
import { sid, webhook } from "../../lambdas/testbed/sender.ts";
import { voiceHandler } from "../../lambdas/twilio-voice/handler.ts";
import type { BudgetName, Measured } from "../budgets.ts";
import { median, percentile, spread } from "../statistics.ts";
import { benchDir } from "../world.ts";

/** Measures the handlers' bundles as deployed: their size, their load time, and the answer times of a warm handler. */
export async function measureHandlers(quick: boolean): Promise<Partial<Record<BudgetName, Measured>>> {
  const bundles = await bundleHandlers({ outDir: join(benchDir, "bundles") });
  const sizes = bundles.map(({ name, bytes }) => `${name} ${(bytes / 1e6).toFixed(2)} MB`).join(", ");
  const loads: { name: string; times: number[]; client: number[] }[] = [];
  for (const { name, file } of bundles) {
    const times: number[] = [];
    const client: number[] = [];
    for (let i = 0; i < (quick ? 3 : 9); i++) {
      times.push(await loadMs(file));
      client.push(await loadMs("@aws-sdk/client-dynamodb"));
    }
    loads.push({ name, times, client });
  }
  const slowest = loads.reduce((a, b) => (median(b.times) > median(a.times) ? b : a));
  const warm = await warmAnswers(quick ? 1_000 : 5_000);
  const batches = Array.from({ length: Math.floor(warm.length / BATCH) }, (_, i) =>
    warm.slice(i * BATCH, (i + 1) * BATCH),
  );
  return {
    "handler-bundle": { figure: Math.max(...bundles.map(({ bytes }) => bytes)) / 1e6, detail: sizes },
    "handler-load": {
      figure: median(slowest.times),
      detail: `${slowest.name} ${spread(slowest.times, "ms", 0)}; the unbundled client of DynamoDB alone ${median(slowest.client).toFixed(0)} ms`,
    },
    "handler-warm-p99": {
      // The median of the batches' p99s: a pause of the machine spoils only one batch.
      figure: median(batches.map((batch) => percentile(batch, 0.99))),
      detail: `median ${median(warm).toFixed(2)} ms of ${warm.length} answers; the median of the p99s of batches of ${BATCH}; tables in memory`,
    },
  };
}

/** Number of answers in a batch: enough to take a p99 of. */
const BATCH = 300;

/** Returns the milliseconds that a new Node process takes to import a module without a compile cache, as in a new Lambda environment. */
async function loadMs(module: string): Promise<number> {
  const code = `const t = performance.now(); await import(${JSON.stringify(module)}); process.stdout.write("\\n" + (performance.now() - t));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code], {
    env: {
      PATH: process.env.PATH,
      ...ENVIRONMENT,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    },
  });
  return Number(stdout.split("\n").at(-1));
}

/** Returns the times that a warm handler takes to answer new calls, in milliseconds. */
async function warmAnswers(count: number): Promise<number[]> {
  const handle = voiceHandler(bed().deps);
  const form = { AccountSid: ACME, From: CALLER, To: ACME_NUMBER, CallStatus: "ringing" };
  const times: number[] = [];
  const write = process.stdout.write;
  // Silences the handler's log, which goes to standard output.
  process.stdout.write = (() => true) as typeof process.stdout.write;
  try {
    for (let i = 0; i < count; i++) {
      const event = webhook("/twilio/voice", { ...form, CallSid: sid("CA", i) }, ACME_TOKEN);
      const started = performance.now();
      await handle(event);
      times.push(performance.now() - started);
    }
  } finally {
    process.stdout.write = write;
  }
  return times.slice(count / 10);
}
