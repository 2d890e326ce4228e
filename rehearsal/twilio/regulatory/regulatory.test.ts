import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MovableClock } from "../clock.ts";
import { ACME, startWorld, type World, ZENITH } from "../testing/world.ts";
import { BUNDLES, decide, REVIEW_MS } from "./bundles.ts";

const NORTH = {
  sid: `AC${"c1".repeat(16)}`,
  authToken: "north-auth-token",
  friendlyName: "Acme North",
  ownerAccountSid: ACME.sid,
};
const NUMBER = "+442079460123";

let clock: MovableClock;
let world: World;
beforeEach(async () => {
  clock = new MovableClock();
  world = await startWorld({ clock, accounts: [ACME, ZENITH, NORTH] });
});
afterEach(() => world.close());

const rules = () => world.sdk().numbers.v2.regulatoryCompliance;
const refusal = (code: number, status = 400) => expect.objectContaining({ status, code });
const British = { isoCountry: "GB", numberType: "local", endUserType: "individual" } as const;
const draft = (of: object = British) =>
  rules().bundles.create({ friendlyName: "Acme", email: "papers@acme.example", ...of });

async function address(account = ACME) {
  const made = await world.sdk(account).addresses.create({
    ...{ customerName: "Acme Dental", street: "1 High Street", city: "London", region: "London" },
    ...{ postalCode: "N1 1AA", isoCountry: "GB" },
  });
  return made.sid;
}

/** Creates a compliant bundle, submits it, and waits for the end of its review. */
async function approved(of: object = British) {
  const bundle = await draft(of);
  const { endUser, document } = await fill(bundle.sid);
  await rules().bundles(bundle.sid).update({ status: "pending-review" });
  await clock.advance(REVIEW_MS.ends);
  return { sid: bundle.sid, endUser, document };
}

async function fill(sid: string) {
  const attributes = { first_name: "Ann", last_name: "Example" };
  const endUser = await rules().endUsers.create({ friendlyName: "Ann", type: "individual", attributes });
  const proof = { address_sids: [await address()] };
  const document = await rules().supportingDocuments.create({
    friendlyName: "Bill",
    type: "utility_bill",
    attributes: proof,
  });
  for (const objectSid of [endUser.sid, document.sid]) {
    await rules().bundles(sid).itemAssignments.create({ objectSid });
  }
  return { endUser: endUser.sid, document: document.sid };
}

describe("a review", () => {
  it("goes by the clock: pending, in review, approved with its documents", async () => {
    const bundle = await draft();
    const { document } = await fill(bundle.sid);
    expect((await rules().bundles(bundle.sid).evaluations.create()).status).toBe("compliant");
    const status = async () => [
      (await rules().bundles(bundle.sid).fetch()).status,
      (await rules().supportingDocuments(document).fetch()).status,
    ];
    expect(await status()).toEqual(["draft", "draft"]);
    await rules().bundles(bundle.sid).update({ status: "pending-review" });
    expect(await status()).toEqual(["pending-review", "pending-review"]);
    await clock.advance(REVIEW_MS.begins);
    expect(await status()).toEqual(["in-review", "pending-review"]);
    await clock.advance(REVIEW_MS.ends - REVIEW_MS.begins - 1);
    expect(await status()).toEqual(["in-review", "pending-review"]);
    await clock.advance(1);
    expect(await status()).toEqual(["twilio-approved", "approved"]);
  });

  it.each([
    ["lacks a document", { ...British }, false],
    ["is a test", { ...British, isTest: true }, true],
  ])("rejects what %s", async (_, of, whole) => {
    const bundle = await draft(of);
    if (whole) await fill(bundle.sid);
    await rules().bundles(bundle.sid).update({ status: "pending-review" });
    await clock.advance(REVIEW_MS.ends);
    expect((await rules().bundles(bundle.sid).fetch()).status).toBe("twilio-rejected");
    // A rejected bundle can be corrected and submitted again.
    await rules().bundles(bundle.sid).update({ friendlyName: "mended" });
    expect((await rules().bundles(bundle.sid).update({ status: "pending-review" })).status).toBe("pending-review");
  });

  it("isn't disturbed: neither the bundle nor what is in it changes", async () => {
    const bundle = await draft();
    const { endUser, document } = await fill(bundle.sid);
    const [assignment] = await rules().bundles(bundle.sid).itemAssignments.list();
    await rules().bundles(bundle.sid).update({ status: "pending-review" });
    const one = rules().bundles(bundle.sid);
    await expect(one.update({ friendlyName: "other" })).rejects.toEqual(refusal(20422));
    await expect(one.remove()).rejects.toEqual(refusal(21647));
    await expect(one.itemAssignments(assignment?.sid ?? "").remove()).rejects.toEqual(refusal(20422));
    await expect(rules().supportingDocuments(document).update({ friendlyName: "x" })).rejects.toEqual(refusal(20422));
    await expect(rules().supportingDocuments(document).remove()).rejects.toEqual(refusal(21646));
    await expect(rules().endUsers(endUser).remove()).rejects.toEqual(refusal(21644));
  });

  it("is decided at once by who rehearses", async () => {
    const bundle = await draft();
    decide(world.store, world.store.all(BUNDLES).get(bundle.sid) as never, "provisionally-approved");
    expect((await rules().bundles(bundle.sid).fetch()).status).toBe("provisionally-approved");
  });
});

describe("an evaluation", () => {
  it("names each thing that is missing or wrong, with its code", async () => {
    const bundle = await draft({ isoCountry: "DE", numberType: "local", endUserType: "business" });
    const codes = async () => {
      const { status, results } = await rules().bundles(bundle.sid).evaluations.create();
      const found = results as { error_code: number | null; invalid: { error_code: number }[] }[];
      return [status, found.map((one) => [one.error_code, ...one.invalid.map((field) => field.error_code)])];
    };
    expect(await codes()).toEqual([
      "noncompliant",
      [
        [22214, 22215, 22215, 22215, 22215],
        [22216, 22217, 22217],
        [22216, 22219],
        [22216, 22217, 22217],
      ],
    ]);
    const business = { business_name: "Acme GmbH", business_registration_number: "HRB 1", first_name: "Ann" };
    const endUser = await rules().endUsers.create({ friendlyName: "Acme", type: "business", attributes: business });
    const register = { business_name: "Acme AG", document_number: "1", address_sids: [`AD${"00".repeat(16)}`] };
    const type = "commercial_registrar_excerpt";
    const excerpt = await rules().supportingDocuments.create({ friendlyName: "x", type, attributes: register });
    for (const { sid } of [endUser, excerpt]) {
      await rules().bundles(bundle.sid).itemAssignments.create({ objectSid: sid });
    }
    expect((await codes())[1]).toEqual([
      [22215, 22215],
      [22218, 22218],
      [22219, 22219],
      [22216, 22217, 22217],
    ]);
    await rules()
      .endUsers(endUser.sid)
      .update({ attributes: { ...business, last_name: "Example" } });
    const right = { ...register, business_name: "Acme GmbH", address_sids: [await address()] };
    await rules().supportingDocuments(excerpt.sid).update({ attributes: right });
    const person = { first_name: "Ann", last_name: "Example" };
    const id = { friendlyName: "ID", type: "government_issued_document", attributes: person };
    const { sid } = await rules().supportingDocuments.create(id);
    await rules().bundles(bundle.sid).itemAssignments.create({ objectSid: sid });
    expect(await codes()).toEqual(["compliant", [[null], [null], [null], [null]]]);
    expect(await rules().bundles(bundle.sid).evaluations.list()).toHaveLength(3);
  });
});

describe("a regulated number", () => {
  const buy = (bundleSid?: string, more: object = {}) =>
    world.sdk().incomingPhoneNumbers.create({ phoneNumber: NUMBER, ...(bundleSid && { bundleSid }), ...more });

  it("is sold with an approved bundle of its country and kind, and with no other", async () => {
    await expect(buy()).rejects.toEqual(refusal(21649));
    await expect(buy(`BU${"00".repeat(16)}`)).rejects.toEqual(refusal(21649));
    const pending = await draft();
    await expect(buy(pending.sid)).rejects.toEqual(refusal(21649));
    const mobile = await draft({ ...British, numberType: "mobile" });
    decide(world.store, world.store.all(BUNDLES).get(mobile.sid) as never, "twilio-approved");
    await expect(buy(mobile.sid)).rejects.toEqual(refusal(21649));
    const { sid, endUser } = await approved();
    await expect(buy(sid, { addressSid: `AD${"00".repeat(16)}` })).rejects.toEqual(refusal(21615));
    await expect(buy(sid, { identitySid: `RI${"00".repeat(16)}` })).rejects.toEqual(refusal(21651));
    expect(world.store.bought).toBe(0);
    expect((await buy(sid, { addressSid: await address() })).bundleSid).toBe(sid);

    await expect(rules().bundles(sid).remove()).rejects.toEqual(refusal(21648));
    await expect(rules().endUsers(endUser).remove()).rejects.toEqual(refusal(21644));
    const number = world.store.holder(NUMBER)?.sid ?? "";
    const other = world.sdk().incomingPhoneNumbers(number);
    await expect(other.update({ bundleSid: mobile.sid })).rejects.toEqual(refusal(21649));
    expect((await other.update({ friendlyName: "front desk" })).bundleSid).toBe(sid);
    await other.remove();
    expect(await rules().bundles(sid).remove()).toBe(true);
    expect(await rules().endUsers(endUser).remove()).toBe(true);
  });

  it("comes to another account with a bundle of that account", async () => {
    const { sid } = await approved();
    const number = await buy(sid);
    const move = (bundleSid?: string) =>
      world
        .sdk()
        .incomingPhoneNumbers(number.sid)
        .update({ accountSid: NORTH.sid, ...(bundleSid && { bundleSid }) });
    await expect(move()).rejects.toEqual(refusal(21649));
    const clone = await world.sdk().numbers.v2.bundleClone(sid).create({ targetAccountSid: NORTH.sid });
    expect([clone.accountSid, clone.status]).toEqual([NORTH.sid, "twilio-approved"]);
    expect((await move(clone.bundleSid)).accountSid).toBe(NORTH.sid);
    const theirs = await world.sdk(NORTH).numbers.v2.regulatoryCompliance.endUsers.list();
    expect(theirs.map((one) => one.attributes)).toEqual([{ first_name: "Ann", last_name: "Example" }]);
    await expect(world.sdk().numbers.v2.bundleClone(sid).create({ targetAccountSid: ZENITH.sid })).rejects.toEqual(
      refusal(20404, 404),
    );
  });
});

describe("a copy", () => {
  it("is changed in its bundle's place, approved, and its papers take the others'", async () => {
    const { sid, document } = await approved();
    const copy = await rules().bundles(sid).bundleCopies.create({ friendlyName: "renewed" });
    expect([copy.status, (await rules().bundles(sid).bundleCopies.list()).map((one) => one.sid)]).toEqual([
      "draft",
      [copy.sid],
    ]);
    const replace = () => rules().bundles(sid).replaceItems.create({ fromBundleSid: copy.sid });
    await expect(replace()).rejects.toEqual(refusal(20422));
    const held = await rules().bundles(copy.sid).itemAssignments.list();
    const old = held.find((one) => one.objectSid === document)?.sid ?? "";
    await rules().bundles(copy.sid).itemAssignments(old).remove();
    const attributes = { address_sids: [await address()] };
    const renewed = await rules().supportingDocuments.create({ friendlyName: "new", type: "utility_bill", attributes });
    await rules().bundles(copy.sid).itemAssignments.create({ objectSid: renewed.sid });
    await rules().bundles(copy.sid).update({ status: "pending-review" });
    await clock.advance(REVIEW_MS.ends);
    await replace();
    const now = (await rules().bundles(sid).itemAssignments.list()).map((one) => one.objectSid);
    expect([now.includes(renewed.sid), now.includes(document), now.length]).toEqual([true, false, 2]);
    await expect(rules().bundles(sid).replaceItems.create({ fromBundleSid: sid })).rejects.toEqual(refusal(22226));
    await expect(
      rules()
        .bundles(sid)
        .replaceItems.create({ fromBundleSid: `BU${"00".repeat(16)}` }),
    ).rejects.toEqual(refusal(22225));
  });
});

describe("bundles and papers", () => {
  it.each([
    ["a status with a property", { status: "pending-review", friendlyName: "x" }, 22204],
    ["a status that is Twilio's", { status: "twilio-approved" }, 22203],
  ])("refuse %s", async (_, change, code) => {
    const bundle = await draft();
    await expect(
      rules()
        .bundles(bundle.sid)
        .update(change as never),
    ).rejects.toEqual(refusal(code));
    expect((await rules().bundles(bundle.sid).fetch()).status).toBe("draft");
  });

  it.each([
    ["a country without such a regulation", { ...British, isoCountry: "US" }, 22200],
    ["a regulation that isn't", { regulationSid: `RN${"00".repeat(16)}` }, 22201],
  ])("refuse %s", async (_, of, code) => {
    await expect(draft(of)).rejects.toEqual(refusal(code));
  });

  it("refuse an item twice, another account's, and a kind of document that isn't", async () => {
    const bundle = await draft();
    const { endUser } = await fill(bundle.sid);
    const assign = (objectSid: string) => rules().bundles(bundle.sid).itemAssignments.create({ objectSid });
    await expect(assign(endUser)).rejects.toEqual(refusal(22205));
    const theirs = await world
      .sdk(ZENITH)
      .numbers.v2.regulatoryCompliance.endUsers.create({ friendlyName: "Zenith", type: "business" });
    await expect(assign(theirs.sid)).rejects.toEqual(refusal(22205));
    await expect(rules().endUsers(theirs.sid).fetch()).rejects.toEqual(refusal(20404, 404));
    await expect(rules().supportingDocuments.create({ friendlyName: "x", type: "napkin" })).rejects.toEqual(
      refusal(22205),
    );
  });

  it("are found by what they are for", async () => {
    const { sid } = await approved();
    await draft({ ...British, endUserType: "business" });
    const found = async (filter: object) => (await rules().bundles.list(filter)).map((one) => one.sid);
    expect(await found({ status: "twilio-approved" })).toEqual([sid]);
    expect(await found({ isoCountry: "GB", endUserType: "individual" })).toEqual([sid]);
    expect(await found({ isoCountry: "DE" })).toEqual([]);
    expect((await rules().bundles.list()).length).toBe(2);
  });
});
