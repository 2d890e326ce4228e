import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { main } from "../main.ts";

/** Empty tables on this machine, and the environment that `aybiza world env` gives a shell. */
let server: Server;
let folder: string;
let asked: number;
beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    request.resume();
    response.setHeader("content-type", "application/x-amz-json-1.0").end('{"Items":[]}');
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => server.close());

let out: string;
let err: string;
beforeEach(() => {
  [asked, out, err] = [0, "", ""];
  folder = mkdtempSync(join(tmpdir(), "aybiza-invoice-"));
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
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
  rmSync(folder, { recursive: true });
});

const invoice = (...args: string[]) => main(["invoice", "acme", "--month", "2026-11", ...args]);
const NUMBER = "rehearsal-us-acme-2026-11";

it("an invoice of a world's tables says so in every format, also when only the environment names the world", async () => {
  expect(await invoice()).toBe(0);
  expect(out.split("\n").slice(0, 2)).toEqual([
    `Acme Dental: invoice ${NUMBER}`,
    "made in a rehearsal: it bills nothing real",
  ]);
  out = "";
  await invoice("--format", "json");
  expect(JSON.parse(out)).toMatchObject({ number: NUMBER, rehearsal: true });
  out = "";
  await invoice("--format", "csv");
  const rows = out.trim().split("\r\n").slice(1);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map((row) => row.split(",")[0])).toEqual(rows.map(() => NUMBER));
  expect(err).toContain("rehearsal: it bills nothing real\n");
});

it("--out never overwrites without --force, and asks nobody before it refuses", async () => {
  const file = join(folder, "acme.csv");
  writeFileSync(file, "sent in October");
  expect(await invoice("--format", "csv", "--out", file)).toBe(2);
  expect(err).toBe(`error: ${file} exists\n  Name another file, or overwrite this one:  --force\n`);
  expect([readFileSync(file, "utf8"), asked]).toEqual(["sent in October", 0]);
  expect(await invoice("--format", "csv", "--out", file, "--force")).toBe(0);
  expect(readFileSync(file, "utf8").split(",")[0]).toBe("invoice");
  expect(readdirSync(folder)).toEqual(["acme.csv"]);
});

it("--out is a file, with --force too", async () => {
  expect(await invoice("--out", folder, "--force")).toBe(2);
  expect(err).toBe(
    `error: ${folder} isn't a file, so the invoice can't be written to it\n  Name a file:  --out acme-2026-11.csv\n`,
  );
});
