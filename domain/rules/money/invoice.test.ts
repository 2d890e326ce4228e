import { describe, expect, it } from "vitest";
import { pricingSchema } from "../../config/pricing.ts";
import { makeInvoice } from "./invoice.ts";
import type { InvoiceInput } from "./invoice-input.ts";
import type { Month } from "./month.ts";
import type { CarrierUsage } from "./reconcile.ts";
import type { BilledCall } from "./usage.ts";

const pricing = pricingSchema.parse({
  currency: "USD",
  managed: {
    numbers: { US: { local: { month: "3.00", inboundMinute: "0.0125" } } },
    outboundMinute: "0.05",
  },
  "sip-trunk": { month: "1.00" },
  twilio: { month: "0.50" },
});
const [A, B] = ["+14155550101", "+14155550102"] as const;
const held = (number: string, connection: string, from = "2026-10-01", until?: string) => ({
  number,
  connection,
  spans: [{ from: new Date(from), ...(until !== undefined && { until: new Date(until) }) }],
});
let sid = 0;
const call = (more: Partial<BilledCall> = {}): BilledCall => ({
  callSid: `CA${String(++sid).padStart(32, "0")}`,
  connection: "aybiza",
  number: A,
  startedAt: "2026-11-05T10:00:00.000Z",
  endedAt: "2026-11-05T10:01:01.000Z",
  durationSeconds: 61,
  ...more,
});
const input = (more: Partial<InvoiceInput> = {}): InvoiceInput => ({
  region: { id: "us", pricing, callRetentionDays: 90 },
  tenant: { id: "acme", name: "Acme Dental" },
  connections: { aybiza: { type: "managed" }, trunk: { type: "sip-trunk" }, own: { type: "twilio" } },
  month: "2026-11" as Month,
  now: new Date("2026-12-01T00:00:00Z"),
  isRehearsal: false,
  held: [held(A, "aybiza")],
  calls: [],
  carriers: {},
  ...more,
});
const codes = (more: Partial<InvoiceInput>) => makeInvoice(input(more)).attention.map(({ code }) => code);

describe("lines", () => {
  const lines = (more: Partial<InvoiceInput>) =>
    makeInvoice(input(more)).lines.map(({ connection, text, quantity, price, amount }) =>
      [connection, text, quantity, price, amount].join(" | "),
    );

  it("are of the kind that who bought a number said, not of that which its digits look like", () => {
    const numbers = { CA: { "toll-free": { month: "4.00", inboundMinute: "0.02" } } };
    const canada = pricingSchema.parse({ currency: "CAD", managed: { numbers, outboundMinute: "0.05" } });
    const kind = { country: "CA", type: "toll-free" } as const;
    const tollFree = "+18005550104";
    expect(
      lines({
        region: { id: "ca", pricing: canada, callRetentionDays: 90 },
        held: [{ ...held(tollFree, "aybiza"), kind }],
        calls: [call({ number: tollFree })],
      }),
    ).toEqual([
      "aybiza | CA toll-free numbers, whole month | 1 | 4.00 | 4.00",
      "aybiza | calls to CA toll-free numbers, 1 call | 2 | 0.02 | 0.04",
    ]);
  });

  it("managed: numbers, minutes in and out, in one invoice; the others: our fee alone", () => {
    const calls = [
      call(),
      call({ durationSeconds: 60 }),
      call({ dialSeconds: 125, dialStatus: "completed" }),
      call({ connection: "own", number: B, durationSeconds: 3_000, dialSeconds: 600, dialStatus: "completed" }),
    ];
    expect(lines({ calls, held: [held(A, "aybiza"), held(B, "own"), held("+14155550103", "trunk")] })).toEqual([
      "aybiza | US local numbers, whole month | 1 | 3.00 | 3.00",
      "aybiza | calls to US local numbers, 3 calls | 5 | 0.0125 | 0.06",
      "aybiza | calls to persons, 1 call | 3 | 0.05 | 0.15",
      "trunk | US local numbers, whole month | 1 | 1.00 | 1.00",
      "own | US local numbers, whole month | 1 | 0.50 | 0.50",
    ]);
    expect(makeInvoice(input({ calls })).total).toBe("3.21");
  });

  it("a number that was held for some days costs those days", () => {
    const some = [held(A, "aybiza", "2026-11-16T12:00:00Z"), held(B, "aybiza", "2026-10-01", "2026-11-01T00:30:00Z")];
    expect(lines({ held: some })).toEqual([
      "aybiza | US local numbers, 15 of 30 days | 1 | 3.00 | 1.50",
      "aybiza | US local numbers, 1 of 30 days | 1 | 3.00 | 0.10",
    ]);
  });

  it("who didn't get through costs nothing", () => {
    expect(lines({ calls: [call({ durationSeconds: 0 }), call({ durationSeconds: undefined })], held: [] })).toEqual(
      [],
    );
  });

  it("nothing held and nothing called is an invoice of nothing", () => {
    const invoice = makeInvoice(input({ held: [] }));
    expect([invoice.total, invoice.lines, invoice.attention]).toEqual(["0.00", [], []]);
  });
});

it("a connection that was renamed in the month is one connection, and no day of it is lost or billed twice", () => {
  const renamed = [
    held(A, "old", "2026-10-01", "2026-11-10T12:00:00Z"),
    held(A, "aybiza", "2026-11-10T12:00:00Z"),
    held(B, "old", "2026-10-01", "2026-11-10T12:00:00Z"),
  ];
  const invoice = makeInvoice(input({ held: renamed, calls: [call({ connection: "old" }), call()] }));
  expect(invoice.lines.map(({ connection, text, quantity }) => [connection, text, quantity])).toEqual([
    ["aybiza", "US local numbers, whole month", "1"],
    ["aybiza", "calls to US local numbers, 2 calls", "4"],
  ]);
  // The other number left before the connection was renamed.
  expect(invoice.attention.map(({ code, text }) => [code, text])).toEqual([
    [
      "unknown-connection",
      "connection old is no longer in the tenant's file, so its 1 number and 0 calls aren't billed",
    ],
  ]);
});

it("has one number for a tenant's month, and a revision that changes with what is billed, not with the day on which it is made", () => {
  const calls = [call()];
  const first = makeInvoice(input({ calls }));
  expect([first.number, first.period, first.status]).toEqual([
    "us-acme-2026-11",
    { from: "2026-11-01", to: "2026-11-30" },
    "finished",
  ]);
  const rehearsed = makeInvoice(input({ calls, isRehearsal: true }));
  expect([first.rehearsal, rehearsed.rehearsal, rehearsed.number]).toEqual([false, true, "rehearsal-us-acme-2026-11"]);
  const early = makeInvoice(input({ calls, now: new Date("2026-11-30T23:59:59.999Z") }));
  expect([early.number, early.revision, early.status]).toEqual([first.number, first.revision, "unfinished"]);
  const dearer = makeInvoice(input({ calls: [...calls, call()] }));
  expect([dearer.number, dearer.revision === first.revision]).toEqual([first.number, false]);
});

it("names what others bill, with the amount where they say it, and keeps it out of the total", () => {
  const usage: CarrierUsage = {
    inbound: { calls: 9, minutes: 40 },
    outbound: { calls: 0, minutes: 0 },
    cost: { amount: "1.49", currency: "USD" },
  };
  expect(makeInvoice(input({ carriers: { own: usage } }))).toMatchObject({
    total: "3.00",
    separate: [
      { connection: "trunk", billedBy: "carrier", text: "calls and trunk: billed by the tenant's carrier" },
      {
        connection: "own",
        billedBy: "Twilio",
        text: "numbers and calls: billed by Twilio to the tenant's own account, for all that the account used",
        amount: "1.49",
        currency: "USD",
      },
    ],
    reconciliation: [],
    attention: [],
  });
  expect(makeInvoice(input({ carriers: { own: { unread: "no credentials" } } })).separate[1]).toEqual({
    connection: "own",
    billedBy: "Twilio",
    text: "numbers and calls: billed by Twilio to the tenant's own account",
  });
});

describe("nothing is hidden", () => {
  const said = (minutes: number): CarrierUsage => ({
    inbound: { calls: 1, minutes },
    outbound: { calls: 0, minutes: 0 },
  });
  const minutes = (count: number) => [call({ durationSeconds: count * 60 })];

  it.each([
    [10, 12, true],
    [10, 13, false],
    [10, 8, true],
    [10, 7, false],
    [1000, 1005, true],
    [1000, 1006, false],
    [0, 2, true],
    [0, 3, false],
  ])("%i minutes here, %i at the carrier: within tolerance %s", (ours, theirs, within) => {
    const invoice = makeInvoice(input({ calls: minutes(ours), carriers: { aybiza: said(theirs) } }));
    expect(invoice.reconciliation[0]).toMatchObject({ differenceMinutes: theirs - ours, withinTolerance: within });
    expect(invoice.attention.map(({ code }) => code)).toEqual(within ? [] : ["usage-differs"]);
  });

  it("says which way a count differs, and what to do", () => {
    const [more] = makeInvoice(input({ calls: minutes(10), carriers: { aybiza: said(20) } })).attention;
    expect(more?.text).toBe(
      "inbound minutes of connection aybiza: 10 in the call records, 20 in the carrier's usage records (+10; tolerance 2 minutes or 0.5 %)",
    );
    expect(more?.fix).toMatch(/^look for calls that never reached the handlers/);
    const [less] = makeInvoice(input({ calls: minutes(20), carriers: { aybiza: said(10) } })).attention;
    expect(less?.fix).toMatch(/^wait a day for late usage records/);
  });

  it.each<[string, Partial<InvoiceInput>, string[]]>([
    ["the carrier can't be asked", { carriers: { aybiza: { unread: "no credentials" } } }, ["usage-unavailable"]],
    ["a call has no end", { calls: [call({ endedAt: undefined, durationSeconds: undefined })] }, ["calls-unended"]],
    ["a leg has no duration", { calls: [call({ dialStatus: "completed" })] }, ["legs-unmetered"]],
    [
      "our answer after the leg failed",
      { calls: [call({ "failedAt_after-dial": "2026-11-05T10:01:00.000Z" })] },
      ["legs-unmetered"],
    ],
    [
      "it failed after the leg was told",
      { calls: [call({ "failedAt_after-dial": "2026-11-05T10:01:00.000Z", dialStatus: "completed", dialSeconds: 9 })] },
      [],
    ],
    ["nobody took the leg", { calls: [call({ dialStatus: "no-answer" })] }, []],
    [
      "a call on an account of the tenant's own has no end: it isn't ours to bill",
      { held: [held(A, "own")], calls: [call({ connection: "own", endedAt: undefined })] },
      [],
    ],
    ["a kind of number has no price", { held: [held("+18005550101", "aybiza")] }, ["no-price"]],
    ["a connection is gone from the file", { held: [held(A, "old")] }, ["unknown-connection"]],
    [
      "calls of such a connection",
      { held: [], calls: [call({ connection: "old" })] },
      ["unknown-connection", "number-not-held"],
    ],
    ["calls to a number that the ledger doesn't have", { calls: [call({ number: B })] }, ["number-not-held"]],
    [
      "records are gone by their age",
      { now: new Date("2027-01-31T00:00:00Z"), region: { id: "us", pricing, callRetentionDays: 90 } },
      ["records-expired"],
    ],
    ["they are just there", { now: new Date("2027-01-30T00:00:00Z") }, []],
  ])("%s", (_, more, expected) => {
    expect(codes(more)).toEqual(expected);
  });
});
