import { UserError } from "../domain/user-error.ts";

/** Exit codes of every command. Scripts rely on them. */
export const EXIT = {
  ok: 0,
  /** Something failed, or the world isn't running. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** No result. `call`: no answer. `search`: no such number is for sale. `ready`: no agent has answered yet. `world status`: no world is running. */
  no: 3,
  interrupted: 130,
} as const;

/** Creates an error of the command line itself, which exits with {@link EXIT.usage}. */
export const usageError = (code: string, message: string, fix: string | readonly string[] = []): UserError =>
  new UserError(code, message, fix, { isUsage: true });

/** A signal ended the command. The message says what was done; the exit code is 128 plus the signal's number, as in shells. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}
