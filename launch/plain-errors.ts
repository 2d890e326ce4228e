/** By name: a region's program is loaded beside the bundle that this may be in, with classes of its own. */
const OF_PEOPLE = ["StackFileError", "UserError", "ProviderError"];

/** What the SDK says of a function that a provider refused. */
const INVOKE = /^invocation of \S+ returned an error: (.*)$/s;

/**
 * What a person is told of an error without a stack trace: their own mistake, or what a provider that couldn't look says in one line (an account's
 * credentials are wrong, a cloud doesn't answer). Undefined for any other: that is a bug, whose stack says where.
 */
function plainText(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { fix } = error as { fix?: readonly string[] };
  if (error.name === "UserError" && fix !== undefined && fix.length > 0)
    return `${error.message}\n    Fix: ${fix.join("\n         ")}`;
  return OF_PEOPLE.includes(error.name) ? error.message : INVOKE.exec(error.message)?.[1];
}

/** The same for a message of ours that repeats it. */
export const lineOf = (error: unknown): string => plainText(error) ?? String(error);

/** Marks an error so that the SDK shows its message alone, as it does for its own `RunError`. */
function markPlain(error: unknown): void {
  // The same rejection may come up a second time, as an exception.
  if ((error as { __pulumiRunError?: true } | undefined)?.__pulumiRunError) return;
  const message = plainText(error);
  if (message !== undefined) Object.assign(error as Error, { message, __pulumiRunError: true });
}

/** Has people's mistakes told without a stack trace wherever they come up: in the program itself, or in a callback that waited for an output. */
export function plainErrors(of: Pick<NodeJS.Process, "prependListener"> = process): void {
  // Before the SDK's own listeners, which print what the error is marked as.
  of.prependListener("unhandledRejection", markPlain);
  of.prependListener("uncaughtException", markPlain);
}
