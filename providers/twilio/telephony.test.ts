import { afterAll, beforeAll, expect, test } from "vitest";
import * as kinds from "../../rehearsal/twilio/operations/kinds.ts";
import type { Kind, Resource } from "../../rehearsal/twilio/store.ts";
import { type Engine, type Raw, secret } from "../kit/testing/engine.ts";
import { acme, frontDesk, ownApplication, startWorld, type World, zenith } from "./testing/world.ts";

/** Tests of behaviour specific to trunks, SIP and bring-your-own-carrier. The tables test the lifecycles. */
let world: World;
let engine: Engine;
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
});
afterAll(() => world.stop());

const urnOf = (kind: string, name: string) => `urn:pulumi:acme-us::aybiza::twilio:index:${kind}::${name}`;
const create = (kind: string, name: string, inputs: Raw = {}, on = engine) => on.create(urnOf(kind, name), inputs);
const all = <T extends Resource>(kind: Kind<T>) => [...world.store.all(kind).values()];
/** Returns the create requests for a URL since the last call of this function. */
const made = () => world.changes().filter((line) => line.startsWith("POST"));

test.each([
  ["Trunk", "trunking_v1.CreateTrunk", {}, kinds.TRUNKS],
  ["SipCredentialList", "CreateSipCredentialList", {}, kinds.CREDENTIAL_LISTS],
  ["SipIpAccessControlList", "CreateSipIpAccessControlList", {}, kinds.IP_LISTS],
  ["SipDomain", "CreateSipDomain", { domainName: "acme-lost.sip.twilio.com" }, kinds.SIP_DOMAINS],
  ["ByocTrunk", "voice_v1.CreateByocTrunk", {}, kinds.BYOC_TRUNKS],
  ["ConnectionPolicy", "voice_v1.CreateConnectionPolicy", {}, kinds.CONNECTION_POLICIES],
  ["IpRecord", "voice_v1.CreateIpRecord", { ipAddress: "192.0.2.99" }, kinds.IP_RECORDS],
] as [string, string, Raw, Kind<Resource>][])(
  "%s: a create whose answer was lost, or that was killed, makes one",
  async (kind, operationId, inputs, kept) => {
    const before = all(kept).length;
    world.faults.push({ operationId, when: "after", drop: true, times: 1 });
    const { id } = await create(kind, "lost", inputs);
    const next = await world.connect();
    expect((await create(kind, "lost", inputs, next)).id).toBe(id);
    expect(all(kept).length).toBe(before + 1);
    // A second resource with the same settings gets a separate object, if Twilio allows two.
    if (kind !== "SipDomain") expect((await create(kind, "second", inputs)).id).not.toBe(id);
  },
);

test("a trunk's name for termination that somebody has is refused, and none is made", async () => {
  const other = await world.connect(zenith);
  const domainName = "taken.pstn.twilio.com";
  await create("Trunk", "theirs", { domainName }, other);
  const before = all(kinds.TRUNKS).length;
  await expect(create("Trunk", "mine", { domainName })).rejects.toThrow(/is already taken \(error 21248, HTTP 400/);
  expect(all(kinds.TRUNKS).length).toBe(before);
});

test("a list is put to use once: what connects the same two is taken over, and two resources can't both have it", async () => {
  const [trunk, list] = [await create("Trunk", "pair"), await create("SipCredentialList", "pair")];
  const inputs = { trunkSid: trunk.id, credentialListSid: list.id };
  const { id, state } = await create("TrunkCredentialList", "pair", inputs);
  expect([id, state.friendlyName]).toEqual([`${trunk.id}/${list.id}`, expect.stringMatching(/^pair [0-9a-f]{12}$/)]);
  await expect(create("TrunkCredentialList", "twin", inputs)).rejects.toThrow(
    `credential list of trunk ${id} is already declared by resource pair. Remove one of the two resources`,
  );
  const next = await world.connect();
  made();
  expect((await create("TrunkCredentialList", "pair", inputs, next)).id).toBe(id);
  expect(made()).toEqual([]);
  expect((await engine.read(urnOf("Trunk", "pair"), trunk.id)).state.authType).toBe("CREDENTIAL_LIST");

  // Twilio refuses to delete an object in use, and the error contains Twilio's reason.
  await expect(engine.delete(urnOf("SipCredentialList", "pair"), list.id, {}, list.state)).rejects.toThrow(
    /still mapped to a trunk \(error 21247, HTTP 400/,
  );
  await engine.delete(urnOf("TrunkCredentialList", "pair"), id, inputs, state);
  await engine.delete(urnOf("TrunkCredentialList", "pair"), id, inputs, state);
  await engine.delete(urnOf("SipCredentialList", "pair"), list.id, {}, list.state);
  expect(all(kinds.CREDENTIAL_LISTS).some(({ sid }) => sid === list.id)).toBe(false);
});

test("a number that an application answers isn't put on a trunk; one that is free is, and is taken off again", async () => {
  const { id: trunkSid } = await create("Trunk", "numbers");
  const inputs = { trunkSid, phoneNumberSid: frontDesk.sid };
  const number = world.held(frontDesk.number)!;
  number.voice_application_sid = ownApplication;
  made();
  await expect(create("TrunkPhoneNumber", "front", inputs)).rejects.toThrow(
    `number ${frontDesk.number} (${frontDesk.sid}) has application ${ownApplication}, which Twilio would clear for the trunk. Clear \`voiceApplicationSid\` of its IncomingPhoneNumber first`,
  );
  expect([made(), number.voice_application_sid]).toEqual([[], ownApplication]);
  delete number.voice_application_sid;
  const { id, state } = await create("TrunkPhoneNumber", "front", inputs);
  expect([number.trunk_sid, state.phoneNumber]).toEqual([trunkSid, frontDesk.number]);
  // The provider refuses to delete a trunk that has a number.
  const trunk = (await engine.read(urnOf("Trunk", "numbers"), trunkSid)).state;
  await expect(engine.delete(urnOf("Trunk", "numbers"), trunkSid, {}, trunk)).rejects.toThrow(
    `trunk ${trunkSid} can't be deleted while it has ${frontDesk.number}: their calls would go unanswered. Give each number another trunk or an application first`,
  );
  expect(all(kinds.TRUNKS).some(({ sid }) => sid === trunkSid)).toBe(true);
  await engine.delete(urnOf("TrunkPhoneNumber", "front"), id, inputs, state);
  await engine.delete(urnOf("Trunk", "numbers"), trunkSid, {}, trunk);
  expect([number.trunk_sid, world.held(frontDesk.number)?.sid]).toEqual([undefined, frontDesk.sid]);
});

test("what answers a carrier's calls isn't deleted under them: a BYOC trunk of a SIP domain, a policy of a BYOC trunk", async () => {
  const policy = await create("ConnectionPolicy", "held");
  const trunk = await create("ByocTrunk", "held", { connectionPolicySid: policy.id });
  const inputs = { domainName: "acme-held.sip.twilio.com", byocTrunkSid: trunk.id };
  const domain = await create("SipDomain", "held", inputs);
  const removeTrunk = () => engine.delete(urnOf("ByocTrunk", "held"), trunk.id, {}, trunk.state);
  const removePolicy = () => engine.delete(urnOf("ConnectionPolicy", "held"), policy.id, {}, policy.state);
  world.changes();
  await expect(removeTrunk()).rejects.toThrow(
    `BYOC trunk ${trunk.id} can't be deleted while SIP domain acme-held.sip.twilio.com uses it: the carrier's calls would go unanswered. Set another BYOC trunk on the domain, or remove the domain, first`,
  );
  await expect(removePolicy()).rejects.toThrow(
    `connection policy ${policy.id} can't be deleted while BYOC trunk ${trunk.id} uses it: calls to the carrier would fail. Set another policy on the trunk, or remove the trunk, first`,
  );
  expect(world.changes()).toEqual([]);
  await engine.delete(urnOf("SipDomain", "held"), domain.id, inputs, domain.state);
  await removeTrunk();
  await removePolicy();
  expect([all(kinds.BYOC_TRUNKS), all(kinds.CONNECTION_POLICIES)].flat().map(({ sid }) => sid)).not.toContain(trunk.id);
});

test.each([
  ["SipDomain", "byocTrunkSid", "BY", { domainName: "acme-sid-a.sip.twilio.com" }, kinds.SIP_DOMAINS],
  ["SipDomain", "emergencyCallerSid", "PN", { domainName: "acme-sid-b.sip.twilio.com" }, kinds.SIP_DOMAINS],
  ["ByocTrunk", "connectionPolicySid", "NY", {}, kinds.BYOC_TRUNKS],
  ["ByocTrunk", "fromDomainSid", "SD", {}, kinds.BYOC_TRUNKS],
])(
  "%s: an empty %s, which isn't documented to clear it, is never sent; its removal is refused in the preview",
  async (kind, input, prefix, more, of) => {
    const [first, other] = [`${prefix}${"0a".repeat(16)}`, `${prefix}${"0b".repeat(16)}`];
    const made = await create(kind, input, more);
    const urn = urnOf(kind, input);
    const field = input.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const live = () => (world.store.all(of as never) as Map<string, Record<string, unknown>>).get(made.id)!;
    // An update of another setting doesn't send the SID.
    const named = { ...more, voiceUrl: "https://voice.us.aybiza.example/voice" };
    const { state } = await engine.update(urn, { id: made.id, oldInputs: more, oldState: made.state, news: named });
    live()[field] = first;
    const given = { ...named, [input]: first };
    for (const without of [named, { ...named, [input]: "" }])
      await expect(engine.diff(urn, { id: made.id, oldInputs: given, oldState: state, news: without })).rejects.toThrow(
        `\`${input}\` of ${kind === "SipDomain" ? "SIP domain" : "BYOC trunk"} ${made.id} can't be cleared: Twilio documents no request for it. Set another SID, or the current one again. To do without it, remove the resource, run \`pulumi up\`, then declare it again`,
      );
    const changed = { ...named, [input]: other };
    expect((await engine.diff(urn, { id: made.id, oldInputs: given, oldState: state, news: changed })).changes).toEqual(
      {
        [input]: "update",
      },
    );
    await engine.delete(urn, made.id, given, state);
  },
);

test("a username that somebody made is refused; one in a list of a program's is the program's", async () => {
  const password = secret("Invented-Pass-1");
  const byHand = { ...world.store.stamp("CL"), account_sid: acme.sid, friendly_name: "made by hand" };
  world.store.all(kinds.CREDENTIAL_LISTS).set(byHand.sid, byHand);
  const theirs = { ...world.store.stamp("CR"), account_sid: acme.sid, credential_list_sid: byHand.sid };
  world.store.all(kinds.CREDENTIALS).set(theirs.sid, { ...theirs, username: "front", password: "Their-Password-1" });
  const inputs = { credentialListSid: byHand.sid, username: "front", password };
  await expect(create("SipCredential", "front", inputs)).rejects.toThrow(
    `account ${acme.sid} already has a SIP credential front, ${byHand.sid}/${theirs.sid}. Import it (\`pulumi import twilio:index:SipCredential front ${byHand.sid}/${theirs.sid}\`) or set another username`,
  );
  expect(world.store.all(kinds.CREDENTIALS).get(theirs.sid)?.password).toBe("Their-Password-1");

  const { id: own } = await create("SipCredentialList", "phones");
  const mine = { credentialListSid: own, username: "front", password };
  const { id } = await create("SipCredential", "front", mine);
  const next = await world.connect();
  const again = await create("SipCredential", "front", { ...mine, password: secret("Invented-Pass-2") }, next);
  expect([again.id, all(kinds.CREDENTIALS).find(({ sid }) => id.endsWith(sid))?.password]).toEqual([
    id,
    "Invented-Pass-2",
  ]);
  expect(again.state.password).toEqual(secret("Invented-Pass-2"));
  await expect(create("SipCredential", "twin", mine, next)).rejects.toThrow("or set another username");
});

test("a password that won't do is refused without being shown", async () => {
  const inputs = { credentialListSid: `CL${"0".repeat(32)}`, username: "front", password: secret("Short-1") };
  const { failures } = await engine.check(urnOf("SipCredential", "bad"), inputs);
  expect(failures).toEqual([{ property: "", reason: "password: must be 12 characters or more" }]);
  expect(JSON.stringify(failures)).not.toContain("Short-1");
});

test("a trunk's recording ends with its resource, and a trunk that is gone is done", async () => {
  const { id: trunkSid } = await create("Trunk", "recorded");
  const live = () => world.store.all(kinds.TRUNKS).get(trunkSid)?.recording;
  const inputs = { trunkSid, mode: "record-from-answer" };
  const { id, state } = await create("TrunkRecording", "recorded", inputs);
  expect([id, live()]).toEqual([trunkSid, { mode: "record-from-answer", trim: "do-not-trim" }]);
  await engine.delete(urnOf("TrunkRecording", "recorded"), id, inputs, state);
  expect(live()).toEqual({ mode: "do-not-record", trim: "do-not-trim" });
  world.store.all(kinds.TRUNKS).delete(trunkSid);
  await engine.delete(urnOf("TrunkRecording", "recorded"), id, inputs, state);
  expect((await engine.read(urnOf("TrunkRecording", "recorded"), id, inputs, state)).id).toBe("");
  await expect(create("TrunkRecording", "recorded", inputs)).rejects.toThrow(
    `trunk ${trunkSid} doesn't exist, so its recording can't be set. Correct \`trunkSid\``,
  );
});

test("an id of the wrong form says which it should be", async () => {
  await expect(engine.read(urnOf("TrunkOriginationUrl", "import"), `OU${"0".repeat(32)}`)).rejects.toThrow(
    `OU${"0".repeat(32)} is not the id of a origination URL. Use the form <trunkSid>/<sid>`,
  );
});

test("a provider of another account refuses what the first one made", async () => {
  const { id, state } = await create("Trunk", "moved");
  const other = await world.connect(zenith);
  await expect(other.delete(urnOf("Trunk", "moved"), id, {}, state)).rejects.toThrow(`${id} is in account ${acme.sid}`);
  await expect(other.read(urnOf("Trunk", "moved"), id, {}, state)).rejects.toThrow(`${id} is in account ${acme.sid}`);
});

test.each<[string, Raw, string, string]>([
  [
    "Trunk",
    { domainName: "acme.sip.twilio.com" },
    "domainName",
    "must be lower-case letters, digits and hyphens, then .pstn.twilio.com",
  ],
  [
    "Trunk",
    { friendlyName: "x".repeat(52) },
    "friendlyName",
    "must be 51 characters or less: Twilio allows 64, of which the provider's token takes 13",
  ],
  [
    "SipIpAddress",
    { ipAccessControlListSid: `AL${"0".repeat(32)}`, ipAddress: "192.0.2.256" },
    "ipAddress",
    "must be an IPv4 address, such as 192.0.2.10",
  ],
  [
    "ConnectionPolicyTarget",
    { connectionPolicySid: `NY${"0".repeat(32)}`, target: "sips:gw.example" },
    "target",
    "must be a sip: URI (sips: is not supported), such as sip:pbx.acme.example",
  ],
  [
    "TrunkOriginationUrl",
    { trunkSid: `TK${"0".repeat(32)}`, sipUrl: "sip:a.example", weight: 0 },
    "weight",
    "must be 1 or more",
  ],
  [
    "TrunkPhoneNumber",
    { trunkSid: "TK1", phoneNumberSid: frontDesk.sid },
    "trunkSid",
    "must be a SID: TK, then 32 hex digits",
  ],
])("%s refuses %j at %s", async (kind, inputs, property, reason) => {
  expect((await engine.check(urnOf(kind, "bad"), inputs)).failures).toEqual([{ property, reason }]);
});
