import type { CallResult } from "../../rehearsal/twilio/network/index.ts";

type Kept = Readonly<Record<string, unknown>>;

/** The missing part of a call's record, or undefined if it is complete: each answered webhook writes its own part. */
export function missingIn(call: CallResult, record: Kept | undefined): string | undefined {
  if (record === undefined) return "the record";
  const fields = ["status", "endedAt", ...call.webhooks.flatMap((webhook) => fieldOf(webhook) ?? [])];
  if (record.statusRank !== 8) return "the end's status";
  return fields.find((field) => record[field] === undefined);
}

/** The fault in a complete record, or undefined. */
export function wrongIn(call: CallResult, record: Kept): string | undefined {
  const answers = Object.entries(record).filter(([name]) => name.startsWith("answer_"));
  const passedOn = answers.some(([, twiml]) => String(twiml).match(/<Say|<Dial/));
  const first = call.webhooks.find(({ status }) => status === 200);
  const due: Kept = {
    callSid: call.sid,
    number: call.to,
    from: call.from,
    status: call.status,
    outcome: passedOn ? "fallback" : "agent",
    ...(first && { [fieldOf(first)!]: call.twiml[0] }),
  };
  const differs = Object.keys(due).find((name) => due[name] !== record[name]);
  return (
    differs && `${call.sid}: ${differs} is ${JSON.stringify(record[differs])}, due is ${JSON.stringify(due[differs])}`
  );
}

/** The field that stores an answer; undefined if there was no answer, or its field is unknown. */
function fieldOf({ purpose, status, url }: CallResult["webhooks"][number]): string | undefined {
  if (status !== 200) return undefined;
  if (purpose === "voice") return "answer_incoming";
  if (purpose === "action") return url.endsWith("leg=fallback") ? "answer_after-dial" : "answer_after-connect";
  return undefined;
}
