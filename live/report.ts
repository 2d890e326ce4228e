import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Redactor } from "./redact.ts";
import type { Asked } from "./twilio/ask.ts";
import type { Observation } from "./twilio/normal.ts";
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

/** What a request was answered, in short. */
export interface GivenAnswer {
  readonly question: string;
  readonly step: string;
  readonly request: string;
  /** Its status, its error code, the states that were seen, and the fields that answer the question: `400, code 21422`. */
  readonly answer: string;
  readonly equal: boolean;
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
  readonly answers: readonly GivenAnswer[];
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

/** The answers, the differences, and the requests that weren't compared. */
export function findings(
  asked: readonly Asked[],
): Pick<Report, "answers" | "differences" | "equal" | "notCompared" | "questions"> {
  const all = asked.flatMap(({ question, outcomes }) => outcomes.map((outcome) => ({ question, ...outcome })));
  const compared = all.filter((one) => "found" in one);
  return {
    questions: asked.length,
    equal: compared.filter(({ fields }) => fields.length === 0).length,
    answers: compared.map(({ question, step, found, states, fields }) => ({
      ...{ question: question.id, step: step.name, request: requestOf(step) },
      answer: told(step, found, states),
      equal: fields.length === 0,
    })),
    differences: compared.flatMap(({ question: { id, mend }, step, fields }) =>
      fields.map(({ field, expected, found }) => ({
        ...{ question: id, step: step.name, request: requestOf(step), field },
        ...{ expected: expected ?? "(no such field)", found: found ?? "(no such field)", mend },
      })),
    ),
    notCompared: all.flatMap((one) =>
      "why" in one ? [{ question: one.question.id, step: one.step.name, why: one.why }] : [],
    ),
  };
}

/** `200, voice_url "https://...", voice_application_sid null`. */
function told({ tells = [] }: Step, found: Observation, states: readonly string[] = []): string {
  const code = found.get("body.code");
  const fields = tells.map((field) => `${field} ${found.get(`body.${field}`) ?? "(no such field)"}`);
  return [found.get("status"), code && `code ${code}`, states.join(" then "), ...(code ? [] : fields)]
    .filter(Boolean)
    .join(", ");
}

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
    "## Answers",
    "",
    ...table(
      ["question", "request", "answer", "as the stand-in"],
      report.answers.map((a) => [a.question, a.step, a.answer, a.equal ? "yes" : "no"]),
    ),
  ].join("\n");
}
