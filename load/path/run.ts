import { setTimeout as sleep } from "node:timers/promises";
import type { CallResult } from "../../rehearsal/twilio/network/index.ts";
import type { World } from "../../rehearsal/world.ts";
import { openLoop } from "../arrivals.ts";
import { outageOf, stretchOf } from "../outage.ts";
import type { Load, LoadOptions } from "../result.ts";
import { type Sample, SampleLog, unpack } from "../samples.ts";
import { callersOf } from "./conversations.ts";
import { processorMs } from "./processor.ts";
import { missingIn, wrongIn } from "./record.ts";
import { type LoadedWorld, loadedWorld } from "./world.ts";

export interface PathOptions extends LoadOptions {
  /** Creates the world with the sample region and its tenants deployed. The load stops the world at its end. */
  readonly deployed: () => Promise<World>;
  /** Pace of speech: 1 is natural, 0 means that speech takes no time. */
  readonly pace: number;
  /** Warm execution environments of the voice handler before the first call; the status handler gets half as many. */
  readonly environments: number;
}

/** How long after the last call the late events may still be written, and records completed, in milliseconds. */
const SETTLE_MS = 60_000;

/** Loads the whole path of a call (phone network, HTTP API, Lambda, tables), with every part running on this machine. */
export async function loadPath(options: PathOptions): Promise<Load> {
  const { callsPerSecond, seconds, outageSeconds, pace, say, signal } = options;
  const loaded = await loadedWorld(options.deployed);
  const quit = () => void loaded.stop();
  signal.addEventListener("abort", quit);
  try {
    signal.throwIfAborted();
    say(`execution environments start`);
    await loaded.startEnvironments(options.environments);
    for (const to of loaded.numbers)
      await loaded.world.twilio.network.call({ from: "+14155550123", to, says: ["Hello?"] });
    const recordsBefore = await whenEmpty(loaded);
    const outage = outageOf(seconds, outageSeconds);
    const log = new SampleLog();
    const waiting: { atMs: number; count: number }[] = [];
    const placed: Promise<CallResult | undefined>[] = [];
    const unanswered: string[] = [];
    const startMs = performance.now() + 200;
    const now = () => performance.now() - startMs;
    const cpu = () =>
      (processorMs(loaded.world.aws.pid) ?? Number.NaN) +
      process.cpuUsage().user / 1000 +
      process.cpuUsage().system / 1000;
    const cpuBefore = cpu();
    const timers = outage.map(({ mood, fromMs }) =>
      setTimeout(() => loaded.world.aws.failTables(mood).catch(() => {}), fromMs - now()),
    );
    const outageEnds = outage.at(-1)?.toMs;
    if (outageEnds)
      timers.push(setTimeout(() => loaded.world.aws.failTables("well").catch(() => {}), outageEnds - now()));
    const watch = setInterval(() => {
      const atMs = now();
      say(
        `${(atMs / 1000).toFixed(0)} of ${seconds} s, ${placed.length} calls, ${loaded.world.twilio.network.liveCalls.size} under way`,
      );
      loaded.waiting().then(
        (count) => waiting.push({ atMs, count }),
        () => {},
      );
    }, 1_000);

    const place = async (index: number, dueMs: number): Promise<CallResult | undefined> => {
      const dueAt = dueMs - startMs;
      const { from, to, says } = callersOf(index, loaded.numbers);
      let spoken = false;
      try {
        const call = await loaded.world.twilio.network.call({
          ...{ from, to, says, pace },
          onEvent: (event) => {
            if (event.type === "line" && event.who !== "caller" && !spoken) {
              spoken = true;
              log.add({ atMs: dueAt, step: "answer", latencyMs: now() - dueAt, result: event.who });
            } else if (event.type === "webhook") log.add(webhookSample(event, now(), dueAt));
          },
        });
        if (!call.answered || call.transcript.some(({ text }) => text.includes("application error")))
          unanswered.push(
            `${call.sid} at ${(dueAt / 1000).toFixed(1)} s: ${call.errors.map(({ message }) => message).join("; ")}`,
          );
        return call;
      } catch (error) {
        unanswered.push(`at ${(dueAt / 1000).toFixed(1)} s: ${(error as Error).message}`);
        return undefined;
      }
    };
    await openLoop({ startMs, perSecond: callsPerSecond, seconds, signal }, (index, dueMs) => {
      placed.push(place(index, dueMs));
    });
    say("the last calls end");
    const calls = (await Promise.all(placed)).filter((call) => call !== undefined);
    const cpuMs = (cpu() - cpuBefore) / placed.length;
    say("what waits is written");
    const { lost, wrong } = await checkRecords(loaded, calls);
    clearInterval(watch);
    for (const timer of timers) clearTimeout(timer);
    signal.throwIfAborted();
    const records = await loaded.records();
    const samples = unpack(log.pack());
    return {
      part: "path",
      title: "the whole path: phone network, HTTP API, Lambda, tables",
      ...{ callsPerSecond, seconds, outage, samples, waiting, unanswered, lost, wrong },
      calls: placed.length,
      strays: records - recordsBefore - calls.length,
      facts: [
        ...factsOf(calls, samples, waiting, options),
        [
          "processor time of a call, all processes of the world",
          Number.isNaN(cpuMs) ? "not known here" : `${cpuMs.toFixed(0)} ms`,
        ],
      ],
    };
  } finally {
    signal.removeEventListener("abort", quit);
    await loaded.stop();
  }
}

/** Waits until the queue of late events is empty; returns the number of call records. */
async function whenEmpty(loaded: LoadedWorld): Promise<number> {
  for (const end = performance.now() + SETTLE_MS; performance.now() < end; await sleep(200))
    if ((await loaded.waiting()) === 0) break;
  return loaded.records();
}

/** Reads each call's record until it is complete, for a minute at most. Returns the incomplete and the wrong ones. */
async function checkRecords(
  loaded: LoadedWorld,
  calls: readonly CallResult[],
): Promise<{ lost: string[]; wrong: string[] }> {
  const wrong: string[] = [];
  let open = [...calls];
  let missing = new Map<string, string>();
  for (const end = performance.now() + SETTLE_MS; open.length > 0 && performance.now() < end; await sleep(500)) {
    const left: CallResult[] = [];
    missing = new Map();
    for (const call of open) {
      const record = await loaded.record(call.sid);
      const lacks = missingIn(call, record);
      if (lacks) {
        missing.set(call.sid, lacks);
        left.push(call);
        continue;
      }
      const mistake = wrongIn(call, record!);
      if (mistake) wrong.push(mistake);
    }
    open = left;
  }
  return { wrong, lost: open.map(({ sid }) => `${sid} lacks ${missing.get(sid)}`) };
}

/** Returns the sample of a webhook. The first webhook is due when the call is due, a later one when the network sends it. */
function webhookSample(
  { purpose, status, ms, url }: { purpose: string; status: number; ms: number; url: string },
  endedAt: number,
  dueAt: number,
): Sample {
  const result = status === 0 ? "no answer" : status < 300 ? "taken" : `HTTP ${status}`;
  if (purpose === "voice") return { atMs: dueAt, step: "voice", latencyMs: endedAt - dueAt, result };
  const step = purpose === "action" ? "after" : purpose;
  return { atMs: endedAt - ms, step: url.endsWith("/status") ? "status" : step, latencyMs: ms, result };
}

function factsOf(
  calls: readonly CallResult[],
  samples: readonly Sample[],
  waiting: readonly { readonly count: number }[],
  { outageSeconds, seconds, environments }: PathOptions,
): Load["facts"] {
  const outage = outageOf(seconds, outageSeconds);
  const during = samples.filter(({ atMs, step }) => step === "voice" && stretchOf(outage, atMs) === "during").length;
  const by = (who: CallResult["answeredBy"]) => calls.filter(({ answeredBy }) => answeredBy === who).length;
  const webhooks = samples.filter(({ step }) => step !== "answer").length;
  return [
    ["calls that an agent answered", String(by("agent"))],
    ["calls that a person answered at last", String(by("phone"))],
    ["calls that heard a notice", String(by("twiml"))],
    ["calls that came in during the outage", String(during)],
    ["webhooks", String(webhooks)],
    ["webhooks of the fallback URL", String(samples.filter(({ step }) => step === "fallback").length)],
    ["late events that waited at the most", String(Math.max(0, ...waiting.map(({ count }) => count)))],
    ["environments that stood ready: voice", String(environments)],
    ["environments that stood ready: status", String(Math.ceil(environments / 2))],
  ];
}
