import type { CallResult } from "../../rehearsal/twilio/network/index.ts";

type Kept = Readonly<Record<string, unknown>>;

/** Returns what is missing in a call's record; undefined if it is complete. Each answered webhook writes a field of its own. */
export function missingIn(call: CallResult, record: Kept | undefined): string | undefined {
  if (record === undefined) return "the record";
  const fields = ["status", "endedAt", ...call.webhooks.flatMap((webhook) => fieldOf(webhook) ?? [])];
  if (record.statusRank !== 8) return "the end's status";
  return fields.find((field) => record[field] === undefined);
}

/** Returns how a complete record differs from the expected one; undefined if it doesn't. */
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
    differs &&
    `${call.sid}: ${differs} is ${JSON.stringify(record[differs])} and should be ${JSON.stringify(due[differs])}`
  );
}

/** Returns the field of the call record that stores our answer to a webhook. Undefined if the webhook failed or its answer isn't stored. */
function fieldOf({ purpose, status, url }: CallResult["webhooks"][number]): string | undefined {
  if (status !== 200) return undefined;
  if (purpose === "voice") return "answer_incoming";
  if (purpose === "action") return url.endsWith("leg=fallback") ? "answer_after-dial" : "answer_after-connect";
  return undefined;
}
