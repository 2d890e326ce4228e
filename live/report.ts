import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Checked } from "./compare.ts";
import type { Redactor } from "./redact.ts";

/** A field in which the real cloud differs from the stand-in. */
export interface Difference extends Pick<Checked, "mend" | "question" | "request" | "step"> {
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** A request that wasn't compared, and why. */
export interface Unasked extends Pick<Checked, "question" | "step"> {
  readonly why: string;
}

/** One answer of the cloud for the report: what was asked, a short text of the answer, and whether the stand-in answers the same. */
export interface GivenAnswer extends Pick<Checked, "question" | "request" | "step"> {
  readonly answer: string;
  readonly equal: boolean;
}

/** The result of a run. */
export interface Report {
  readonly run: string;
  readonly at: string;
  /** The commit of this checkout and the version of Node. */
  readonly versions: Readonly<Record<string, string>>;
  /** The real cloud: Twilio's origin, or AWS with its Region. */
  readonly target: string;
  readonly questions: number;
  /** Number of requests whose answers were equal. */
  readonly equal: number;
  readonly answers: readonly GivenAnswer[];
  readonly differences: readonly Difference[];
  readonly notCompared: readonly Unasked[];
  readonly cost: string;
  /** Number of requests sent; undefined for AWS, where the engine sends them. */
  readonly requests: number | undefined;
  readonly throttled: number;
  /** The outcome of the clean-up: `nothing was created`. */
  readonly putBack: string;
  /** What couldn't be removed. */
  readonly left: readonly string[];
  readonly interrupted: boolean;
}

/** Summarises the checked requests: the answers, the differences, and the requests that weren't compared. */
export function findings(
  checked: readonly Checked[],
): Pick<Report, "answers" | "differences" | "equal" | "notCompared" | "questions"> {
  const answered = checked.flatMap(({ result, ...one }) => ("why" in result ? [] : [{ ...one, ...result }]));
  return {
    questions: new Set(checked.map(({ question }) => question)).size,
    equal: answered.filter(({ fields }) => fields.length === 0).length,
    answers: answered.map(({ question, step, request, answer, fields }) => ({
      ...{ question, step, request, answer, equal: fields.length === 0 },
    })),
    differences: answered.flatMap(({ question, step, request, mend, fields }) =>
      fields.map(({ field, expected = "(no such field)", found = "(no such field)" }) => ({
        ...{ question, step, request, field, expected, found, mend },
      })),
    ),
    notCompared: checked.flatMap(({ question, step, result }) =>
      "why" in result ? [{ question, step, why: result.why }] : [],
    ),
  };
}

/** Writes `RUN.md` and `RUN.json`, without secrets, and returns their paths. */
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
        ...(report.requests === undefined
          ? []
          : [["requests", `${report.requests} sent, ${report.throttled} of them throttled`]]),
        [
          "answers",
          `${report.equal} equal, ${new Set(differences.map((d) => `${d.question} ${d.step}`)).size} different, ${notCompared.length} not compared`,
        ],
        ["cost at most", report.cost],
        ["put back", report.putBack],
        ...(report.interrupted ? [["interrupted", "yes: the questions after the last answer weren't asked"]] : []),
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
    "## Answers",
    "",
    ...table(
      ["question", "request", "answer", "as the stand-in"],
      report.answers.map((a) => [a.question, a.step, a.answer, a.equal ? "yes" : "no"]),
    ),
  ].join("\n");
}
