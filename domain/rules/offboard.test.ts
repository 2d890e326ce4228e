import { expect, it } from "vitest";
import type { NumberConfig } from "../config/tenant.ts";
import type { HeldNumbers } from "./live-numbers.ts";
import { type Booked, type OffboardFacts, offboarding } from "./offboard.ts";
import { beginChanges, nextChanges, offboardSteps } from "./offboard-steps.ts";

const now = new Date("2026-11-24T10:00:00Z");
const [DESK, OLD, ADOPTED, BOUGHT] = ["+14155550101", "+14155550102", "+14155550103", "+14155550104"];
const buy = { country: "US", areaCode: "415" };
const managed = { connection: "aybiza", agent: "a", buy };
const own = { connection: "own", agent: "a" };
const connections = {
  aybiza: { type: "managed" as const },
  own: { type: "twilio" as const, accountSid: "AC1" },
};
const was = (number: string, more: Partial<HeldNumbers[string]> = {}): HeldNumbers[string] => ({
  ...{ number, connection: "aybiza", accountSid: "AC0", managed: true, bought: true, release: false, ...more },
});
const ownWas = (number: string, more: Partial<HeldNumbers[string]> = {}) =>
  was(number, { connection: "own", accountSid: "AC1", managed: false, ...more });

/** A tenant with a number of each kind; `more` overrides facts. */
function facts(more: Partial<OffboardFacts> = {}): OffboardFacts {
  return {
    numbers: { desk: managed, [ADOPTED]: own, line: { ...own, buy } },
    connections,
    quarantineDays: 30,
    held: {
      numbers: { desk: was(DESK), [ADOPTED]: ownWas(ADOPTED, { bought: false }), line: ownWas(BOUGHT) },
      connections: { aybiza: { type: "managed", close: false }, own: { type: "twilio", close: false } },
    },
    books: new Map(),
    isInAccount: () => undefined,
    now,
    portOut: new Set(),
    release: new Set(),
    ...more,
  };
}
/** A tenant with one managed number. */
const one = (entry: Partial<NumberConfig>, held: Partial<HeldNumbers[string]>, more: Partial<OffboardFacts> = {}) =>
  facts({
    numbers: { desk: { ...managed, ...entry } },
    connections: { aybiza: { type: "managed" } },
    held: { numbers: { desk: was(DESK, held) }, connections: { aybiza: { type: "managed", close: false } } },
    ...more,
  });
const quarantined = (at = "2026-11-01T09:00:30.000Z") =>
  new Map<string, Booked>([[DESK, { state: "quarantined", at }]]);
const RESTING = { state: "quarantined", release: true } as const;
const steps = (given: OffboardFacts) =>
  offboardSteps(offboarding(given), { now, quarantineDays: 30, callRetentionDays: 90 }).map(
    ({ step, numbers, from, undo }) => `${step} ${from ?? "?"} ${numbers.join(",")}${undo ? " undo" : ""}`,
  );
const begun = (given: OffboardFacts) => beginChanges(offboarding(given).numbers, given.numbers);

it("tells each number's end, in order, with dates: the account is closed last", () => {
  expect(steps(facts())).toEqual([
    "export 2026-11-24  undo",
    `quarantine 2026-11-24 ${DESK} undo`,
    `hand-back 2026-11-24 ${ADOPTED},${BOUGHT} undo`,
    `release 2026-12-24 ${DESK}`,
    "close-account 2026-12-24 ",
    "destroy-stack 2026-12-24 ",
    "stays 2027-02-22 ",
  ]);
});

it("never gives up a number in the tenant's own account, unless somebody says so", () => {
  expect(offboarding(facts()).numbers.map(({ number, end }) => `${number} ${end}`)).toEqual([
    `${DESK} release`,
    `${ADOPTED} hand-back`,
    `${BOUGHT} hand-back`,
  ]);
  const given = facts({ release: new Set([BOUGHT]) });
  expect(offboarding(given).numbers.find(({ number }) => number === BOUGHT)?.end).toBe("release");
  // An adopted number isn't ours to release, whatever the options say.
  expect(() => offboarding(facts({ release: new Set([ADOPTED]) }))).toThrow(
    `--release doesn't apply to ${ADOPTED}: it stays in the tenant's own account, without our settings`,
  );
});

it("hands a number back by what its file says: `release` for an adopted one, `@tenant` for any", () => {
  const standing = (entry: Partial<NumberConfig>, held: Partial<HeldNumbers[string]>) => {
    const numbers = { [ADOPTED]: { ...own, ...entry } };
    const stack = { numbers: { [ADOPTED]: ownWas(ADOPTED, { bought: false, ...held }) }, connections: {} };
    const { end, standing } = offboarding(facts({ numbers, held: stack })).numbers[0]!;
    return [end, standing];
  };
  const toTenant = { transfer: { to: "@tenant" } };
  expect(standing({}, {})).toEqual(["hand-back", "in-service"]);
  expect(standing({ release: true }, {})).toEqual(["hand-back", "marked"]);
  expect(standing({ release: true }, { release: true })).toEqual(["hand-back", "ready"]);
  expect(standing(toTenant, {})).toEqual(["hand-back", "marked"]);
  expect(standing(toTenant, { transfer: "@tenant" })).toEqual(["hand-back", "ready"]);
});

it("writes what can be taken back, and nothing else", () => {
  expect(begun(facts())).toEqual([
    { path: ["aybiza:numbers", "desk", "state"], value: "quarantined" },
    { path: ["aybiza:numbers", "desk", "release"], value: true },
    { path: ["aybiza:numbers", ADOPTED, "release"], value: true },
    { path: ["aybiza:numbers", "line", "transfer"], value: { to: "@tenant" } },
  ]);
});

it("keeps a number in service that another carrier takes, and waits for that without a date", () => {
  const given = one({ ...RESTING, notice: "Gone." }, { release: true }, { portOut: new Set([DESK]) });
  expect(begun(given)).toEqual([
    { path: ["aybiza:numbers", "desk", "release"], value: undefined },
    { path: ["aybiza:numbers", "desk", "notice"], value: undefined },
    { path: ["aybiza:numbers", "desk", "state"], value: undefined },
    { path: ["aybiza:numbers", "desk", "transfer"], value: { to: "@other-carrier" } },
  ]);
  expect(steps(given)).toEqual([
    "export 2026-11-24  undo",
    `port-out ? ${DESK}`,
    "close-account ? ",
    "destroy-stack ? ",
    "stays 2027-02-22 ",
  ]);
});

it("knows an entry with several numbers as one, and refuses two ends for it", () => {
  const desks = {
    numbers: { desk: { ...managed, buy: { ...buy, count: 2 } } },
    held: {
      numbers: { "desk-1": was(DESK, { entry: "desk" }), "desk-2": was(OLD, { entry: "desk" }) },
      connections: {},
    },
  };
  expect(begun(facts(desks))).toEqual([
    { path: ["aybiza:numbers", "desk", "state"], value: "quarantined" },
    { path: ["aybiza:numbers", "desk", "release"], value: true },
  ]);
  expect(() => offboarding(facts({ ...desks, portOut: new Set([OLD]) }))).toThrow(
    `${DESK} and ${OLD} belong to one entry, \`desk\`, so they end in the same way`,
  );
  const rested = { numbers: { desk: { ...desks.numbers.desk, ...RESTING } } };
  const held = {
    numbers: {
      "desk-1": was(DESK, { entry: "desk", release: true }),
      "desk-2": was(OLD, { entry: "desk", release: true }),
    },
    connections: {},
  };
  const early = { state: "quarantined", at: "2026-10-01T00:00:00Z" } as const;
  const late = { state: "quarantined", at: "2026-11-20T00:00:00Z" } as const;
  const given = facts({
    ...rested,
    held,
    books: new Map<string, Booked>([
      [DESK, early],
      [OLD, late],
    ]),
  });
  expect(offboarding(given)).toMatchObject({
    stage: "waiting",
    numbers: [{ standing: "ready" }, { standing: "resting", from: "2026-12-20T00:00:00.000Z" }],
  });
});

it.each<[string, OffboardFacts, string, string]>([
  ["nothing said", one({}, {}), "in-service", "in-service"],
  ["said, not deployed", one(RESTING, {}), "up", "marked"],
  ["deployed, its route not written yet", one(RESTING, { release: true }), "up", "marked"],
  ["rests", one(RESTING, { release: true }, { books: quarantined() }), "waiting", "resting"],
  ["rested", one(RESTING, { release: true }, { books: quarantined("2026-10-25T09:59:01Z") }), "ready", "ready"],
  [
    "rested but for a minute",
    one(RESTING, { release: true }, { books: quarantined("2026-10-25T10:00:01Z") }),
    "waiting",
    "resting",
  ],
  ["out of the file", one({}, { release: true }, { numbers: {}, books: quarantined() }), "up", "leaving"],
  [
    "to be ported, nobody asked",
    one({ transfer: { to: "@other-carrier" } }, { transfer: "@other-carrier" }),
    "waiting",
    "waiting",
  ],
  [
    "still here",
    one({ transfer: { to: "@other-carrier" } }, { transfer: "@other-carrier" }, { isInAccount: () => true }),
    "waiting",
    "waiting",
  ],
  [
    "ported",
    one({ transfer: { to: "@other-carrier" } }, { transfer: "@other-carrier" }, { isInAccount: () => false }),
    "ready",
    "ready",
  ],
  [
    "given",
    one(
      { transfer: { to: "maple" } },
      { transfer: "maple" },
      { books: new Map([[DESK, { state: "active", at: "2026-11-01T00:00:00Z" }]]) },
    ),
    "waiting",
    "waiting",
  ],
  ["taken", one({ transfer: { to: "maple" } }, { transfer: "maple" }), "ready", "ready"],
])("a number: %s", (_what, given, stage, standing) => {
  expect(offboarding(given)).toMatchObject({ stage, numbers: [{ standing }] });
});

it("tells from the ledger when the days are over, by the carrier's full minutes", () => {
  const { numbers } = offboarding(one(RESTING, { release: true }, { books: quarantined() }));
  expect(numbers[0]?.from).toBe("2026-12-01T09:01:00.000Z");
});

it("allows the account to close with the last number", () => {
  const rested = one(RESTING, { release: true }, { books: quarantined("2026-10-01T00:00:00Z") });
  expect(nextChanges(offboarding(rested)).changes).toEqual([
    { path: ["aybiza:numbers", "desk"], value: undefined },
    { path: ["aybiza:connections", "aybiza", "close"], value: true },
  ]);
});

it("takes out what is ready, and leaves what isn't", () => {
  const given = facts({
    numbers: { desk: { ...managed, ...RESTING }, [ADOPTED]: { ...own, release: true } },
    held: {
      numbers: { desk: was(DESK, { release: true }), [ADOPTED]: ownWas(ADOPTED, { bought: false, release: true }) },
      connections: {},
    },
    books: quarantined(),
  });
  const { changes, ends } = nextChanges(offboarding(given));
  expect(changes).toEqual([{ path: ["aybiza:numbers", ADOPTED], value: undefined }]);
  expect(ends.map(({ number }) => number)).toEqual([ADOPTED]);
});

const empty = (close: boolean | undefined, held: boolean | undefined, more: Partial<OffboardFacts> = {}) =>
  facts({
    numbers: {},
    connections: { aybiza: { type: "managed", ...(close !== undefined && { close }) } },
    held: { numbers: {}, connections: held === undefined ? {} : { aybiza: { type: "managed", close: held } } },
    ...more,
  });
it.each<[string, OffboardFacts, string, unknown]>([
  ["an update stopped on the way", empty(undefined, false, { books: quarantined() }), "up", []],
  [
    "no number left",
    empty(undefined, false),
    "close",
    [{ path: ["aybiza:connections", "aybiza", "close"], value: true }],
  ],
  ["the file says close", empty(true, false), "up", []],
  [
    "the update too",
    empty(true, true),
    "leave-account",
    [{ path: ["aybiza:connections", "aybiza"], value: undefined }],
  ],
  ["the file has left it", empty(true, true, { connections: {} }), "up", []],
  ["the account is closed", empty(undefined, undefined, { connections: {} }), "destroy", []],
  ["the stack is gone", empty(undefined, undefined, { connections: {}, held: undefined }), "done", []],
])("then: %s", (_what, given, stage, changes) => {
  expect(offboarding(given).stage).toBe(stage);
  expect(nextChanges(offboarding(given)).changes).toEqual(changes);
});

it("names what an update that stopped on the way hasn't ended", () => {
  expect(offboarding(empty(undefined, false, { books: quarantined() })).unfinished).toEqual([DESK]);
});

it("refuses numbers that aren't there, and those that no update has deployed", () => {
  expect(() => offboarding(facts({ portOut: new Set(["+14155550199"]) }))).toThrow(
    "--port-out names +14155550199, which isn't a number of this tenant",
  );
  expect(() => offboarding(facts({ held: undefined }))).toThrow(
    `the file has numbers that no update has deployed: desk, ${ADOPTED}, line`,
  );
});
