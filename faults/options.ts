import { parseArgs } from "node:util";
import { scenarios } from "./scenarios/index.ts";

/** What `npm run faults` was asked for. */
export interface Options {
  /** Scenarios to interrupt; all where none is named. */
  readonly scenarios: readonly string[];
  /** Only points whose name holds this text. */
  readonly point: string | undefined;
  /** Only so many points, spread over all. */
  readonly sample: number | undefined;
  readonly seed: number;
  /** Worlds side by side. */
  readonly workers: number;
  readonly list: boolean;
  readonly json: boolean;
}

/** Arguments that can't be followed. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

/** @throws OptionError that says which argument, and what it may be */
export function readOptions(args: readonly string[], cores: number): Options {
  const { values } = parse(args);
  const known = scenarios.map(({ name }) => name);
  const unknown = values.only.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new OptionError(`--only ${unknown[0]}: the scenarios are ${known.join(", ")}`);
  return {
    scenarios: values.only.length === 0 ? known : values.only,
    point: values.point,
    sample: count("--sample", values.sample),
    seed: count("--seed", values.seed) ?? 1,
    workers: count("--workers", values.workers) ?? Math.max(1, Math.min(4, cores)),
    list: values.list,
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ point: text, sample: text, seed: text, workers: text, list: flag, json: flag },
        only: { type: "string", multiple: true, default: [] },
      },
    });
  } catch (error) {
    throw new OptionError(`${(error as Error).message.split("\n")[0]}; npm run faults -- --help shows what there is`);
  }
}

function count(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(given)) throw new OptionError(`${name} ${given}: it is a whole number from 1`);
  return Number(given);
}
