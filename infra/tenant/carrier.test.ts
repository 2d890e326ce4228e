import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadStackFile, type TenantFile } from "../../domain/config/load.ts";
import type { StackFileError } from "../../domain/config/problem.ts";
import type { NumberConfig } from "../../domain/config/tenant.ts";
import type { HeldNumbers } from "../../domain/rules/live-numbers.ts";
import { planTenant } from "../../domain/rules/plan.ts";
import type { Carrier, HeldNumber, Inventory, OpenConnection, Purchase } from "./carrier.ts";
import { liveNumbers } from "./live-numbers.ts";
import { declareNumber, type NumberArgs } from "./numbers.ts";
import { refuseObstacles } from "./obstacles.ts";

const open = () => Promise.reject(new Error("nothing is declared before everything was looked at"));

/** An invented carrier, to test that the code around carriers works with any. */
const carrier = (
  holds: readonly HeldNumber[],
  stock: number,
  obstacles?: Inventory["obstacles"],
  reviews: Readonly<Record<string, string>> = {},
) => {
  const searched: Purchase[][] = [];
  const inventory: Inventory = {
    parentAccount: undefined,
    numbers: async () => holds,
    bundle: async (sid) => ({ status: reviews[sid] ?? "missing", missing: [] }),
    obstacles: async (wanted) => {
      searched.push([...wanted]);
      const bySearch = wanted.filter(({ buy }) => buy.number === undefined);
      if (bySearch.length <= stock) return [];
      return [
        { keys: bySearch.map(({ key }) => key), search: "number of Utopia", found: stock, nearest: ["`country: XX`"] },
      ];
    },
    ...(obstacles && { obstacles }),
  };
  const liveSettings = async () => new Map(holds.map(({ phoneNumber }) => [phoneNumber, {}]));
  return { searched, liveSettings, inventory, open } satisfies Carrier & { searched: Purchase[][] };
};

/** A SIP trunk: its numbers can be called, but none can be bought through it. */
const trunk = (...numbers: string[]): Carrier => ({
  liveSettings: async () => new Map(numbers.map((number) => [number, {}])),
  inventory: undefined,
  open,
});

const sample = loadStackFile(join(import.meta.dirname, "../../stacks"), "willow-us") as TenantFile;
const withNumbers = (numbers: Record<string, Partial<NumberConfig>>): TenantFile => ({
  ...sample,
  numbers: Object.fromEntries(
    Object.entries(numbers).map(([key, entry]) => [key, { connection: "aybiza", agent: "reception", ...entry }]),
  ),
});
const desks = withNumbers({ desk: { buy: { country: "US", count: 3 } }, exact: { buy: { number: "+14155550150" } } });
const bought = (key: string): HeldNumber => ({ phoneNumber: "+14155550160", boughtAs: key, rest: undefined });
const nothing = {
  numbers: {} as HeldNumbers,
  tenant: undefined,
  connections: {},
  retired: [],
  leaving: [],
  bundles: {},
  bill: undefined,
};

const look = async (file: TenantFile, c: Carrier, held = nothing) => {
  const plan = planTenant(file);
  const carriers = new Map([["aybiza", c]]);
  const live = await liveNumbers(file, plan, carriers, held);
  await refuseObstacles(file, plan, carriers, (key) => key in held.numbers || live.bought.has(key));
};
const problemsOf = (looked: Promise<void>) =>
  looked.then(
    () => [],
    (error: StackFileError) => error.problems.map(({ code, path, message, fix }) => ({ code, path, message, fix })),
  );

describe("before anything is declared, any carrier", () => {
  it("is asked about purchases, but not those of an unfinished update", async () => {
    const c = carrier([bought("desk-2")], 2);
    await look(desks, c);
    expect(c.searched.map((wanted) => wanted.map(({ key }) => key))).toEqual([["desk-1", "desk-3", "exact"]]);
  });

  it("isn't asked if there is nothing to buy", async () => {
    const c = carrier(["desk-1", "desk-2", "desk-3", "exact"].map(bought), 0);
    await look(desks, c);
    expect(c.searched).toEqual([]);
  });

  it("reports a missing document: which, what it must contain, and the setting to write", async () => {
    const paper = { kind: "local number of GB", asks: ["business: business_name", "individual: first_name"] };
    const c = carrier([], 3, async () => [
      { ...paper, keys: ["desk-1", "desk-2", "desk-3"], paper: "bundle", rule: "an approved bundle", fix: "name it" },
      {
        ...{ ...paper, keys: ["exact"], paper: "address", rule: "an address", fix: "write `address`" },
        asks: ["an address anywhere in the world (`any`)"],
      },
    ]);
    expect(await problemsOf(look(desks, c))).toEqual([
      {
        code: "bundle-missing",
        path: "aybiza:numbers.desk.buy",
        message:
          "a local number of GB (desk-1, desk-2, desk-3) is sold only with an approved bundle, and `buy` names none; nothing was bought. Required: business: business_name; individual: first_name",
        fix: "name it",
      },
      {
        code: "address-missing",
        path: "aybiza:numbers.exact.buy",
        message:
          "a local number of GB is sold only with an address, and `buy` names none; nothing was bought. Required: an address anywhere in the world (`any`)",
        fix: "write `address`",
      },
    ]);
  });

  it("reports too few numbers, at their entry", async () => {
    expect(await problemsOf(look(desks, carrier([], 1)))).toEqual([
      {
        code: "no-number-left",
        path: "aybiza:numbers.desk.buy",
        message:
          "only 1 number is for sale now for this search (number of Utopia), and the file asks for 3 (desk-1, desk-2, desk-3); nothing was bought",
        fix: "search for numbers that are for sale: `country: XX`",
      },
    ]);
  });

  it("reports a type of number that it doesn't sell, at the type", async () => {
    const file = withNumbers({ cell: { buy: { country: "US", type: "mobile" } } });
    const selling = (types: string[]) =>
      carrier([], 0, async () => [{ keys: ["cell"], country: "US", type: "mobile", types }]);
    const problem = { code: "no-such-type", path: "aybiza:numbers.cell.buy.type" };
    const message = "the carrier sells no `mobile` numbers of US; nothing was bought";
    expect(await problemsOf(look(file, selling(["local", "toll-free"])))).toEqual([
      { ...problem, message, fix: "write a type that it sells there: `type: local` or `type: toll-free`" },
    ]);
    expect(await problemsOf(look(file, selling([])))).toEqual([
      { ...problem, message, fix: "name a country whose numbers the carrier sells" },
    ]);
  });

  it("reports a purchase that the file no longer declares", async () => {
    const [problem] = await problemsOf(look(desks, carrier([bought("old")], 3)));
    expect(problem).toMatchObject({ code: "bought-not-declared" });
    expect(problem?.message).toContain("holds +14155550160, bought as `old` by an update that didn't finish");
  });

  it("reports a number that another tenant hasn't received yet", async () => {
    const given = {
      ...{ number: "+14155550160", connection: "aybiza", accountSid: "AC", managed: true, bought: true },
      ...{ release: false, transfer: "maple" },
    };
    const [problem] = await problemsOf(
      look(desks, carrier([bought("line")], 3), { ...nothing, numbers: { line: given } }),
    );
    expect(problem).toEqual({
      code: "number-not-taken",
      path: "aybiza:numbers.line",
      message:
        "+14155550160 is being transferred to tenant `maple`, which hasn't received it: the account of connection `aybiza` still holds it",
      fix: "put the entry `line` back as it was; remove it after an update of `maple` has received the number (docs/life-of-a-number.md)",
    });
  });

  it("must hold an adopted number", async () => {
    const file = withNumbers({ "+14155550170": {} });
    const [problem] = await problemsOf(look(file, carrier([], 0)));
    expect(problem?.message).toBe(
      "the tenant's managed account (connection `aybiza`) doesn't hold +14155550170; only a number that the account holds can be adopted",
    );
    await look(file, carrier([{ phoneNumber: "+14155550170", boughtAs: undefined, rest: undefined }], 0));
  });

  it("needs no inventory to have its numbers adopted", async () => {
    const file = withNumbers({ "+14155550170": {} });
    await look(file, trunk("+14155550170"));
    expect((await problemsOf(look(file, trunk("+14155550171")))).map(({ code }) => code)).toEqual([
      "number-not-in-account",
    ]);
  });

  it("can't buy without an inventory", () => {
    const [planned] = planTenant(withNumbers({ exact: { buy: { number: "+14155550150" } } })).numbers;
    const connection = { supply: undefined } as OpenConnection;
    expect(() => declareNumber({ planned, connection } as NumberArgs)).toThrow(
      "connection `aybiza` has no inventory, so `exact` can't be bought",
    );
  });
});
