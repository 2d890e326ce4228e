import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageSchema } from "../kit/schema.ts";
import { secret } from "../kit/testing/engine.ts";
import { expectCommittedSdk, expectExamplesRun, expectValidSchema } from "../kit/testing/sdk.ts";
import { spec } from "./package.ts";
import { startWorld, type World } from "./testing/world.ts";

const folder = mkdtempSync(join(tmpdir(), "twilio-sdk-"));
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.stop();
});

test("the committed SDK is what the provider's definitions make", () => expectCommittedSdk("twilio", folder));

test("the provider serves its schema, with secrets marked and everything described", async () => {
  const schema = await (await world.plugin()).connect().schema();
  expect(schema).toEqual(JSON.parse(JSON.stringify(packageSchema(spec))));
  expect(Object.keys(schema.resources)).toEqual(spec.resources.map((r) => r.token));
  expect(Object.keys(schema.functions)).toEqual(spec.functions.map((f) => f.token));
  const secrets = Object.entries(schema.provider.inputProperties).filter(([, p]) => (p as { secret?: true }).secret);
  expect(secrets.map(([name]) => name)).toEqual(["authToken", "apiKeySecret"]);
  expect(undescribed(schema)).toEqual([]);
});

test("the schema passes `pulumi schema check`", () => expectValidSchema(spec, folder));

test("each resource and function has examples, and they run", () => expectExamplesRun(spec));

test("a program's provider sends its credentials as secrets, and its resources what they were given", async () => {
  const declared: pulumi.runtime.MockResourceArgs[] = [];
  await pulumi.runtime.setMocks({
    newResource(args) {
      declared.push(args);
      return { id: `${args.name}-id`, state: { ...args.inputs, sid: "AP1" } };
    },
    call: ({ token, inputs }) => ({ numbers: [{ token, inputs }] }),
  });
  const provider = new twilio.Provider("own", { accountSid: "AC1", authToken: "t", label: "connection own" });
  const application = new twilio.Application("calls", { voiceUrl: "https://voice.example/" }, { provider });
  await new Promise((resolve) => pulumi.all([provider.urn, application.urn, application.sid]).apply(resolve));
  const of = (name: string) => declared.find((d) => d.name === name)!;
  expect(of("own").inputs).toEqual({ accountSid: "AC1", authToken: secret("t"), label: "connection own" });
  expect(of("calls").inputs).toEqual({ voiceUrl: "https://voice.example/" });
  expect([
    twilio.Application.isInstance(application),
    twilio.Provider.isInstance(provider),
    twilio.Application.isInstance(provider),
  ]).toEqual([true, true, false]);
  expect(() => new twilio.IncomingPhoneNumber("x", {} as twilio.IncomingPhoneNumberArgs, { provider })).toThrow(
    'IncomingPhoneNumber "x" needs "acquire"',
  );
  expect(await twilio.getIncomingPhoneNumbers({ friendlyName: "a" })).toEqual({
    numbers: [{ token: "twilio:index:getIncomingPhoneNumbers", inputs: { friendlyName: "a" } }],
  });
});

/** Paths of properties without a description. */
function undescribed(value: unknown, path = ""): string[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = `${path}/${key}`;
    const isProperty = /\/(properties|inputProperties|variables)\/[^/]+$/.test(here);
    return [
      ...(isProperty && !(inner as { description?: string }).description ? [here] : []),
      ...undescribed(inner, here),
    ];
  });
}
