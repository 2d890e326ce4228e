import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Part } from "./result.ts";

/** What `npm run load` was asked for. */
export interface Options {
  readonly parts: readonly Part[];
  /** Calls a second; each part has its own where none is given. */
  readonly callsPerSecond: number | undefined;
  readonly seconds: number | undefined;
  readonly outageSeconds: number | undefined;
  /** Absolute. */
  readonly out: string;
  readonly json: boolean;
}

/** Arguments that can't be followed. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

/** @throws OptionError that says which argument, and what it may be */
export function readOptions(args: readonly string[], defaultOut: string): Options {
  const { values } = parse(args);
  const part = values.part;
  if (part !== undefined && part !== "path" && part !== "handlers")
    throw new OptionError(`--part ${part}: it is \`path\` or \`handlers\`; without it both are run`);
  const seconds = numberIn("--seconds", values.seconds, 1, 3_600);
  const outageSeconds = numberIn("--outage", values.outage, 0, 600);
  if (outageSeconds !== undefined && outageSeconds >= (seconds ?? 30))
    throw new OptionError(`--outage ${outageSeconds}: the outage is in the middle of the load, so it must be shorter`);
  return {
    parts: part === undefined ? ["path", "handlers"] : [part],
    callsPerSecond: numberIn("--rate", values.rate, 0.1, 10_000),
    seconds,
    outageSeconds: outageSeconds ?? (seconds !== undefined && seconds <= 12 ? seconds / 3 : undefined),
    out: values.out === undefined ? defaultOut : resolve(values.out),
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ part: text, rate: text, seconds: text, outage: text, out: text },
        json: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new OptionError(`${(error as Error).message.split("\n")[0]}; npm run load -- --help shows what there is`);
  }
}

function numberIn(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(value >= least && value <= most))
    throw new OptionError(`${name} ${text}: it is a number from ${least} to ${most}`);
  return value;
}
