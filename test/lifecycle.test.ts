import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { World } from "../rehearsal/world.ts";
import { deployedWorld } from "./deployed-world.ts";
import { atTwilio, dial, mutationsSince } from "./test-world.ts";

const number = "+14155550101";
const assigned = (agent: string, rest = "") => `"${number}": { connection: own, agent: ${agent}${rest} }`;
const oldIvr = "https://old-ivr.acme.example/answer";
const none = { created: 0, updated: 0, deleted: 0, replaced: 0 };

let world: World;
beforeAll(async () => {
  world = await deployedWorld("lifecycle", "tenants");
});
afterAll(() => world?.stop());

const acme = (...args: string[]) => world.engine.run([...args, "--stack", "acme-us"]);
const up = () => acme("up", "--yes", "--skip-preview");

describe("a deployed tenant", () => {
  it("is answered by its agent", async () => {
    const call = await dial(world, number, ["When are you open?"]);
    expect(call.answeredBy).toBe("agent");
    expect(call.text).toBe(
      [
        "agent: Acme Dental, this is the reception. How can I help you?",
        "caller: When are you open?",
        "agent: We are open Monday to Friday, from eight to six.",
      ].join("\n"),
    );
    expect(await world.callRecord("us", call.sid)).toMatchObject({
      tenant: "acme",
      number,
      agent: "reception",
      outcome: "agent",
      answered: true,
      status: "completed",
    });
  });

  it("isn't changed by a second `up`, of the tenant or of the region", async () => {
    const mark = world.twilio.store.journal.length;
    const again = await up();
    expect(again.changes).toEqual(none);
    expect(again.output).toContain("Monthly cost: 1.00 USD (no change)");
    expect((await world.engine.must(["up", "--yes", "--skip-preview", "--stack", "us"])).changes).toEqual(none);
    expect(mutationsSince(world, mark)).toEqual([]);
  });

  it("isn't changed by `refresh` when nothing was touched", async () => {
    for (const stack of ["us", "acme-us"]) {
      const run = await world.engine.must([
        "refresh",
        "--yes",
        "--skip-preview",
        "--stack",
        stack,
        "--expect-no-changes",
      ]);
      expect(run.code).toBe(0);
    }
  });
});

describe("another agent for a number", () => {
  it("is one update, and the number isn't touched", async () => {
    const before = { ...atTwilio(world, number) };
    const mark = world.twilio.store.journal.length;
    world.project.edit("acme-us", (text) => text.replace(assigned("reception"), assigned("after-hours")));
    const preview = await acme("preview");
    expect(preview.changes).toEqual({ ...none, updated: 1 });
    const changed = preview.steps.filter((step) => step.type !== "pulumi:pulumi:Stack");
    expect(changed.map((step) => [step.op, step.type, step.urn.split("::").at(-1)])).toEqual([
      ["update", "aybiza:index:RoutesItem", number],
    ]);
    expect((await up()).changes).toEqual({ ...none, updated: 1 });
    expect(mutationsSince(world, mark)).toEqual([]);
    expect(atTwilio(world, number)).toEqual(before);
    // A warm handler keeps a route for 5 s at most.
    await expect
      .poll(async () => (await dial(world, number)).text, { timeout: 15_000, interval: 1_000 })
      .toBe("agent: Acme Dental, you have reached us outside our hours. What is it about?");
  });
});

describe("another greeting", () => {
  it("never sends a caller to the fallback, also while a warm handler still knows the route before", async () => {
    await dial(world, number);
    // Of both agents, whichever has the number now.
    world.project.edit("acme-us", (text) =>
      text.replace(/How can I help you\?|What is it about\?/g, "What can we do for you?"),
    );
    expect((await up()).code).toBe(0);
    expect((await dial(world, number)).answeredBy).toBe("agent");
    const now = async () => (await dial(world, number)).text;
    await expect.poll(now, { timeout: 15_000, interval: 1_000 }).toContain("What can we do for you?");
  });
});

describe("a webhook that is edited behind our back", () => {
  it("shows in a preview with refresh, and `up` mends it", async () => {
    const sid = atTwilio(world, number)!.voice_application_sid as string;
    const application = world.twilio.store.applications.get(sid)!;
    const right = application.voice_url;
    application.voice_url = "https://somewhere-else.example/answer";
    const preview = await acme("preview", "--refresh");
    const steps = preview.steps.filter((step) => step.op === "update" && step.type !== "pulumi:pulumi:Stack");
    expect(steps.map((step) => [step.type, step.diffs])).toEqual([["twilio:index:Application", ["voiceUrl"]]]);
    const run = await acme("up", "--yes", "--skip-preview", "--refresh");
    expect(run.code).toBe(0);
    expect(world.twilio.store.applications.get(sid)!.voice_url).toBe(right);
    expect((await dial(world, number)).answeredBy).toBe("agent");
  });

  it("also where the number itself was pointed elsewhere", async () => {
    const held = atTwilio(world, number)!;
    const right = held.voice_application_sid;
    held.voice_application_sid = null;
    const preview = await acme("preview", "--refresh");
    expect(
      preview.steps.filter((s) => s.type === "twilio:index:IncomingPhoneNumber").map((s) => [s.op, s.diffs]),
    ).toContainEqual(["update", ["voiceApplicationSid"]]);
    await acme("up", "--yes", "--skip-preview", "--refresh");
    expect(atTwilio(world, number)!.voice_application_sid).toBe(right);
  });
});

describe("a live number", () => {
  it.each([[["up", "--yes"]], [["up", "--yes", "--skip-preview"]], [["preview"]]])(
    "isn't let go when its line is removed: %s",
    async (command) => {
      const file = readFileSync(world.project.stackFile("acme-us"), "utf8");
      world.project.edit("acme-us", (text) => text.replace(/^ {4}"\+14155550101".*\n/m, ""));
      const mark = world.twilio.store.journal.length;
      const run = await acme(...command);
      world.project.edit("acme-us", () => file);
      expect(run.code).not.toBe(0);
      expect(run.output).toContain("+14155550101 is live and no longer in the file");
      expect(run.output).toContain("release: true");
      expect(mutationsSince(world, mark)).toEqual([]);
      expect((await dial(world, number)).answeredBy).toBe("agent");
    },
  );

  it.each([[["destroy", "--yes"]], [["destroy", "--yes", "--skip-preview"]]])("isn't let go by %s", async (command) => {
    const mark = world.twilio.store.journal.length;
    const run = await acme(...command);
    expect(run.code).not.toBe(0);
    expect(run.output).toMatch(/protect/);
    expect(run.changes.deleted).toBe(0);
    expect(mutationsSince(world, mark)).toEqual([]);
    expect((await dial(world, number)).answeredBy).toBe("agent");
    expect((await dial(world, "+14155550102")).answeredBy).toBe("agent");
  });

  it("isn't let go by a destroy after its protection was taken off: the provider refuses, and its route stays", async () => {
    await world.engine.must(["state", "unprotect", "--all", "--yes", "--stack", "acme-us"]);
    const mark = world.twilio.store.journal.length;
    const run = await acme("destroy", "--yes", "--skip-preview");
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("release: true");
    expect(mutationsSince(world, mark)).toEqual([]);
    expect((await dial(world, number)).answeredBy).toBe("agent");
    expect((await up()).code).toBe(0);
    expect((await acme("destroy", "--yes", "--skip-preview")).output).toMatch(/protect/);
  });
});

describe("an adopted number with `release: true`, then removed", () => {
  it("is handed back with the webhooks that it had", async () => {
    const second = "+14155550102";
    const held = atTwilio(world, second)!;
    expect(held.voice_application_sid).toMatch(/^AP/);
    world.project.edit("acme-us", (text) => text.replace(/^( {4}"\+14155550102": \{.*?) \}$/m, "$1, release: true }"));
    const released = await up();
    expect(released.code).toBe(0);
    expect(released.changes).toEqual({ ...none, updated: 1 });
    expect((await dial(world, second)).answeredBy).toBe("agent");
    world.project.edit("acme-us", (text) => text.replace(/^ {4}"\+14155550102".*\n/m, ""));
    const mark = world.twilio.store.journal.length;
    const removed = await up();
    expect(removed.code).toBe(0);
    // The number in service, its route, and the record of what it had.
    expect(removed.changes).toEqual({ ...none, deleted: 3 });
    expect(mutationsSince(world, mark).map((entry) => entry.operationId)).toEqual(["UpdateIncomingPhoneNumber"]);
    expect(atTwilio(world, second)).toMatchObject({ sid: held.sid, voice_url: oldIvr });
    // Twilio shows "not set" as null or as an empty text.
    expect(atTwilio(world, second)?.voice_application_sid || "").toBe("");
  });
});

describe("a region under live tenants", () => {
  it("isn't destroyed", async () => {
    const run = await world.engine.run(["destroy", "--yes", "--skip-preview", "--stack", "us"]);
    expect(run.code).not.toBe(0);
    expect(run.changes.deleted).toBe(0);
    expect((await dial(world, number)).answeredBy).toBe("agent");
  });
});
