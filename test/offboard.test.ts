import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { OffboardSources } from "../cli/offboard/deployed.ts";
import { type OffboardOptions, offboard } from "../cli/offboard/run.ts";
import { regionTables } from "../cli/tables/region-tables.ts";
import { stateDir } from "../rehearsal/paths.ts";
import { sampleAuthTokens } from "../rehearsal/sample.ts";
import { machineClock } from "../rehearsal/twilio/clock.ts";
import type { World } from "../rehearsal/world.ts";
import { deployedWorld } from "./deployed-world.ts";
import { atTwilio, deploy, dial } from "./test-world.ts";

const DAY_MS = 86_400_000;
const out = join(stateDir, "test", "offboard-export");
let offsetMs = 0;
let world: World;
let sources: OffboardSources;
const told = new Map<string, string | undefined>();
const now = () => new Date(Date.now() + offsetMs);

/** The sample tenants with a managed number, and with numbers in an account of their own. */
beforeAll(async () => {
  for (const dir of [out, `${out}-birch`]) rmSync(dir, { recursive: true, force: true });
  world = await deployedWorld("offboard", "region", { clock: { ...machineClock, now } });
  await Promise.all([deploy(world, "willow-us"), deploy(world, "birch-us")]);
  // Asked once after each update: the engine takes half a second to say it.
  const outputs = async (stack: string) => {
    if (!told.has(stack)) {
      const { code, stdout } = await world.engine.run(["stack", "output", "--json", "--stack", stack]);
      told.set(stack, code === 0 ? stdout : undefined);
    }
    return told.get(stack);
  };
  const { dir } = world.project;
  const target = { world: undefined, root: dir, stacks: join(dir, "stacks"), env: world.env };
  sources = { target, outputs, now, tables: regionTables };
}, 120_000);
afterAll(() => world?.stop());

/** What the verb says, as a machine reads it. */
async function run(
  options: Partial<OffboardOptions> = {},
  tenant = "willow",
  from = sources,
): Promise<Record<string, unknown>> {
  let said = "";
  const log = vi.spyOn(console, "log").mockImplementation((text) => {
    said += text;
  });
  try {
    expect(await offboard(tenant, { json: true, ...options }, from)).toBe(0);
  } finally {
    log.mockRestore();
  }
  return JSON.parse(said);
}
const sure = (numbers: number) => ({ yes: true, numbers });
const stage = async () => (await run()).stage;
const file = () => readFileSync(join(world.project.dir, "stacks", "Pulumi.willow-us.yaml"), "utf8");
async function update(stack: string, verb = "up"): Promise<void> {
  told.clear();
  await world.engine.must([verb, "--yes", "--skip-preview", "--stack", stack]);
}
const up = () => update("willow-us");
const accounts = () => [...world.twilio.store.accounts.values()].filter((one) => one.friendly_name.includes("willow"));

it("goes from the plan to a closed account, in steps that can be repeated, and never ahead of its time", async () => {
  const bought = [...world.twilio.store.numbers.values()].find((one) => one.friendly_name.startsWith("front-desk"))!;
  const number = bought.phone_number;
  const before = file();
  await dial(world, number, ["opening hours"]);

  const plan = await run();
  expect(plan).toMatchObject({ stage: "in-service", numbers: [{ number, end: "release", standing: "in-service" }] });
  expect(file()).toBe(before);
  await expect(run({ begin: true, out })).rejects.toThrow(`not confirmed: 1 number of willow leaves: ${number}`);
  await expect(run({ begin: true, out, ...sure(2) })).rejects.toThrow(
    `--numbers says 2, but 1 number of willow leaves`,
  );
  await expect(run({ continue: true, ...sure(1) })).rejects.toThrow("nothing can be done yet: not begun");
  expect([file(), existsSync(out)]).toEqual([before, false]);

  expect(await run({ begin: true, out, ...sure(1) })).toMatchObject({
    stage: "up",
    exported: { agents: 1, numbers: 1, ledgerEntries: 2, calls: 1 },
    next: ["Deploy it:  npx pulumi up --stack willow-us", "Then:  ./aybiza offboard willow --continue"],
  });
  expect(file()).toBe(
    before.replace("agent: reception }\n", "agent: reception, state: quarantined, release: true }\n"),
  );
  expect(readdirSync(out)).toEqual([
    "agents.json",
    "calls.jsonl",
    "export.json",
    expect.stringMatching(/^invoice-\d{4}-\d\d\.csv$/),
    expect.stringMatching(/^invoice-\d{4}-\d\d\.json$/),
    expect.stringMatching(/^invoice-\d{4}-\d\d\.csv$/),
    expect.stringMatching(/^invoice-\d{4}-\d\d\.json$/),
    "ledger.jsonl",
    "numbers.json",
  ]);
  expect(JSON.parse(readFileSync(join(out, "calls.jsonl"), "utf8"))).toMatchObject({ number, outcome: "agent" });
  await expect(run({ continue: true, ...sure(1) })).rejects.toThrow("the file has changes that aren't deployed");

  await up();
  expect(atTwilio(world, number)?.friendly_name).toMatch(/^front-desk q30-\d{12} /);
  await expect(run({ continue: true, ...sure(1) })).rejects.toThrow(`${number} may be released from 20`);
  offsetMs = 30 * DAY_MS + 120_000;
  expect(await run({ continue: true, ...sure(1) })).toMatchObject({ stage: "up" });
  expect(file()).toContain("  aybiza:numbers: {}\n");
  expect(file()).toContain("    aybiza: { type: managed, close: true }\n");
  expect(atTwilio(world, number)).toBeDefined();
  await up();
  expect([atTwilio(world, number), world.twilio.store.released]).toEqual([undefined, 1]);

  expect(await stage()).toBe("leave-account");
  await expect(run({ continue: true })).rejects.toThrow("the next update closes its account for good");
  expect(await run({ continue: true, ...sure(0) })).toMatchObject({ stage: "up" });
  expect(accounts().map(({ status }) => status)).toEqual(["active"]);
  await up();
  expect(accounts().map(({ status }) => status)).toEqual(["closed"]);

  expect(await run({ continue: true })).toMatchObject({ stage: "destroy" });
  await update("willow-us", "destroy");
  expect(await stage()).toBe("done");
}, 120_000);

it("gives up nothing that is in the tenant's own account, and waits for a number that is ported out", async () => {
  const own = "AC1b8f22ad2fa05b4c9e3d6f7a8192a314";
  const env = { ...world.env, TWILIO_ACCOUNT_SID: own, TWILIO_AUTH_TOKEN: sampleAuthTokens[own] };
  const birch = (options: Partial<OffboardOptions> = {}) =>
    run(options, "birch", { ...sources, target: { ...sources.target, env } });
  const bought = [...world.twilio.store.numbers.values()].find((one) =>
    one.friendly_name.startsWith("emergency-line"),
  )!;
  const PORTED = "+12125550142";
  const released = world.twilio.store.released;
  await birch({ begin: true, out: `${out}-birch`, portOut: [PORTED], ...sure(2) });
  await update("birch-us");
  expect((await dial(world, PORTED)).answeredBy).toBe("agent");
  expect(await birch()).toMatchObject({
    stage: "ready",
    unasked: [],
    numbers: [
      { number: PORTED, end: "port-out", standing: "waiting" },
      { number: bought.phone_number, end: "hand-back", standing: "ready" },
    ],
  });
  // The other carrier has it.
  world.twilio.store.numbers.delete(atTwilio(world, PORTED)!.sid);
  await birch({ continue: true, ...sure(2) });
  await update("birch-us");
  expect(await birch()).toMatchObject({ stage: "destroy", numbers: [] });
  expect(atTwilio(world, bought.phone_number)).toMatchObject({ sid: bought.sid, friendly_name: "emergency-line" });
  expect(atTwilio(world, bought.phone_number)?.voice_application_sid ?? "").toBe("");
  expect(world.twilio.store.released).toBe(released);
}, 120_000);
