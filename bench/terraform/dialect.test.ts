import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { root } from "../../rehearsal/paths.ts";
import { ACME, startWorld } from "../../rehearsal/twilio/testing/world.ts";
import { type ProviderSchema, SOURCE, spokenBy } from "./dialect.ts";
import { leftIn, measured } from "./side.ts";
import { tableOf } from "./table.ts";

const wanted = { accountSid: ACME.sid, authToken: "token", numbers: ["+14155550111", "+14155550112"], word: "desk" };
const schema = (types: string[], attributes = ["account_sid", "auth_token"]): ProviderSchema => ({
  provider: { block: { attributes: Object.fromEntries(attributes.map((name) => [name, {}])) } },
  resource_schemas: Object.fromEntries(types.map((type) => [type, {}])),
});
const required = {
  terraform: { required_providers: { twilio: { source: SOURCE } } },
  locals: { numbers: wanted.numbers },
};
const names = { count: 2, friendly_name: "desk ${count.index}" };
const phone_number = "${local.numbers[count.index]}";

const OWN = [
  "twilio_api_accounts_applications",
  "twilio_api_accounts_incoming_phone_numbers",
  "twilio_trunking_trunks_v1",
];

it("speaks to Twilio's own provider", () => {
  const own = spokenBy(schema([...OWN, "twilio_api_accounts_queues"]));
  expect([own?.name, own?.kinds]).toEqual(["twilio", ["applications", "numbers", "trunks"]]);
  expect(own?.configuration(wanted)).toEqual({
    ...required,
    provider: { twilio: { account_sid: ACME.sid, auth_token: "token" } },
    resource: {
      twilio_api_accounts_applications: {
        item: { ...names, voice_url: "https://voice.us.aybiza.example/twilio/voice" },
      },
      twilio_api_accounts_incoming_phone_numbers: {
        item: {
          ...names,
          phone_number,
          voice_application_sid: "${twilio_api_accounts_applications.item[count.index].sid}",
        },
      },
      twilio_trunking_trunks_v1: { item: names },
    },
  });
});

it("speaks to the community's provider, and leaves out what a provider doesn't have", () => {
  const community = spokenBy(schema(["twilio_twiml_app", "twilio_phone_number"], ["account_sid"]));
  expect([community?.name, community?.kinds]).toEqual(["RJPearson94", ["applications", "numbers"]]);
  const account_sid = ACME.sid;
  expect(community?.configuration(wanted)).toEqual({
    ...required,
    provider: { twilio: { account_sid } },
    resource: {
      twilio_twiml_app: {
        item: { ...names, account_sid, voice: [{ url: "https://voice.us.aybiza.example/twilio/voice" }] },
      },
      twilio_phone_number: {
        item: {
          ...names,
          account_sid,
          phone_number,
          voice: [{ application_sid: "${twilio_twiml_app.item[count.index].sid}" }],
        },
      },
    },
  });
  expect(spokenBy(schema(["null_resource"]))).toBeUndefined();
});

it("wants no more trunks than an account can have", () => {
  const numbers = Array.from({ length: 101 }, () => "+14155550111");
  expect(spokenBy(schema(OWN))?.configuration({ ...wanted, numbers })).toMatchObject({
    resource: {
      twilio_api_accounts_incoming_phone_numbers: { item: { count: 101 } },
      twilio_trunking_trunks_v1: { item: { count: 100 } },
    },
  });
});

it("counts what a step asked of the stand-in, what was refused, and what a destroy left", async () => {
  const world = await startWorld();
  const side = {
    ...{ name: "one", version: "1" },
    run: async () => {
      await world.raw("POST", `/Accounts/${ACME.sid}/Applications.json`, { body: "FriendlyName=desk" });
      await world.raw("GET", `/Accounts/${ACME.sid}/Applications/AP${"0".repeat(32)}.json`);
      return { problem: "1 errors" };
    },
  };
  await world.raw("GET", `/Accounts/${ACME.sid}.json`);
  expect(await measured(side, "create", world)).toMatchObject({
    ...{ step: "create", requests: 2, refused: 1, problem: "1 errors", seconds: expect.any(Number) },
  });
  expect(leftIn(world, ACME.sid)).toEqual(["1 applications"]);
  await world.close();
});

it("shows both sides step by step, and what went wrong", () => {
  const step = { seconds: 1.25, cpuSeconds: 0.5, requests: 3, refused: 0 };
  const sides = [
    { side: "Terraform", version: "1", steps: [{ ...step, step: "create" as const }] },
    {
      ...{ side: "Pulumi", version: "3" },
      steps: [{ ...step, step: "create" as const, cpuSeconds: null, refused: 2, problem: "it broke" }],
    },
  ];
  const table = tableOf(sides);
  expect(table.slice(0, 3).map((line) => line.replace(/ +/g, " "))).toEqual([
    " Terraform 1 Pulumi 3",
    "create 1.3 s (0.5), 3 requests 1.3 s, 3 requests, 2 refused, FAILED",
    "plan not run not run",
  ]);
  expect(table.at(-1)).toBe("Pulumi, create: it broke");
});

it("says why there is nothing to compare, and ends well", async () => {
  const args = [join(root, "bench/terraform/main.ts"), "--json", "--provider", "/nowhere/at-all"];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(JSON.parse(stdout)).toEqual({
    skipped: expect.stringMatching(
      /^(`terraform` isn.t on the PATH. Install it|no file exists at \/nowhere\/at-all \(--provider\))$/,
    ),
  });
});
