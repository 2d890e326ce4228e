import { describe, expect, it } from "vitest";
import type { NumberConfig } from "./tenant.ts";
import { lifeViolations } from "./tenant-life.ts";
import type { TenantParts } from "./tenant-parts.ts";

/** Codes of the mistakes of one entry. */
function codes(entry: Partial<NumberConfig>, key = "+14155550101", type = "managed"): string[] {
  const parts = {
    written: { connections: new Map([["c", { type }]]) },
    tenant: { id: "acme" },
    region: { numbers: { quarantineDays: 30 } },
  } as unknown as TenantParts;
  const found = lifeViolations(parts, key, { connection: "c", ...entry }, ["aybiza:numbers", key]);
  return [...found].map(({ path, code }) => `${path.slice(2).join(".")} ${code}`);
}
const count = { country: "US", count: 3 };

describe("what a file says of a number's life", () => {
  it("lets a managed number be released from quarantine alone", () => {
    expect(codes({ release: true })).toEqual(["release release-without-quarantine"]);
    expect(codes({ release: true, state: "active" })).toEqual(["release release-without-quarantine"]);
    expect(codes({ release: true, state: "quarantined" })).toEqual([]);
    expect(codes({ release: false })).toEqual([]);
    expect(codes({ release: true }, undefined, "twilio")).toEqual([]);
  });

  it("names the numbers of an entry with a count", () => {
    const desks = (entry: Partial<NumberConfig>) => codes({ buy: count, ...entry }, "desk");
    expect(desks({ release: ["desk-2"], state: { quarantined: ["desk-2", "desk-3"] } })).toEqual([]);
    expect(desks({ release: ["desk-1"], state: { quarantined: ["desk-2"] } })).toEqual([
      "release release-without-quarantine",
    ]);
    expect(desks({ release: true, state: { quarantined: ["desk-2"] } })).toEqual([
      "release release-without-quarantine",
    ]);
    expect(desks({ state: { quarantined: ["desk-4"] } })).toEqual(["state.quarantined unknown-member"]);
    expect(codes({ state: { quarantined: ["desk-1"] } })).toEqual(["state.quarantined unknown-member"]);
  });

  it("has a notice with quarantine alone", () => {
    expect(codes({ notice: "Gone." })).toEqual(["notice notice-without-quarantine"]);
    expect(codes({ notice: "Gone.", state: "quarantined" })).toEqual([]);
  });

  it("transfers managed numbers between two tenants, by number, and never releases them", () => {
    expect(codes({ transfer: { to: "birch" } })).toEqual([]);
    expect(codes({ transfer: { to: "@reseller" } })).toEqual([]);
    expect(codes({ transferFrom: "birch" })).toEqual([]);
    expect(codes({ transfer: { to: "acme" } })).toEqual(["transfer.to transfer-to-itself"]);
    expect(codes({ transferFrom: "acme" })).toEqual(["transferFrom transfer-to-itself"]);
    expect(codes({ transfer: { to: "birch" }, release: true, state: "quarantined" })).toEqual([
      "release release-and-transfer",
    ]);
    expect(codes({ transfer: { to: "birch" } }, undefined, "twilio")).toEqual(["transfer transfer-not-managed"]);
    expect(codes({ transferFrom: "birch" }, undefined, "twilio")).toEqual(["transferFrom transfer-not-managed"]);
    expect(codes({ transferFrom: "birch" }, "desk")).toEqual(["transferFrom transferred-number-missing"]);
    expect(codes({ transfer: { to: "birch" }, buy: count }, "desk")).toEqual(["transfer transfer-with-count"]);
  });

  it("lets numbers leave AYBIZA without being released: ported out, or kept by the tenant whose account has them", () => {
    const out = { transfer: { to: "@other-carrier" as const } };
    const kept = { transfer: { to: "@tenant" as const } };
    expect(codes(out)).toEqual([]);
    expect(codes({ ...out, buy: count }, "desk")).toEqual([]);
    expect(codes(out, undefined, "twilio")).toEqual([]);
    expect(codes({ ...out, release: true, state: "quarantined" })).toEqual(["release release-and-transfer"]);
    expect(codes({ ...kept, buy: count }, "desk", "twilio")).toEqual([]);
    expect(codes(kept)).toEqual(["transfer.to transfer-target-missing"]);
  });
});
