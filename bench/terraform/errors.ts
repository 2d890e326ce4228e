/** Longest piece of an error that a table's last lines hold. */
const LONGEST = 400;

/** Terraform's errors from standard error (`-no-color`): each headline with its details, as one line. */
export function terraformErrors(stderr: string): string[] {
  return stderr
    .split(/^(?=Error: |Warning: )/m)
    .filter((part) => part.startsWith("Error: "))
    .map((part) => oneLine(part.slice("Error: ".length)));
}

/** Pulumi's errors: the lines that begin with `error:`, without the stack's own, which only says that there were errors. */
export function pulumiErrors(output: string): string[] {
  const lines = output.split("\n").flatMap((line) => (/^\s*error:/.test(line) ? [oneLine(line)] : []));
  return lines.filter((line) => !/^error: (update|destroy|preview) failed$/.test(line));
}

/** The number of errors and the first one; without an error line, the end of the output. */
export function problemOf(errors: readonly string[], said: string): string {
  const [first] = errors;
  if (first === undefined) return said.trim().slice(-LONGEST) || "it failed without a word";
  const text = first.length > LONGEST ? `${first.slice(0, LONGEST)}...` : first;
  return errors.length === 1 ? text : `${errors.length} errors, the first: ${text}`;
}

const oneLine = (text: string): string => text.trim().replaceAll(/\s+/g, " ");
