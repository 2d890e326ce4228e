import type { Deployed, UpResult } from "../../launch/world/protocol.ts";
import { ownerOf } from "../number-label.ts";
import { paintFor } from "../paint.ts";

interface InterruptedRun {
  /** The command with which to continue. */
  readonly command: string;
  /** Whether the world itself has stopped. */
  readonly hasEnded?: boolean;
  readonly json: boolean;
  /** Whether a second signal killed the engine. */
  readonly isTerminated: boolean;
}

/** Tells the user at once, since the engine needs some time to cancel. */
export function reportCancelling(): void {
  process.stderr.write(
    "interrupted: the engine finishes the operations in progress and stops; interrupt again to kill it\n",
  );
}

/** Reports what an interrupted `up` did and didn't do, and how to continue: as text on standard error, or as JSON on standard output. */
export function reportInterrupted(result: UpResult, { command, hasEnded, json, isTerminated }: InterruptedRun): void {
  const { done, interrupted } = result;
  if (interrupted === undefined) return;
  const { cutOff, notBegun } = interrupted;
  if (json) {
    const stacks = done.map(({ stack }) => stack);
    console.log(JSON.stringify({ interrupted: { done: stacks, cutOff, notBegun, isTerminated, goOn: command } }));
    return;
  }
  const paint = paintFor(process.stderr);
  const lines = [
    ...(done.length === 0 ? [] : [`  done:       ${done.map(({ stack }) => stack).join(", ")}`]),
    ...(cutOff === undefined ? [] : cutOffLines(cutOff, isTerminated)),
    ...(notBegun.length === 0 ? [] : [`  not begun:  ${notBegun.join(", ")}`]),
    ...(hasEnded ? ["  the world has ended; nothing of it is left"] : []),
    `  ${hasEnded ? "try again: " : "continue:  "} ${command}`,
  ];
  process.stderr.write([paint("yellow", "interrupted"), ...lines, ""].join("\n"));
}

function cutOffLines(cutOff: Deployed, isTerminated: boolean): string[] {
  const { stack, created, updated, deleted, replaced, bought } = cutOff;
  return [
    `  cut off:    ${stack}, after ${created} created, ${updated} updated, ${deleted} deleted, ${replaced} replaced`,
    ...bought.map((one) => `              bought ${one.number} (${ownerOf(one)})`),
    ...(isTerminated
      ? ["              the engine was killed: operations in progress may or may not have finished"]
      : []),
  ];
}
