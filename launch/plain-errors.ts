import * as pulumi from "@pulumi/pulumi";

/** Names of error classes for mistakes that a person can fix. Names, since a region's program can be outside this bundle and have its own classes. */
const FOR_PEOPLE = ["StackFileError", "UserError", "ProviderError"];

/** Matches the SDK's report of a function call that a provider refused. */
const INVOKE = /^invocation of \S+ returned an error: (.*)$/s;

/**
 * Returns the text of an error without stack trace, with its fix: a person's mistake, or a provider's one-line reason (wrong credentials, a cloud that doesn't
 * answer). Undefined for any other error: that is a bug, and its stack shows where.
 */
function plainText(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (!FOR_PEOPLE.includes(error.name)) return INVOKE.exec(error.message)?.[1];
  const { message, fix = [] } = error as Error & { fix?: readonly string[] };
  return fix.length === 0 ? message : `${message}\n    Fix: ${fix.join("\n         ")}`;
}

/** Returns an error's plain message, for quoting in another message. */
export const lineOf = (error: unknown): string => plainText(error) ?? String(error);

/** Marks an error as the SDK marks its own RunError, so that it is shown without its stack. Copies the mark, which differs by SDK version. */
function markPlain(error: unknown): void {
  if (pulumi.RunError.isInstance(error)) return; // already marked, with the fix in its message
  const message = plainText(error);
  if (message !== undefined) Object.assign(error as Error, new pulumi.RunError(message), { message });
}

/** Shows people's mistakes without a stack trace, whether thrown by the program itself or by a callback of an output. */
export function plainErrors(of: Pick<NodeJS.Process, "prependListener"> = process): void {
  // Run before the SDK's own listeners, which print the error.
  of.prependListener("unhandledRejection", markPlain);
  of.prependListener("uncaughtException", markPlain);
}
