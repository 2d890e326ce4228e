import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APPLICATION_ERROR } from "../rehearsal/twilio/network/twiml/interpreter.ts";
import type { World } from "../rehearsal/world.ts";
import { CALLERS, DESK, phonesWithDesk } from "./callers.ts";
import { deployedWorld } from "./deployed-world.ts";
import { type Taking, takings } from "./takings.ts";
import { deploy, testWorld } from "./test-world.ts";

const NOTICE = "We are sorry, we can't take your call right now. Please try again in a few minutes.";
const LOU = "AYBIZA, Lou speaking.";
/** Acme's numbers. */
const [FIRST, SECOND] = ["+14155550101", "+14155550102"];

/** Every caller of test/callers.ts calls a number; what each hears, and what Twilio logs. */
async function everyoneCalls(world: World, to: string) {
  const results = [];
  for (const [from] of CALLERS) {
    const shown: string[] = [];
    const onEvent = (event: { type: string; from?: string }) => {
      if (event.type === "dialling") shown.push(event.from!);
    };
    const { transcript, errors } = await world.twilio.network.call({ from, to, says: [], onEvent });
    // The status callback at a call's end is lost too, which no caller hears.
    const codes = errors.filter(({ url }) => !url?.endsWith("/twilio/status")).map(({ code }) => code);
    results.push({ heard: transcript.map(({ text }) => text), shown, codes });
  }
  return results;
}

async function whileAway({ take, giveBack }: Taking, act: () => Promise<void>): Promise<void> {
  await take();
  try {
    await act();
  } finally {
    await giveBack?.();
  }
}

const setDesk = (world: World, text: string) =>
  world.project.edit("us", (file) => file.replace("fallback: { say:", `fallback: { ${text}say:`));

/** Takes each part of the primary in turn, and counts the callers who hear the notice or reach the desk. */
function everyoneIsAnswered(world: () => World): void {
  const calls: [taken: string, callers: number, answered: number, desk: number][] = [];
  afterAll(() => {
    const rows = calls.map(
      ([taken, all, answered, desk]) => `${taken}: ${answered} of ${all} answered, ${desk} at the desk`,
    );
    console.info(rows.join("\n"));
  });

  it.each([0, 1, 2, 3, 4])("with part %d of the primary away, every caller hears something", async (part) => {
    const taking = takings(world())[part]!;
    await whileAway(taking, async () => {
      const results = await everyoneCalls(world(), FIRST!);
      const answered = results.filter(({ heard }) => heard.includes(NOTICE) || heard.includes(LOU));
      calls.push([
        taking.what,
        results.length,
        answered.length,
        results.filter(({ heard }) => heard.includes(LOU)).length,
      ]);
      for (const { heard, codes, shown } of results) {
        expect(heard).not.toContain(APPLICATION_ERROR);
        expect(codes).toEqual(taking.errors);
        // With the primary unreachable the desk sees the number that was called. Without keys the handlers still answer: with the notice
        // where they can't verify the sender, and dial for one whose account's token they know.
        if (taking.errors.length > 0) expect([heard, shown]).toEqual([[NOTICE, LOU], [FIRST]]);
      }
      expect(answered).toHaveLength(CALLERS.length);
    });
  });
}

/** A call that an agent has taken, while the function goes away. */
function callsUnderWayGoOn(world: () => World): void {
  it("a call under way whose agent hands it over to a function that is gone goes on at the desk", async () => {
    const taking = takings(world()).find(({ what }) => what.includes("function"))!;
    let away = false;
    const turn = async ({ by, floor }: { by: string; floor: boolean }) => {
      if (by !== "agent" || !floor || away) return undefined;
      away = true;
      await taking.take();
      return { speech: "I want to speak to a person" };
    };
    try {
      const { transcript, webhooks } = await world().twilio.network.call({
        from: "anonymous",
        to: SECOND!,
        caller: { turn },
      });
      const heard = transcript.map(({ text }) => text);
      expect(away).toBe(true);
      expect(heard.slice(-2)).toEqual([NOTICE, LOU]);
      expect(
        webhooks
          .filter(({ purpose }) => purpose !== "status")
          .map((w) => [w.purpose, w.method, w.status >= 500 ? "5xx" : w.status]),
      ).toEqual([
        ["voice", "POST", 200],
        ["action", "POST", "5xx"],
        ["fallback", "GET", 200],
        ["action", "GET", 200],
      ]);
    } finally {
      await taking.giveBack?.();
    }
  });
}

describe("a fallback behind CloudFront", () => {
  let world: World;
  beforeAll(async () => {
    world = await deployedWorld("fallback-edge", "tenants", { phones: phonesWithDesk });
  });
  afterAll(() => world?.stop());
  const us = (...args: string[]) => world.engine.must(["up", "--yes", "--skip-preview", "--stack", "us", ...args]);

  it("is where the tenants' applications point", () => {
    const applications = [...world.twilio.store.applications.values()];
    expect(applications.length).toBeGreaterThan(0);
    for (const { voice_fallback_url, voice_fallback_method } of applications) {
      expect(voice_fallback_url).toMatch(/^https:\/\/[a-z0-9]+\.cloudfront\.net\/fallback\.xml$/);
      expect(voice_fallback_method).toBe("GET");
    }
  });

  it("speaks the notice of a region without a desk to everyone", async () => {
    const taking = takings(world).find(({ what }) => what.includes("function"))!;
    await whileAway(taking, async () => {
      for (const { heard, shown } of await everyoneCalls(world, SECOND!))
        expect([heard, shown]).toEqual([[NOTICE], []]);
    });
  });

  it("is neither moved to another kind nor to another AWS Region while it is deployed", async () => {
    for (const [text, path] of [
      ["{ by: lambda, awsRegion: us-west-2 }", "aybiza:region.webhook.fallback.by: cloudfront"],
    ] as const) {
      world.project.edit("us", (file) =>
        file.replace("zone: aybiza.example }", `zone: aybiza.example, fallback: ${text} }`),
      );
      const run = await world.engine.run(["preview", "--stack", "us"]);
      world.project.edit("us", (file) => file.replace(`, fallback: ${text} }`, " }"));
      expect(run.code).not.toBe(0);
      expect(run.output).toContain(`is deployed with \`${path}\``);
    }
  });

  it("takes a desk in place, under the same name, and a refresh finds nothing", async () => {
    setDesk(world, `dial: "${DESK}", `);
    const { changes } = await us();
    expect(changes).toMatchObject({ replaced: 0, deleted: 0 });
    const { steps } = await world.engine.must(["refresh", "--yes", "--skip-preview", "--stack", "us"]);
    // The stack's reference to itself has new outputs.
    expect(steps.filter(({ type }) => type !== "pulumi:pulumi:StackReference")).toEqual([]);
  });

  describe("with a desk", () => {
    callsUnderWayGoOn(() => world);
    everyoneIsAnswered(() => world);
  });
});

describe("a fallback in a second AWS Region", () => {
  let world: World;
  beforeAll(async () => {
    world = await testWorld("fallback-function", { phones: phonesWithDesk });
    setDesk(world, `dial: "${DESK}", `);
    world.project.edit("us", (file) =>
      file.replace("zone: aybiza.example }", "zone: aybiza.example, fallback: { by: lambda, awsRegion: us-west-2 } }"),
    );
    await deploy(world, "us", "acme-us");
  });
  afterAll(() => world?.stop());

  it("is where the tenant's application points", () => {
    const application = [...world.twilio.store.applications.values()][0];
    expect(application?.voice_fallback_url).toMatch(/^https:\/\/[a-z0-9]+\.lambda-url\.us-west-2\.on\.aws\/$/);
    expect(application?.voice_fallback_method).toBe("GET");
  });

  everyoneIsAnswered(() => world);
});
