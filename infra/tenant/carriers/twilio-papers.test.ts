import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../providers/kit/testing/engine.ts";
import { acme, startWorld, type World } from "../../../providers/twilio/testing/world.ts";
import { inService, purchase, webhooksAt } from "./twilio-numbers.ts";
import { obstacles } from "./twilio-papers.ts";

const application = `AP${"01".repeat(16)}`;
const bundle = `BU${"01".repeat(16)}`;
const address = `AD${"01".repeat(16)}`;
const answering = {
  applicationSid: pulumi.output(application),
  webhooks: webhooksAt({
    webhookOrigin: "https://voice.uk.aybiza.example",
    fallback: { url: "https://d111111abcdef8.cloudfront.net/uk", by: "cloudfront", awsRegion: "us-east-1" },
  }),
};
const live = { release: false, quarantine: undefined, leaving: undefined };
let world: World;
let engine: Engine;
let provider: twilio.Provider;
const declared = new Map<string, Record<string, unknown>>();

/** Mocks of the SDK's functions, answered by the real provider with the Twilio stand-in. */
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      declared.set(name, inputs);
      return { id: name, state: inputs };
    },
    call: ({ token, inputs }) => engine.invoke(token, inputs) as Promise<Record<string, unknown>>,
  });
  provider = new twilio.Provider("own", { accountSid: acme.sid });
}, 60_000);
afterAll(() => world.stop());

const look = (...buys: object[]) =>
  obstacles(
    buys.map((buy, i) => ({ key: `line-${i}`, buy })),
    provider,
  );
const british = {
  kind: "local number of GB",
  paper: "bundle",
  rule: "an approved regulatory bundle (https://www.twilio.com/docs/api/errors/21649)",
  fix: "write `bundle: BU...` under `buy`, the SID of an approved bundle of the account that buys (docs/stack-files.md#papers)",
  asks: [
    "business: business_name, business_registration_number, Business Address (Proof of Address)",
    "individual: first_name, last_name, Address",
  ],
};

describe("documents that a purchase lacks", () => {
  it("are none in the US", async () => {
    expect(await look({ country: "US", areaCode: "415" }, { number: "+14155550150" })).toEqual([]);
  });

  it("are a bundle if Twilio has a regulation for the country and kind, after one request for each kind", async () => {
    const before = world.store.journal.length;
    const found = await look(
      { country: "GB" },
      { country: "GB", locality: "London" },
      { number: "+442079460150" },
      { country: "GB", bundle },
    );
    expect(found).toEqual([{ ...british, keys: ["line-0", "line-1", "line-2"] }]);
    const asked = world.store.journal.slice(before).map(({ operationId }) => operationId);
    expect(asked.filter((operation) => operation.includes("Regulation"))).toHaveLength(1);
    expect(world.changes()).toEqual([]);
  });

  it("are an address if the found numbers require one", async () => {
    const national = { country: "GB", type: "national", bundle };
    const missing = {
      ...{ keys: ["line-0"], kind: "national number of GB", paper: "address" },
      rule: "an address of the holder (https://www.twilio.com/docs/api/errors/21631)",
      asks: ["an address anywhere in the world (`any`)"],
      fix: "write `address: AD...` under `buy`, the SID of an address in the account that buys, or search with `addressRequirements: none`",
    };
    expect(await look(national)).toEqual([missing]);
    expect(await look({ ...national, address })).toEqual([]);
  });

  it("match what Twilio refuses a purchase for", async () => {
    const create = (inputs: object) =>
      engine.create(`urn:pulumi:acme-us::aybiza::twilio:index:IncomingPhoneNumber::n`, { acquire: "buy", ...inputs });
    await expect(create({ phoneNumber: "+442079460150" })).rejects.toThrow("Bundle required and not provided");
    await expect(create({ phoneNumber: "+443069990000", bundleSid: bundle })).rejects.toThrow(
      "Phone Number Requires an Address",
    );
  });
});

it.each([
  [{ way: "transfer", to: "tenant" }, "taken"],
  [{ way: "transfer", to: "parent-account" }, "parent"],
  [{ way: "port-out" }, "taken"],
  [{ way: "hand-back" }, "kept"],
] as const)(
  "a number's ending %j is `%s` in the provider's input, which deployed stacks hold",
  async (leaving, word) => {
    const number = inService(
      {
        key: `line-${leaving.way}-${word}`,
        number: pulumi.output("+442079460100"),
        ending: { ...live, leaving },
        before: undefined,
        emergencyAddress: undefined,
        dependsOn: [],
      },
      undefined,
      answering,
      { provider },
    );
    await new Promise((resolve) => number.urn.apply(resolve));
    expect(declared.get(`line-${leaving.way}-${word}`)).toMatchObject({ release: false, transfer: word });
  },
);

it("a purchase names the file's documents, and the application that answers its first calls", async () => {
  const buy = { country: "GB", bundle, address };
  const number = purchase({ key: "line", buy, ending: live }, { bundleSid: bundle, addressSid: address }, answering, {
    provider,
  });
  await new Promise((resolve) => number.urn.apply(resolve));
  expect(declared.get("line-purchase")).toEqual({
    ...{ acquire: "buy", friendlyName: "line", release: false, bundleSid: bundle, addressSid: address },
    initial: {
      ...{ voiceApplicationSid: application, statusCallback: "https://voice.uk.aybiza.example/twilio/status" },
      statusCallbackMethod: "POST",
    },
    search: { country: "GB", type: "local" },
  });
});
