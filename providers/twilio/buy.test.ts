import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Engine, secret, unknown } from "../kit/testing/engine.ts";
import { acme, frontDesk, numberUrn, ownApplication, startWorld, type World, zenith } from "./testing/world.ts";
import { tokenOf } from "./token.ts";

let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());
beforeEach(() => void world.changes());

const search = { country: "US", type: "local", areaCode: "415" };
const voiceUrl = "https://voice.us.aybiza.example/twilio/voice";
/** Returns the numbers whose name ends with a resource's token. After any failure there must be exactly one. */
const marked = (urn: string) => [...world.store.numbers.values()].filter((n) => n.friendly_name.endsWith(tokenOf(urn)));

test("a preview buys nothing, by number or by search", async () => {
  const bySearch = await engine.create(numberUrn("a"), { acquire: "buy", search, voiceUrl }, { preview: true });
  expect(bySearch).toEqual({
    id: "",
    state: {
      ...{
        acquire: "buy",
        search,
        voiceUrl,
        accountSid: acme.sid,
        bought: true,
        managed: ["voiceUrl"],
        incarnation: unknown,
      },
      ...{
        sid: unknown,
        phoneNumber: unknown,
        friendlyName: unknown,
        capabilities: unknown,
        origin: unknown,
        status: unknown,
        emergencyAddressStatus: unknown,
      },
    },
  });
  const byNumber = await engine.create(
    numberUrn("a"),
    { acquire: "buy", phoneNumber: "+14155550150", voiceUrl: unknown },
    { preview: true },
  );
  expect(byNumber.state).toMatchObject({ phoneNumber: "+14155550150", voiceUrl: unknown });
  expect(world.changes()).toEqual([]);
  expect(world.store.bought).toBe(0);
});

test("a number is bought with its settings and its token in one request", async () => {
  const urn = numberUrn("desk");
  const inputs = {
    acquire: "buy",
    phoneNumber: "+14155550151",
    friendlyName: "Desk",
    voiceApplicationSid: ownApplication,
  };
  const { id, state } = await engine.create(urn, inputs);
  expect(world.changes()).toEqual(["POST IncomingPhoneNumbers.json"]);
  expect(world.held("+14155550151")).toMatchObject({
    sid: id,
    friendly_name: `Desk ${tokenOf(urn)}`,
    voice_application_sid: ownApplication,
  });
  expect(state).toEqual({
    ...inputs,
    ...{ sid: id, accountSid: acme.sid, origin: "twilio", status: "in-use", bought: true },
    emergencyAddressStatus: "unregistered",
    ...{
      capabilities: { voice: true, sms: true, mms: true, fax: false },
      managed: ["friendlyName", "voiceApplicationSid"],
      incarnation: expect.any(String),
    },
  });
});

test("a search buys the first that is free, and resources of one run never the same one", async () => {
  const urns = ["one", "two", "three"].map(numberUrn);
  const bought = await Promise.all(urns.map((urn) => engine.create(urn, { acquire: "buy", search })));
  const numbers = bought.map((b) => b.state.phoneNumber);
  expect(new Set(numbers).size).toBe(3);
  expect(numbers.sort()).toEqual(["+14155550100", "+14155550103", "+14155550104"]);
  expect(urns.map((urn) => marked(urn).length)).toEqual([1, 1, 1]);
});

test("more resources at once than a search shows numbers all get one", async () => {
  const urns = [...Array(60).keys()].map((i) => numberUrn(`many-${i}`));
  const bought = await Promise.all(
    urns.map((urn) => engine.create(urn, { acquire: "buy", search: { ...search, areaCode: "212" } })),
  );
  expect(new Set(bought.map((b) => b.state.phoneNumber)).size).toBe(60);
});

test("when someone else is quicker, the next candidate is bought", async () => {
  const first = "+14155550105";
  world.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "before", delayMs: 300, times: 1 });
  const created = engine.create(numberUrn("race"), { acquire: "buy", search });
  await expect.poll(() => world.changes()).toEqual(["POST IncomingPhoneNumbers.json"]);
  const stamp = world.store.stamp("PN");
  world.store.addNumber({ ...stamp, account_sid: zenith.sid, phone_number: first, friendly_name: "", type: "local" });
  expect((await created).state.phoneNumber).toBe("+14155550106");
});

test("a number that another process bought for the same account meanwhile is left to it", async () => {
  world.faults.push({ operationId: "ListAvailablePhoneNumberLocal", when: "after", delayMs: 400, times: 1 });
  const run = await world.connect();
  const created = run.create(numberUrn("same-account"), { acquire: "buy", search });
  await expect.poll(() => world.store.journal.at(-1)?.operationId).toBe("ListAvailablePhoneNumberLocal");
  await new Promise((resolve) => setTimeout(resolve, 100));
  const theirs = [...Array(100).keys()].map((i) => `+14155550${100 + i}`).find((n) => !world.held(n))!;
  const stamp = world.store.stamp("PN");
  world.store.addNumber({
    ...stamp,
    account_sid: acme.sid,
    phone_number: theirs,
    friendly_name: "Theirs",
    type: "local",
  });
  const { state } = await created;
  expect(state.phoneNumber).not.toBe(theirs);
  expect(world.held(theirs)).toMatchObject({ sid: stamp.sid, friendly_name: "Theirs" });
});

test("nothing found says what was looked for", async () => {
  await expect(
    engine.create(numberUrn("none"), { acquire: "buy", search: { ...search, contains: "9999999" } }),
  ).rejects.toThrow(
    "no number to buy for areaCode 415, contains 9999999, country US, type local: none is available. Run `pulumi up` again, or widen the search",
  );
});

test("a number that the account has already is not bought over: that would change it silently", async () => {
  const inputs = { acquire: "buy", phoneNumber: frontDesk.number, voiceUrl };
  const said = `${frontDesk.number} is already in account ${acme.sid}, and this resource didn't buy it. Set \`acquire: "adopt"\` to take it over without a purchase`;
  await expect(engine.create(numberUrn("held"), inputs, { preview: true })).rejects.toThrow(said);
  await expect(engine.create(numberUrn("held"), inputs)).rejects.toThrow(said);
  expect(world.changes()).toEqual([]);
});

test("a purchase whose answer was lost is looked for, not repeated blindly", async () => {
  const urn = numberUrn("lost");
  const before = world.store.bought;
  world.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "after", drop: true, times: 1 });
  const { id } = await engine.create(urn, { acquire: "buy", search });
  expect(world.store.bought).toBe(before + 1);
  expect(marked(urn).map((n) => n.sid)).toEqual([id]);
  expect(world.changes()).toEqual(["POST IncomingPhoneNumbers.json"]);
});

test("a purchase that was answered 500, done or not done, happens once", async () => {
  for (const when of ["before", "after"] as const) {
    const urn = numberUrn(`answered-500-${when}`);
    const before = world.store.bought;
    world.faults.push({ operationId: "CreateIncomingPhoneNumber", when, status: 500, times: 1 });
    const { id } = await engine.create(urn, { acquire: "buy", search });
    expect(world.store.bought).toBe(before + 1);
    expect(marked(urn).map((n) => n.sid)).toEqual([id]);
  }
});

test("a request that Twilio turned away with 429 is sent again", async () => {
  world.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "before", status: 429, times: 2 });
  const { state } = await engine.create(numberUrn("busy"), { acquire: "buy", search });
  expect(state.bought).toBe(true);
  expect(world.changes()).toEqual(Array(3).fill("POST IncomingPhoneNumbers.json"));
});

test("kill -9 right after the purchase: the next run finds the number and sets it up", async () => {
  const urn = numberUrn("killed");
  const doomed = await world.connect();
  const before = world.store.bought;
  world.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "after", delayMs: 60_000, drop: true, times: 1 });
  const create = doomed.create(urn, { acquire: "buy", search, voiceUrl }).catch((e) => e);
  await expect.poll(() => marked(urn).length).toBe(1);
  world.processOf(doomed).process.kill("SIGKILL");
  expect(await create).toMatchObject({ code: 14 });

  const next = await world.connect();
  const preview = await next.create(urn, { acquire: "buy", search, voiceUrl }, { preview: true });
  expect(preview.id).toBe(marked(urn)[0]!.sid);
  const { id, state } = await next.create(urn, {
    acquire: "buy",
    search,
    voiceUrl: "https://voice.us.aybiza.example/new",
  });
  expect(marked(urn)).toMatchObject([{ sid: id, voice_url: "https://voice.us.aybiza.example/new" }]);
  expect(state).toMatchObject({ bought: true, phoneNumber: marked(urn)[0]!.phone_number });
  expect(world.store.bought).toBe(before + 1);
});

test("a number that is bought but can't be set up keeps its id and state", async () => {
  const urn = numberUrn("half");
  const { id } = await engine.create(urn, { acquire: "buy", search });
  // As after a killed run, the account has the number but the state lacks it. The program now declares a setting that Twilio refuses.
  const inputs = { acquire: "buy", search, voiceApplicationSid: `AP${"ff".repeat(16)}`, label: secret("s3cret-one") };
  const { label: _, ...valid } = inputs;
  const error = await (await world.connect()).create(urn, valid).catch((e) => e);
  expect(error.partial).toMatchObject({
    id,
    properties: { sid: id, bought: true, voiceApplicationSid: inputs.voiceApplicationSid },
  });
  expect(error.partial.reasons[0]).toMatch(
    /^\+1415555\d{4} is bought, but not configured yet: Twilio refused to change number PN.*\. Run `pulumi up` again$/,
  );
  const repaired = await engine.update(urn, {
    id,
    oldInputs: valid,
    oldState: error.partial.properties,
    news: { acquire: "buy", search, voiceUrl },
  });
  expect(repaired.state).toMatchObject({ sid: id, voiceUrl, managed: ["voiceUrl"] });
});

test("search and acquire matter at the purchase only; another number is refused in check and in diff", async () => {
  const urn = numberUrn("kept");
  const old = { acquire: "buy", search };
  const { id, state } = await engine.create(urn, old);
  const number = state.phoneNumber as string;
  const diff = (news: object) => engine.diff(urn, { id, oldInputs: old, oldState: state, news: { ...news } });
  expect(await diff({ acquire: "adopt", phoneNumber: number })).toMatchObject({ some: false, changes: {} });
  expect(await diff({ acquire: "buy", search: { ...search, areaCode: "212" } })).toMatchObject({
    some: false,
    changes: {},
  });
  expect(await diff({ acquire: "buy", search, release: true, voiceUrl: unknown })).toMatchObject({
    changes: { release: "update", voiceUrl: "add" },
    replaces: [],
    stables: ["sid", "accountSid", "phoneNumber", "capabilities", "origin", "bought", "friendlyName"],
  });
  const rule = `this resource has ${number}, and its number can't be changed to +14155550199. Declare +14155550199 as another resource. To release ${number}, set \`release: true\`, run \`pulumi up\`, then remove the resource`;
  await expect(diff({ acquire: "buy", phoneNumber: "+14155550199" })).rejects.toThrow(rule);
  const check = await engine.check(
    urn,
    { acquire: "buy", phoneNumber: "+14155550199" },
    { acquire: "buy", phoneNumber: number },
  );
  expect(check.failures).toEqual([{ property: "phoneNumber", reason: rule }]);
});

test("a replacement is refused before anything is bought", async () => {
  const urn = numberUrn("replaced");
  const run = await world.connect();
  await run.check(urn, { acquire: "buy", search }, { acquire: "buy", search });
  await expect(run.create(urn, { acquire: "buy", search })).rejects.toThrow(
    "replaced can't be replaced: a replacement would lose the number. Remove what forces the replacement (`replaceOnChanges`, `--replace`, another provider)",
  );
  expect(world.changes()).toEqual([]);
});

test("cancel while a search waits buys nothing", async () => {
  const before = world.store.bought;
  world.faults.push({ operationId: "ListAvailablePhoneNumberLocal", when: "before", delayMs: 1500, times: 1 });
  const run = await world.connect();
  const create = run.create(numberUrn("cancelled"), { acquire: "buy", search }).catch((e) => e);
  await expect.poll(() => world.store.journal.at(-1)?.operationId).toBe("ListAvailablePhoneNumberLocal");
  await run.cancel();
  expect(await create).toMatchObject({
    code: 1,
    message: "cancelled by the engine: run the command again, it goes on from here",
  });
  await new Promise((resolve) => setTimeout(resolve, 1700));
  expect(world.store.bought).toBe(before);
});

test("cancel while a purchase is under way waits for its answer: what was bought is known", async () => {
  const urn = numberUrn("under-way");
  world.faults.push({ operationId: "CreateIncomingPhoneNumber", when: "after", delayMs: 500, times: 1 });
  const run = await world.connect();
  const create = run.create(urn, { acquire: "buy", search });
  await expect.poll(() => marked(urn).length).toBe(1);
  await run.cancel();
  expect((await create).id).toBe(marked(urn)[0]!.sid);
});

test("every mistake of the inputs is told at once", async () => {
  const urn = numberUrn("wrong");
  const reasons = async (inputs: object) => (await engine.check(urn, { ...inputs })).failures;
  expect(
    await reasons({ acquire: "rent", phoneNumber: "4155550101", voiceUrl: "x", handBack: { voiceURL: "" } }),
  ).toEqual([
    { property: "acquire", reason: "must be buy or adopt or transfer" },
    {
      property: "phoneNumber",
      reason: "must be an E.164 number: +, country code, number, digits only",
    },
    {
      property: "handBack.voiceURL",
      reason: expect.stringMatching(/^there is no such property; there are friendlyName, voiceApplicationSid, /),
    },
    { property: "voiceUrl", reason: "must be an absolute http(s) URL" },
  ]);
  expect(await reasons({ acquire: "adopt", search })).toEqual([
    { property: "phoneNumber", reason: "is required when `acquire` is `adopt`: set the number" },
  ]);
  expect(await reasons({ acquire: "buy" })).toEqual([
    { property: "phoneNumber", reason: "is required: set the number to buy, or set `search` to buy any that matches" },
  ]);
  expect(
    await reasons({
      acquire: "buy",
      phoneNumber: "+14155550101",
      search: { country: "GB", type: "local", areaCode: "020", region: "London" },
    }),
  ).toEqual([
    { property: "search", reason: "set `phoneNumber` or `search`, not both" },
    { property: "search.areaCode", reason: "only works in the US and Canada: use `contains` or `locality` instead" },
    { property: "search.region", reason: "only works in the US and Canada: use `locality` instead" },
  ]);
  expect((await reasons({ acquire: "buy", search: { ...search, contains: "4*5" } })).map((f) => f.property)).toEqual([
    "search.contains",
  ]);
  const both = { voiceApplicationSid: ownApplication, trunkSid: `TK${"00".repeat(16)}` };
  expect(
    (await reasons({ acquire: "adopt", phoneNumber: "+14155550101", ...both, handBack: both })).map((f) => f.property),
  ).toEqual(["trunkSid", "handBack.trunkSid"]);
  expect(
    await reasons({ acquire: unknown, phoneNumber: unknown, voiceUrl: unknown, handBack: unknown, search: unknown }),
  ).toEqual([{ property: "search", reason: "set `phoneNumber` or `search`, not both" }]);
});
