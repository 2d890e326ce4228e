import { describe, expect, test } from "vitest";
import { ENVIRONMENT } from "../testbed/fixture.ts";
import { TOKEN_KEY_ARN } from "../testbed/kms.ts";
import { QUEUE_URL } from "../testbed/sqs.ts";
import { readSettings } from "./settings.ts";

const FALLBACK_RULE =
  'FALLBACK must be a JSON object of texts, as in {"say":"Please call again later.","dial":"+14155550100"}: deploy the region again';

test("the environment of a handler is read once into settings", () => {
  expect(readSettings(ENVIRONMENT)).toEqual({
    routesTable: "routes",
    callsTable: "calls",
    lateEventsQueueUrl: QUEUE_URL,
    tokenKeyArn: TOKEN_KEY_ARN,
    webhookOrigin: "https://voice.us.aybiza.example",
    region: {
      name: "us",
      language: "en-US",
      say: "Please call again later.",
      unknownNumber: "This number is not in service.",
    },
    callRetentionDays: 30,
    routeCacheMs: 5000,
    tokenCacheMs: 300_000,
  });
});

test("a region that says little gets words and a language", () => {
  expect(readSettings({ ...ENVIRONMENT, FALLBACK: '{"dial":"+14155550100"}' }).region).toEqual({
    name: "us",
    say: "Sorry, we can't take your call right now. Please call again later.",
    dial: "+14155550100",
    language: "en-US",
    unknownNumber: "Sorry, the number that you have dialled is not in service. Goodbye.",
  });
});

test("a region that says its language speaks in it", () => {
  expect(readSettings({ ...ENVIRONMENT, FALLBACK: '{"say":"Bitte später.","language":"de-DE"}' }).region).toMatchObject(
    {
      say: "Bitte später.",
      language: "de-DE",
    },
  );
});

describe("a wrong environment says which variable, and what it should be", () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    [
      "missing",
      { ROUTES_TABLE: undefined },
      "ROUTES_TABLE is not set; the region stack sets it on every handler: deploy the region again",
    ],
    [
      "no key",
      { TOKEN_KEY_ARN: undefined },
      "TOKEN_KEY_ARN is not set; the region stack sets it on every handler: deploy the region again",
    ],
    [
      "no queue",
      { LATE_EVENTS_QUEUE_URL: undefined },
      "LATE_EVENTS_QUEUE_URL is not set; the region stack sets it on every handler: deploy the region again",
    ],
    [
      "empty",
      { CALLS_TABLE: "" },
      "CALLS_TABLE is not set; the region stack sets it on every handler: deploy the region again",
    ],
    [
      "plain http",
      { WEBHOOK_ORIGIN: "http://voice.example" },
      "WEBHOOK_ORIGIN must be an https origin without a path, as in https://voice.us.aybiza.example: deploy the region again",
    ],
    [
      "a path",
      { WEBHOOK_ORIGIN: "https://voice.example/" },
      "WEBHOOK_ORIGIN must be an https origin without a path, as in https://voice.us.aybiza.example: deploy the region again",
    ],
    [
      "days",
      { CALL_RETENTION_DAYS: "1e3" },
      "CALL_RETENTION_DAYS must be a whole number from 1 to 3650: correct it in the handler's environment",
    ],
    [
      "cache",
      { ROUTE_CACHE_MS: "5s" },
      "ROUTE_CACHE_MS must be a whole number from 0 to 300000: correct it in the handler's environment",
    ],
    ["not JSON", { FALLBACK: "say" }, FALLBACK_RULE],
    ["JSON null", { FALLBACK: "null" }, FALLBACK_RULE],
    ["words that aren't text", { FALLBACK: '{"say":5}' }, FALLBACK_RULE],
    ["a language that isn't a tag", { FALLBACK: '{"language":"en_US"}' }, FALLBACK_RULE],
    ["a list", { FALLBACK: "[]" }, FALLBACK_RULE],
    ["a desk that isn't E.164", { FALLBACK: '{"dial":"4155550100"}' }, FALLBACK_RULE],
  ])("%s", (_, change, message) => {
    expect(() => readSettings({ ...ENVIRONMENT, ...change })).toThrow(message);
  });
});
