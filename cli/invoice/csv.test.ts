import { expect, it } from "vitest";
import type { Invoice } from "../../domain/rules/money/invoice.ts";
import type { Month } from "../../domain/rules/money/month.ts";
import { csvOf } from "./csv.ts";
import { textOf } from "./text.ts";

const invoice: Invoice = {
  schema: 1,
  number: "us-acme-2026-11",
  rehearsal: false,
  revision: "0123456789ab",
  tenant: { id: "acme", name: "Acme Dental" },
  region: "us",
  month: "2026-11" as Month,
  status: "unfinished",
  period: { from: "2026-11-01", to: "2026-11-30" },
  currency: "USD",
  lines: [
    {
      ...{ item: "numbers", connection: "aybiza", type: "managed", text: "US local numbers, 15 of 30 days" },
      ...{ quantity: "1", unit: "number", price: "3.00", days: { held: 15, of: 30 }, amount: "1.50" },
    },
    {
      ...{ item: "discount", connection: "", type: "managed", text: "volume discount" },
      ...{ quantity: "10", unit: "percent", price: "1.50", amount: "-0.15" },
    },
  ],
  total: "1.35",
  separate: [
    {
      connection: "own",
      billedBy: "Twilio",
      text: "numbers and calls: billed by Twilio",
      amount: "1.49",
      currency: "USD",
    },
  ],
  usage: [
    {
      connection: "aybiza",
      number: "+14155550101",
      inbound: { calls: 1, minutes: 2 },
      outbound: { calls: 0, minutes: 0 },
    },
  ],
  reconciliation: [],
  attention: [{ code: "no-price", text: 'no price for "x"', fix: "add it" }],
};

it("CSV: a header, one total, quotes where they are needed, CRLF", () => {
  expect(csvOf(invoice).split("\r\n")).toEqual([
    "invoice,tenant,region,month,status,row,connection,type,item,text,quantity,unit,price,days,amount,currency",
    'us-acme-2026-11,acme,us,2026-11,unfinished,line,aybiza,managed,numbers,"US local numbers, 15 of 30 days",1,number,3.00,15 of 30,1.50,USD',
    "us-acme-2026-11,acme,us,2026-11,unfinished,line,,managed,discount,volume discount,10,percent,1.50,,-0.15,USD",
    "us-acme-2026-11,acme,us,2026-11,unfinished,total,,,,total,,,,,1.35,USD",
    "us-acme-2026-11,acme,us,2026-11,unfinished,separate,own,,Twilio,numbers and calls: billed by Twilio,,,,,1.49,USD",
    'us-acme-2026-11,acme,us,2026-11,unfinished,usage,aybiza,,inbound,"+14155550101, 1 call",2,minute,,,,',
    'us-acme-2026-11,acme,us,2026-11,unfinished,usage,aybiza,,outbound,"+14155550101, 0 calls",0,minute,,,,',
    'us-acme-2026-11,acme,us,2026-11,unfinished,look,,,no-price,"no price for ""x"". add it",,,,,,',
    "",
  ]);
});

it("a person sees the amounts in a column, and the warnings", () => {
  expect(textOf(invoice, (_, text) => text)).toBe(`Acme Dental: invoice us-acme-2026-11
2026-11-01 to 2026-11-30 (UTC), USD, unfinished: 2026-11 isn't over

 1.50  aybiza  US local numbers, 15 of 30 days  1 x 3.00
-0.15          volume discount                  10 %
 1.35  total

billed by others
  own  numbers and calls: billed by Twilio  1.49 USD

usage
  +14155550101  aybiza  in 1 call, 2 min  out 0 calls, 0 min

warnings
  no price for "x"
    add it

revision 0123456789ab`);
});
