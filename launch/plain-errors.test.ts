import { EventEmitter } from "node:events";
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { StackFileError } from "../domain/config/problem.ts";
import { UserError } from "../domain/user-error.ts";
import { ProviderError } from "../providers/kit/handler.ts";
import { plainErrors } from "./plain-errors.ts";

/** Returns what the SDK's own, earlier listener receives: the error's message, and whether the SDK omits its stack. */
function seen(event: "unhandledRejection" | "uncaughtException", error: unknown) {
  const process = new EventEmitter();
  const told: unknown[] = [];
  process.on(event, (e) => told.push([e.message, pulumi.RunError.isInstance(e)]));
  plainErrors(process as never);
  process.emit(event, error);
  return told;
}

const refusal = new UserError("zone-not-found", "There is no zone.", "name another");
const problem = { code: "x", file: "f", path: "p", message: "m", fix: "f" };

test.each([
  ["a refusal", refusal, "There is no zone.\n    Fix: name another"],
  [
    "a refusal with two fixes",
    new UserError("zone-not-found", "There is no zone.", ["name another", "or make one"]),
    "There is no zone.\n    Fix: name another\n         or make one",
  ],
  ["a refusal without a fix", new UserError("zone-not-found", "There is no zone."), "There is no zone."],
  [
    "mistakes of a stack file",
    new StackFileError([problem]),
    "1 mistake in the stack file; nothing was changed.\n\nf  p\n    m\n    Fix: f\n",
  ],
  ["credentials that can't be right", new ProviderError("bad-credentials", "it is empty"), "it is empty"],
  [
    "what a provider says",
    new Error("invocation of aws:route53/getZone:getZone returned an error: there is no hosted zone x"),
    "there is no hosted zone x",
  ],
] as const)("%s is told without a stack, in the program and in a callback", (_, error, message) => {
  expect(seen("unhandledRejection", error)).toEqual([[message, true]]);
  expect(seen("uncaughtException", error)).toEqual([[message, true]]);
});

test("a bug keeps its stack", () => {
  expect(seen("unhandledRejection", new TypeError("x is not a function"))).toEqual([["x is not a function", false]]);
});
