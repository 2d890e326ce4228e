import type { Deployed, UpResult } from "../../launch/world/protocol.ts";
import { ownerOf } from "../number-label.ts";
import { paintFor } from "../paint.ts";

interface Told {
  /** The command that goes on. */
  readonly goOn: string;
  /** Whether the world itself has ended with it. */
  readonly hasEnded?: boolean;
  readonly json: boolean;
  /** Whether a second signal ended the engine at once. */
  readonly isTerminated: boolean;
}

/** Said at once: a cancelled engine takes its time. */
export function tellCancelling(): void {
  process.stderr.write("interrupted: the engine cancels, and lets what is under way end; once more ends it at once\n");
}

/** Says what an interrupted `up` has done, what it hasn't, and which command goes on: to people on standard error, as JSON on standard output. */
export function tellInterrupted(result: UpResult, { goOn, hasEnded, json, isTerminated }: Told): void {
  const { done, interrupted } = result;
  if (interrupted === undefined) return;
  const { cutOff, notBegun } = interrupted;
  if (json) {
    const stacks = done.map(({ stack }) => stack);
    console.log(JSON.stringify({ interrupted: { done: stacks, cutOff, notBegun, isTerminated, goOn } }));
    return;
  }
  const paint = paintFor(process.stderr);
  const lines = [
    ...(done.length === 0 ? [] : [`  done:       ${done.map(({ stack }) => stack).join(", ")}`]),
    ...(cutOff === undefined ? [] : cutOffLines(cutOff, isTerminated)),
    ...(notBegun.length === 0 ? [] : [`  not begun:  ${notBegun.join(", ")}`]),
    ...(hasEnded ? ["  the world has ended, and nothing of it is left"] : []),
    `  ${hasEnded ? "once more: " : "go on:     "} ${goOn}`,
  ];
  process.stderr.write([paint("yellow", "interrupted"), ...lines, ""].join("\n"));
}

function cutOffLines(cutOff: Deployed, isTerminated: boolean): string[] {
  const { stack, created, updated, deleted, replaced, bought } = cutOff;
  return [
    `  cut off:    ${stack}, after ${created} created, ${updated} updated, ${deleted} deleted, ${replaced} replaced`,
    ...bought.map((one) => `              it has bought ${one.number} (${ownerOf(one)})`),
    ...(isTerminated ? ["              the engine was ended at once: what was under way may be done or not"] : []),
  ];
}
