import { escapeHidden } from "../../domain/config/hidden-characters.ts";
import type { CallReport } from "../../rehearsal/control/calls.ts";
import type { CallEvent } from "../../rehearsal/twilio/network/index.ts";
import { ownerOf } from "../number-label.ts";
import { columns, type Paint } from "../paint.ts";
import { prettyTwiml } from "./twiml.ts";

/** Level of detail that is shown of a call. */
export type Detail = "quiet" | "usual" | "trace";

const SPEAKERS = { caller: "You", agent: "Agent", network: "Voice", phone: "Phone" } as const;
/** Widths of the columns before a line's text. */
const TIME = 8;
const LABEL = 9;

/** Formats an event of a call as lines; none if the level of detail excludes it. */
export function linesOf(event: CallEvent, detail: Detail, paint: Paint): string[] {
  const line = (label: string, text: string, painted = label) =>
    `${paint("dim", `${(event.atMs / 1000).toFixed(2)} s`.padStart(TIME))}  ${painted}${" ".repeat(Math.max(1, LABEL - label.length))}${text}`;
  const dim = (label: string, text: string) => line(label, text, paint("dim", label));

  if (event.type === "line") {
    const { who, text } = event;
    const name = escapeHidden(event.name ?? SPEAKERS[who]);
    const shown = name.length >= LABEL ? `${name} ` : name;
    return [
      line(
        escapeHidden(shown),
        escapeHidden(text),
        paint(who === "caller" ? ["bold", "green"] : ["bold", "cyan"], shown),
      ),
    ];
  }
  if (event.type === "dialling")
    return [dim("dial", escapeHidden(`the call is transferred to ${event.name ?? event.to}, who sees ${event.from}`))];
  if (event.type === "log") {
    const style = event.level === "error" ? "red" : "yellow";
    return [line(event.level, `${event.code} ${escapeHidden(event.message)}`, paint(style, event.level))];
  }
  if (detail === "quiet") return [];
  switch (event.type) {
    case "ringing":
      return [
        dim(
          "ringing",
          `${escapeHidden(`${event.from || "(no caller ID)"} calls ${event.to}`)}  ${paint("dim", event.sid)}`,
        ),
      ];
    case "webhook": {
      const { purpose, method, url, status, ms, attempt } = event;
      const good = status >= 200 && status < 400;
      const answer = paint(good ? "green" : "red", status === 0 ? "no answer" : String(status));
      const again = attempt > 1 ? `, attempt ${attempt}` : "";
      return [dim("webhook", `${purpose}: ${method} ${escapeHidden(url)}  ${answer}  ${ms.toFixed(0)} ms${again}`)];
    }
    case "twiml":
      return prettyTwiml(event.twiml, paint).map((text, i) =>
        i === 0 ? dim("twiml", text) : `${" ".repeat(TIME + 2 + LABEL)}${text}`,
      );
    case "leg": {
      const { kind, sid, to, status, seconds } = event;
      return [dim("leg", `${kind}: ${escapeHidden(to)}  ${status}  ${seconds.toFixed(1)} s  ${paint("dim", sid)}`)];
    }
    case "ended":
      return [dim("ended", `${event.status} after ${event.seconds.toFixed(1)} s`)];
    default:
      // The network sends more kinds of events than are shown.
      return detail === "trace" ? [dim((event as { type: string }).type, escapeHidden(rest(event)))] : [];
  }
}

function rest(event: object): string {
  const { type: _, atMs: __, ...fields } = event as Record<string, unknown>;
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
}

/** Fields of the record that the default summary shows, in order. */
const SHOWN = [
  "tenant",
  "number",
  "from",
  "agent",
  "version",
  "outcome",
  "fallbackReason",
  "status",
  "durationSeconds",
];

/** Formats the summary after a call. */
export function summaryOf(
  { result, record, answerDelayMs, numbers }: CallReport,
  detail: Detail,
  paint: Paint,
): string[] {
  const { answered, answeredBy, seconds, sid, webhooks, errors } = result;
  const lines = [
    "",
    answered
      ? `${paint("green", "answered")} by ${byWhom(answeredBy, record)}${answerDelayMs === undefined ? "" : `, ${answerDelayMs} ms after dialling`}; ${seconds.toFixed(1)} s, ${webhooks.length} ${webhooks.length === 1 ? "webhook" : "webhooks"}, the slowest ${Math.max(0, ...webhooks.map((one) => one.ms)).toFixed(0)} ms`
      : `${paint("red", "not answered")}: ${result.status === "completed" ? "the caller heard only network announcements, then the network hung up" : result.status}`,
  ];
  if (record !== undefined) {
    const names = detail === "trace" ? Object.keys(record).sort() : SHOWN.filter((name) => record[name] !== undefined);
    lines.push(`${paint("bold", "record")}  ${paint("dim", sid)}`);
    const rows = names.map((name) => [
      name,
      typeof record[name] === "string" ? String(record[name]) : JSON.stringify(record[name]),
    ]);
    lines.push(...columns(rows, [(text) => paint("dim", text)]).map((line) => `  ${line}`));
  } else if (numbers === undefined)
    lines.push("No handler recorded this call: the called number's webhooks don't point at our handlers.");
  for (const { level, code, message } of errors)
    lines.push(`${paint(level === "error" ? "red" : "yellow", level)} ${code} ${escapeHidden(message)}`);
  if (numbers !== undefined) {
    lines.push(`No account of this world holds ${escapeHidden(result.to)}. Numbers that can be called:`);
    lines.push(...columns(numbers.map((one) => [one.number, ownerOf(one)])).map((line) => `  ${line}`));
  } else if (record === undefined) lines.push("  Deploy its tenant's stack:  ./aybiza world up");
  return lines;
}

function byWhom(answeredBy: CallReport["result"]["answeredBy"], record: CallReport["record"]): string {
  if (answeredBy === "agent" && record?.agent !== undefined)
    return escapeHidden(`the agent ${record.tenant}/${record.agent}`);
  if (answeredBy === "phone") return "a person's telephone";
  return answeredBy === "twiml" ? "the announcement" : "the agent";
}
