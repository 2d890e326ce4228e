import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LedgerEntry } from "../../domain/contract/ledger.ts";
import { root as checkout } from "../../launch/checkout.ts";
import type { regionTables } from "../tables/region-tables.ts";
import { type OffboardOptions, offboard } from "./run.ts";

const written: string[] = [];
const answers: string[] = [];
vi.mock("@clack/prompts", () => ({
  isCancel: () => false,
  text: async ({ message, validate }: { message: string; validate: (text: string) => string | undefined }) => {
    written.push(message);
    const answer = answers.shift()!;
    const wrong = validate(answer);
    if (wrong !== undefined) throw new Error(wrong);
    return answer;
  },
}));

const [ADOPTED, SECOND, PLUMBER, LINE, DESK] = [
  "+14155550101",
  "+14155550102",
  "+12125550142",
  "+12125550100",
  "+14155550120",
];
let root: string;
let out: string;
let said = "";
let ledger: LedgerEntry[] = [];
let outputs: Record<string, unknown> | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "aybiza-offboard-"));
  out = join(root, "export");
  cpSync(join(checkout, "stacks"), join(root, "stacks"), { recursive: true });
  // Invoices are replaced by a stub: other tests make them from a region's real tables.
  edit("us", (text) => text.replace(/^ {4}pricing:[\s\S]*?(?=^ {4}alarms)/m, ""));
  [said, ledger, outputs] = ["", [], undefined];
  vi.spyOn(console, "log").mockImplementation((text) => {
    said += `${text}\n`;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const stream of [process.stdin, process.stdout]) Reflect.deleteProperty(stream, "isTTY");
  rmSync(root, { recursive: true });
});

const path = (stack: string) => join(root, "stacks", `Pulumi.${stack}.yaml`);
const file = (stack: string) => readFileSync(path(stack), "utf8");
const edit = (stack: string, change: (text: string) => string) => writeFileSync(path(stack), change(file(stack)));
const call = { callSid: "CA1", startedAt: "2026-11-20T10:00:00Z", number: ADOPTED };
const tables = (() => ({
  history: async () => ledger,
  calls: async (_tenant: string, month: string) => (month === "2026-11" ? [call] : []),
  records: async (sids: readonly string[]) => sids.map((callSid) => ({ ...call, callSid })),
  close: () => {},
})) as unknown as typeof regionTables;
const run = (tenant: string, options: Partial<OffboardOptions> = {}) =>
  offboard(tenant, options, {
    target: { world: undefined, root, stacks: join(root, "stacks"), env: {} },
    ...{ now: () => new Date("2026-11-24T10:00:00Z"), tables },
    outputs: async () => outputs && JSON.stringify(outputs),
  });
const held = (number: string, more: object = {}) => ({
  ...{ number, connection: "own", accountSid: "AC1", managed: false, bought: false, release: false, ...more },
});
const holding = (numbers: Record<string, object>, connections: object = {}) => ({
  ...{ tenant: { id: "any" }, numbers, connections },
});
const acme = (more: object = {}) => holding({ [ADOPTED]: held(ADOPTED, more), [SECOND]: held(SECOND, more) });
const willow = (more: object = {}) =>
  holding(
    { "front-desk": held(DESK, { connection: "aybiza", managed: true, bought: true, ...more }) },
    { aybiza: { type: "managed", accountSid: "AC2" } },
  );
const entry = (number: string, more: Partial<LedgerEntry>): LedgerEntry => ({
  ...{ schema: 1, number, event: "bought", at: "2026-11-01T09:00:30.000Z", by: "ann", update: { stack: "s" } },
  ...{ tenant: "willow", connection: "aybiza", acquired: "bought", state: "active", agent: "reception", ...more },
});
const begin = (numbers: number) => ({ begin: true, out, yes: true, numbers });

it("tells the plan, and changes nothing", async () => {
  outputs = willow();
  const before = file("willow-us");
  expect(await run("willow")).toBe(0);
  expect(said.split("\n")).toEqual([
    "Willow Vets (willow-us) is offboarded: not begun",
    "  2026-11-24        export                        agents, numbers with their ledger, call records and the last invoices",
    "  2026-11-24        quarantine     can be undone  out of service, with a spoken notice, for 30 days; still held",
    "                                                    +14155550120  front-desk, aybiza: in service",
    "  from 2026-12-24   release        for good       released at the carrier, for good",
    "                                                    +14155550120  front-desk, aybiza: in service",
    "  from 2026-12-24   close-account  for good       of connection `aybiza`, when no number is left in it; never reopened",
    "  from 2026-12-24   destroy-stack  for good       with its sealed tokens and keys in the region's table; then its file",
    "  until 2027-02-22  stays                         in the region: the ledger, agents' manifests, and each call record for 90 days after its call",
    "Begin:  ./aybiza offboard willow --begin --out willow-export",
    "",
  ]);
  expect(file("willow-us")).toBe(before);
});

it("tells how to begin with the wishes that the plan was told with", async () => {
  outputs = willow();
  await run("willow", { portOut: [DESK] });
  expect(said).toContain(`Begin:  ./aybiza offboard willow --begin --out willow-export --port-out ${DESK}\n`);
});

it("exports first, then writes what can be taken back, every other byte kept", async () => {
  outputs = acme();
  const before = file("acme-us");
  expect(await run("acme", { ...begin(2), portOut: [SECOND] })).toBe(0);
  expect(file("acme-us")).toBe(
    before
      .replace(
        '"+14155550101": { connection: own, agent: reception }',
        '"+14155550101": { connection: own, agent: reception, release: true }',
      )
      .replace('dial: "+14155550198" } }', 'dial: "+14155550198" }, transfer: { to: "@other-carrier" } }'),
  );
  expect(JSON.parse(readFileSync(join(out, "calls.jsonl"), "utf8"))).toEqual(call);
  expect(Object.keys(JSON.parse(readFileSync(join(out, "agents.json"), "utf8")))).toEqual(["reception", "after-hours"]);
  expect(statSync(out).mode & 0o777).toBe(0o700);
  expect(statSync(join(out, "calls.jsonl")).mode & 0o777).toBe(0o600);
  expect(said).toContain("Deploy it:  npx pulumi up --stack acme-us\nThen:  ./aybiza offboard acme --continue\n");
});

it("keeps a number in the tenant's own account there, and gives it up only where that is said", async () => {
  outputs = holding({ [PLUMBER]: held(PLUMBER), "emergency-line": held(LINE, { bought: true }) });
  const before = file("birch-us");
  const adopted = before.replace(
    '"+12125550142": { connection: own, agent: dispatch }',
    '"+12125550142": { connection: own, agent: dispatch, release: true }',
  );
  await run("birch", begin(2));
  expect(file("birch-us")).toBe(
    adopted.replace(
      'areaCode: "212" }, agent: dispatch }',
      'areaCode: "212" }, agent: dispatch, transfer: { to: "@tenant" } }',
    ),
  );
  writeFileSync(path("birch-us"), before);
  rmSync(out, { recursive: true });
  await run("birch", { ...begin(2), release: [LINE] });
  expect(file("birch-us")).toBe(
    adopted.replace('areaCode: "212" }, agent: dispatch }', 'areaCode: "212" }, agent: dispatch, release: true }'),
  );
});

it("asks for the tenant's id under the numbers, where somebody can be asked", async () => {
  for (const stream of [process.stdin, process.stdout]) Object.assign(stream, { isTTY: true });
  outputs = willow();
  answers.push("wilow");
  await expect(run("willow", { begin: true, out })).rejects.toThrow("That isn't willow");
  expect(existsSync(out)).toBe(false);
  answers.push("willow");
  await run("willow", { begin: true, out });
  expect(written).toEqual(Array(2).fill(`1 number of willow leaves: ${DESK}. Type willow to confirm:`));
  expect(file("willow-us")).toContain("state: quarantined, release: true }");
});

const RESTING = (text: string) =>
  text.replace("agent: reception }\nenc", "agent: reception, state: quarantined, release: true }\nenc");
it.each<[string, () => void, Partial<OffboardOptions>, string, string | undefined]>([
  ["no such tenant", () => {}, {}, "there is no tenant wilow", "Did you mean willow?"],
  ["not deployed", () => {}, { begin: true, out: "x" }, "stack willow-us isn't deployed", undefined],
  [
    "not confirmed",
    () => {
      outputs = willow();
    },
    { begin: true, out: "x", yes: true },
    `not confirmed: 1 number of willow leaves: ${DESK}`,
    "To confirm, add:  --yes --numbers 1",
  ],
  [
    "another count",
    () => {
      outputs = willow();
    },
    { begin: true, out: "x", yes: true, numbers: 2 },
    "--numbers says 2, but 1 number of willow leaves",
    undefined,
  ],
  [
    "a full folder",
    () => {
      outputs = willow();
    },
    { begin: true, out: checkout, yes: true, numbers: 1 },
    "isn't empty, and an export needs a folder of its own",
    "Name a new folder:  --out",
  ],
  [
    "nowhere to export to",
    () => {},
    { begin: true },
    "needs --out with its folder",
    "Name a new folder:  --out acme-export",
  ],
  [
    "another's number",
    () => {
      outputs = willow();
    },
    { portOut: ["+14155550199"] },
    "--port-out names +14155550199, which isn't a number of this tenant",
    `Name one of its numbers:  ${DESK}`,
  ],
  [
    "not begun",
    () => {
      outputs = willow();
    },
    { continue: true },
    "nothing can be done yet: not begun",
    "Begin:  ./aybiza offboard willow --begin --out willow-export",
  ],
  [
    "begun, not deployed",
    () => {
      outputs = willow();
      edit("willow-us", RESTING);
    },
    { continue: true },
    "nothing can be done yet: the file has changes that aren't deployed",
    "Deploy it:  npx pulumi up --stack willow-us",
  ],
  [
    "begun already",
    () => {
      outputs = willow();
      edit("willow-us", RESTING);
    },
    { begin: true, out: "x" },
    "offboarding of willow has begun already: the file has changes that aren't deployed",
    "Deploy it:  npx pulumi up --stack willow-us",
  ],
  [
    "too early",
    () => {
      outputs = willow({ release: true });
      ledger = [entry(DESK, {}), entry(DESK, { event: "quarantined", state: "quarantined" })];
      edit("willow-us", RESTING);
    },
    { continue: true },
    `${DESK} may be released from 2026-12-01 09:01Z on`,
    "After that:  ./aybiza offboard willow --continue",
  ],
  [
    "not ported yet, and nobody to ask",
    () => {
      outputs = willow({ transfer: "@other-carrier" });
      edit("willow-us", (text) =>
        text.replace("agent: reception }\nenc", 'agent: reception, transfer: { to: "@other-carrier" } }\nenc'),
      );
    },
    { continue: true },
    `${DESK} waits until the other carrier has it`,
    "The carrier couldn't be asked: the environment names no Twilio account",
  ],
])("refuses, with nothing changed: %s", async (what, given, options, message, fix) => {
  given();
  const before = file("willow-us");
  const error = await run(what === "no such tenant" ? "wilow" : "willow", options).then(
    () => undefined,
    (thrown: Error & { fix: string[] }) => thrown,
  );
  expect(error?.message).toContain(message);
  if (fix !== undefined) expect(error?.fix).toContain(fix);
  expect(file("willow-us")).toBe(before);
});

it("names a number whose end an update hasn't brought to its end", async () => {
  outputs = holding({}, { aybiza: { type: "managed", accountSid: "AC2" } });
  ledger = [entry(DESK, { event: "quarantined", state: "quarantined" })];
  edit("willow-us", (text) => text.replace(/aybiza:numbers:\n.*\n/, "aybiza:numbers: {}\n"));
  await expect(run("willow", { continue: true })).rejects.toThrow(
    `nothing can be done yet: the ledger doesn't say that ${DESK} is gone: the update that ends it hasn't finished`,
  );
});

it("takes out what has rested, and says with which update it ends", async () => {
  outputs = willow({ release: true });
  ledger = [entry(DESK, { event: "quarantined", state: "quarantined", at: "2026-10-20T09:00:30.000Z" })];
  const before = file("willow-us");
  edit("willow-us", RESTING);
  await expect(run("willow", { continue: true })).rejects.toThrow(
    `1 number of willow ends with the next update: ${DESK}`,
  );
  expect(await run("willow", { continue: true, yes: true, numbers: 1 })).toBe(0);
  expect(file("willow-us")).toBe(
    before
      .replace("aybiza: { type: managed }", "aybiza: { type: managed, close: true }")
      .replace(/aybiza:numbers:\n.*\n/, "aybiza:numbers: {}\n"),
  );
});

it("tells of the last invoice when no number is left, while it can still be made", async () => {
  cpSync(join(checkout, "stacks/Pulumi.us.yaml"), path("us"));
  edit("willow-us", (text) =>
    text
      .replace(/^ {2}aybiza:numbers:\n {4}.*\n/m, "  aybiza:numbers: {}\n")
      .replace("aybiza: { type: managed }", "aybiza: { type: managed, close: true }"),
  );
  const hint = "Make the last invoice, while the file has the connection:  ./aybiza invoice willow --month 2026-11";
  outputs = holding({}, { aybiza: { type: "managed", accountSid: "AC2", close: true } });
  await run("willow");
  expect(said.split("\n").slice(-3)).toEqual([hint, "Go on:  ./aybiza offboard willow --continue", ""]);
  said = "";
  await run("willow", { continue: true, yes: true, numbers: 0 });
  expect(said).not.toContain("invoice");
});

it("tells of no last invoice while numbers are held", async () => {
  cpSync(join(checkout, "stacks/Pulumi.us.yaml"), path("us"));
  outputs = willow();
  await run("willow");
  expect(said).not.toContain("aybiza invoice");
});
