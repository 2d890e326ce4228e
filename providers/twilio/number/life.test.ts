import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { machineClock } from "../../../rehearsal/twilio/clock.ts";
import type { AccountSeed } from "../../../rehearsal/twilio/seed.ts";
import { asDecided } from "../../../rehearsal/twilio/unsettled.ts";
import { type Engine, type Raw, RpcError, secret } from "../../kit/testing/engine.ts";
import { numberUrn, startWorld, type World } from "../testing/world.ts";
import { tokenOf } from "../token.ts";

const DAY_MS = 86_400_000;
const reseller: AccountSeed = {
  sid: `AC${"5e".repeat(16)}`,
  authToken: "reseller-auth-token-012345678",
  friendlyName: "Reseller",
  numbers: [{ phoneNumber: "+14155550188", friendlyName: "Spare" }],
};
const subaccount = (digits: string, friendlyName: string, more: Partial<AccountSeed> = {}): AccountSeed => ({
  ...{ sid: `AC${digits.repeat(16)}`, authToken: `${friendlyName}-auth-token-0123456789`, friendlyName },
  ...{ ownerAccountSid: reseller.sid, ...more },
});
const acme = subaccount("a1", "acme", { applications: [{ sid: `AP${"a1".repeat(16)}`, friendlyName: "acme" }] });
const birch = subaccount("b1", "birch", { applications: [{ sid: `AP${"b1".repeat(16)}`, friendlyName: "birch" }] });
const stranger: AccountSeed = {
  sid: `AC${"57".repeat(16)}`,
  authToken: "stranger-auth-token-0123456",
  friendlyName: "S",
};

let offsetMs = 0;
const clock = { ...machineClock, now: () => new Date(Date.UTC(2026, 2, 2, 9, 0, 30) + offsetMs) };
let world: World;
let asAcme: Engine;
let asBirch: Engine;
const actingFor = (account: AccountSeed) =>
  world.connect(account, { parentAccountSid: reseller.sid, authToken: secret(reseller.authToken) });

beforeAll(async () => {
  world = await startWorld([reseller, acme, birch, stranger], { clock });
  [asAcme, asBirch] = await Promise.all([actingFor(acme), actingFor(birch)]);
}, 60_000);
afterAll(() => world.stop());

/** A resource in the engine's state. */
interface Kept {
  readonly urn: string;
  readonly id: string;
  readonly inputs: Raw;
  readonly state: Raw;
}
let made = 0;
/** Buys a number for acme. */
async function bought(more: Raw = {}): Promise<Kept & { number: string }> {
  const number = `+141555501${String(made++).padStart(2, "0")}`;
  const urn = numberUrn(`n${made}-purchase`);
  const inputs = { acquire: "buy", phoneNumber: number, friendlyName: "front-desk", release: false, ...more };
  const { id, state } = await asAcme.create(urn, inputs);
  world.changes();
  return { urn, id, inputs, state, number };
}
async function update(engine: Engine, kept: Kept, change: Raw): Promise<Kept> {
  const inputs = Object.fromEntries(Object.entries({ ...kept.inputs, ...change }).filter(([, v]) => v !== undefined));
  const { state } = await engine.update(kept.urn, {
    ...{ id: kept.id, oldInputs: kept.inputs, oldState: kept.state, news: inputs },
  });
  return { ...kept, inputs, state };
}
/** Deletes a resource in a run whose program no longer declares it. */
async function remove(account: AccountSeed, { urn, id, inputs, state }: Kept): Promise<void> {
  const run = world.processOf(asAcme).connect();
  const credentials = { parentAccountSid: reseller.sid, authToken: secret(reseller.authToken) };
  await run.configure({ accountSid: account.sid, ...credentials });
  await run.delete(urn, id, inputs, state);
}
const nameOf = (number: string) => world.held(number)?.friendly_name;
const later = (ms: number) => {
  offsetMs += ms;
};
const resting = { days: 30, active: true };
const ready = { days: 30, active: false };

describe("quarantine", () => {
  test("is written down at Twilio, by Twilio's clock, and ends there", async () => {
    const n = await bought({ quarantine: ready });
    expect(n.state).not.toHaveProperty("quarantinedSince");
    expect(nameOf(n.number)).toBe(`front-desk ${tokenOf(n.urn)}`);

    const q = await update(asAcme, n, { quarantine: resting });
    expect(q.state).toMatchObject({ quarantinedSince: "2026-03-02T09:01:00Z", friendlyName: "front-desk" });
    expect(nameOf(n.number)).toBe(`front-desk q30-202603020901 ${tokenOf(n.urn)}`);
    expect(await asAcme.read(q.urn, q.id, q.inputs, q.state)).toMatchObject({ inputs: q.inputs, state: q.state });
    later(5 * DAY_MS);
    const longer = await update(asAcme, q, { quarantine: { days: 60, active: true }, friendlyName: "desk" });
    expect(longer.state.quarantinedSince).toBe("2026-03-02T09:01:00Z");
    expect(nameOf(n.number)).toBe(`desk q60-202603020901 ${tokenOf(n.urn)}`);

    const back = await update(asAcme, longer, { quarantine: ready });
    expect(back.state).not.toHaveProperty("quarantinedSince");
    expect(nameOf(n.number)).toBe(`desk ${tokenOf(n.urn)}`);
    offsetMs = 0;
  });

  test("a preview shows when it begins as not known yet, and changes nothing", async () => {
    const n = await bought({ quarantine: ready });
    const news = { ...n.inputs, quarantine: resting };
    const q = { id: n.id, oldInputs: n.inputs, oldState: n.state, news };
    expect((await asAcme.diff(n.urn, q)).changes).toEqual({ "quarantine.active": "update" });
    const planned = await asAcme.update(n.urn, { ...q, preview: true });
    expect(planned.state.quarantinedSince).toBe("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
    expect(world.changes()).toEqual([]);
  });

  test("a number is released when it is over, and not a second before", async () => {
    const n = await bought({ quarantine: ready, release: true });
    await expect(remove(acme, n)).rejects.toThrow(
      `${n.number} isn't in quarantine, and must be for 30 days before a release`,
    );
    const q = await update(asAcme, n, { quarantine: resting });
    world.changes();
    later(30 * DAY_MS + 29_000);
    await expect(remove(acme, q)).rejects.toThrow(
      "it can't be released before 2026-04-01T09:01Z. Run the command again after that",
    );
    expect(world.changes()).toEqual([]);
    later(1_000);
    await remove(acme, q);
    expect(world.changes()).toEqual([`DELETE IncomingPhoneNumbers/${n.id}.json`]);
    expect(world.held(n.number)).toBeUndefined();
    offsetMs = 0;
  });

  test("neither an edited state nor other inputs make it shorter", async () => {
    const n = await bought({ quarantine: ready, release: true });
    const q = await update(asAcme, n, { quarantine: resting });
    const since = { quarantinedSince: "2020-01-01T00:00:00Z" };
    const { quarantine: _, ...without } = q.inputs;
    const short = { days: 1, active: true };
    later(2 * DAY_MS);
    for (const inputs of [without, { ...without, quarantine: short }]) {
      const edited = { ...q, inputs, state: { ...q.state, ...inputs, ...since } };
      await expect(remove(acme, edited)).rejects.toThrow(
        "it can't be released before 2026-04-01T09:01Z. Run the command again after that",
      );
    }
    // Only the edited state says that the number is in quarantine; its name at Twilio doesn't.
    const never = { ...n, inputs: { ...n.inputs, quarantine: resting }, state: { ...n.state, ...since } };
    const other = await bought({ quarantine: ready, release: true });
    await expect(remove(acme, { ...other, inputs: never.inputs, state: { ...other.state, ...since } })).rejects.toThrow(
      "isn't in quarantine",
    );
    expect(world.held(n.number)).toBeDefined();
    offsetMs = 0;
  });

  test("the number in service enforces it too, before anything beneath it goes", async () => {
    const n = await bought({ quarantine: ready });
    const urn = numberUrn("served");
    const inputs = {
      ...{ acquire: "adopt", phoneNumber: n.number, voiceApplicationSid: acme.applications![0]!.sid },
      ...{ handBack: { voiceApplicationSid: "" }, release: true, quarantine: ready },
    };
    const created = await asAcme.create(urn, inputs);
    let served: Kept = { urn, inputs, ...created };
    await expect(remove(acme, served)).rejects.toThrow("isn't in quarantine");
    await update(asAcme, n, { quarantine: resting });
    served = await update(asAcme, served, { quarantine: resting });
    expect(served.state.quarantinedSince).toBe("2026-03-02T09:01:00Z");
    await expect(remove(acme, served)).rejects.toThrow(
      "it can't be released before 2026-04-01T09:01Z. Run the command again after that",
    );
    expect(world.held(n.number)).toMatchObject({ voice_application_sid: inputs.voiceApplicationSid });
    later(31 * DAY_MS);
    await remove(acme, served);
    expect(world.held(n.number)?.voice_application_sid ?? "").toBe("");
    offsetMs = 0;
  });

  test("begins anew where its mark was taken out at Twilio, and a refresh shows it", async () => {
    const n = await update(asAcme, await bought({ quarantine: ready }), { quarantine: resting });
    const held = world.held((n as Kept & { number: string }).number)!;
    held.friendly_name = `front-desk ${tokenOf(n.urn)}`;
    const seen = await asAcme.read(n.urn, n.id, n.inputs, n.state);
    expect(seen.inputs).toMatchObject({ quarantine: { days: 30, active: false } });
    expect(seen.state).not.toHaveProperty("quarantinedSince");
    later(DAY_MS);
    const again = await update(asAcme, { ...n, inputs: seen.inputs, state: seen.state }, { quarantine: resting });
    expect(again.state.quarantinedSince).toBe("2026-03-03T09:01:00Z");
    offsetMs = 0;
  });
});

describe("a transfer", () => {
  const voiceUrl = "https://voice.us.aybiza.example/twilio/voice";
  const here = (number: string, more: Raw = {}): Raw => ({
    ...{ acquire: "transfer", phoneNumber: number, transferFrom: acme.sid, friendlyName: "desk", voiceUrl },
    ...{ release: false, ...more },
  });
  let received = 0;
  const take = async (inputs: Raw, engine = asBirch): Promise<Kept> => {
    const urn = numberUrn(`received-${received++}-purchase`);
    return { urn, inputs, ...(await engine.create(urn, inputs)) };
  };

  test("moves a number in one request, never without an answer, and is ours from then on", async () => {
    const n = await bought();
    const held = world.held(n.number)!;
    held.voice_application_sid = acme.applications![0]!.sid;
    const urn = numberUrn("moved-purchase");
    const preview = await asBirch.create(urn, here(n.number), { preview: true });
    expect(preview).toMatchObject({ id: n.id, state: { accountSid: birch.sid, bought: true, phoneNumber: n.number } });
    expect(world.changes()).toEqual([]);

    const { id, state } = await asBirch.create(urn, here(n.number));
    expect(world.changes()).toEqual([
      `POST IncomingPhoneNumbers/${n.id}.json`,
      `POST IncomingPhoneNumbers/${n.id}.json`,
    ]);
    expect({ id, ...state }).toMatchObject({ id: n.id, accountSid: birch.sid, bought: true, friendlyName: "desk" });
    expect(world.held(n.number)).toMatchObject({
      ...{ account_sid: birch.sid, voice_url: voiceUrl, friendly_name: `desk ${tokenOf(urn)}` },
    });
    expect(world.held(n.number)?.voice_application_sid ?? "").toBe("");

    // Repeat the call, as after a crash before the engine saved its result.
    const again = { ...state, incarnation: expect.any(String) };
    expect((await asBirch.create(urn, here(n.number))).state).toEqual(again);
    expect(world.changes()).toEqual([]);
  });

  test("what it is answered by on the way isn't compared afterwards; what doesn't come along is said", async () => {
    const n = await bought();
    const voiceApplicationSid = birch.applications![0]!.sid;
    const { voiceUrl: _, ...inputs } = here(n.number, { initial: { voiceUrl, voiceApplicationSid } });
    const said = () =>
      world.log.messages.map(({ text }) => text).filter((text) => text.startsWith(`${n.number} moves`));
    await asBirch.create(numberUrn("on-the-way-purchase"), inputs, { preview: true });
    expect(said()).toEqual([
      `${n.number} moves from account ${acme.sid} to account ${birch.sid}. The provider restores call and message settings that Twilio drops. A toll-free verification, an A2P registration and a Trust Hub enrolment don't move with the number (https://www.twilio.com/docs/iam/api/subaccounts#exchanging-numbers). If it has one, submit it again in account ${birch.sid} afterwards`,
    ]);
    const { state } = await asBirch.create(numberUrn("on-the-way-purchase"), inputs);
    expect(state.managed).toEqual(["friendlyName"]);
    expect(world.held(n.number)).toMatchObject({ account_sid: birch.sid, voice_url: voiceUrl });
    // After the number's arrival, an update moves nothing.
    await asBirch.create(numberUrn("on-the-way-purchase"), inputs);
    expect(said()).toHaveLength(2);
  });

  test("a number that loses its settings on the way gets them again, for calls and for messages", async () => {
    world.store.unsettled.settingsOfMoved = "lost";
    try {
      const n = await bought();
      const smsUrl = "https://voice.us.aybiza.example/sms";
      Object.assign(world.held(n.number)!, { sms_url: smsUrl, voice_caller_id_lookup: true });
      const voiceApplicationSid = birch.applications![0]!.sid;
      const { voiceUrl: _, ...inputs } = here(n.number, { initial: { voiceUrl, voiceApplicationSid } });
      await asBirch.create(numberUrn("lost-purchase"), inputs);
      expect(world.changes()).toHaveLength(3);
      expect(world.held(n.number)).toMatchObject({
        ...{ account_sid: birch.sid, voice_url: voiceUrl, sms_url: smsUrl, voice_caller_id_lookup: true },
      });
    } finally {
      Object.assign(world.store.unsettled, asDecided());
    }
  });

  test("and one that was killed right after the move is answered by the next run, by the application that is here", async () => {
    const n = await bought();
    // The number is moved and named but has no settings, and no state contains it.
    const urn = numberUrn("killed-purchase");
    world.store.moveNumber(world.held(n.number)!, birch.sid);
    world.held(n.number)!.friendly_name = `desk ${tokenOf(urn)}`;
    const voiceApplicationSid = birch.applications![0]!.sid;
    const { voiceUrl: _, ...inputs } = here(n.number, { initial: { voiceUrl, voiceApplicationSid } });
    await asBirch.create(urn, inputs);
    expect(world.held(n.number)).toMatchObject({ voice_application_sid: voiceApplicationSid });
    expect(world.held(n.number)?.voice_url ?? "").toBe("");
    world.changes();
  });

  test("the new account's application for messages is named where the number is by then", async () => {
    const n = await bought();
    const smsApplicationSid = birch.applications![0]!.sid;
    await asBirch.create(numberUrn("named-purchase"), here(n.number, { smsApplicationSid }));
    expect(world.held(n.number)).toMatchObject({ account_sid: birch.sid, sms_application_sid: smsApplicationSid });
  });

  test("an application that answers its messages stays behind too, where the program says what answers them then", async () => {
    const n = await bought();
    const smsApplication = acme.applications![0]!.sid;
    world.held(n.number)!.sms_application_sid = smsApplication;
    const smsUrl = "https://voice.us.aybiza.example/sms";
    const { id, state } = await asBirch.create(numberUrn("messages-purchase"), here(n.number, { smsUrl }));
    expect(world.held(n.number)).toMatchObject({ account_sid: birch.sid, sms_url: smsUrl });
    expect(world.held(n.number)?.sms_application_sid ?? "").toBe("");

    world.held(n.number)!.sms_application_sid = birch.applications![0]!.sid;
    const inputs = here(n.number, { smsUrl, transfer: "parent" });
    await remove(birch, { urn: numberUrn("messages-purchase"), id, inputs, state });
    expect(world.held(n.number)?.account_sid).toBe(reseller.sid);
    expect(world.held(n.number)?.sms_application_sid ?? "").toBe("");
  });

  test("whoever gives it never releases it: not before, not after, not by accident", async () => {
    const n = await bought();
    const gives = await update(asAcme, n, { transfer: "taken" });
    await expect(remove(acme, gives)).rejects.toThrow(`still in account ${acme.sid}`);
    // A `release: true` that was added to the state by hand doesn't allow the delete.
    const edited = { ...gives, inputs: { ...gives.inputs, release: true }, state: { ...gives.state, release: true } };
    await expect(remove(acme, edited)).rejects.toThrow('`transfer: "taken"` releases nothing');
    await take(here(n.number));
    world.changes();
    await remove(acme, gives);
    await remove(acme, edited);
    await remove(acme, { ...n, inputs: { ...n.inputs, release: true } });
    expect(world.changes()).toEqual([]);
    expect(world.held(n.number)?.account_sid).toBe(birch.sid);
  });

  test("a number that its account keeps is only let go of: nothing is released, and its name is its owner's", async () => {
    const n = await bought();
    const kept = await update(asAcme, n, { transfer: "kept" });
    world.changes();
    await remove(acme, kept);
    expect(world.changes()).toEqual([`POST IncomingPhoneNumbers/${n.id}.json`]);
    expect(world.held(n.number)).toMatchObject({ sid: n.id, account_sid: acme.sid, friendly_name: "front-desk" });
    // Repeat the call, as after a crash before the engine saved its result.
    await remove(acme, kept);
    expect(world.changes()).toEqual([]);
    // A second resource adopted the same number, which had no earlier settings.
    await remove(acme, {
      ...kept,
      urn: numberUrn("kept"),
      inputs: { acquire: "adopt", transfer: "kept", handBack: {} },
    });
    expect(world.held(n.number)?.sid).toBe(n.id);
  });

  test("the program that gave it buys nothing in its place, whatever it is told", async () => {
    const n = await bought();
    const gives = await update(asAcme, n, { transfer: "taken" });
    await take(here(n.number));
    world.changes();
    // A refresh keeps the resource in the state; an update changes nothing.
    const seen = await asAcme.read(gives.urn, gives.id, gives.inputs, gives.state);
    expect(seen).toEqual({ id: gives.id, inputs: gives.inputs, state: gives.state });
    await update(asAcme, gives, { friendlyName: "other" });
    // The resource was removed from the state, and the program still declares it.
    await expect(asAcme.create(gives.urn, gives.inputs)).rejects.toThrow("nothing is bought");
    await expect(asAcme.create(gives.urn, gives.inputs, { preview: true })).rejects.toThrow("nothing is bought");
    // The program removes `transfer` too late: the provider tries to buy the same number, which isn't for sale.
    await expect(update(asAcme, gives, { transfer: undefined })).rejects.toThrow("is no longer in account");
    expect(world.held(n.number)?.account_sid).toBe(birch.sid);
    expect(world.store.released).toBe(1);
  });

  test("release and transfer exclude each other, and a transfer names its number", async () => {
    const check = async (inputs: Raw) => (await asAcme.check(numberUrn("x"), inputs)).failures.map((f) => f.property);
    expect(await check({ acquire: "buy", phoneNumber: "+14155550150", release: true, transfer: "taken" })).toEqual([
      "transfer",
    ]);
    expect(await check({ acquire: "transfer" })).toEqual(["phoneNumber"]);
    const search = { country: "US", type: "local" };
    expect(await check({ acquire: "transfer", phoneNumber: "+14155550150", search })).toEqual(["search", "search"]);
    const friendlyName = "x".repeat(40);
    expect(await check({ acquire: "buy", phoneNumber: "+14155550150", friendlyName })).toEqual([]);
    expect(await check({ acquire: "buy", phoneNumber: "+14155550150", friendlyName, quarantine: ready })).toEqual([
      "friendlyName",
    ]);
  });

  test.each([
    ["before", 1],
    ["after", 1],
    ["before", 2],
    ["after", 2],
  ] as const)("converges when it is killed %s request %i takes effect", async (when, nth) => {
    const n = await bought();
    world.held(n.number)!.voice_application_sid = acme.applications![0]!.sid;
    const urn = numberUrn(`cut-${when}-${nth}-purchase`);
    const cut = { operationId: "UpdateIncomingPhoneNumber", nth, when, status: 400, times: 1 } as const;
    world.faults.push(cut);
    const first = await asBirch.create(urn, here(n.number)).catch((error: unknown) => error);
    // If the killed request moved the number, the next run finds it in the target account.
    if (when === "before" || nth === 1) expect(first).toBeInstanceOf(RpcError);
    const { state } = await asBirch.create(urn, here(n.number));
    expect(state).toMatchObject({ phoneNumber: n.number, accountSid: birch.sid, bought: true });
    expect(world.held(n.number)).toMatchObject({ account_sid: birch.sid, friendly_name: `desk ${tokenOf(urn)}` });
    world.changes();
  });

  test("from the account above, and to it", async () => {
    const spare = await take(here("+14155550188", { transferFrom: reseller.sid, transfer: "parent" }));
    expect(world.held("+14155550188")?.account_sid).toBe(birch.sid);
    await remove(birch, spare);
    expect(world.held("+14155550188")).toMatchObject({ account_sid: reseller.sid, friendly_name: "desk" });
    await remove(birch, spare);
    expect(world.held("+14155550188")?.account_sid).toBe(reseller.sid);
  });

  test("is refused, with nothing changed, where nobody gives the number, or not to us", async () => {
    const n = await bought();
    const { transferFrom: _, ...nobody } = here(n.number);
    await expect(take(nobody)).rejects.toThrow("and `transferFrom` is missing. Set `transferFrom`");
    const elsewhere = here(n.number, { transferFrom: birch.sid });
    await expect(take(elsewhere)).rejects.toThrow(
      `neither in account ${birch.sid} nor in the source account ${birch.sid}`,
    );
    const other = await world.connect(stranger, {});
    await expect(take(here(n.number), other)).rejects.toThrow(RpcError);
    expect(world.changes()).toEqual([]);
    expect(world.held(n.number)?.account_sid).toBe(acme.sid);
  });
});
