import { expect, it, test } from "vitest";
import { documentsSchema } from "../config/documents.ts";
import { daysLeft, firstToExpire, isNearExpiry } from "./documents-until.ts";

const bundle = { country: "DE", email: "a@b.example", endUser: "company" };
const documents = documentsSchema.parse({
  endUsers: { company: { type: "business" } },
  documents: {
    register: { type: "commercial_registrar_excerpt", validUntil: "2027-06-30" },
    passport: { type: "government_issued_document", validUntil: "2027-01-31" },
    address: { type: "address" },
  },
  bundles: {
    berlin: { ...bundle, documents: ["register", "passport", "address"] },
    endless: { ...bundle, documents: ["address"] },
    console: { sid: `BU${"0".repeat(32)}`, validUntil: "2026-12-24" },
  },
});

it.each([
  ["berlin", { name: "documents.passport", until: "2027-01-31" }],
  ["console", { name: "bundles.console", until: "2026-12-24" }],
  ["endless", undefined],
  [`BU${"0".repeat(32)}`, undefined],
  [undefined, undefined],
])("of bundle %s the first to expire is %o", (name, first) => expect(firstToExpire(documents, name)).toEqual(first));

test("a document is near expiry from 30 days before its last day, and after it", () => {
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  expect([daysLeft("2027-01-31", at("2027-01-31")), daysLeft("2027-01-31", at("2027-02-01"))]).toEqual([0, -1]);
  const near = (day: string) => isNearExpiry("2027-01-31", at(day));
  expect([near("2026-12-31"), near("2027-01-01"), near("2027-01-31"), near("2027-03-01")]).toEqual([
    ...[false, true, true, true],
  ]);
  expect(isNearExpiry("soon", at("2026-01-01"))).toBe(true);
});
