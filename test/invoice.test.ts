import { afterAll, beforeAll, expect, it } from "vitest";
import { type InvoiceQuery, invoiceOf } from "../cli/invoice/invoice-of.ts";
import type { Invoice } from "../domain/rules/money/invoice.ts";
import type { Clock } from "../rehearsal/twilio/clock.ts";
import type { CallResult } from "../rehearsal/twilio/network/index.ts";
import type { World } from "../rehearsal/world.ts";
import { deployedWorld } from "./deployed-world.ts";

/** Goes as the machine's does, and may be moved on: whoever sleeps until then wakes. */
class JumpingClock implements Clock {
  readonly naturalPace = 0;
  readonly #start: number;
  #jumped = 0;
  readonly #sleepers = new Set<{ readonly untilMs: number; readonly wake: () => void; timer?: NodeJS.Timeout }>();

  constructor(start: Date) {
    this.#start = start.getTime();
  }

  now = (): Date => new Date(this.#start + this.elapsed());
  elapsed = (): number => performance.now() + this.#jumped;
  during = <T>(work: Promise<T>): Promise<T> => work;

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = (): void => {
        clearTimeout(sleeper.timer);
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const sleeper = { untilMs: this.elapsed() + ms, wake, timer: setTimeout(wake, ms) };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", wake, { once: true });
    });
  }

  jump(ms: number): void {
    this.#jumped += ms;
    for (const sleeper of [...this.#sleepers].sort((a, b) => a.untilMs - b.untilMs)) {
      clearTimeout(sleeper.timer);
      sleeper.timer = setTimeout(sleeper.wake, Math.max(0, sleeper.untilMs - this.elapsed()));
    }
  }
}

// Handlers and the ledger have the machine's time. Twilio's begins in the middle of the same month, on whichever day this runs.
const today = new Date();
const month = today.toISOString().slice(0, 7);
const clock = new JumpingClock(new Date(`${month}-15T09:00:00Z`));
const OWN = "+14155550101";

let world: World;
let managed: string;
/** What the tenant's update printed. */
let told: string;
const made: CallResult[] = [];

/** A call in which the caller listens for so long to whoever answers, and hangs up. */
async function dial(to: string, seconds: number): Promise<void> {
  let listened = false;
  const turn = () => {
    if (!listened) clock.jump(seconds * 1000);
    listened = true;
    return { hangUp: true } as const;
  };
  made.push(await world.twilio.network.call({ from: "+14155550123", to, caller: { turn }, pace: 0 }));
}

beforeAll(async () => {
  world = await deployedWorld("invoice", "region", { clock });
  world.project.edit("acme-us", (text) =>
    text
      .replace("  aybiza:connections:\n", "  aybiza:connections:\n    aybiza: { type: managed }\n")
      .replace(
        "  aybiza:numbers:\n",
        '  aybiza:numbers:\n    desk: { connection: aybiza, buy: { country: US, type: local, areaCode: "415" }, agent: reception }\n',
      ),
  );
  await world.engine.must(["stack", "init", "acme-us"]);
  told = (await world.engine.must(["up", "--yes", "--skip-preview", "--stack", "acme-us"])).output;
  managed = String(
    [...world.twilio.store.numbers.values()].find((n) => n.friendly_name.startsWith("desk"))?.phone_number,
  );
  await dial(managed, 30);
  await dial(managed, 90);
  await dial(OWN, 150);
  world.agents.down("acme", "reception");
  await dial(managed, 210);
  await dial(OWN, 30);
});
afterAll(() => world?.stop());

const invoiced = (more: Partial<InvoiceQuery> = {}): Promise<Invoice> =>
  invoiceOf({ tenant: "acme", month, stacks: `${world.project.dir}/stacks`, env: world.env, now: today, ...more });

/** Minutes of the calls as the phone network had them: each leg's own, begun ones whole. */
function minutesOf(to: string, kind: "caller" | "phone"): number {
  const legs = made.filter((call) => call.to === to).flatMap((call) => call.legs.filter((leg) => leg.kind === kind));
  return legs.reduce((sum, { seconds }) => sum + Math.ceil(Math.ceil(seconds) / 60), 0);
}

/** Cents of what was bought or adopted today and is held to the month's end, of so many cents a month. */
function sinceToday(centsOfMonth: number): number {
  const days = new Date(today.getUTCFullYear(), today.getUTCMonth() + 1, 0).getDate();
  return Math.floor((centsOfMonth * (days - today.getUTCDate() + 1) * 2 + days) / (2 * days));
}
const inCents = (text: string) => Number(text.replace(".", ""));

it("tells with the update what the numbers cost", () => {
  expect(told).toContain("Monthly cost: 3.50 USD (this update: +3.50)");
  expect(told).toContain("2.50  US local, managed");
  expect(told).toContain("1.00  2 x 0.50  US local, own Twilio account");
});

it("equals to the cent what the calls made", async () => {
  expect([minutesOf(managed, "caller"), minutesOf(managed, "phone")]).toEqual([7, 4]);
  expect([minutesOf(OWN, "caller"), minutesOf(OWN, "phone")]).toEqual([4, 1]);
  const invoice = await invoiced();
  expect(
    invoice.lines.map(({ connection, item, quantity, amount }) => [connection, item, quantity, inCents(amount)]),
  ).toEqual([
    ["aybiza", "numbers", "1", sinceToday(250)],
    ["aybiza", "inbound", "7", 7 * 1],
    ["aybiza", "outbound", "4", 4 * 3],
    ["own", "numbers", "2", sinceToday(2 * 50)],
  ]);
  expect(inCents(invoice.total)).toBe(sinceToday(250) + 7 + 12 + sinceToday(100));
  expect(invoice.usage.map(({ number, inbound, outbound }) => [number, inbound.minutes, outbound.minutes])).toEqual([
    [managed, 7, 4],
    [OWN, 4, 1],
  ]);
});

it("agrees with what Twilio counted in the managed account, and has nothing to look at", async () => {
  const { reconciliation, attention } = await invoiced();
  expect(reconciliation.map(({ direction, metered, carrier }) => [direction, metered, carrier])).toEqual([
    ["inbound", { calls: 3, minutes: 7 }, { calls: 3, minutes: 7 }],
    ["outbound", { calls: 1, minutes: 4 }, { calls: 1, minutes: 4 }],
  ]);
  expect(attention).toEqual([]);
});

it("names what Twilio bills for the account of the tenant's own, where it may be asked", async () => {
  const sid = world.twilio.store.holder(OWN)!.account_sid;
  const { auth_token } = world.twilio.store.accounts.get(sid)!;
  const env = { ...world.env, TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: auth_token };
  const { separate, total, attention } = await invoiced({ env });
  expect(separate).toEqual([
    {
      connection: "own",
      billedBy: "Twilio",
      text: "numbers and calls: billed by Twilio to the tenant's own account, for all that the account used",
      amount: expect.stringMatching(/^\d+\.\d+$/),
      currency: "USD",
    },
  ]);
  expect(total).toBe((await invoiced()).total);
  expect(attention.map(({ code }) => code)).toEqual(["usage-unavailable"]);
});

it("is the same when it is made again", async () => {
  expect(await invoiced()).toEqual(await invoiced());
});
