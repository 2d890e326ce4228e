import { readFileSync } from "node:fs";

/** Counts of resources that an update created (the first update also counts the stack itself), updated, deleted and replaced. */
export interface Changes {
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  readonly replaced: number;
}

/** One change that the engine planned or made. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** Paths of the changed inputs. */
  readonly diffs: readonly string[];
  /** Old and new values of the changed inputs whose path consists of plain names. */
  readonly values: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
}

interface EngineEvent {
  readonly summaryEvent?: { readonly resourceChanges?: Record<string, number> };
  readonly resourcePreEvent?: {
    readonly metadata: {
      op: string;
      urn: string;
      type: string;
      diffs?: string[];
      old?: { inputs?: object };
      new?: { inputs?: object };
      detailedDiff?: Record<string, unknown>;
    };
  };
}

/** Reads the engine's event log. A log that is missing or truncated, because the engine was killed, gives the complete entries. */
export function readEvents(eventLog: string): { changes: Changes; steps: Step[] } {
  let text = "";
  try {
    text = readFileSync(eventLog, "utf8");
  } catch {
    // The command writes no event log, or failed before the engine ran.
  }
  let summary: Record<string, number> = {};
  const steps: Step[] = [];
  for (const line of text.split("\n")) {
    let event: EngineEvent;
    try {
      event = JSON.parse(line);
    } catch {
      continue;
    }
    if (event.summaryEvent?.resourceChanges !== undefined) summary = event.summaryEvent.resourceChanges;
    const meta = event.resourcePreEvent?.metadata;
    if (meta !== undefined && meta.op !== "same" && meta.op !== "read" && meta.op !== "refresh") {
      const detailed = Object.keys(meta.detailedDiff ?? {});
      const diffs = detailed.length > 0 ? detailed : (meta.diffs ?? []);
      const values = diffs.map((path) => ({
        path,
        before: at(meta.old?.inputs, path),
        after: at(meta.new?.inputs, path),
      }));
      steps.push({ op: meta.op, urn: meta.urn, type: meta.type, diffs, values });
    }
  }
  const count = (op: string) => summary[op] ?? 0;
  return {
    changes: {
      created: count("create"),
      updated: count("update"),
      deleted: count("delete"),
      replaced: count("replace"),
    },
    steps,
  };
}

const at = (inputs: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], inputs);
