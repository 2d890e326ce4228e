import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Load } from "../result.ts";
import { type Latencies, type Second, secondsOf, summaryOf } from "../seconds.ts";
import { page } from "./page.ts";

/** Paths of a load's files: a page for people, and the figures by second for programs. */
export interface LoadFiles {
  readonly html: string;
  readonly csv: string;
  readonly json: string;
}

/** Writes `<part>.html`, `<part>.csv` and `<part>.json` into a folder. */
export function writeFiles(load: Load, dir: string, machine: string): LoadFiles {
  mkdirSync(dir, { recursive: true });
  const seconds = secondsOf(load);
  const file = (kind: string, text: string) => {
    const path = join(dir, `${load.part}.${kind}`);
    writeFileSync(path, text);
    return path;
  };
  const { samples: _, waiting: __, ...rest } = load;
  return {
    html: file("html", page(load, machine)),
    csv: file("csv", csv(seconds)),
    json: file(
      "json",
      `${JSON.stringify({ machine, ...rest, summary: summaryOf(load), bySecond: seconds }, null, 1)}\n`,
    ),
  };
}

const FIGURES = ["p50", "p95", "p99", "max"] as const;

function csv(seconds: readonly Second[]): string {
  const troubles = [...new Set(seconds.flatMap((second) => Object.keys(second.troubles)))].sort();
  const kinds = ["answer", "voice", "later"] as const;
  const titles = kinds.flatMap((kind) => FIGURES.map((name) => `${kind}_${name}_ms`));
  const cells = (latencies: Latencies | undefined) => FIGURES.map((name) => latencies?.[name].toFixed(1) ?? "");
  const rows = seconds.map((second) => [
    ...[second.second, second.stretch, second.calls, second.webhooks],
    ...kinds.flatMap((kind) => cells(second[kind])),
    ...[...troubles.map((name) => second.troubles[name] ?? 0), second.waiting],
  ]);
  const header = ["second", "stretch", "calls", "webhooks", ...titles, ...troubles, "waiting"];
  return `${[header, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}
