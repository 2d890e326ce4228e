import { resolve } from "node:path";
import { Option } from "commander";
import { numberIn, OptionError, readArguments, toolOptions } from "../toolchain/tool-options.ts";
import type { Part } from "./result.ts";

/** Options of `npm run load`. */
export interface Options {
  readonly parts: readonly Part[];
  /** Calls a second. @default each part's own */
  readonly callsPerSecond: number | undefined;
  readonly seconds: number | undefined;
  readonly outageSeconds: number | undefined;
  /** Absolute path of the folder for the plots. */
  readonly out: string;
  readonly json: boolean;
}

interface Given {
  readonly part?: Part;
  readonly rate?: number;
  readonly seconds?: number;
  readonly outage?: number;
  readonly out?: string;
  readonly json: boolean;
}

/** Parses the command line. @throws OptionError */
export function readOptions(args: readonly string[], defaultOut: string): Options {
  const { part, rate, seconds, outage, out, json } = readArguments<Given>(
    toolOptions("load")
      .addOption(new Option("--part <part>").choices(["path", "handlers"]))
      .option("--rate <calls>", "", numberIn(0.1, 10_000))
      .option("--seconds <seconds>", "", numberIn(1, 3_600))
      .option("--outage <seconds>", "", numberIn(0, 600))
      .option("--out <folder>")
      .option("--json", "", false),
    args,
  );
  if (outage !== undefined && outage >= (seconds ?? 30))
    throw new OptionError(`An outage of ${outage} s doesn't fit into the load. Make --outage shorter than --seconds.`);
  return {
    parts: part === undefined ? ["path", "handlers"] : [part],
    callsPerSecond: rate,
    seconds,
    outageSeconds: outage ?? (seconds !== undefined && seconds <= 12 ? seconds / 3 : undefined),
    out: out === undefined ? defaultOut : resolve(out),
    json,
  };
}
