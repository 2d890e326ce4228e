import { expect, it } from "vitest";
import { pricingSchema } from "../../config/pricing.ts";
import type { HeldNumber } from "./held.ts";
import { makeInvoice } from "./invoice.ts";
import type { InvoiceInput } from "./invoice-input.ts";
import type { Month } from "./month.ts";
import type { BilledCall } from "./usage.ts";

/**
 * Invoices a whole month of invented calls, then computes the amounts a second time from the raw calls and days: second by second, in fractions,
 * with separate rounding, and without any function of the code under test.
 */

const DAYS = 30;
const PRICES = {
  local: { month: "2.35", inboundMinute: "0.0085" },
  "toll-free": { month: "4.15", inboundMinute: "0.0225" },
};
const OUTBOUND = "0.0305";
const pricing = pricingSchema.parse({
  currency: "USD",
  managed: {
    numbers: { US: PRICES },
    outboundMinute: OUTBOUND,
    volumeDiscounts: [
      { fromNumbers: 100, percentOff: "7.5" },
      { fromNumbers: 101, percentOff: "12.25" },
    ],
  },
  "sip-trunk": { month: "1.00" },
  twilio: { month: "0.50" },
});
const connections = { aybiza: { type: "managed" }, trunk: { type: "sip-trunk" }, own: { type: "twilio" } } as const;

/** Pseudo-random numbers, the same in each run. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

interface Raw {
  readonly held: readonly { number: string; connection: keyof typeof connections; firstDay: number; lastDay: number }[];
  readonly calls: readonly BilledCall[];
}

/** Numbers of all three connections, some of them held for a part of the month only, and their calls. */
function month(managed: number, seed: number): Raw {
  const random = dice(seed);
  const held = [...Array(managed + 9).keys()].map((i) => {
    const connection = i < managed ? "aybiza" : i % 2 === 0 ? "trunk" : "own";
    const area = i % 10 === 7 ? ["800", "888"][Math.floor(i / 100)] : ["415", "628"][Math.floor(i / 100)];
    const [a, b] = random(5) === 0 ? [1 + random(DAYS), 1 + random(DAYS)] : [1, DAYS];
    return {
      number: `+1${area}55501${String(i % 100).padStart(2, "0")}`,
      connection: connection as keyof typeof connections,
      firstDay: Math.min(a, b),
      lastDay: Math.max(a, b),
    };
  });
  const durations = [0, 1, 59, 60, 61, 119, 120, 121, 3599, 3600, 3601];
  const calls = [...Array(3_000).keys()].map((i): BilledCall => {
    const { number, connection } = held[random(held.length)]!;
    const seconds = random(2) === 0 ? durations[random(durations.length)]! : random(900);
    const dial = random(4) === 0 ? random(400) : undefined;
    return {
      callSid: `CA${String(i).padStart(32, "0")}`,
      connection,
      number,
      startedAt: "2026-11-05T10:00:00.000Z",
      endedAt: "2026-11-05T11:00:00.000Z",
      durationSeconds: seconds,
      ...(dial !== undefined && { dialSeconds: dial, dialStatus: "completed" }),
    };
  });
  return { held, calls };
}

const invoiceInput = ({ held, calls }: Raw): InvoiceInput => ({
  region: { id: "us", pricing, callRetentionDays: 90 },
  tenant: { id: "acme", name: "Acme Dental" },
  connections,
  month: "2026-11" as Month,
  now: new Date("2026-12-02T00:00:00Z"),
  isRehearsal: false,
  held: held.map(
    ({ number, connection, firstDay, lastDay }): HeldNumber => ({
      number,
      connection,
      spans: [
        {
          from: new Date(Date.UTC(2026, 10, firstDay, 13, 30)),
          ...(lastDay < DAYS && { until: new Date(Date.UTC(2026, 10, lastDay, 23, 59)) }),
        },
      ],
    }),
  ),
  calls,
  carriers: {},
});

/** An amount as a fraction of whole cents, in lowest terms. */
type Fraction = readonly [bigint, bigint];
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => {
  const [n, m] = [a * d + c * b, b * d];
  const by = gcd(n, m) || 1n;
  return [n / by, m / by];
};
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => plus([a * c, b * d], [0n, 1n]);
const centsOf = (price: string): Fraction => {
  const decimals = price.split(".")[1]?.length ?? 0;
  return times([BigInt(price.replace(".", "")), 10n ** BigInt(decimals)], [100n, 1n]);
};
/** Rounds to whole cents by long division, 0.5 upwards. */
const rounded = ([n, d]: Fraction): number => Number(n / d) + ((n % d) * 10n >= d * 5n ? 1 : 0);

/** Computes the month's cost by the rules of docs/pricing.md: cents by line. */
function addedUp({ held, calls }: Raw): Map<string, number> {
  const exact = new Map<string, Fraction>();
  const add = (line: string, amount: Fraction) => exact.set(line, plus(exact.get(line) ?? [0n, 1n], amount));
  const typeOf = (number: string) => (/^\+18(00|88)/.test(number) ? "toll-free" : "local");
  for (const { number, connection, firstDay, lastDay } of held) {
    const days = lastDay - firstDay + 1;
    const price = { aybiza: PRICES[typeOf(number)].month, trunk: "1.00", own: "0.50" }[connection];
    for (let day = 0; day < days; day += 1)
      add(`numbers ${connection} ${typeOf(number)} ${days}`, times(centsOf(price), [1n, BigInt(DAYS)]));
  }
  for (const { number, connection, durationSeconds, dialSeconds } of calls) {
    if (connection !== "aybiza") continue;
    for (let second = 0; second < durationSeconds!; second += 60)
      add(`inbound ${typeOf(number)}`, centsOf(PRICES[typeOf(number)].inboundMinute));
    for (let second = 0; second < (dialSeconds ?? 0); second += 60) add("outbound", centsOf(OUTBOUND));
  }
  const lines = new Map([...exact].map(([line, amount]) => [line, rounded(amount)]));
  const managed = held.filter(({ connection }) => connection === "aybiza").length;
  let fees = 0;
  for (const [line, amount] of lines) if (line.startsWith("numbers aybiza")) fees += amount;
  const percent = managed >= 101 ? "12.25" : managed >= 100 ? "7.5" : undefined;
  if (percent !== undefined)
    lines.set("discount", -rounded(times([BigInt(fees), 1n], times(centsOf(percent), [1n, 10_000n]))));
  return lines;
}

const inCents = (text: string) => Math.round(Number(text) * 100);

it.each([
  [99, 1],
  [100, 2],
  [101, 3],
  [7, 4],
  [0, 5],
])("a month of %i managed numbers adds up to the cent (seed %i)", (managed, seed) => {
  const raw = month(managed, seed);
  const invoice = makeInvoice(invoiceInput(raw));
  const expected = addedUp(raw);
  const lines = new Map(
    invoice.lines.map(({ item, connection, text, days, amount }) => {
      const type = text.includes("toll-free") ? "toll-free" : "local";
      const key = {
        numbers: `numbers ${connection} ${type} ${days?.held ?? DAYS}`,
        inbound: `inbound ${type}`,
        outbound: "outbound",
        discount: "discount",
      }[item];
      return [key, inCents(amount)];
    }),
  );
  expect([...lines].sort()).toEqual([...expected].sort());
  expect(lines.size).toBe(invoice.lines.length);
  expect(inCents(invoice.total)).toBe([...expected.values()].reduce((all, one) => all + one, 0));
  expect(invoice.attention).toEqual([]);
});

it("the order in which calls and numbers come doesn't show", () => {
  const { held, calls } = month(40, 6);
  const once = makeInvoice(invoiceInput({ held, calls }));
  expect(makeInvoice(invoiceInput({ held: held.toReversed(), calls: calls.toReversed() }))).toEqual(once);
});
