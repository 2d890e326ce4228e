import { existsSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { escapeHidden } from "../../domain/config/hidden-characters.ts";
import { ask, noWorld } from "../../launch/world/client.ts";
import { worldHome, worldState } from "../../launch/world/record.ts";
import { FileTail, type LogEntry, nextEntries, type Part, withoutSecrets } from "../../rehearsal/control/log.ts";
import { sampleAuthTokens } from "../../rehearsal/sample.ts";
import { EXIT, usageError } from "../exit.ts";
import { type Paint, paintFor, type Style } from "../paint.ts";

interface LogOptions {
  readonly name: string;
  readonly follow?: boolean;
  readonly part?: readonly Part[];
  readonly since?: string;
  readonly json?: boolean;
}

/** Milliseconds between reads of a followed log. */
const POLL_MS = 400;

/** `aybiza world logs`. Also works for a crashed world. */
export async function logs(options: LogOptions): Promise<number> {
  const { name } = options;
  const home = worldHome(name);
  if (worldState(name).state === "none" || !existsSync(home.log)) throw noWorld(name);
  const since = options.since === undefined ? undefined : moment(options.since, new Date());
  const wanted = (entry: LogEntry) =>
    (options.part === undefined || options.part.includes(entry.part)) &&
    (since === undefined || new Date(entry.at) >= since);
  const paint = paintFor(process.stdout);
  const reader = new FileTail(home.log);
  const output = new FileTail(home.output);
  let interrupted = false;
  if (options.follow) process.once("SIGINT", () => (interrupted = true));
  do {
    const alive = await upToDate(name);
    const entries = [...nextEntries(reader), ...printed(home.output, output.next())].filter(wanted);
    // Entries are collected part by part, so sort them by time.
    entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    for (const entry of entries) console.log(options.json ? JSON.stringify(entry) : lineOf(entry, paint));
    if (options.follow && !alive) break;
    if (options.follow) await sleep(POLL_MS);
  } while (options.follow && !interrupted);
  return EXIT.ok;
}

/** The output of a detached world's process, which is empty unless something fails. */
function printed(file: string, lines: readonly string[]): LogEntry[] {
  if (lines.length === 0) return [];
  const at = statSync(file).mtime.toISOString();
  const secrets = Object.values(sampleAuthTokens);
  return lines.map((line) => ({ at, part: "world", level: "error", text: withoutSecrets(line, secrets) }));
}

/** Makes the world write its parts' new entries to the log file. Returns false if the world has stopped. */
async function upToDate(name: string): Promise<boolean> {
  if (worldState(name).state !== "running") return false;
  try {
    await (await ask(name, { verb: "log" })).result;
    return true;
  } catch {
    return worldState(name).state === "running";
  }
}

/**
 * Parses `--since`.
 * @throws UserError for a text that isn't a time or duration
 */
export function moment(text: string, now: Date): Date {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(s|m|h|d)$/.exec(text) ?? [];
  if (amount !== undefined && unit !== undefined) {
    const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[unit]!;
    return new Date(now.getTime() - Number(amount) * seconds * 1000);
  }
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !/^\d{4}-/.test(text))
    throw usageError("time-malformed", `--since ${text} is neither a duration nor a time`, [
      "Write 30s, 5m, 2h, 1d, or a time such as 2026-05-04T09:00",
    ]);
  return at;
}

const STYLES: Record<LogEntry["level"], Style | undefined> = { info: undefined, warn: "yellow", error: "red" };

/** Formats a log entry. */
export function lineOf({ at, part, level, text }: LogEntry, paint: Paint): string {
  const style = STYLES[level];
  const time = new Date(at);
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((n) => String(n).padStart(2, "0"))
    .join(":");
  const ms = String(time.getMilliseconds()).padStart(3, "0");
  return `${paint("dim", `${clock}.${ms}`)} ${paint("cyan", part.padEnd(8))} ${style === undefined ? escapeHidden(text) : paint(style, text)}`;
}
