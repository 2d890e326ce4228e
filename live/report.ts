import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Redactor } from "./redact.ts";
import type { Asked, Outcome } from "./twilio/ask.ts";
import type { Step } from "./twilio/question.ts";
import { encoded } from "./twilio/wire.ts";

/** One field in which the real cloud differs from the stand-in. */
export interface Difference {
  readonly question: string;
  /** The step's name and its request, with variables where values were: `POST /2010-04-01/Accounts/{subaccount}.json Status=closed`. */
  readonly step: string;
  readonly request: string;
  readonly field: string;
  readonly expected: string;
  readonly found: string;
  /** The file of the stand-in to mend. */
  readonly mend: string;
}

/** A request that wasn't compared, and why. */
export interface NotCompared {
  readonly question: string;
  readonly step: string;
  readonly why: string;
}

/** What a run found. */
export interface Report {
  readonly run: string;
  readonly at: string;
  /** The commit of this checkout and the version of Node. */
  readonly versions: Readonly<Record<string, string>>;
  /** Where the requests went. */
  readonly target: string;
  readonly questions: number;
  /** Requests whose answers were equal. */
  readonly equal: number;
  readonly differences: readonly Difference[];
  readonly notCompared: readonly NotCompared[];
  readonly cost: string;
  readonly requests: number;
  readonly throttled: number;
  /** `released 1 number, closed 2 subaccounts`. */
  readonly putBack: string;
  /** What couldn't be put back. */
  readonly left: readonly string[];
  readonly interrupted: boolean;
}

/** The differences and the requests that weren't compared. */
export function findings(asked: readonly Asked[]): Pick<Report, "differences" | "equal" | "notCompared" | "questions"> {
  const all = asked.flatMap(({ question, outcomes }) => outcomes.map((outcome) => ({ question, outcome })));
  return {
    questions: asked.length,
    equal: all.filter(({ outcome }) => outcome.kind === "equal").length,
    differences: all.flatMap(({ question: { id, mend }, outcome }) =>
      outcome.kind !== "different"
        ? []
        : outcome.fields.map(({ field, expected, found }) => ({
            question: id,
            step: outcome.step.name,
            request: requestOf(outcome.step),
            field,
            expected: expected ?? "(no such field)",
            found: found ?? "(no such field)",
            mend,
          })),
    ),
    notCompared: all.flatMap(({ question, outcome }) =>
      isNotCompared(outcome) ? [{ question: question.id, step: outcome.step.name, why: outcome.why }] : [],
    ),
  };
}

const isNotCompared = (outcome: Outcome): outcome is Extract<Outcome, { why: string }> => "why" in outcome;

/** A request as the question has it: variables in place of values. */
export function requestOf({ method, product, path, query, form }: Step): string {
  const readable = (text: string) => decodeURIComponent(text.replaceAll("+", " "));
  const host = product === undefined ? "" : `${product}.twilio.com`;
  return [
    `${method} ${host}${path}${query ? `?${readable(encoded(query))}` : ""}`,
    ...(form ? [readable(encoded(form))] : []),
  ].join(" ");
}

/** Writes `RUN.md` and `RUN.json`, without secrets; gives their paths. */
export function writeReport(report: Report, dir: string, redactor: Redactor): { md: string; json: string } {
  mkdirSync(dir, { recursive: true });
  const md = join(dir, `${report.run}.md`);
  const json = join(dir, `${report.run}.json`);
  writeFileSync(md, redactor.redact(markdown(report)), { mode: 0o600 });
  writeFileSync(json, `${redactor.redact(JSON.stringify(report, undefined, 2))}\n`, { mode: 0o600 });
  return { md, json };
}

function markdown(report: Report): string {
  const { differences, notCompared, left } = report;
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [
    `| ${head.join(" | ")} |`,
    `|${head.map(() => "---").join("|")}|`,
    ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
    "",
  ];
  return [
    `# What ${report.target} answers otherwise than the stand-in`,
    "",
    ...table(
      ["what", "value"],
      [
        ["run", report.run],
        ["date", report.at],
        ...Object.entries(report.versions),
        ["questions", String(report.questions)],
        ["requests", `${report.requests} sent, ${report.throttled} of them throttled`],
        [
          "answers",
          `${report.equal} equal, ${new Set(differences.map((d) => `${d.question} ${d.step}`)).size} different, ${notCompared.length} not compared`,
        ],
        ["cost at most", report.cost],
        ["put back", report.putBack],
        ...(report.interrupted ? [["interrupted", "yes: what comes after the last answer wasn't asked"]] : []),
      ],
    ),
    ...(left.length > 0 ? ["## Not put back", "", ...left.map((line) => `- ${line}`), ""] : []),
    "## Differences",
    "",
    ...(differences.length === 0
      ? ["None.", ""]
      : table(
          ["question", "request", "field", "expected (stand-in)", "found", "mend"],
          differences.map((d) => [d.question, `${d.step}: \`${d.request}\``, d.field, d.expected, d.found, d.mend]),
        )),
    "## Not compared",
    "",
    ...(notCompared.length === 0
      ? ["None.", ""]
      : table(
          ["question", "request", "why"],
          notCompared.map((n) => [n.question, n.step, n.why]),
        )),
  ].join("\n");
}
