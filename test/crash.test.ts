import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { signalAll } from "../launch/process-tree.mjs";
import type { World } from "../rehearsal/world.ts";
import { deployedWorld } from "./deployed-world.ts";
import { dial, twilioProviders } from "./test-world.ts";

let world: World | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

const account = "AC1b8f22ad2fa05b4c9e3d6f7a8192a314";
const held = (w: World) =>
  [...w.twilio.store.numbers.values()].filter((n) => n.account_sid === account).map((n) => n.phone_number);

/** Starts an `up` whose purchase is accepted by Twilio but not answered, and waits for that moment. */
async function upUntilBought(w: World, kill: AbortSignal) {
  let engine = 0;
  w.twilio.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "after", delayMs: 120_000, times: 1 });
  const running = w.engine.run(["up", "--yes", "--skip-preview", "--stack", "birch-us"], {
    kill,
    onStart: (pid) => (engine = pid),
  });
  const deadline = Date.now() + 60_000;
  while (w.twilio.store.bought === 0 && Date.now() < deadline) await sleep(20);
  expect(w.twilio.store.bought).toBe(1);
  return { finished: running, engine };
}

describe("kill -9 right after a purchase was accepted", () => {
  it.each(["the engine", "the provider"])("%s: the next `up` finds that number", async (victim) => {
    world = await deployedWorld("crash", "region");
    await world.engine.must(["stack", "init", "birch-us"]);
    const killer = new AbortController();
    const running = await upUntilBought(world, killer.signal);
    if (victim === "the engine") killer.abort();
    else signalAll(twilioProviders(running.engine), "SIGKILL");
    const killed = await running.finished;
    expect(killed.code).not.toBe(0);
    world.twilio.faults.length = 0;
    // The number is bought and has no route yet: its first caller hears our apology, not that it isn't configured.
    const early = await dial(world, held(world).find((n) => n !== "+12125550142")!);
    expect(early.text).toBe("network: Sorry, the number that you have dialled is not in service. Goodbye.");
    expect(await world.callRecord("us", early.sid)).toMatchObject({ outcome: "apology", answered: false });
    // A killed engine leaves its lock: Pulumi asks the operator to say that nobody else is at work.
    if (victim === "the engine") await world.engine.must(["cancel", "--yes", "--stack", "birch-us"]);
    // Under another name it would be bought again: the account tells of the unfinished purchase, the stack can't yet.
    world.project.edit("birch-us", (text) => text.replace("emergency-line:", "line:"));
    const renamed = await world.engine.run(["up", "--yes", "--skip-preview", "--stack", "birch-us"]);
    expect(renamed.output).toContain("bought as `emergency-line` by an update that didn't finish");
    world.project.edit("birch-us", (text) => text.replace("    line:", "    emergency-line:"));
    const next = await world.engine.run(["up", "--yes", "--skip-preview", "--stack", "birch-us"]);
    expect(next.output).not.toMatch(/error:/);
    expect(next.code).toBe(0);
    expect(world.twilio.store.bought).toBe(1);
    expect(held(world)).toHaveLength(2);
    const bought = held(world).find((n) => n !== "+12125550142")!;
    expect((await dial(world, bought)).answeredBy).toBe("agent");
  });
});

describe("a preview", () => {
  it("never buys", async () => {
    world = await deployedWorld("crash", "region");
    await world.engine.must(["stack", "init", "birch-us"]);
    const preview = await world.engine.must(["preview", "--stack", "birch-us"]);
    expect(preview.steps.map((s) => s.type)).toContain("twilio:index:IncomingPhoneNumber");
    expect(world.twilio.store.journal.filter((entry) => entry.mutating)).toEqual([]);
    expect(held(world)).toEqual(["+12125550142"]);
  });
});
