import { setTimeout as sleep } from "node:timers/promises";
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { ENVIRONMENT } from "../../lambdas/testbed/fixture.ts";
import { sid } from "../../lambdas/testbed/sender.ts";
import { openLoop } from "../arrivals.ts";
import { SampleLog } from "../samples.ts";
import { replaceHttp } from "./below-sdk.ts";
import { Callers } from "./callers.ts";
import { Environments } from "./environments.ts";
import { LateEvents } from "./late-events.ts";
import { LocalAws } from "./local-aws.ts";
import { takeOutput } from "./output.ts";
import { type Story, storyOf, webhookOf } from "./story.ts";
import type { Start, ThreadReport, ThreadWork } from "./work.ts";

/** One thread of the load: callers, execution environments, and in-memory tables. Threads share nothing. */
const work = workerData as ThreadWork;
const { perSecond, seconds, outage } = work;
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
Object.assign(process.env, ENVIRONMENT, {
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  // A placeholder: nothing listens on this address, since HTTP is replaced in this thread.
  AWS_ENDPOINT_URL: "http://127.0.0.1:9",
});
const output = takeOutput();
const aws = new LocalAws();
let standInMs = 0;
replaceHttp((request) => {
  const began = performance.now();
  const reply = aws.wire(request);
  standInMs += performance.now() - began;
  return reply;
}, work.awsMs);

const half = Math.max(1, Math.ceil(work.environments / 2));
const voice = await Environments.load(work.bundles.voice, work.environments);
const status = await Environments.load(work.bundles.status, half);
const lateEvents = new LateEvents(aws, await Environments.load(work.bundles.late, half));
const samples = new SampleLog(Math.ceil(perSecond * seconds * 4));
const callers = new Callers(voice, status, aws, samples);
let stories = 0;
const nextStory = (): Story => storyOf(stories, sid("CA", work.thread * 1e8 + stories++));

await warmUp();
await settled();
const heapBefore = heapBytes();
Object.assign(output.counts, Object.fromEntries(Object.keys(output.counts).map((name) => [name, 0])));
voice.most = 0;
status.most = 0;
standInMs = 0;
const warmUpCalls = callers.placed;

parentPort!.postMessage("ready");
const { at } = await new Promise<Start>((resolve) => parentPort!.once("message", resolve));
const startMs = at - performance.timeOrigin;
callers.startMs = startMs;
for (const { mood, fromMs } of outage) setTimeout(() => setTables(mood), startMs + fromMs - performance.now());
if (outage.length > 0) setTimeout(() => setTables("well"), startMs + outage.at(-1)!.toMs - performance.now());
const setTables = (mood: LocalAws["tables"]) => {
  aws.tables = mood;
};
const waiting: { atMs: number; count: number }[] = [];
const clock = setInterval(() => {
  lateEvents.poll();
  callers.check();
  waiting.push({ atMs: performance.now() - startMs, count: lateEvents.waiting });
}, 100);
const cpuBefore = process.cpuUsage();
await openLoop({ startMs, perSecond, seconds }, (_, dueMs) => {
  void callers.call(nextStory(), dueMs);
});
const loadEndedMs = performance.now();
setTables("well");
await settled();
const drainedMs = performance.now() - loadEndedMs;
clearInterval(clock);
waiting.push({ atMs: performance.now() - startMs, count: lateEvents.waiting });
const { user, system } = process.cpuUsage(cpuBefore);

const report: ThreadReport = {
  samples: samples.pack(),
  calls: callers.placed - warmUpCalls,
  unanswered: callers.unanswered,
  lost: [...callers.pending.keys()],
  wrong: callers.wrong,
  strays: aws.records - callers.pending.size,
  counts: output.counts,
  late: { kept: aws.sent, waiting, drainedMs },
  most: { voice: voice.most, status: status.most },
  heapBytes: { before: heapBefore, after: heapBytes() },
  processCpuMs: (user + system) / 1000,
  standInMs,
};
parentPort!.postMessage(report);

/** Warms up each environment: it reads its tokens and compiles its code, as under a steady load in Lambda. */
async function warmUp(): Promise<void> {
  const ringing = { CallStatus: "ringing" };
  for (let tenant = 0; tenant < 2; tenant++) {
    const one = storyOf(tenant, sid("CA", work.thread * 1e8 + 9e7 + tenant));
    await voice.warm(() => webhookOf(one, "/twilio/voice", ringing));
    await status.warm(() => webhookOf(one, "/twilio/status", ringing));
    aws.remove(one.callSid);
  }
  const calls = Array.from({ length: 400 }, () => callers.call(nextStory(), performance.now()));
  await Promise.all(calls);
}

/** Waits until all calls have ended, all late events are written and all records are complete, but at most 60 s. */
async function settled(): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(50)) {
    lateEvents.poll();
    callers.check();
    if (callers.open === 0 && lateEvents.waiting === 0 && callers.pending.size === 0) return;
  }
}

function heapBytes(): number {
  collectGarbage();
  collectGarbage();
  return getHeapStatistics().used_heap_size;
}
