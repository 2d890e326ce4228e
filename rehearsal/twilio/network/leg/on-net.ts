import type { Caller } from "../call/caller.ts";
import { Interrupted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { Switchboard } from "../call/switchboard.ts";
import type { CallStatus } from "../exchange.ts";
import type { Script } from "../twiml/script.ts";
import { bring } from "./inbound.ts";
import { link } from "./link.ts";
import type { Transport } from "./transport.ts";

/** Returns a transport to another number of this network, whose own webhooks answer in a second call. */
export function onNet(network: Switchboard, script: Script): Transport {
  const { near, far } = link();
  return {
    end: near,
    phone: network.unknownPhone,
    ring: (leg, timeoutMs) => ring(leg, far, timeoutMs, script),
  };
}

async function ring(leg: LiveCall, caller: Caller, timeoutMs: number, script: Script): Promise<CallStatus> {
  const { pace, from, to, network } = leg;
  const late = new AbortController();
  try {
    const second = await bring(network, script, { from, to, caller, pace });
    if (!second) return "failed";
    await leg.progress("ringing");
    for (const run of leg.onRinging) run();
    const answered = new Promise<"answered">((resolve) => {
      if (second.call.answered) resolve("answered");
      second.call.onAnswer.push(() => resolve("answered"));
    });
    const outcome = await leg.until(
      Promise.race([answered, second.done, network.clock.sleep(timeoutMs, late.signal).then(() => "late" as const)]),
    );
    if (outcome === "late") {
      await second.call.end("no-answer");
      return "no-answer";
    }
    if (outcome !== "answered" && !second.call.answered)
      return outcome.status === "completed" ? "no-answer" : outcome.status;
    await leg.answer();
    return "in-progress";
  } catch (error) {
    if (error instanceof Interrupted) return leg.over ? leg.status : "canceled";
    throw error;
  } finally {
    late.abort();
  }
}
