import { describe, expect, test } from "vitest";
import { groupOf } from "../../domain/contract/twilio-errors.ts";
import { loggedError } from "../testbed/events.ts";
import { ACME, ACME_TOKEN, bed, CALL, CALLER, GLOBEX, GLOBEX_TOKEN } from "../testbed/fixture.ts";
import { captureOutput } from "../testbed/output.ts";
import { jsonWebhook, sid, webhook } from "../testbed/sender.ts";
import { statusHandler } from "../twilio-status/handler.ts";

const output = captureOutput();
const delivery = (events: unknown, token = ACME_TOKEN) => jsonWebhook("/twilio/events", JSON.stringify(events), token);
const counted = () =>
  output
    .text()
    .split("\n")
    .filter((line) => line.includes('"TwilioError"'))
    .map((line) => JSON.parse(line))
    .map(({ service, region, group, TwilioError, _aws }) => ({
      dimensions: _aws.CloudWatchMetrics[0].Dimensions.flat().sort(),
      ...{ service, region, group, TwilioError },
    }));

test("each error is a metric of its group and a log line with code, call and tenant, and without the caller", async () => {
  const b = bed();
  const events = [loggedError(10004), loggedError(11200), loggedError(13214, { level: "warning" })];
  expect(await statusHandler(b.deps)(delivery(events))).toMatchObject({ statusCode: 204, body: "" });
  expect(counted()).toEqual(
    ["refused", "unreachable", "unusable"].map((group) => ({
      dimensions: ["group", "region", "service"],
      ...{ service: "twilio-voice", region: "us", group, TwilioError: 1 },
    })),
  );
  const lines = output.logs().filter(({ message }) => message === "twilio error");
  expect(lines[0]).toMatchObject({
    ...{ level: "WARN", twilioCode: 10004, twilioLevel: "ERROR", group: "refused" },
    ...{ callSid: CALL, accountSid: ACME, tenant: "acme", connection: "own" },
  });
  expect(lines.map(({ twilioCode }) => twilioCode)).toEqual([10004, 11200, 13214]);
  expect(output.text()).not.toContain(CALLER.slice(1));
  expect(b.db.writes).toBe(0);
});

test("a repeat gets the same answer, and isn't counted again", async () => {
  const handle = statusHandler(bed().deps);
  const first = await handle(delivery(loggedError(10004)));
  expect(await handle(delivery([loggedError(10004), loggedError(11200)]))).toEqual(first);
  expect(counted().map(({ group }) => group)).toEqual(["refused", "unreachable"]);
  expect(output.metrics().counts).toMatchObject({ Repeat: 1 });
});

test("what is written for information, or is no error, isn't counted", async () => {
  const test = { type: "com.twilio.eventstreams.test-event", id: ACME, data: { test_id: "1" } };
  for (const event of [loggedError(90001, { level: "INFO" }), test, { ...loggedError(1), type: "com.twilio.else" }])
    expect(await statusHandler(bed().deps)(delivery(event))).toMatchObject({ statusCode: 204 });
  expect(counted()).toEqual([]);
});

describe("refused before any route or record is touched", () => {
  const signed = delivery(loggedError(10004));
  const mixed = [loggedError(10004), loggedError(11200, { account: GLOBEX })];
  test.each([
    ["without a signature", jsonWebhook("/twilio/events", JSON.stringify(loggedError(10004)), undefined), 403],
    ["signed by another account's token", delivery(loggedError(10004), GLOBEX_TOKEN), 403],
    ["of an account that isn't ours", delivery(loggedError(10004, { account: sid("AC", 9) })), 403],
    ["with another body than was signed", { ...signed, body: JSON.stringify(loggedError(11200)) }, 403],
    // Without a digest in the URL, the signature doesn't cover the body.
    ["without the body's digest", { ...webhook("/twilio/events", {}, ACME_TOKEN), body: signed.body! }, 400],
    ["without the digest, as JSON", withoutDigest(), 403],
    ["of two accounts", delivery(mixed), 400],
    ["that isn't JSON", jsonWebhook("/twilio/events", "hello", ACME_TOKEN), 400],
    ["of no account", delivery([]), 400],
    ["by GET", { ...signed, requestContext: { http: { method: "GET" } } }, 405],
    ["of a megabyte", delivery({ ...loggedError(10004), more: "x".repeat(1024 * 1024) }), 413],
  ])("%s", async (_, event, statusCode) => {
    const b = bed();
    expect(await statusHandler(b.deps)(event as never)).toMatchObject({ statusCode });
    expect(counted()).toEqual([]);
    expect(b.db.writes).toBe(0);
    expect(b.db.reads.filter((read) => read.includes("number#"))).toEqual([]);
  });

  function withoutDigest() {
    const { headers } = webhook("/twilio/events", {}, ACME_TOKEN);
    return { ...signed, rawQueryString: "", headers: { ...headers, "content-type": "application/json" } };
  }
});

test("while the tokens can't be read, Twilio is asked to come again", async () => {
  const b = bed();
  b.db.mood = "throws";
  expect(await statusHandler(b.deps)(delivery(loggedError(10004)))).toMatchObject({ statusCode: 503 });
  expect(counted()).toEqual([]);
  expect(b.queue.messages).toEqual([]);
});

test("each code is in one of five groups", () => {
  const groups = {
    refused: [10001, 10004, 64109, 86008],
    unreachable: [11100, 11200, 11205, 11220, 11750, 15003],
    unusable: [12100, 12300, 13214, 13227, 64101, 64106],
    agent: [64102, 64105],
    other: [64104, 20003, 21211, 30007, 91300, 0, 999999],
  };
  for (const [group, codes] of Object.entries(groups))
    expect(codes.map((code) => [code, groupOf(code)])).toEqual(codes.map((code) => [code, group]));
});
