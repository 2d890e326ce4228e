import { execFile } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Deadline } from "../lambdas/tables/deadline.ts";
import { Tracer } from "../lambdas/telemetry/trace.ts";
import { ACME, ACME_NUMBER, ACME_TOKEN, bed, CALL, CALLER, ENVIRONMENT, ROUTE } from "../lambdas/testbed/fixture.ts";
import { type Cloud, startCloud } from "../lambdas/testbed/ministack.ts";
import { sid, webhook } from "../lambdas/testbed/sender.ts";
import { voiceHandler } from "../lambdas/twilio-voice/handler.ts";
import { bundleHandlers, type HandlerBundle } from "./handler-bundle.ts";

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "..");
const dir = mkdtempSync(join(tmpdir(), "aybiza-bundles-"));
const outDir = join(dir, "out");
let bundles: HandlerBundle[];

beforeAll(async () => {
  bundles = await bundleHandlers({ outDir });
}, 60_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const FORM = { CallSid: CALL, AccountSid: ACME, From: CALLER, To: ACME_NUMBER, CallStatus: "ringing" };

/** Runs a module in a new Node process, as a Lambda function does. */
async function inNode(code: string, env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], {
    env: {
      PATH: process.env.PATH,
      ...ENVIRONMENT,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      ...env,
    },
  });
  return stdout;
}

test("a folder for each handler holds its code alone, 1 MB or less", () => {
  expect(bundles.map(({ name }) => name)).toEqual(["twilio-voice", "twilio-status", "late-events"]);
  for (const { name, dir, file, bytes } of bundles) {
    expect(readdirSync(dir)).toEqual(["index.mjs"]);
    expect(file).toBe(join(dir, "index.mjs"));
    console.info(`${name}: ${Math.round(bytes / 1024)} KB`);
    expect(bytes).toBeLessThan(1_000_000);
  }
});

test("a handler is loaded in 150 ms or less", { timeout: 60_000 }, async () => {
  for (const { name, file } of bundles) {
    const times: number[] = [];
    // A busy machine slows most loads, so repeat until one is fast enough.
    for (let i = 0; i < 40 && !(i >= 9 && Math.min(...times) < 150); i++) {
      times.push(
        Number(
          await inNode(
            `const t = performance.now(); await import(${JSON.stringify(file)}); process.stdout.write(String(performance.now() - t));`,
          ),
        ),
      );
    }
    times.sort((a, b) => a - b);
    console.info(
      `${name}: loaded in ${times[0]!.toFixed(0)} ms at best, ${times[times.length >> 1]!.toFixed(0)} ms in the middle`,
    );
    // Compare the fastest load: delays by other processes don't count.
    expect(times[0]).toBeLessThan(150);
  }
});

test.each([
  ["not traced", {}],
  [
    "traced",
    {
      AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:9",
      _X_AMZN_TRACE_ID: "Root=1-6561f8a3-0123456789abcdef01234567;Parent=53995c3f42cd8ad8;Sampled=1",
    },
  ],
])("a warm answer, %s, takes 5 ms or less beside the table's time, 99 times in 100", async (how, env) => {
  const { deps } = bed();
  const tracer = new Tracer(env);
  const handle = voiceHandler({ ...deps, tracer, deadline: () => new Deadline(15_000, 15_000, tracer.seen) });
  const print = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const batches: number[][] = [];
  // A busy machine slows most batches, so repeat until one is fast enough. A slow handler never has a fast batch.
  for (let batch = 0; batch < 30 && !(batch > 5 && batches.some((b) => b[297]! < 5)); batch++) {
    const times: number[] = [];
    for (let i = 0; i < 300; i++) {
      const event = webhook("/twilio/voice", { ...FORM, CallSid: sid("CA", batch * 300 + i) }, ACME_TOKEN);
      const start = performance.now();
      await handle(event);
      times.push(performance.now() - start);
    }
    batches.push(times.sort((a, b) => a - b));
  }
  print.mockRestore();
  // Compare the fastest warm batch: delays by other processes don't count.
  const best = batches.slice(1).reduce((a, b) => (b[297]! < a[297]! ? b : a));
  console.info(`a warm answer, ${how}: ${best[150]!.toFixed(2)} ms in the middle, p99 ${best[297]!.toFixed(2)} ms`);
  expect(best[297]).toBeLessThan(5);
});

describe("the bundles", () => {
  test("aren't built again if nothing changed, which takes 50 ms or less", async () => {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      expect(await bundleHandlers({ outDir })).toEqual(bundles);
      times.push(performance.now() - start);
    }
    console.info(`nothing to bundle: ${Math.min(...times).toFixed(0)} ms`);
    expect(Math.min(...times)).toBeLessThan(50);
  });

  test("contain no path, name or time of the machine", () => {
    for (const { file } of bundles) {
      const code = readFileSync(file, "utf8");
      for (const trace of [ROOT, dir, "sourceMappingURL", "file://"]) expect(code.includes(trace), trace).toBe(false);
    }
  });

  test("are the same in another clone, and change with a source and back", { timeout: 120_000 }, async () => {
    const clone = join(dir, "somewhere", "else");
    for (const room of ["domain", "lambdas", "launch"])
      cpSync(join(ROOT, room), join(clone, room), { recursive: true });
    cpSync(join(ROOT, "infra/handler-bundle.ts"), join(clone, "infra/handler-bundle.ts"));
    for (const file of ["package.json", "package-lock.json", "tsconfig.json"])
      cpSync(join(ROOT, file), join(clone, file));
    symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
    const bundle = async () => {
      const script = `import { bundleHandlers } from ${JSON.stringify(join(clone, "infra/handler-bundle.ts"))}; console.log(JSON.stringify((await bundleHandlers({ outDir: ".aybiza/bundles" })).map((b) => b.file)));`;
      const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: clone });
      return (JSON.parse(stdout) as string[]).map((file) => readFileSync(file, "utf8"));
    };
    const here = bundles.map(({ file }) => readFileSync(file, "utf8"));
    expect((await bundle()).map((code, i) => code === here[i])).toEqual([true, true, true]);

    const source = join(clone, "lambdas/calls/contribution.ts");
    const text = readFileSync(source, "utf8");
    writeFileSync(source, text.replaceAll("startedAt", "beganAt"));
    expect((await bundle()).map((code) => code.includes("beganAt"))).toEqual(
      here.map((code) => code.includes("startedAt")),
    );
    writeFileSync(source, text);
    expect((await bundle()).map((code, i) => code === here[i])).toEqual([true, true, true]);

    utimesSync(source, new Date(), new Date());
    writeFileSync(join(clone, ".aybiza/bundles/twilio-voice/index.mjs"), "broken");
    expect((await bundle()).map((code, i) => code === here[i])).toEqual([true, true, true]);
  });
});

describe("a bundle on MiniStack, with the AWS SDK's real clients", () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await startCloud();
    await cloud.setRoute(ROUTE);
    await cloud.setAccount(ACME, "acme", ["other-token-5e1d", ACME_TOKEN]);
  }, 60_000);
  afterAll(async () => {
    await cloud?.stop();
  });

  const events = [
    webhook("/twilio/voice", FORM, ACME_TOKEN),
    webhook("/twilio/voice", FORM, ACME_TOKEN),
    webhook("/twilio/after", { ...FORM, SessionStatus: "failed", ErrorCode: "64102" }, "other-token-5e1d"),
    webhook("/twilio/voice", FORM, "wrong-token"),
  ];

  const answers = async (endpoint: string) => {
    const out = await inNode(
      `const { handler } = await import(${JSON.stringify(bundles[0]!.file)});
       const replies = []; for (const event of ${JSON.stringify(events)}) { const t = performance.now(); const r = await handler(event); replies.push({ status: r.statusCode, body: r.body, ms: performance.now() - t }); }
       process.stdout.write("\\nREPLIES " + JSON.stringify(replies));`,
      { AWS_ENDPOINT_URL: endpoint, TOKEN_KEY_ARN: cloud.tokenKeyArn },
    );
    const [printed, replies] = out.split("\nREPLIES ");
    return { printed: printed!, replies: JSON.parse(replies!) as { status: number; body: string; ms: number }[] };
  };

  test("answers signed webhooks, repeats the same, refuses others, and prints no secret", async () => {
    const { printed, replies } = await answers(cloud.endpoint);
    console.info(`on MiniStack: ${replies.map(({ ms }) => ms.toFixed(0)).join(", ")} ms`);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 403]);
    expect(replies[0]!.body).toContain('<ConversationRelay url="wss://agents.us.aybiza.example/acme/reception"');
    expect(replies[1]!.body).toBe(replies[0]!.body);
    expect(replies[2]!.body).toContain("<Number>+14155550199</Number>");
    expect(printed.split("\n").filter((line) => line.includes('"message":"webhook"'))).toHaveLength(4);
    for (const secret of [ACME_TOKEN, "other-token-5e1d", CALLER.slice(1), ROUTE.agent.greeting])
      expect(printed).not.toContain(secret);
  });

  test("answers within 4 s if no AWS service can be reached", async () => {
    const { replies } = await answers("http://127.0.0.1:9");
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const { body, ms } of replies) {
      expect(body).toContain("Please call again later.");
      expect(ms).toBeLessThan(4_000);
    }
  });
});
