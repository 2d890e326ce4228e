import { createHash } from "node:crypto";
import { escapeHidden } from "../../domain/config/hidden-characters.ts";
import type { Problem } from "../../domain/config/problem.ts";

/**
 * Formats mistakes as commands of GitHub Actions, which shows them at their lines of a pull request.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export const annotationsOf = (problems: readonly Problem[]): string[] =>
  problems.map(({ file, line, path, code, message, fix }) => {
    const place = [
      `file=${property(file)}`,
      ...(line === undefined ? [] : [`line=${line}`]),
      `title=${property(code)}`,
    ];
    return `::error ${place.join(",")}::${data(`${path}: ${message}\nFix: ${fix}`)}`;
  });

/** Escapes a message: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
const data = (text: string): string =>
  escapeHidden(text, { lines: true }).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** A finding of a GitLab Code Quality report. */
interface Finding {
  readonly description: string;
  readonly check_name: string;
  /** Identifies a finding from one report to the next, so it holds no line. */
  readonly fingerprint: string;
  readonly severity: "blocker";
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** Formats mistakes as a Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const codeQualityOf = (problems: readonly Problem[]): Finding[] =>
  problems.map(({ file, line, path, code, message, fix }) => ({
    description: escapeHidden(`${path}: ${message}. Fix: ${fix}`),
    check_name: code,
    fingerprint: createHash("sha256")
      .update(JSON.stringify([file, path, code, message]))
      .digest("hex"),
    severity: "blocker",
    location: { path: file, lines: { begin: line ?? 1 } },
  }));
