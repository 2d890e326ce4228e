import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { UserError } from "../../domain/user-error.ts";
import { root } from "../../launch/checkout.ts";
import { tenantNamed } from "../tenant.ts";
import { type InvoiceQuery, invoiceOf } from "./invoice-of.ts";

let stacks: string;
beforeEach(() => {
  stacks = join(mkdtempSync(join(tmpdir(), "aybiza-")), "stacks");
  cpSync(join(root, "stacks"), stacks, { recursive: true });
});
afterEach(() => rmSync(join(stacks, ".."), { recursive: true }));

const edit = (from: string, to: string, change: (text: string) => string) =>
  writeFileSync(join(stacks, `Pulumi.${to}.yaml`), change(readFileSync(join(stacks, `Pulumi.${from}.yaml`), "utf8")));

async function refusal(query: Partial<InvoiceQuery>): Promise<[string, readonly string[]]> {
  const now = new Date("2026-11-24T02:00:00Z");
  const error = await invoiceOf({ tenant: "acme", month: "2026-11", stacks, env: {}, now, ...query }).catch((e) => e);
  expect(error).toBeInstanceOf(UserError);
  return [error.message, error.fix];
}

it.each([
  ["2026-13", '"2026-13" isn\'t a month, which is a year and 01 to 12', "Write it like this:  --month 2026-11"],
  ["november", '"november" isn\'t a month, which is a year and 01 to 12', "Write it like this:  --month 2026-11"],
  [
    "2026-12",
    "2026-12 hasn't begun, so there is no invoice of it",
    "Ask for this month or an earlier one:  --month 2026-11",
  ],
])("no invoice of %s", async (month, message, fix) => {
  expect(await refusal({ month })).toEqual([message, [fix]]);
});

it("a tenant that there isn't: the nearest name, and all of them", async () => {
  const [message, fix] = await refusal({ tenant: "acne" });
  expect(message).toBe(`there is no tenant acne in ${stacks}`);
  expect(fix[0]).toBe("Did you mean acme?");
  expect(fix[1]).toMatch(/^Name one of: {2}acme, birch\b/);
});

it("a region isn't a tenant", async () => {
  expect((await refusal({ tenant: "us" }))[0]).toBe(`there is no tenant us in ${stacks}`);
});

it("a tenant of two regions: which one", async () => {
  edit("acme-us", "acme-ca", (text) => text.replace("region: us }", "region: ca }"));
  expect(await refusal({})).toEqual([
    "tenant acme has 2 stacks: acme-ca, acme-us",
    ["Name one of the stacks:  acme-ca"],
  ]);
});

it("a region without prices: what to add, and where", async () => {
  edit("us", "us", (text) => text.replace(/^ {4}pricing:.*\n(?: {6}.*\n)*/m, ""));
  expect(await refusal({})).toEqual([
    "region us has no prices: there is no `pricing` in stacks/Pulumi.us.yaml",
    ["Add it; docs/pricing.md shows one"],
  ]);
});

it("a tenant is found by its id and by its stack, with the AWS account of its file", () => {
  edit("acme-us", "acme-us", (text) => text.replace("config:\n", "config:\n  aws:profile: phones\n"));
  for (const name of ["acme", "acme-us"])
    expect(tenantNamed(stacks, name)).toMatchObject({
      file: { tenant: { id: "acme" } },
      awsRegion: "us-east-1",
      awsProfile: "phones",
    });
});
