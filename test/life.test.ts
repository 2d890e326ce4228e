import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, stateDir } from "../rehearsal/paths.ts";
import { resellerAccount } from "../rehearsal/sample.ts";
import { machineClock } from "../rehearsal/twilio/clock.ts";
import type { World } from "../rehearsal/world.ts";
import { deployedWorld } from "./deployed-world.ts";
import { ledgerOf } from "./ledger.ts";
import { atTwilio, deploy, dial, mutationsSince } from "./test-world.ts";

const stacks = join(stateDir, "test", "life-stacks");
const DAY_MS = 86_400_000;
let offsetMs = 0;
let world: World;

/** Two tenants with managed numbers: the sample one, and another like it whose agent is called otherwise. */
beforeAll(async () => {
  rmSync(stacks, { recursive: true, force: true });
  mkdirSync(stacks, { recursive: true });
  for (const stack of ["us", "willow-us"]) cpSync(join(root, `stacks/Pulumi.${stack}.yaml`), file(stack));
  const maple = readFileSync(file("willow-us"), "utf8")
    .replaceAll("willow", "maple")
    .replaceAll("Willow", "Maple")
    .replaceAll("reception", "desk")
    .replace(/^encryptionsalt.*\n/m, "");
  writeFileSync(file("maple-us"), maple);
  world = await deployedWorld("life", "region", {
    stacks,
    accounts: [resellerAccount],
    clock: { ...machineClock, now: () => new Date(Date.now() + offsetMs) },
  });
  numbers("willow-us", { "front-desk": `${BUY}`, "old-line": `${BUY}` });
  await deploy(world, "willow-us");
  await world.engine.must(["stack", "init", "maple-us"]);
  for (const { phone_number, friendly_name } of world.twilio.store.numbers.values())
    bought[friendly_name.split(" ")[0]!] = phone_number;
}, 120_000);
afterAll(() => world?.stop());

const BUY = 'connection: aybiza, buy: { country: US, areaCode: "415" }, agent: reception';
const bought: Record<string, string> = {};
const file = (stack: string) => join(stacks, `Pulumi.${stack}.yaml`);
/** Writes what a tenant's numbers are, as a person would. */
function numbers(stack: string, entries: Readonly<Record<string, string>>): void {
  const lines = Object.entries(entries).map(([key, text]) => `    ${key}: { ${text} }\n`);
  const empty = lines.length === 0 ? " {}" : "";
  const edit = (text: string) =>
    text.replace(/^ {2}aybiza:numbers:[^\n]*\n( {4}.*\n)*/m, `  aybiza:numbers:${empty}\n${lines.join("")}`);
  if (world === undefined) writeFileSync(file(stack), edit(readFileSync(file(stack), "utf8")));
  else world.project.edit(stack, edit);
}
const up = (stack: string) => world.engine.run(["up", "--yes", "--skip-preview", "--stack", stack]);
const must = async (stack: string) => {
  const run = await up(stack);
  expect(run.code, run.output).toBe(0);
  return run;
};
const RESTING = `${BUY}, state: quarantined, notice: "Willow's old line is closed."`;
const events = async (number: string) =>
  (await ledgerOf(world, number)).map(({ event, tenant, state }) => `${event} ${tenant} ${state}`);

describe("a managed number's life", () => {
  it("rests out of service, and is given up when its days are over, not before", async () => {
    const number = bought["old-line"]!;
    numbers("willow-us", { "front-desk": `${BUY}, transfer: { to: maple }`, "old-line": `${RESTING}, release: true` });
    await must("willow-us");
    const call = await dial(world, number);
    expect(call.text).toContain("Willow's old line is closed.");
    expect(await world.callRecord("us", call.sid)).toMatchObject({ outcome: "quarantined", answered: false });

    numbers("willow-us", { "front-desk": `${BUY}, transfer: { to: maple }` });
    const mark = world.twilio.store.journal.length;
    const early = await up("willow-us");
    expect(early.output).toMatch(/is in quarantine since \S+, for 30 days; it may be released from 20\d\d-\d\d-\d\dT/);
    expect(mutationsSince(world, mark)).toEqual([]);
    expect((await dial(world, number)).text).toContain("Willow's old line is closed.");
  });

  it("goes on with another tenant, answered all along", async () => {
    const number = bought["front-desk"]!;
    const { sid } = atTwilio(world, number)!;
    numbers("maple-us", {});
    await must("maple-us");
    numbers("maple-us", { [`"${number}"`]: "connection: aybiza, agent: desk, transferFrom: willow" });
    const preview = await world.engine.run(["preview", "--stack", "maple-us"]);
    expect(preview.code, preview.output).toBe(0);
    let over = false;
    const taking = must("maple-us").finally(() => {
      over = true;
    });
    const heard = new Set<string>();
    do heard.add((await dial(world, number)).text.match(/(Willow|Maple) Vets/)?.[0] ?? "nobody");
    while (!over);
    await taking;
    expect((await dial(world, number)).text).toContain("Maple Vets");
    expect(heard).not.toContain("nobody");
    expect(atTwilio(world, number)?.sid).toBe(sid);
    expect(await events(number)).toEqual([
      "bought willow active",
      "assigned willow active",
      "transferred maple active",
      "assigned maple active",
    ]);
  });

  it("ends in the file of who gave it, and at last for the one that rested", async () => {
    const [given, rested] = [bought["front-desk"]!, bought["old-line"]!];
    offsetMs = 30 * DAY_MS + 120_000;
    numbers("willow-us", {});
    await must("willow-us");
    expect(atTwilio(world, rested)).toBeUndefined();
    expect(world.twilio.store.released).toBe(1);
    expect((await dial(world, given)).text).toContain("Maple Vets");
    expect(await events(rested)).toEqual([
      "bought willow active",
      "assigned willow active",
      "quarantined willow quarantined",
      "released willow gone",
    ]);
    expect(await events(given)).toHaveLength(4);
  });

  it("moves to our own account, is kept there, and comes back from it to whoever takes it", async () => {
    const number = bought["front-desk"]!;
    const { sid } = atTwilio(world, number)!;
    const taken = "connection: aybiza, agent: desk, transferFrom: willow";
    // Whatever of its settings Twilio drops on the way, or beside an application: it is answered, and the next update changes nothing.
    const unkind = { settingsOfMoved: "lost", urlsBesideApplication: "cleared", statusCallback: "dropped" } as const;
    Object.assign(world.twilio.store.unsettled, unkind);
    numbers("maple-us", { [`"${number}"`]: `${taken}, transfer: { to: "@reseller" }` });
    await must("maple-us");
    expect((await dial(world, number)).text).toContain("Maple Vets");
    numbers("maple-us", {});
    await must("maple-us");
    expect(atTwilio(world, number)).toMatchObject({ sid, account_sid: resellerAccount.sid });

    numbers("willow-us", { [`"${number}"`]: 'connection: aybiza, agent: reception, transferFrom: "@reseller"' });
    await must("willow-us");
    expect((await dial(world, number)).text).toContain("Willow Vets");
    expect(atTwilio(world, number)).toMatchObject({ sid });
    expect((await up("willow-us")).changes).toEqual({ created: 0, updated: 0, deleted: 0, replaced: 0 });
    expect(world.twilio.store.released).toBe(1);
    expect((await events(number)).slice(4)).toEqual([
      "transferred maple gone",
      "transferred willow active",
      "assigned willow active",
    ]);
  });
});
