import { once } from "node:events";
import { readFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { BUNDLES, decide, REVIEW_MS } from "../rehearsal/twilio/regulatory/bundles.ts";
import type { World } from "../rehearsal/world.ts";
import { atTwilio, deploy, dial, mutationsSince, testWorld } from "./test-world.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld("regions");
});
afterAll(() => world?.stop());

const run = (stack: string, ...args: string[]) => world.engine.run([...args, "--stack", stack]);
const up = (stack: string) => run(stack, "up", "--yes", "--skip-preview");
const outputs = async (stack: string) =>
  JSON.parse((await world.engine.must(["stack", "output", "--json", "--stack", stack])).output);
const bought = (mark: number) =>
  mutationsSince(world, mark).filter(({ operationId }) => operationId === "CreateIncomingPhoneNumber");
/** An `up` whose engine is killed while Twilio has done what was asked, and hasn't answered. */
async function upKilledAfter(stack: string, operationId: string, isDone: () => boolean): Promise<void> {
  world.twilio.faults.push({ operationId, when: "after", delayMs: 120_000, times: 1 });
  const killer = new AbortController();
  const args = ["up", "--yes", "--skip-preview", "--stack", stack];
  const running = world.engine.run(args, { kill: killer.signal });
  await vi.waitUntil(isDone, { timeout: 60_000, interval: 20 });
  killer.abort();
  expect((await running).code).not.toBe(0);
  world.twilio.faults.length = 0;
  await world.engine.must(["cancel", "--yes", "--stack", stack]);
}

const bundles = () => [...world.twilio.store.all(BUNDLES).values()];

describe.each([
  ["uk", "thistle-uk", "london", "+442079460000", "Thistle Tea Rooms, good afternoon"],
  ["eu", "linden-eu", "berlin", "+493023125000", "Lindenhof Hausverwaltung, guten Tag"],
])("in region %s, tenant %s", (region, stack, entry, number, greeting) => {
  let bundle: string;
  let before = 0;
  beforeAll(() => {
    before = bundles().length;
  });

  it("deploys everything but the number, whose documents it submits for review", async () => {
    await deploy(world, region);
    const mark = world.twilio.store.journal.length;
    await world.engine.must(["stack", "init", stack]);
    // The engine is killed when Twilio has made the bundle and hasn't answered: the next update takes that bundle over.
    await upKilledAfter(stack, "CreateBundle", () => bundles().length > before);
    const { code, output } = await up(stack);
    expect(code, output).toBe(0);
    expect(bought(mark)).toEqual([]);
    expect(bundles()).toHaveLength(before + 1);
    const { numbers, pending, bundles: made } = await outputs(stack);
    expect(numbers).toEqual({});
    expect(pending[entry]).toMatchObject({ bundle: entry, status: "declared" });
    expect(output).toContain(`\`${entry}\` isn't bought yet: bundle \`${entry}\` isn't approved (declared)`);
    bundle = made[entry];
    expect(bundles().find(({ sid }) => sid === bundle)?.status).toBe("pending-review");
  });

  it("isn't held up by the review, and says how it goes", async () => {
    const found = bundles().find(({ sid }) => sid === bundle)!;
    found.submitted_at = new Date(Date.now() - REVIEW_MS.begins - 1_000);
    const mark = world.twilio.store.journal.length;
    const { code, output } = await up(stack);
    expect(code, output).toBe(0);
    expect(output).toContain("isn't approved (in-review): Twilio is reviewing it");
    expect(bought(mark)).toEqual([]);
  });

  it("says what a rejected bundle lacks, and buys nothing", async () => {
    const found = bundles().find(({ sid }) => sid === bundle)!;
    decide(world.twilio.store, found, "twilio-rejected");
    const mark = world.twilio.store.journal.length;
    const { code, output } = await up(stack);
    expect(code, output).toBe(0);
    expect(output).toContain("isn't approved (twilio-rejected): Twilio rejected it");
    expect(output).toContain("raise `revision`");
    expect(bought(mark)).toEqual([]);
    found.status = "in-review";
  });

  it("buys the number once the bundle is approved, once, with its documents", async () => {
    const found = bundles().find(({ sid }) => sid === bundle)!;
    found.submitted_at = new Date(Date.now() - REVIEW_MS.ends - 1_000);
    const mark = world.twilio.store.journal.length;
    const first = await up(stack);
    expect(first.code, first.output).toBe(0);
    expect(bought(mark)).toHaveLength(1);
    const { numbers, pending } = await outputs(stack);
    expect([numbers[entry].number, pending]).toEqual([number, undefined]);
    expect(atTwilio(world, number)).toMatchObject({ bundle_sid: bundle });
    expect(atTwilio(world, number)?.address_sid).toMatch(/^AD/);
    const second = await run(stack, "preview", "--expect-no-changes");
    expect(second.code, second.output).toBe(0);
  });

  it("answers its calls", async () => {
    expect((await dial(world, number)).text).toContain(greeting);
  });

  it("keeps the number whatever becomes of its bundle", async () => {
    const found = bundles().find(({ sid }) => sid === bundle)!;
    found.status = "twilio-rejected";
    const mark = world.twilio.store.journal.length;
    const { code, output } = await up(stack);
    expect(code, output).toBe(0);
    expect(mutationsSince(world, mark).filter(({ operationId }) => /IncomingPhoneNumber/.test(operationId))).toEqual(
      [],
    );
    expect((await outputs(stack)).numbers[entry].number).toBe(number);
    expect((await dial(world, number)).text).toContain(greeting);
    found.status = "twilio-approved";
  });

  it("keeps personal data encrypted in its state", () => {
    const state = readFileSync(join(world.stateOfStacks, `.pulumi/stacks/aybiza/${stack}.json`), "utf8");
    expect(state).toContain("twilio:index:EndUser");
    for (const personal of ["Erika", 'Muster"', "L0000000X", '00000000"']) expect(state).not.toContain(personal);
  });
});

it("the British number's emergency address is registered, without an update that waits for it", async () => {
  expect(atTwilio(world, "+442079460000")).toMatchObject({ emergency_address_sid: expect.stringMatching(/^AD/) });
  const { numbers } = await outputs("thistle-uk");
  expect(numbers.london.emergency).toEqual({ address: "tea-rooms", status: "registered" });
});

it("documents near their end are warned of, at each preview", async () => {
  const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  const edit = (from: RegExp, to: string) => world.project.edit("linden-eu", (file) => file.replace(from, to));
  edit(/validUntil: .*/, `validUntil: "${soon}"`);
  const { code, output } = await run("linden-eu", "preview");
  expect(code, output).toBe(0);
  expect(output).toContain(`\`documents.register\` of bundle \`berlin\` expires on ${soon}, in 10 days`);
  edit(/validUntil: .*/, 'validUntil: "2027-06-30"');
});

it("an emergency address that was refused is warned of, with what to do", async () => {
  Object.assign(atTwilio(world, "+442079460000")!, {
    emergency_address_status: "registration-failure",
    emergency_address_since: undefined,
  });
  const { output } = await run("thistle-uk", "preview");
  expect(output).toContain("the emergency address of +442079460000 isn't registered (registration-failure)");
});

it("a region's alarms reach its on-call service, whose URL nobody can read in the state", async () => {
  await world.engine.must(["stack", "init", "ca"]);
  const path = ["--secret", "--path", "aybiza:region.alarms.onCall.url"];
  await world.engine.must([
    "config",
    "set",
    ...path,
    "https://on-call.example/integration/k3y/enqueue",
    "--stack",
    "ca",
  ]);
  const { code, output } = await up("ca");
  expect(code, output).toBe(0);
  expect(output).not.toContain("k3y");
  const state = readFileSync(join(world.stateOfStacks, ".pulumi/stacks/aybiza/ca.json"), "utf8");
  expect(state).toContain("::aybiza-ca-alarms-on-call");
  expect(state).not.toContain("k3y");
});

it("a tenant of region `other` is told whom to write to, and nothing is made", async () => {
  const before = readFileSync(world.project.stackFile("maple-ca"), "utf8");
  const elsewhere = (file: string) =>
    file.replace("region: ca }", "region: other }").replace("ca-central-1", "us-east-1");
  world.project.edit("maple-ca", elsewhere);
  await world.engine.must(["stack", "init", "maple-ca"]);
  const { code, output } = await up("maple-ca");
  expect(code).not.toBe(0);
  expect(output).toContain("region `other` doesn't offer `managed` connections (availability: contact-support)");
  expect(output).toContain("Fix: write to support@aybiza.example");
  expect(output).toMatch(/nothing was changed/);
  world.project.edit("maple-ca", () => before);
});

it("a Canadian tenant buys numbers by city", async () => {
  const deployed = await up("maple-ca");
  expect(deployed.code, deployed.output).toBe(0);
  const { numbers } = await outputs("maple-ca");
  expect([numbers.toronto.number, numbers.montreal.number]).toEqual(["+14165550100", "+15145550100"]);
  expect((await dial(world, "+15145550100")).text).toContain("Boulangerie de la rue Maple");
});

describe("a French-speaking caller hears French", () => {
  const NOTICE = "Désolé, nous ne pouvons pas prendre votre appel pour le moment.";
  const heard = async () => (await dial(world, "+15145550100")).text;

  beforeAll(async () => {
    // Without a fallback of its own, so that the region's answers.
    world.project.edit("maple-ca", (file) => file.replace(/^ {6}fallback: \{ say: "Un instant.*\n/m, ""));
    const { code, output } = await up("maple-ca");
    expect(code, output).toBe(0);
  });

  it("when the agent is down", async () => {
    world.agents.down("maple", "comptoir");
    expect(await heard()).toContain(NOTICE);
    world.agents.up("maple", "comptoir");
  });

  it("when no handler is reachable: the static fallback chooses by the called number", async () => {
    const number = atTwilio(world, "+15145550100")!;
    const { voice_fallback_url } = world.twilio.store.applications.get(String(number.voice_application_sid))!;
    const { hostname, pathname } = new URL(String(voice_fallback_url));
    const ask = async (to: string) => {
      const path = `${pathname}?To=${encodeURIComponent(to)}`;
      const request = get(`${world.aws.endpoint}${path}`, {
        headers: { host: hostname, "x-forwarded-proto": "https" },
      });
      const [reply] = (await once(request, "response")) as [IncomingMessage];
      return text(reply);
    };
    expect(await ask("+15145550100")).toContain(`<Say language="fr-CA">${NOTICE}`);
    expect(await ask("+14165550100")).toContain('<Say language="en-CA">Sorry');
  });
});
