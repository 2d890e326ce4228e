import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageSchema } from "../kit/schema.ts";
import { secret } from "../kit/testing/engine.ts";
import { spec } from "./package.ts";
import { startWorld, type World } from "./testing/world.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, ".aybiza/pulumi/versions/3.259.0/bin/pulumi");
const folder = mkdtempSync(join(tmpdir(), "twilio-sdk-"));
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.stop();
});

test("the committed SDK is what the provider's definitions make", () => {
  const made = spawnSync(process.execPath, [join(root, "providers/twilio/generate-sdk.ts"), join(folder, "sdk")], {
    encoding: "utf8",
  });
  expect(made.stderr).not.toContain("Error");
  const committed = join(root, "sdks/twilio");
  const names = readdirSync(committed).filter((name) => /\.(ts|json)$/.test(name));
  expect(readdirSync(join(folder, "sdk")).sort()).toEqual(names.sort());
  for (const name of names) {
    const hint = "run `node providers/twilio/generate-sdk.ts`";
    expect(readFileSync(join(folder, "sdk", name), "utf8"), hint).toBe(readFileSync(join(committed, name), "utf8"));
  }
});

test("the provider serves its schema, with secrets marked and everything described", async () => {
  const schema = await (await world.plugin()).connect().schema();
  expect(schema).toEqual(JSON.parse(JSON.stringify(packageSchema(spec))));
  expect(Object.keys(schema.resources)).toEqual(["twilio:index:Application", "twilio:index:IncomingPhoneNumber"]);
  expect(Object.keys(schema.functions)).toEqual([
    "twilio:index:getAvailablePhoneNumbers",
    "twilio:index:getIncomingPhoneNumbers",
  ]);
  const secrets = Object.entries(schema.provider.inputProperties).filter(([, p]) => (p as { secret?: true }).secret);
  expect(secrets.map(([name]) => name)).toEqual(["authToken", "apiKeySecret"]);
  expect(undescribed(schema)).toEqual([]);
});

test.runIf(existsSync(cli))("the schema passes `pulumi schema check`", () => {
  const file = join(folder, "schema.json");
  writeFileSync(file, JSON.stringify(packageSchema(spec)));
  const env = { ...process.env, PULUMI_HOME: join(folder, "home"), PULUMI_SKIP_UPDATE_CHECK: "1" };
  const checked = spawnSync(cli, ["schema", "check", file], { encoding: "utf8", env });
  expect({ status: checked.status, output: checked.stdout + checked.stderr }).toEqual({ status: 0, output: "" });
});

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
