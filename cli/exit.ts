import { UserError } from "../domain/user-error.ts";

/** Exit codes of every command. Scripts rely on them. */
export const EXIT = {
  ok: 0,
  /** Something failed, or the world doesn't run. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** No result. `call`: no answer. `search`: no such number can be bought. `ready`: an agent has yet to answer. `world status`: no world runs. */
  no: 3,
  interrupted: 130,
} as const;

/** An error of the command line itself: ends with {@link EXIT.usage}. */
export const usageError = (code: string, message: string, fix: string | readonly string[] = []): UserError =>
  new UserError(code, message, fix, { isUsage: true });

/** A signal ended the command. The message says what was done; the exit code is the shell's for that signal. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}
