import { setTimeout as sleep } from "node:timers/promises";
import type { HttpReply } from "../../lambdas/http/reply.ts";
import type { SampleLog } from "../samples.ts";
import type { Environments } from "./environments.ts";
import type { LocalAws } from "./local-aws.ts";
import { isWhole, type Story, verbOf, webhookOf, wrongIn } from "./story.ts";

/** Simulated delays in milliseconds: the length of a conversation (TALK_MS), and Twilio's status callback after the call's end (CALLBACK_MS). */
const TALK_MS = 500;
const CALLBACK_MS = 100;
/** Twilio's webhook timeout. https://www.twilio.com/docs/voice/twiml#request-timeouts */
const PATIENCE_MS = 15_000;

type Step = "voice" | "after" | "status" | "fallback";

/** Plays callers and Twilio: sends the webhooks of calls, and checks each answer and each call record. */
export class Callers {
  readonly unanswered: string[] = [];
  /** Faults found in call records. */
  readonly wrong: string[] = [];
  /** Ended calls whose record isn't complete yet. */
  readonly pending = new Map<string, Story>();
  /** Calls in progress. */
  open = 0;
  placed = 0;
  /** Due time of the first call, in milliseconds of `performance.now()`. */
  startMs = 0;
  readonly #voice: Environments;
  readonly #status: Environments;
  readonly #aws: LocalAws;
  readonly #samples: SampleLog;

  constructor(voice: Environments, status: Environments, aws: LocalAws, samples: SampleLog) {
    this.#voice = voice;
    this.#status = status;
    this.#aws = aws;
    this.#samples = samples;
  }

  /** Plays a call from ringing to the status callback. Its first webhook is due at `dueMs`; each later webhook follows the previous answer. */
  async call(story: Story, dueMs: number): Promise<void> {
    this.open++;
    this.placed++;
    let answer = await this.#ask(story, "voice", { CallStatus: "ringing" }, dueMs);
    let field = "answer_incoming";
    if (!answer.verb) {
      const ErrorUrl = "https://voice.us.aybiza.example/twilio/voice";
      const params = { CallStatus: "in-progress", ErrorCode: "11200", ErrorUrl };
      answer = await this.#ask(story, "fallback", params, performance.now());
      field = "answer_fallback_incoming";
    }
    if (answer.verb) story.answers[field] = answer.body!;
    else this.unanswered.push(story.callSid);
    if (answer.verb === "Connect") {
      const due = performance.now() + TALK_MS;
      await sleep(TALK_MS);
      const params = { CallStatus: "in-progress", SessionStatus: "completed", SessionDuration: "30" };
      const after = await this.#ask(story, "after", params, due);
      if (after.verb) story.answers["answer_after-connect"] = after.body!;
      else this.unanswered.push(story.callSid);
    }
    const due = performance.now() + CALLBACK_MS;
    await sleep(CALLBACK_MS);
    this.pending.set(story.callSid, story);
    const Timestamp = new Date().toUTCString().replace("GMT", "+0000");
    await this.#ask(story, "status", { CallStatus: "completed", CallDuration: "31", Timestamp }, due);
    this.open--;
  }

  /** Checks the pending calls whose record is complete, and removes their records. */
  check(): void {
    for (const [callSid, story] of this.pending) {
      const item = this.#aws.item(callSid);
      if (!item || !isWhole(story, item)) continue;
      const difference = wrongIn(story, item);
      if (difference) this.wrong.push(difference);
      this.#aws.remove(callSid);
      this.pending.delete(callSid);
    }
  }

  /** Sends a webhook, and measures its latency from when it was due. */
  async #ask(story: Story, step: Step, params: Record<string, string>, due: number) {
    const event = webhookOf(story, `/twilio/${step}`, params);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((done) => {
      timer = setTimeout(done, PATIENCE_MS, undefined);
    });
    const handler = step === "status" ? this.#status : this.#voice;
    const asked = handler.invoke<HttpReply>(event).catch(() => undefined);
    const reply = await Promise.race([asked, patience]);
    clearTimeout(timer);
    const verb = reply && verbOf(reply);
    const atMs = due - this.startMs;
    if (this.startMs > 0)
      this.#samples.add({ atMs, step, latencyMs: performance.now() - due, result: resultOf(step, reply, verb) });
    return { verb, body: reply?.body };
  }
}

/** Classifies an answer for the report: `agent` and `notice` name what the caller hears. */
function resultOf(step: Step, reply: HttpReply | undefined, verb: string | undefined): string {
  if (reply === undefined) return "no answer";
  if (step === "status") return reply.statusCode === 204 ? "taken" : `HTTP ${reply.statusCode}`;
  if (verb === "Connect") return "agent";
  if (verb === "Say") return "notice";
  if (verb === undefined) return reply.statusCode === 200 ? "no TwiML" : `HTTP ${reply.statusCode}`;
  return "end";
}
