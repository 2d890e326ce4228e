import { afterAll, beforeAll, expect, it } from "vitest";
import type { AccountSeed } from "../../seed.ts";
import { ACME, startWorld, type World, ZENITH } from "../../testing/world.ts";

const OWN = "+14155550101";
const CHILD: AccountSeed = {
  sid: `AC${"c1".repeat(16)}`,
  authToken: "child-auth-token",
  friendlyName: "Acme Dental North",
  ownerAccountSid: ACME.sid,
};

let world: World;
beforeAll(async () => {
  world = await startWorld({ accounts: [{ ...ACME, numbers: [{ phoneNumber: OWN }] }, CHILD, ZENITH] });
});
afterAll(() => world.close());

const sdk = () => world.sdk();
const trunks = () => sdk().trunking.v1.trunks;
const sip = () => sdk().sip;
const voice = () => sdk().voice.v1;
const refusal = (code: number, status = 400) => expect.objectContaining({ code, status });
const PASSWORD = "Invented-Pass-1";

it("keeps a trunk with its destinations, lists and recording, and takes them along when it goes", async () => {
  const trunk = await trunks().create({ friendlyName: "office", domainName: "office.pstn.twilio.com" });
  expect(trunk).toMatchObject({
    authType: "",
    authTypeSet: [],
    disasterRecoveryUrl: null,
    transferCallerId: "from-transferee",
  });
  const one = trunks()(trunk.sid);
  const destination = { weight: 10, priority: 10, enabled: true, friendlyName: "pbx", sipUrl: "sip:pbx.acme.example" };
  const url = await one.originationUrls.create(destination);
  expect((await one.originationUrls(url.sid).update({ priority: 3 })).priority).toBe(3);
  await expect(one.originationUrls.create({ ...destination, sipUrl: "sips:pbx.acme.example" })).rejects.toEqual(
    refusal(21245),
  );
  await expect(one.originationUrls.create({ ...destination, weight: 0 })).rejects.toEqual(refusal(21245));

  const list = await sip().credentialLists.create({ friendlyName: "phones of a trunk" });
  const acl = await sip().ipAccessControlLists.create({ friendlyName: "offices of a trunk" });
  expect(await one.credentialsLists.create({ credentialListSid: list.sid })).toMatchObject({
    sid: list.sid,
    friendlyName: "phones of a trunk",
  });
  await one.ipAccessControlLists.create({ ipAccessControlListSid: acl.sid });
  await expect(one.credentialsLists.create({ credentialListSid: list.sid })).rejects.toEqual(refusal(21245));
  expect((await one.fetch()).authTypeSet).toEqual(["IP_ACL", "CREDENTIAL_LIST"]);
  await expect(sip().credentialLists(list.sid).remove()).rejects.toEqual(refusal(21247));

  expect(await one.recordings().update({ mode: "record-from-answer" })).toMatchObject({ trim: "do-not-trim" });
  expect((await one.fetch()).recording).toEqual({ mode: "record-from-answer", trim: "do-not-trim" });

  await one.remove();
  await expect(one.originationUrls.list()).rejects.toEqual(refusal(20404, 404));
  expect(await sip().credentialLists(list.sid).remove()).toBe(true);
  expect(await sip().ipAccessControlLists(acl.sid).remove()).toBe(true);
});

it("lets one customer alone have a trunk's or a SIP domain's name", async () => {
  await world.sdk(ZENITH).trunking.v1.trunks.create({ domainName: "theirs.pstn.twilio.com" });
  await world.sdk(ZENITH).sip.domains.create({ domainName: "theirs.sip.twilio.com" });
  await expect(trunks().create({ domainName: "theirs.pstn.twilio.com" })).rejects.toEqual(refusal(21248));
  await expect(trunks().create({ domainName: "theirs.example" })).rejects.toEqual(refusal(21245));
  for (const domainName of ["theirs.sip.twilio.com", "theirs.example"]) {
    await expect(sip().domains.create({ domainName })).rejects.toEqual(refusal(21232));
  }
});

it("lets a trunk and an application take each other's place on a number", async () => {
  const { sid: PN = "" } = world.store.holder(OWN) ?? {};
  const { sid: TK } = await trunks().create({});
  const { sid: AP } = await sdk().applications.create({});
  const number = () => sdk().incomingPhoneNumbers(PN).fetch();
  await sdk().incomingPhoneNumbers(PN).update({ voiceApplicationSid: AP });
  expect(await trunks()(TK).phoneNumbers.create({ phoneNumberSid: PN })).toMatchObject({ sid: PN, trunkSid: TK });
  expect(await number()).toMatchObject({ trunkSid: TK, voiceApplicationSid: "" });
  await expect(trunks()(TK).phoneNumbers.create({ phoneNumberSid: PN })).rejects.toEqual(refusal(21245));
  expect((await trunks()(TK).phoneNumbers.list()).map(({ phoneNumber }) => phoneNumber)).toEqual([OWN]);
  await sdk().incomingPhoneNumbers(PN).update({ voiceApplicationSid: AP });
  await expect(trunks()(TK).phoneNumbers(PN).fetch()).rejects.toEqual(refusal(20404, 404));
  await trunks()(TK).phoneNumbers.create({ phoneNumberSid: PN });
  await trunks()(TK).phoneNumbers(PN).remove();
  expect(await number()).toMatchObject({ trunkSid: null, voiceApplicationSid: "" });
});

it("holds SIP lists to Twilio's rules, and never shows a password", async () => {
  const list = await sip().credentialLists.create({ friendlyName: "phones" });
  await expect(sip().credentialLists.create({ friendlyName: "phones" })).rejects.toEqual(refusal(21240));
  const { credentials } = sip().credentialLists(list.sid);
  const made = await credentials.create({ username: "front", password: PASSWORD });
  expect(JSON.stringify(made.toJSON())).not.toContain(PASSWORD);
  await expect(credentials.create({ username: "front", password: PASSWORD })).rejects.toEqual(refusal(21243));
  await expect(credentials(made.sid).update({ password: "" })).rejects.toEqual(refusal(21243));
  for (const password of ["Short-1", "no-capital-letter-1", "No-Digit-At-All"]) {
    await expect(credentials.create({ username: "other", password })).rejects.toEqual(refusal(21243));
  }
  const acl = await sip().ipAccessControlLists.create({ friendlyName: "offices" });
  await expect(sip().ipAccessControlLists.create({ friendlyName: "offices" })).rejects.toEqual(refusal(21235));
  const { ipAddresses } = sip().ipAccessControlLists(acl.sid);
  expect((await ipAddresses.create({ friendlyName: "a", ipAddress: "192.0.2.1" })).cidrPrefixLength).toBe(32);
  await expect(ipAddresses.create({ friendlyName: "b", ipAddress: "192.0.2.1" })).rejects.toEqual(refusal(21235));
  await expect(ipAddresses.create({ friendlyName: "c", ipAddress: "pbx.acme.example" })).rejects.toEqual(
    refusal(21235),
  );

  const domain = await sip().domains.create({ domainName: "acme-office.sip.twilio.com" });
  expect(domain).toMatchObject({ authType: null, voiceMethod: "POST", secure: false, byocTrunkSid: null });
  const { auth } = sip().domains(domain.sid);
  await auth.calls.credentialListMappings.create({ credentialListSid: list.sid });
  await auth.registrations.credentialListMappings.create({ credentialListSid: list.sid });
  const mapping = { ipAccessControlListSid: acl.sid };
  await auth.calls.ipAccessControlListMappings.create(mapping);
  await expect(auth.calls.ipAccessControlListMappings.create(mapping)).rejects.toEqual(refusal(21231));
  expect((await sip().domains(domain.sid).fetch()).authType).toBe("IP_ACL,CREDENTIAL_LIST");
  expect((await auth.calls.credentialListMappings.list()).map(({ sid }) => sid)).toEqual([list.sid]);
  expect(await sip().domains(domain.sid).credentialListMappings.list()).toEqual([]);
  await expect(sip().credentialLists(list.sid).remove()).rejects.toEqual(refusal(21241));
  await expect(sip().ipAccessControlLists(acl.sid).remove()).rejects.toEqual(refusal(21236));
  await sip().domains(domain.sid).remove();
  expect(await sip().credentialLists(list.sid).remove()).toBe(true);
});

it("keeps a carrier's trunk, policy and addresses, and none goes that something names", async () => {
  const policy = await voice().connectionPolicies.create({});
  const target = await voice().connectionPolicies(policy.sid).targets.create({ target: "sip:gw.carrier.example" });
  expect(target).toMatchObject({ priority: 10, weight: 10, enabled: true });
  const trunk = await voice().byocTrunks.create({ connectionPolicySid: policy.sid });
  const domain = await sip().domains.create({ domainName: "carrier.sip.twilio.com", byocTrunkSid: trunk.sid });
  const address = await voice().ipRecords.create({ ipAddress: "192.0.2.7", cidrPrefixLength: 30 });
  const mapping = await voice().sourceIpMappings.create({ ipRecordSid: address.sid, sipDomainSid: domain.sid });
  for (const held of [
    voice().connectionPolicies(policy.sid),
    voice().byocTrunks(trunk.sid),
    sip().domains(domain.sid),
    voice().ipRecords(address.sid),
  ]) {
    await expect(held.remove()).rejects.toEqual(refusal(21247));
  }
  await voice().sourceIpMappings(mapping.sid).remove();
  expect(await voice().ipRecords(address.sid).remove()).toBe(true);
  expect(await sip().domains(domain.sid).remove()).toBe(true);
  expect(await voice().byocTrunks(trunk.sid).remove()).toBe(true);
  expect(await voice().connectionPolicies(policy.sid).remove()).toBe(true);
});

it("lets an account dial what it allowed, and a subaccount what its parent has, unless it says otherwise", async () => {
  const { dialingPermissions } = voice();
  const updates = JSON.stringify([{ iso_code: "GB", low_risk_numbers_enabled: "true" }]);
  expect(await dialingPermissions.bulkCountryUpdates.create({ updateRequest: updates })).toMatchObject({
    updateCount: 1,
  });
  const country = await dialingPermissions.countries("GB").fetch();
  expect(country).toMatchObject({ lowRiskNumbersEnabled: true, highRiskSpecialNumbersEnabled: false });
  expect(country.url).toBe("https://voice.twilio.com/v1/DialingPermissions/Countries/GB");
  expect((await dialingPermissions.countries.list({ lowRiskNumbersEnabled: true })).map((c) => c.isoCode)).toEqual([
    "GB",
    "US",
  ]);
  expect(await dialingPermissions.countries("LV").highriskSpecialPrefixes.list()).toHaveLength(2);

  const child = world.sdk(CHILD).voice.v1.dialingPermissions;
  expect((await child.settings().fetch()).dialingPermissionsInheritance).toBe(true);
  expect((await child.countries("GB").fetch()).lowRiskNumbersEnabled).toBe(true);
  await child.settings().update({ dialingPermissionsInheritance: false });
  expect((await child.countries("GB").fetch()).lowRiskNumbersEnabled).toBe(false);
  await expect(dialingPermissions.bulkCountryUpdates.create({ updateRequest: "[{}]" })).rejects.toEqual(refusal(20001));
});
