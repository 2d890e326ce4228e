import { expect, it, test } from "vitest";
import { waitingFor } from "./bundle-status.ts";

it.each(["twilio-approved", "provisionally-approved"])("a bundle that is %s lets a purchase go on", (status) =>
  expect(waitingFor({ status, missing: [] })).toBeUndefined(),
);

it.each([
  ["draft", "it was never submitted"],
  ["pending-review", "it waits for Twilio's review"],
  ["in-review", "Twilio is reviewing it"],
  ["twilio-rejected", "Twilio rejected it"],
  ["missing", "the account that buys has no such bundle"],
  ["a-status-of-2030", "its status is a-status-of-2030"],
])("a purchase waits for a bundle of status %s", (status, says) =>
  expect(waitingFor({ status, missing: [] })).toEqual({ says, fix: expect.any(String) }),
);

test("what the bundle lacks stands behind its status", () =>
  expect(waitingFor({ status: "twilio-rejected", missing: ["a proof of address", "a name"] })?.says).toBe(
    "Twilio rejected it; it lacks: a proof of address; a name",
  ));
