import * as pulumi from "@pulumi/pulumi";

/** Classes of errors that a person can fix. By name: a region's program is loaded outside the bundle that this may be in, with its own classes. */
const FOR_PEOPLE = ["StackFileError", "UserError", "ProviderError"];

/** How the SDK reports a provider's refusal of a function call. */
const INVOKE = /^invocation of \S+ returned an error: (.*)$/s;

/**
 * The text of an error that needs no stack trace, with its fix: a person's mistake, or a provider's one-line reason (wrong credentials, a cloud that doesn't
 * answer). Undefined for any other error: that is a bug, and its stack shows where.
 */
function plainText(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (!FOR_PEOPLE.includes(error.name)) return INVOKE.exec(error.message)?.[1];
  const { message, fix = [] } = error as Error & { fix?: readonly string[] };
  return fix.length === 0 ? message : `${message}\n    Fix: ${fix.join("\n         ")}`;
}

/** An error's plain message, to be quoted in another message. */
export const lineOf = (error: unknown): string => plainText(error) ?? String(error);

/** Gives an error the SDK's own mark for errors that are shown without their stack, whatever that mark is in this version. */
function markPlain(error: unknown): void {
  if (pulumi.RunError.isInstance(error)) return; // marked already: the fix is in its message
  const message = plainText(error);
  if (message !== undefined) Object.assign(error as Error, new pulumi.RunError(message), { message });
}

/** Shows people's mistakes without a stack trace, whether thrown by the program itself or by a callback of an output. */
export function plainErrors(of: Pick<NodeJS.Process, "prependListener"> = process): void {
  // Before the SDK's own listeners, which print the error.
  of.prependListener("unhandledRejection", markPlain);
  of.prependListener("uncaughtException", markPlain);
}
