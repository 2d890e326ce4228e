import { afterAll, beforeAll, expect, it } from "vitest";
import { checksOf } from "../testing/conformance.ts";
import { requestOf, startSeeded } from "../testing/seeded.ts";
import { HANDLERS } from "./index.ts";

/** Date parameters of all modelled lists. The OpenAPI file doesn't declare the last two as dates. */
const dates = Object.keys(HANDLERS).flatMap((id) => {
  const operation = checksOf(id).api.operations.get(id);
  if (operation?.method !== "GET") return [];
  const named = [...operation.parameters].filter(
    ([name, { format }]) => format?.startsWith("date") || /^Created(Before|After)$/.test(name),
  );
  return named.map(([name]) => [id, name] as const);
});

let seeded: Awaited<ReturnType<typeof startSeeded>>;
beforeAll(async () => {
  seeded = await startSeeded();
});
afterAll(() => seeded.world.close());

const ask = async (id: string, name: string, value: string) => {
  const { host, path } = requestOf(id, seeded.sids);
  const query = new URLSearchParams({ [name]: value });
  const { statusCode, body } = await seeded.world.raw("GET", `${path}?${query}`, { headers: { Host: host } });
  return [statusCode, (body as { code?: number }).code];
};

it("knows the parameters that are dates", () => {
  expect(dates).toHaveLength(50);
});

it.each(dates)("%s refuses an impossible %s", async (id, name) => {
  for (const value of ["2026-02-30", "2025-02-29", "2026-13-01", "2026-1-1", "soon"])
    expect([value, ...(await ask(id, name, value))]).toEqual([value, 400, 20422]);
  expect(await ask(id, name, "2028-02-29".replace("2028", name === "EndDate" ? "2028" : "2024"))).toEqual([
    200,
    undefined,
  ]);
});

it.each([
  ["2026-02-28T23:59:60Z", 400],
  ["2026-02-30T12:00:00Z", 400],
  ["2026-02-28T12:00:00Z", 200],
  ["2026-02-28T12:00:00.5+02:00", 200],
])("a moment: %s", async (value, status) => {
  expect((await ask("ListCall", "StartTime", value))[0]).toBe(status);
});
