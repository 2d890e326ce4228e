import { afterAll, beforeAll, expect, test } from "vitest";
import { CREDENTIALS, TRUNK_CREDENTIAL_LISTS, TRUNKS } from "../../rehearsal/twilio/operations/kinds.ts";
import { addCallerId } from "../../rehearsal/twilio/operations/numbers/outgoing-caller-ids.ts";
import { PORTING_WEBHOOKS, PORTS } from "../../rehearsal/twilio/porting/ports.ts";
import { DOCUMENTS } from "../../rehearsal/twilio/regulatory/bundles.ts";
import { type Engine, type Raw, secret } from "../kit/testing/engine.ts";
import { acme, frontDesk, ownTrunk, startWorld, type World } from "./testing/world.ts";

/**
 * Tests `pulumi up --replace` of singletons and of objects that a create takes over: the delete of the old resource must not delete the new one's
 * object.
 */
let world: World;
let engine: Engine;
const BILL = `RD${"b1".repeat(16)}`;
const CALLER_ID = "+12125550147";
beforeAll(async () => {
  world = await startWorld();
  engine = await world.connect();
  const bill = { type: "utility_bill", attributes: {}, status: "draft" } as const;
  world.store.all(DOCUMENTS).set(BILL, { ...world.store.stamp("RD", BILL), account_sid: acme.sid, ...bill });
});
afterAll(() => world.stop());

const urnOf = (kind: string, name = "twice") => `urn:pulumi:acme-us::aybiza::twilio:index:${kind}::${name}`;
const listSid = async (name: string) => (await engine.create(urnOf("SipCredentialList", name), {})).id;
const losingCarrier = {
  ...{ customerType: "Business", customerName: "Acme Dental", accountNumber: "account-4711" },
  ...{ authorizedRepresentative: "Ann Example", authorizedRepresentativeEmail: "ann@acme.example" },
  address: { street: "1 Market Street", city: "San Francisco", state: "CA", zip: "94105", country: "US" },
};

interface Case {
  inputs(): Raw | Promise<Raw>;
  /** Tells whether the resource's object exists at Twilio or its setting applies. */
  inForce(id: string): boolean;
  /** State that marks the object as taken over, not created. */
  state?: Raw;
}
const last = (id: string) => id.split("/").at(-1)!;
const cases: Record<string, Case> = {
  Application: {
    inputs: () => ({ voiceUrl: "https://voice.us.aybiza.example/twilio/voice" }),
    inForce: (id) => world.store.applications.has(id),
  },
  TrunkPhoneNumber: {
    inputs: () => ({ trunkSid: ownTrunk, phoneNumberSid: frontDesk.sid }),
    inForce: () => world.held(frontDesk.number)?.trunk_sid === ownTrunk,
  },
  TrunkCredentialList: {
    inputs: async () => ({ trunkSid: ownTrunk, credentialListSid: await listSid("of trunk") }),
    inForce: (id) => world.store.all(TRUNK_CREDENTIAL_LISTS).has(id),
  },
  TrunkRecording: {
    inputs: () => ({ trunkSid: ownTrunk, mode: "record-from-answer" }),
    inForce: (id) => world.store.all(TRUNKS).get(id)?.recording.mode === "record-from-answer",
  },
  SipCredential: {
    inputs: async () => ({
      credentialListSid: await listSid("of phones"),
      username: "front",
      password: secret("Invented-Pass-1"),
    }),
    inForce: (id) => world.store.all(CREDENTIALS).has(last(id)),
  },
  DialingPermissions: {
    inputs: () => ({ countries: { GB: { lowRiskNumbers: true } } }),
    inForce: () =>
      [...world.store.kinds.get("dialing permissions")!].some(
        ([key, one]) => key.endsWith("/GB") && one.low_risk_numbers_enabled === true,
      ),
  },
  OutgoingCallerId: {
    inputs() {
      addCallerId(world.store, acme.sid, CALLER_ID);
      return { phoneNumber: CALLER_ID };
    },
    inForce: (id) => world.store.callerIds.has(id),
    state: { adopted: false },
  },
  PortIn: {
    inputs: () => ({ phoneNumbers: [{ phoneNumber: "+12025550101" }], documents: [BILL], losingCarrier }),
    inForce: (id) => world.store.all(PORTS).get(id)?.status === "In review",
  },
  PortInWebhook: {
    inputs: () => ({ portInUrl: "https://ports.acme.example/in" }),
    inForce: (id) => world.store.all(PORTING_WEBHOOKS).get(id)?.port_in_target_url !== undefined,
  },
};

test.each(Object.entries(cases))(
  "%s: replaced by itself it stays in force, also where the run was killed before the delete; removed it ends",
  async (kind, { inputs: given, inForce, state: found = {} }) => {
    const urn = urnOf(kind);
    const inputs = await given();
    const made = await engine.create(urn, inputs);
    const state = { ...made.state, ...found };

    const replacing = await world.connect();
    await replacing.check(urn, inputs, inputs);
    const second = await replacing.create(urn, inputs);
    expect(second.id).toBe(made.id);
    await replacing.delete(urn, made.id, inputs, state);
    expect(inForce(made.id)).toBe(true);

    const next = await world.connect();
    await next.check(urn, inputs, inputs);
    const q = { id: second.id, oldInputs: inputs, oldState: second.state, news: inputs };
    expect((await next.diff(urn, q)).changes).toEqual({});
    await next.delete(urn, made.id, inputs, state);
    expect(inForce(made.id)).toBe(true);

    const removing = await world.connect();
    await removing.delete(urn, made.id, inputs, state);
    expect(inForce(made.id)).toBe(false);
  },
);

test("a port that another one replaces is canceled: its numbers are no longer asked for", async () => {
  const inputs = { phoneNumbers: [{ phoneNumber: "+12025550102" }], documents: [BILL], losingCarrier };
  const urn = urnOf("PortIn", "other");
  const { id, state } = await engine.create(urn, inputs);
  const replacing = await world.connect();
  const news = { ...inputs, phoneNumbers: [{ phoneNumber: "+12025550103" }] };
  await replacing.check(urn, news, inputs);
  await replacing.create(urn, news);
  await replacing.delete(urn, id, inputs, state);
  expect(world.store.all(PORTS).get(id)?.status).toBe("Canceled");
});
