import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { startTwilio, type Twilio } from "../../rehearsal/twilio/server.ts";
import type { Application, IncomingNumber } from "../../rehearsal/twilio/store.ts";
import type { Bag } from "../kit/handler.ts";
import { type Declared, Project } from "../kit/testing/project.ts";
import { acme, frontDesk } from "./testing/world.ts";

/** Tests that need the real engine: interruptions, timeouts, states of earlier versions, credentials in a state. */
let twilio: Twilio;
let project: Project;
afterEach(async () => {
  await twilio?.close();
  project?.remove();
});

const signedIn = (authToken = acme.authToken) => ({ "twilio:credentials": { [acme.sid]: { authToken } } });

async function start(name: string, config: Bag = signedIn()): Promise<void> {
  twilio = await startTwilio({ accounts: [acme], resolve: async () => undefined });
  const env = { AYBIZA_TWILIO_URL: twilio.origin };
  project = new Project(`twilio-${name}`, { name: "twilio", folder: import.meta.dirname, env });
  await project.init("dev", config);
}

const declare = (resources: Declared[], config: Bag = {}) =>
  project.declare({ config: { accountSid: acme.sid, ...config }, resources });
const queue = (name: string, inputs: Bag = {}, options: Bag = {}): Declared => {
  return { token: "twilio:index:Queue", name, inputs, options };
};
const number = (name: string, inputs: Bag, options: Bag = {}): Declared => {
  return { token: "twilio:index:IncomingPhoneNumber", name, inputs, options };
};
const bought = number("line", { acquire: "buy", search: { country: "US", type: "local", areaCode: "415" } });

/** Runs `up` and interrupts it at a given moment, as Ctrl-C does. */
async function upInterrupted(when: () => boolean) {
  const interrupt = new AbortController();
  const running = project.run("dev", "up", [], { interrupt: interrupt.signal });
  while (!when()) await sleep(20);
  interrupt.abort();
  return running;
}

describe("Ctrl-C", () => {
  test("waits for a purchase under way, and the next `up` buys nothing more", async () => {
    await start("cancel");
    declare([bought]);
    twilio.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "after", delayMs: 2500, times: 1 });
    const run = await upInterrupted(() => twilio.store.bought === 1);
    expect(run.code).not.toBe(0);
    const held = [...twilio.store.numbers.values()].at(-1)!;
    expect(project.stored("dev").map((r) => r.id)).toEqual([held.sid]);
    const next = await project.must("dev", "up");
    expect([next.steps, twilio.store.bought]).toEqual([[], 1]);
  }, 120_000);

  test("ends what only looks at once: nothing is made", async () => {
    await start("cancel-look");
    declare([queue("support"), queue("sales")]);
    twilio.faults.push({ operationId: "ListQueue", when: "before", delayMs: 60_000, times: 2 });
    const began = performance.now();
    const run = await upInterrupted(
      () => twilio.store.journal.filter((e) => e.operationId === "ListQueue").length === 2,
    );
    expect(run.code).not.toBe(0);
    expect(performance.now() - began).toBeLessThan(30_000);
    expect([twilio.store.queues.size, project.stored("dev")]).toEqual([0, []]);
    twilio.faults.length = 0;
    expect((await project.must("dev", "up")).changes).toMatchObject({ created: 2 });
    expect(twilio.store.queues.size).toBe(2);
  }, 120_000);
});

test("a program's time limit ends its create; names and ignored paths are the engine's and the kit's together", async () => {
  const named = { "pulumi:autonaming": { pattern: "${name}-${stack}" } };
  await start("limits", { ...signedIn(), ...named });
  declare([queue("support", {}, { customTimeouts: { create: "1s" } })]);
  twilio.faults.push({ operationId: "ListQueue", when: "before", delayMs: 60_000, times: 1 });
  const late = await project.run("dev", "up");
  expect(late.output).toContain("timed out after 1 s: raise `customTimeouts` of the resource, or run it again");
  expect([late.code, twilio.store.queues.size]).toEqual([1, 0]);
  twilio.faults.length = 0;

  const handBack = { voiceUrl: "https://pbx.acme.example/voice", voiceMethod: "GET" };
  const desk = (voiceMethod: string, friendlyName?: string) =>
    number(
      "desk",
      { acquire: "adopt", phoneNumber: frontDesk.number, handBack: { ...handBack, voiceMethod }, friendlyName },
      { ignoreChanges: ["handBack.voiceMethod"] },
    );
  declare([queue("support"), desk("GET", "Desk")]);
  await project.must("dev", "up");
  expect([...twilio.store.queues.values()].map((q) => q.friendly_name)).toEqual(["support-dev"]);
  // The generated name stays after the project's `autonaming` setting is removed.
  project.configure("dev", signedIn());
  declare([queue("support"), desk("POST", "Desk")]);
  await project.must("dev", "preview", ["--expect-no-changes"]);
}, 120_000);

test("a state with credentials that were rotated is refreshed and destroyed with the stack's new ones", async () => {
  await start("rotated", {});
  declare([queue("support", { friendlyName: "support" })], { authToken: { $secret: acme.authToken } });
  await project.must("dev", "up");
  expect(project.stateText("dev")).not.toContain(acme.authToken);
  const rotated = "rotated-auth-token-0123456789";
  Object.assign(twilio.store.accounts.get(acme.sid)!, { auth_token: rotated });
  const refused = await project.run("dev", "refresh");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain(`Twilio rejected the auth token of account ${acme.sid}`);
  expect(refused.output).toContain(
    `pulumi config set --secret --stack <stack> --path 'twilio:credentials.${acme.sid}.authToken'`,
  );
  project.configure("dev", signedIn(rotated));
  await project.must("dev", "refresh", ["--expect-no-changes"]);
  await project.must("dev", "destroy");
  expect(twilio.store.queues.size).toBe(0);
}, 120_000);

test("a URL of an application that Twilio doesn't empty fails each `up` with what to do, and settles once the program names one", async () => {
  await start("kept-url");
  const voiceUrl = "https://voice.us.aybiza.example/twilio/voice";
  const calls = (inputs: Bag): Declared => ({ token: "twilio:index:Application", name: "calls", inputs });
  const desk = number("desk", {
    acquire: "adopt",
    phoneNumber: frontDesk.number,
    voiceApplicationSid: { $output: ["calls", "sid"] },
  });
  declare([calls({ voiceUrl, voiceMethod: "GET" }), desk]);
  await project.must("dev", "up");
  const { id: sid } = project.stored("dev").find((r) => r.type === "twilio:index:Application")!;
  twilio.store.keptWhenEmptied.set("UpdateApplication", ["VoiceUrl"]);
  declare([calls({}), desk]);
  for (const _ of ["once", "and again"]) {
    const run = await project.run("dev", "up");
    expect(run.code).not.toBe(0);
    expect(run.output).toContain(`Twilio kept voiceUrl of application ${sid}, which the update cleared`);
    expect(twilio.store.applications.get(sid)).toMatchObject({ voice_url: voiceUrl, voice_method: "POST" });
    expect(twilio.store.holder(frontDesk.number)?.voice_application_sid).toBe(sid);
  }
  declare([calls({ voiceUrl }), desk]);
  await project.must("dev", "up");
  await project.must("dev", "preview", ["--refresh", "--expect-no-changes"]);
  // If Twilio does clear the URL, the update succeeds.
  twilio.store.keptWhenEmptied.clear();
  declare([calls({}), desk]);
  await project.must("dev", "up");
  await project.must("dev", "preview", ["--refresh", "--expect-no-changes"]);
  expect(twilio.store.applications.get(sid)?.voice_url).toBeUndefined();
}, 120_000);

/** Each file contains a state that an earlier package version wrote, and the account's objects at that time. */
const upgrades = join(import.meta.dirname, "testing/upgrade");
test.each(readdirSync(upgrades))(
  "a state of %s previews and refreshes without a change",
  async (file) => {
    await start("upgrade");
    const { deployment, account } = JSON.parse(readFileSync(join(upgrades, file), "utf8"));
    const dated = (record: Bag) => {
      const dates = { date_created: new Date(record.date_created), date_updated: new Date(record.date_updated) };
      return { ...record, ...dates };
    };
    for (const a of account.applications) twilio.store.applications.set(a.sid, dated(a) as unknown as Application);
    for (const n of account.numbers) twilio.store.addNumber(dated(n) as unknown as IncomingNumber);
    const exported = join(project.dir, "exported.json");
    writeFileSync(exported, JSON.stringify(deployment));
    await project.must("dev", "stack import", ["--file", exported]);
    const application = { $output: ["calls", "sid"] };
    const statusCallback = { $secret: "https://user:word@voice.us.aybiza.example/twilio/status" };
    const webhooks = { voiceUrl: "https://voice.us.aybiza.example/twilio/voice", statusCallback };
    declare([
      { token: "twilio:index:Application", name: "calls", inputs: webhooks },
      number("front-desk", { acquire: "adopt", phoneNumber: frontDesk.number, voiceApplicationSid: application }),
      number("line", { ...bought.inputs, voiceApplicationSid: application, friendlyName: "Front line" }),
    ]);
    const mark = twilio.store.journal.length;
    const preview = await project.must("dev", "preview", ["--refresh", "--expect-no-changes"]);
    expect(preview.steps).toEqual([]);
    expect(project.stored("dev").length).toBe(3);
    expect(twilio.store.journal.slice(mark).filter((e) => e.mutating)).toEqual([]);
  },
  120_000,
);
