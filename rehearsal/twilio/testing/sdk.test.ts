import sdk from "twilio";
import { afterEach, beforeEach, expect, it } from "vitest";
import { OUTSIDE, OWN, type SeededSids, startSeeded } from "./seeded.ts";
import { ACME, type World } from "./world.ts";

/**
 * The world that the official SDK for Node, unmodified, is tested against. Each response is checked against Twilio's OpenAPI file
 * (world.ts).
 */
let world: World;
let sids: SeededSids;
let client: ReturnType<typeof sdk>;
beforeEach(async () => {
  ({ world, sids } = await startSeeded());
  client = world.sdk();
});
afterEach(() => world.close());

const URL_OF = (path: string) => `https://voice.us.aybiza.example/${path}`;
const sid = (prefix: string): string => sids[prefix] ?? "";

interface Made {
  readonly sid: string;
}
/** A resource type with its SDK calls for create, update and delete. */
interface Kind {
  create(i: number): Promise<Made>;
  list(options: { pageSize?: number; limit?: number }): Promise<Made[]>;
  /** Count of seeded resources. */
  readonly seeded: number;
  fetch(sid: string): Promise<object>;
  update(sid: string): Promise<object>;
  /** Properties expected after the update. */
  readonly updated: object;
  remove(sid: string): Promise<boolean>;
}

const KINDS: Readonly<Record<string, () => Kind>> = {
  applications: () => ({
    create: (i) => client.applications.create({ friendlyName: `agents ${i}`, voiceUrl: URL_OF("voice") }),
    list: (options) => client.applications.list(options),
    seeded: 1,
    fetch: (sid) => client.applications(sid).fetch(),
    update: (sid) => client.applications(sid).update({ friendlyName: "renamed", voiceMethod: "GET" }),
    updated: { friendlyName: "renamed", voiceMethod: "GET", voiceUrl: URL_OF("voice") },
    remove: (sid) => client.applications(sid).remove(),
  }),
  incomingPhoneNumbers: () => ({
    create: (i) => client.incomingPhoneNumbers.create({ phoneNumber: `+1415555012${i}`, voiceUrl: URL_OF("voice") }),
    list: (options) => client.incomingPhoneNumbers.list(options),
    seeded: 1,
    fetch: (sid) => client.incomingPhoneNumbers(sid).fetch(),
    update: (sid) => client.incomingPhoneNumbers(sid).update({ friendlyName: "renamed", voiceUrl: "" }),
    updated: { friendlyName: "renamed", voiceUrl: null },
    remove: (sid) => client.incomingPhoneNumbers(sid).remove(),
  }),
  queues: () => ({
    create: (i) => client.queues.create({ friendlyName: `desk ${i}`, maxSize: 10 + i }),
    list: (options) => client.queues.list(options),
    seeded: 2,
    fetch: (sid) => client.queues(sid).fetch(),
    update: (sid) => client.queues(sid).update({ friendlyName: "renamed" }),
    updated: { friendlyName: "renamed", currentSize: 0 },
    remove: (sid) => client.queues(sid).remove(),
  }),
  calls: () => ({
    create: () => client.calls.create({ to: OUTSIDE, from: OWN, url: URL_OF("voice") }),
    list: (options) => client.calls.list(options),
    seeded: 2,
    fetch: (sid) => client.calls(sid).fetch(),
    update: (sid) => client.calls(sid).update({ status: "canceled" }),
    updated: { to: OUTSIDE, toFormatted: "(212) 555-0142", from: OWN, direction: "outbound-api" },
    async remove(sid) {
      const call = world.store.calls.get(sid);
      if (call) call.status = "canceled";
      return client.calls(sid).remove();
    },
  }),
};

it.each(Object.keys(KINDS))("makes, lists page by page, changes and removes %s", async (name) => {
  const kind = KINDS[name]?.() as Kind;
  const made: string[] = [];
  for (let i = 0; i < 5; i++) made.push((await kind.create(i)).sid);
  const all = await kind.list({ pageSize: 2 });
  expect(all.length).toBe(5 + kind.seeded);
  expect(all.slice(0, 5).map((one) => one.sid)).toEqual([...made].reverse());
  expect((await kind.list({ limit: 3 })).map((one) => one.sid)).toEqual([...made].reverse().slice(0, 3));

  const [first = "", second = ""] = made;
  expect(await kind.update(first)).toMatchObject(kind.updated);
  expect(await kind.fetch(first)).toMatchObject({ sid: first, accountSid: ACME.sid, ...kind.updated });
  expect(await kind.remove(first)).toBe(true);
  await expect(kind.fetch(first)).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(kind.remove(first)).rejects.toMatchObject({ status: 404, code: 20404 });
  expect(await kind.fetch(second)).toMatchObject({ sid: second });
  expect(await kind.list({ pageSize: 1 })).toHaveLength(4 + kind.seeded);
});

it("makes, lists, changes and closes subaccounts", async () => {
  for (let i = 0; i < 3; i++) await client.api.accounts.create({ friendlyName: `branch ${i}` });
  const listed = await client.api.accounts.list({ pageSize: 2 });
  expect(listed.map((one) => one.friendlyName)).toEqual([
    "branch 2",
    "branch 1",
    "branch 0",
    "Acme North",
    "Acme Dental",
  ]);
  const branch = listed[0]?.sid ?? "";
  expect(await client.api.accounts(branch).update({ status: "closed" })).toMatchObject({ status: "closed" });
  expect(await client.api.accounts(branch).fetch()).toMatchObject({ ownerAccountSid: ACME.sid, status: "closed" });
});

it("finds numbers that can be bought", async () => {
  expect((await client.availablePhoneNumbers.list()).map((one) => one.countryCode)).toContain("US");
  const [local] = await client.availablePhoneNumbers("US").local.list({ areaCode: 212, limit: 1 });
  expect(local?.phoneNumber).toMatch(/^\+121255501\d\d$/);
  const bought = await client.incomingPhoneNumbers.local.create({ phoneNumber: local?.phoneNumber ?? "" });
  expect((await client.incomingPhoneNumbers.local.list({ pageSize: 1 })).map((one) => one.sid)).toContain(bought.sid);
});

it("reads, and removes, recordings of an account, a call and a conference", async () => {
  const recording = sid("RE");
  const shown = { sid: recording, callSid: sid("CA"), conferenceSid: sid("CF"), status: "completed", duration: "3" };
  expect(await client.recordings.list({ pageSize: 1 })).toMatchObject([shown]);
  expect(await client.calls(sid("CA")).recordings.list()).toMatchObject([shown]);
  expect(await client.conferences(sid("CF")).recordings.list()).toMatchObject([shown]);
  expect(await client.calls(sid("CA")).recordings(recording).fetch()).toMatchObject(shown);
  expect(await client.conferences(sid("CF")).recordings(recording).fetch()).toMatchObject(shown);
  expect(await client.recordings(recording).remove()).toBe(true);
  await expect(client.recordings(recording).fetch()).rejects.toMatchObject({ status: 404 });
  expect(await client.recordings.list()).toEqual([]);
  const [kept] = await client.recordings.list({ includeSoftDeleted: true });
  expect(kept).toMatchObject({ sid: recording, status: "deleted" });
});

it("reads conferences, and changes who takes part", async () => {
  expect(await client.conferences.list({ friendlyName: "handover", status: "in-progress" })).toHaveLength(1);
  expect(await client.conferences.list({ friendlyName: "other" })).toEqual([]);
  const conference = client.conferences(sid("CF"));
  expect(await conference.fetch()).toMatchObject({ friendlyName: "handover", reasonConferenceEnded: null });
  expect(await conference.participants(sid("live")).fetch()).toMatchObject({ label: "customer", muted: false });
  expect(await conference.participants("customer").update({ muted: true, hold: true })).toMatchObject({
    callSid: sid("live"),
    muted: true,
    hold: true,
  });
  expect(await conference.participants.list({ muted: true })).toHaveLength(1);
  expect(await conference.participants.list({ muted: false })).toEqual([]);
});

it("reads who waits in a queue, and takes him out", async () => {
  const queue = client.queues(sid("QU"));
  expect(await queue.members.list()).toMatchObject([{ callSid: sid("live"), position: 1 }]);
  expect(await queue.members("Front").fetch()).toMatchObject({ callSid: sid("live"), queueSid: sid("QU") });
  expect(await queue.members(sid("live")).update({ url: URL_OF("next") })).toMatchObject({ callSid: sid("live") });
  await expect(queue.members(sid("CA")).fetch()).rejects.toMatchObject({ status: 404 });
});

it("reads the error log of an account and a call", async () => {
  const shown = {
    sid: sid("NO"),
    callSid: sid("CA"),
    errorCode: "11200",
    log: "0",
    requestUrl: URL_OF("twilio/voice"),
  };
  expect(await client.api.v2010.account.notifications.list({ log: 0 })).toMatchObject([shown]);
  expect(await client.api.v2010.account.notifications.list({ log: 1 })).toEqual([]);
  expect(await client.calls(sid("CA")).notifications.list()).toMatchObject([shown]);
  expect(await client.calls(sid("CA")).notifications(sid("NO")).fetch()).toMatchObject(shown);
});

/** Returns all fields of the error that the SDK throws. */
const restException = async (promise: Promise<unknown>) => {
  const error = await promise.catch((error: unknown) => error);
  expect(error).toBeInstanceOf(sdk.RestException);
  const { status, code, message, moreInfo, details } = error as InstanceType<typeof sdk.RestException>;
  return { status, code, message, moreInfo, details };
};
const shownAs = (status: number, code: number, message: string, page = code) => ({
  status,
  code,
  message,
  moreInfo: `https://www.twilio.com/docs/errors/${page}`,
  details: undefined,
});

it("throws a RestException of each class of error", async () => {
  const unknown = `QU${"0".repeat(32)}`;
  const path = `/2010-04-01/Accounts/${ACME.sid}/Queues/${unknown}.json`;
  expect([
    await restException(client.queues.create({ friendlyName: "x".repeat(65) })),
    await restException(world.sdk({ ...ACME, authToken: "wrong" }).queues.list()),
    await restException(client.queues(unknown).fetch()),
    await restException(client.api.v2010.remove({ uri: "/Accounts.json", method: "delete" })),
    await restException(client.calls(sid("live")).remove()),
  ]).toEqual([
    shownAs(400, 20002, "Invalid FriendlyName: it must be 1 to 64 characters"),
    { ...shownAs(401, 20003, "Authenticate"), details: undefined },
    shownAs(404, 20404, `The requested resource ${path} was not found`),
    shownAs(405, 20004, "Method not allowed"),
    shownAs(409, 20009, "Cannot delete this resource before it is complete"),
  ]);
  for (const [status, code, message, page] of [
    [403, 20403, "Forbidden", 20403],
    [429, 20429, "Too Many Requests", 20429],
    [500, 20500, "An internal server error has occurred", 20500],
    [503, 20503, "Service is unavailable, please try again", 503],
  ] as const) {
    world.faults.push({ when: "before", status, times: 1 });
    expect(await restException(client.queues.list())).toEqual(shownAs(status, code, message, page));
  }
});

/** The SDK's own HTTP client, with requests sent to the stand-in instead of Twilio. https://www.twilio.com/docs/libraries/reference/twilio-node */
class Loopback extends sdk.RequestClient {
  override request<T>(options: Parameters<typeof sdk.RequestClient.prototype.request<T>>[0]) {
    const { host, pathname, search } = new URL(options.uri);
    const headers = { ...options.headers, Host: host };
    return super.request<T>({ ...options, uri: `${world.origin}${pathname}${search}`, headers });
  }
}

it("retries what was throttled, where the SDK is told to", async () => {
  world.faults.push({ when: "before", status: 429, times: 2 });
  const httpClient = new Loopback({ autoRetry: true, maxRetries: 3 });
  expect(await sdk(ACME.sid, ACME.authToken, { httpClient }).queues.list()).toHaveLength(2);
  expect(world.store.journal.map((entry) => entry.status)).toEqual([429, 429, 200]);
});

it("tells the SDK's own client of connections and bodies that break off", async () => {
  const own = sdk(ACME.sid, ACME.authToken, { httpClient: new Loopback() });
  const make = () => own.queues.create({ friendlyName: `desk ${world.store.queues.size}` });
  const outcomes: unknown[] = [];
  for (const fault of [
    { drop: true },
    { body: "truncated" },
    { body: "html", status: 502 },
    { body: "garbage" },
  ] as const) {
    world.faults.push({ when: "after", ...fault, times: 1 });
    outcomes.push(
      await make().then(
        ({ sid }) => sid,
        (error: { code?: string; status?: number }) => error.code ?? error.status,
      ),
    );
  }
  // For invalid JSON with a JSON content type, the SDK returns an object without fields.
  expect(outcomes).toEqual(["ECONNRESET", "ERR_BAD_RESPONSE", 502, undefined]);
  expect(world.store.queues.size).toBe(2 + 4);
});
