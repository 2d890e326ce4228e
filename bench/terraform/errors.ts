/** Maximum length of an error in the last lines of the table, in characters. */
const LONGEST = 400;

/** Extracts Terraform's errors from its standard error (with `-no-color`): each headline with its details, as one line. */
export function terraformErrors(stderr: string): string[] {
  return stderr
    .split(/^(?=Error: |Warning: )/m)
    .filter((part) => part.startsWith("Error: "))
    .map((part) => oneLine(part.slice("Error: ".length)));
}

/** Extracts Pulumi's errors: the lines that begin with `error:`, without the stack's `error: update failed`, which says nothing more. */
export function pulumiErrors(output: string): string[] {
  const lines = output.split("\n").flatMap((line) => (/^\s*error:/.test(line) ? [oneLine(line)] : []));
  return lines.filter((line) => !/^error: (update|destroy|preview) failed$/.test(line));
}

/** Sums up errors: their number and the first one; without any, the end of the output. */
export function problemOf(errors: readonly string[], said: string): string {
  const [first] = errors;
  if (first === undefined) return said.trim().slice(-LONGEST) || "it failed without any output";
  const text = first.length > LONGEST ? `${first.slice(0, LONGEST)}...` : first;
  return errors.length === 1 ? text : `${errors.length} errors, the first: ${text}`;
}

const oneLine = (text: string): string => text.trim().replaceAll(/\s+/g, " ");
