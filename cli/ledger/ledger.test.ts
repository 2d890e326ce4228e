import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { LedgerEntry } from "../../domain/contract/ledger.ts";
import { main } from "../main.ts";
import { linesOf } from "./text.ts";

const entry = (sk: string, more: Partial<LedgerEntry> = {}) => ({
  ...{
    schema: 1 as const,
    number: "+14155550101",
    event: "bought" as const,
    at: "2026-03-02T09:01:02.345Z",
    by: "ada",
  },
  ...{ update: { stack: "acme-us", commit: "c0ffee0123456789", run: "77" }, tenant: "acme", connection: "aybiza" },
  ...{ acquired: "bought" as const, state: "active" as const, agent: "reception" },
  ...more,
  ...{ pk: `ledger#${more.number ?? "+14155550101"}`, sk },
});
const bought = entry("00000001", { monthly: { amount: "2.50", currency: "USD" } });
const assigned = entry("00000002", {
  ...{ event: "assigned", at: "2026-03-02T09:01:02.346Z" },
  update: { stack: "acme-us", commit: "c0ffee0123456789", dirty: true, run: "77" },
});
const moved = entry("00000003", {
  ...{ event: "transferred", acquired: "transferred", tenant: "birch", from: "acme", at: "2026-03-03T10:00:00Z" },
  ...{ update: { stack: "birch-us" }, agent: "dispatch" },
});
const others = entry("00000001", { number: "+12125550142", tenant: "cedar" });

let items: object[];
let asked: { operation: string; TableName: string }[];
let server: Server;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    asked.push({ operation: String(request.headers["x-amz-target"]).split(".")[1]!, TableName: body.TableName });
    const key = body.ExpressionAttributeValues[":pk"]?.S;
    const found = items.filter((item) => key === undefined || (item as { pk: string }).pk === key);
    response.setHeader("content-type", "application/x-amz-json-1.0");
    response.end(JSON.stringify({ Items: found.map((item) => marshall(item as never)) }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => server.close());

let out: string;
let err: string;
beforeEach(() => {
  [items, asked, out, err] = [[moved, others, assigned, bought], [], "", ""];
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  vi.spyOn(console, "log").mockImplementation((line: string) => {
    out += `${line}\n`;
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += text;
    return true;
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
/** The environment of a shell after `aybiza world env`. */
const TARGET = () => `AWS endpoint ${process.env.AWS_ENDPOINT_URL} (rehearsal)`;
const withoutKeys = ({ pk: _pk, sk: _sk, ...rest }: ReturnType<typeof entry>) => rest;

describe("aybiza ledger", () => {
  it("tells a number's history in order, with one question to each region of its country", async () => {
    expect(await main(["ledger", "+14155550101", "--json"])).toBe(0);
    expect(JSON.parse(out)).toEqual({ target: TARGET(), entries: [bought, assigned, moved].map(withoutKeys) });
    expect(asked).toEqual([{ operation: "Query", TableName: "aybiza-us-routes" }]);
  });

  it("tells a tenant's history, and what left it", async () => {
    expect(await main(["ledger", "acme", "--json"])).toBe(0);
    expect(JSON.parse(out)).toEqual({ target: TARGET(), entries: [bought, assigned, moved].map(withoutKeys) });
    expect(asked).toEqual([{ operation: "Scan", TableName: "aybiza-us-routes" }]);
  });

  it("is lines for people otherwise", () => {
    expect(linesOf([moved, bought, assigned], (_, text) => text)).toEqual([
      "2026-03-02 09:01:02Z  +14155550101  bought       acme           aybiza, 2.50 USD a month  by ada  acme-us c0ffee012345 run 77",
      "2026-03-02 09:01:02Z  +14155550101  assigned     acme           agent reception           by ada  acme-us c0ffee012345 with changes run 77",
      "2026-03-03 10:00:00Z  +14155550101  transferred  acme -> birch  aybiza                    by ada  birch-us",
    ]);
  });

  it("ends with 3 where nothing is known, and says so", async () => {
    items = [];
    expect(await main(["ledger", "+14155550102"])).toBe(3);
    expect(err).toBe(`target: ${TARGET()}\n`);
    expect(out).toContain("The ledger has no entry of +14155550102");
  });

  it.each([
    [["ledger", "+1415555"], "isn't"],
    [["ledger", "+61491570156"], "no region serves AU, the country of +61491570156"],
    [["ledger", "acmee"], "there is no tenant acmee"],
  ])("ends with 2 for what can't be meant: %j", async (args, said) => {
    expect(await main(args)).toBe(2);
    expect(err).toContain(said);
    expect(asked).toEqual([]);
  });

  it("is refused for an entry that can't be read, in place of leaving it out", async () => {
    items = [{ ...bought, event: "lost" }];
    expect(await main(["ledger", "+14155550101"])).toBe(1);
    expect(err).toContain("item ledger#+14155550101 00000001 of table aybiza-us-routes is malformed: event");
  });
});
