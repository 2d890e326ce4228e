import { afterAll, beforeAll, expect, test } from "vitest";
import { BUNDLES, type Bundle, decide, itemsOf, REVIEW_MS } from "../../../rehearsal/twilio/regulatory/bundles.ts";
import { type Engine, type Raw, unknown } from "../../kit/testing/engine.ts";
import { acme, startWorld, type World } from "../testing/world.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());

const urnOf = (name: string, type = "RegulatoryBundle") => `urn:pulumi:acme-us::aybiza::twilio:index:${type}::${name}`;
const live = (id: string) => world.store.all(BUNDLES).get(id) as Bundle;
const contentOf = (id: string) => itemsOf(world.store, live(id)).assigned.map((one) => one.object_sid);
const named = (name: string) =>
  [...world.store.all(BUNDLES).values()].filter((one) => String(one.friendly_name).startsWith(name));

const gb = { email: "papers@acme.example", isoCountry: "GB", numberType: "local", endUserType: "individual" };

/** Creates an end user and an address that make a British bundle compliant. */
async function papers(name: string): Promise<string[]> {
  const address = world.store.stamp("AD");
  world.store.addresses.set(address.sid, { ...address, account_sid: acme.sid } as never);
  const user = { type: "individual", attributes: { first_name: "Ann", last_name: "Example" } };
  const proof = { type: "address", attributes: { address_sids: [address.sid] } };
  const made = [
    await engine.create(urnOf(name, "EndUser"), user),
    await engine.create(urnOf(name, "SupportingDocument"), proof),
  ];
  return made.map(({ id }) => id);
}

const evaluated = async (bundleSid: string) =>
  (await engine.invoke("twilio:index:getBundleEvaluation", { bundleSid })) as { compliant: boolean } & Raw;

test("a bundle is made, filled and submitted in one update, and says how the review goes without waiting for it", async () => {
  const items = await papers("whole");
  const inputs = { ...gb, items, submit: true };
  expect((await engine.check(urnOf("whole"), inputs)).failures).toEqual([]);
  const { id, state } = await engine.create(urnOf("whole"), inputs);
  expect([contentOf(id), state.status, state.regulationSid]).toEqual([
    items,
    "pending-review",
    live(id).regulation_sid,
  ]);
  expect(await engine.read(urnOf("whole"), id, inputs, state)).toEqual({ id, inputs, state });

  const now = Date.now();
  live(id).submitted_at = new Date(now - REVIEW_MS.begins - 1000);
  expect((await engine.read(urnOf("whole"), id, inputs, state)).state.status).toBe("in-review");
  live(id).submitted_at = new Date(now - REVIEW_MS.ends - 1000);
  const approved = await engine.read(urnOf("whole"), id, inputs, state);
  expect([approved.state.status, approved.inputs]).toEqual(["twilio-approved", inputs]);
});

test("one that lacks something is rejected; mended, a raised revision submits it again", async () => {
  const items = await papers("mended");
  const inputs = { ...gb, items: items.slice(0, 1), submit: true };
  const { id, state } = await engine.create(urnOf("mended"), inputs);
  expect(await evaluated(id)).toMatchObject({
    compliant: false,
    requirements: [
      { objectType: "individual", passed: true, failureReason: "" },
      { name: "Address", passed: false, errorCode: 22216, invalidFields: ["address_sids"] },
    ],
  });
  live(id).submitted_at = new Date(Date.now() - REVIEW_MS.ends - 1000);
  const rejected = await engine.read(urnOf("mended"), id, inputs, state);
  expect([rejected.state.status, rejected.inputs]).toEqual(["twilio-rejected", inputs]);

  const mended = { ...inputs, items, revision: 2 };
  const { state: again } = await engine.update(urnOf("mended"), {
    ...{ id, oldInputs: inputs, oldState: rejected.state, news: mended },
  });
  expect([again.status, contentOf(id)]).toEqual(["pending-review", items]);
  expect((await evaluated(id)).compliant).toBe(true);
});

test.each(["pending-review", "in-review", "twilio-approved"] as const)(
  "one that is %s isn't changed, and says so",
  async (status) => {
    const inputs = { ...gb, items: await papers(status), submit: true };
    const { id, state } = await engine.create(urnOf(status), inputs);
    live(id).status = status;
    world.changes();
    const update = (news: Raw, preview = false) =>
      engine.update(urnOf(status), { id, oldInputs: inputs, oldState: state, news, preview });
    for (const preview of [true, false]) {
      await expect(update({ ...inputs, email: "other@acme.example", friendlyName: "other" }, preview)).rejects.toThrow(
        `email, friendlyName of bundle ${id} can't be changed: it is ${status}, and Twilio changes only drafts and rejected bundles. ${
          status === "twilio-approved" ? "Declare another bundle" : "Wait for Twilio's review to end"
        }`,
      );
    }
    await expect(update({ ...inputs, items: inputs.items.slice(1) })).rejects.toThrow(`items of bundle ${id} can't`);
    // The program may declare items that the bundle already has, and may remove `submit`.
    expect((await update({ ...inputs, items: [...inputs.items].reverse(), submit: false })).state.status).toBe(status);
    if (status !== "twilio-approved") {
      await expect(engine.delete(urnOf(status), id, inputs, state)).rejects.toThrow(
        `bundle ${id} can't be deleted while it is ${status}`,
      );
    }
    expect(world.changes()).toEqual([]);
    expect(live(id).email).toBe(gb.email);
  },
);

test("an approved one that a number needs stays; without the number it is deleted, once", async () => {
  const { id, state } = await engine.create(urnOf("held"), gb);
  decide(world.store, live(id), "twilio-approved");
  const number = world.held("+14155550101") as Raw;
  number.bundle_sid = id;
  await expect(engine.delete(urnOf("held"), id, gb, state)).rejects.toThrow("error 21648");
  delete number.bundle_sid;
  await engine.delete(urnOf("held"), id, gb, state);
  await engine.delete(urnOf("held"), id, gb, state);
  expect(live(id)).toBeUndefined();
  expect(await engine.read(urnOf("held"), id, gb, state)).toEqual({ id: "", inputs: {}, state: {} });
});

test("a draft is changed: name and email, items put in and taken out, an emptied callback cleared", async () => {
  const [user = "", proof = ""] = await papers("draft");
  const callback = "https://papers.acme.example/status";
  const inputs = { ...gb, friendlyName: "papers", statusCallback: callback, items: [user] };
  const { id, state } = await engine.create(urnOf("draft"), inputs);
  expect([contentOf(id), live(id).status_callback]).toEqual([[user], callback]);
  const news = { ...gb, email: "new@acme.example", items: [proof] };
  await engine.update(urnOf("draft"), { id, oldInputs: inputs, oldState: state, news });
  expect([contentOf(id), live(id).email, live(id).status_callback ?? ""]).toEqual([[proof], "new@acme.example", ""]);
  expect(live(id).friendly_name).toMatch(/^draft [0-9a-f]{12}$/);
  const read = await engine.read(urnOf("draft"), id, news, state);
  expect([read.inputs, read.state.status]).toEqual([news, "draft"]);
});

test("what was changed by hand is found: email, items, a submission that was taken back", async () => {
  const [user = "", proof = ""] = await papers("drift");
  const inputs = { ...gb, items: [user, proof], submit: true };
  const { id, state } = await engine.create(urnOf("drift"), inputs);
  Object.assign(live(id), { status: "draft", email: "hand@acme.example" });
  const [first] = itemsOf(world.store, live(id)).assigned;
  world.store.kinds.get("item assignments")?.delete(first?.sid ?? "");
  const { inputs: found } = await engine.read(urnOf("drift"), id, inputs, state);
  expect(found).toEqual({ ...inputs, email: "hand@acme.example", items: [proof], submit: false });
});

test("an import shows what is there, and its items where the program says some", async () => {
  const items = await papers("import");
  const inputs = { ...gb, friendlyName: "by hand", items, submit: true };
  const { id } = await engine.create(urnOf("import"), inputs);
  const { items: _, ...others } = inputs;
  expect((await engine.read(urnOf("import"), id)).inputs).toEqual(others);
  const wrong = { ...inputs, isoCountry: "DE", email: "other@acme.example", items: items.slice(1) };
  const { inputs: shown } = await engine.read(urnOf("import"), id, wrong);
  expect(shown).toEqual({ ...inputs, items: [...items].reverse() });
});

test("a replacement whose answer was lost makes one beside the one that it replaces", async () => {
  const first = await engine.create(urnOf("beside"), gb);
  const run = await world.connect();
  await run.check(urnOf("beside"), gb, gb);
  world.faults.push({ operationId: "numbers_v2.CreateBundle", when: "after", drop: true, times: 1 });
  const second = await run.create(urnOf("beside"), gb);
  expect(second.id).not.toBe(first.id);
  expect(named("beside").map(({ sid }) => sid)).toEqual([first.id, second.id]);
  await run.delete(urnOf("beside"), first.id, gb, first.state);
  expect(named("beside").map(({ sid }) => sid)).toEqual([second.id]);
});

test("a create whose answer was lost, or that was killed after it, makes one bundle and goes on with it", async () => {
  world.faults.push({ operationId: "numbers_v2.CreateBundle", when: "after", drop: true, times: 1 });
  const { id } = await engine.create(urnOf("lost"), { ...gb, friendlyName: "lost" });
  const items = await papers("lost");
  const next = await world.connect();
  const whole = { ...gb, friendlyName: "lost", items, submit: true };
  expect((await next.create(urnOf("lost"), whole)).id).toBe(id);
  expect([named("lost").map((one) => one.sid), live(id).status, contentOf(id)]).toEqual([
    [id],
    "pending-review",
    items,
  ]);
});

test("one that is made but not filled is kept, with what went wrong", async () => {
  const absent = `RD${"00".repeat(16)}`;
  const failed = engine.create(urnOf("partial"), { ...gb, friendlyName: "partial", items: [absent], submit: true });
  await expect(failed).rejects.toMatchObject({
    partial: {
      id: named("partial")[0]?.sid ?? expect.any(String),
      reasons: [expect.stringContaining("Attempting to assign invalid object_sid")],
    },
  });
  expect(named("partial").map((one) => one.status)).toEqual(["draft"]);
});

test("a preview makes nothing; rules are told before", async () => {
  world.changes();
  const { state } = await engine.create(urnOf("planned"), { ...gb, items: unknown }, { preview: true });
  expect([state.sid, state.status, world.changes()]).toEqual([unknown, unknown, []]);
  const { failures } = await engine.check(urnOf("planned"), { ...gb, email: "nobody", isoCountry: "gb", submit: true });
  expect(failures.map(({ property }) => property).sort()).toEqual(["email", "isoCountry", "submit"]);
  expect((await engine.check(urnOf("planned"), { ...gb, submit: true }, gb)).failures).toEqual([]);
});

test("an item of an approved bundle stays with a warning, of one that is reviewed it is refused, of a draft it goes", async () => {
  const [user = ""] = await papers("items");
  const { id: bundleSid } = await engine.create(urnOf("items"), { ...gb, friendlyName: "items" });
  const inputs = { bundleSid, objectSid: user };
  const urn = urnOf("items", "BundleItemAssignment");
  const { id, state } = await engine.create(urn, inputs);
  live(bundleSid).status = "in-review";
  await expect(engine.delete(urn, id, inputs, state)).rejects.toThrow(
    `can't be deleted while bundle ${bundleSid} is in-review`,
  );
  live(bundleSid).status = "twilio-approved";
  await engine.delete(urn, id, inputs, state);
  expect(contentOf(bundleSid)).toEqual([user]);
  expect(world.log.messages.at(-1)?.text).toContain(
    `stays in bundle ${bundleSid}, which is twilio-approved and can't be changed`,
  );
  live(bundleSid).status = "draft";
  await engine.delete(urn, id, inputs, state);
  expect(contentOf(bundleSid)).toEqual([]);
});

test("regulations are found by country and kind; the US has none", async () => {
  const find = async (args: Raw) => (await engine.invoke("twilio:index:getRegulations", args)).regulations as Raw[];
  expect(await find({ isoCountry: "US" })).toEqual([]);
  const [local, ...others] = await find({ isoCountry: "DE" });
  expect(others).toEqual([]);
  expect(local).toMatchObject({
    friendlyName: "Germany: Local - Business",
    numberType: "local",
    endUserFields: ["business_name", "business_registration_number", "first_name", "last_name"],
  });
  expect((local as { documents: Raw[] }).documents[0]).toMatchObject({
    name: "Business Name",
    accepted: [{ type: "commercial_registrar_excerpt" }, { type: "trade_license" }],
  });
  await expect(evaluated(`BU${"00".repeat(16)}`)).rejects.toThrow(`has no bundle BU${"00".repeat(16)}`);
});
