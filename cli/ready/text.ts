import { columns, type Paint } from "../paint.ts";
import type { Readiness, State } from "./readiness.ts";

const WORDS: Readonly<Record<State, string>> = {
  answered: "answered",
  "not-answered": "not answered",
  "under-way": "under way",
  "no-call": "no call yet",
  "not-deployed": "not deployed",
};

/** Formats connections as lines, with what to do for each that isn't answered. */
export function linesOf(connections: readonly Readiness[], paint: Paint): string[] {
  const rows = connections.map((one) => [one.connection, WORDS[one.state], detailOf(one)]);
  const lines = columns(rows, [(text) => paint("bold", text)]);
  return connections.flatMap(({ fix }, i) => [lines[i]!, ...fix.map((step) => `  ${step}`)]);
}

function detailOf({ call, why }: Readiness): string {
  if (!call) return "";
  const at = call.startedAt === undefined ? "" : `${call.startedAt.slice(0, 19).replace("T", " ")}Z `;
  const what = why ?? (call.sessionSeconds === undefined ? "" : `agent ${call.agent}, ${call.sessionSeconds} s`);
  return `${at}${call.number} ${call.callSid}${what ? `: ${what}` : ""}`;
}
