/** Longest piece of an error that a table's last lines hold. */
const LONGEST = 400;

/** What Terraform says of its errors on standard error (`-no-color`): each headline with what stands below it, in one line. */
export function terraformErrors(stderr: string): string[] {
  return stderr
    .split(/^(?=Error: |Warning: )/m)
    .filter((part) => part.startsWith("Error: "))
    .map((part) => oneLine(part.slice("Error: ".length)));
}

/** What Pulumi's CLI says of its errors: the lines that begin with `error:`, without that of the stack, which says only that there are some. */
export function pulumiErrors(output: string): string[] {
  const lines = output.split("\n").flatMap((line) => (/^\s*error:/.test(line) ? [oneLine(line)] : []));
  return lines.filter((line) => !/^error: (update|destroy|preview) failed$/.test(line));
}

/** How many errors there were and what the first says; where a tool named none, the end of what it said. */
export function problemOf(errors: readonly string[], said: string): string {
  const [first] = errors;
  if (first === undefined) return said.trim().slice(-LONGEST) || "it failed without a word";
  const text = first.length > LONGEST ? `${first.slice(0, LONGEST)}...` : first;
  return errors.length === 1 ? text : `${errors.length} errors, the first: ${text}`;
}

const oneLine = (text: string): string => text.trim().replaceAll(/\s+/g, " ");
