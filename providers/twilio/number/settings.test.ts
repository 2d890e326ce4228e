import { afterAll, beforeAll, expect, test } from "vitest";
import type { Engine, Raw } from "../../kit/testing/engine.ts";
import { keyOf } from "../settings.ts";
import { acme, numberUrn, startWorld, type World } from "../testing/world.ts";
import { settingNames } from "./definition.ts";

const application = (digits: string) => `AP${digits.repeat(16)}`;
const trunk = (digits: string) => `TK${digits.repeat(16)}`;
const ways = ["01", "02", "03"];
let world: World;
let engine: Engine;
beforeAll(async () => {
  const applications = ways.map((one) => ({ sid: application(one), friendlyName: `calls ${one}` }));
  world = await startWorld([{ ...acme, numbers: [], applications, trunks: ways.map(trunk) }]);
  engine = await world.connect();
});
afterAll(() => world.stop());

const address = (name: string) => `https://${name}.acme.example/`;
/**
 * Test values of each setting: at the create, after an update, set by hand at Twilio, and after the program omits it (for a name: the resource's
 * own).
 */
const SETTINGS: Readonly<Record<string, readonly unknown[]>> = {
  friendlyName: ["First", "Second", "By hand", undefined],
  voiceApplicationSid: [...ways.map(application), ""],
  trunkSid: [...ways.map(trunk), ""],
  voiceUrl: [address("one"), address("two"), address("hand"), ""],
  voiceMethod: ["GET", "POST", "GET", "POST"],
  voiceFallbackUrl: [address("one"), address("two"), address("hand"), ""],
  voiceFallbackMethod: ["GET", "POST", "GET", "POST"],
  statusCallback: [address("one"), address("two"), address("hand"), ""],
  statusCallbackMethod: ["GET", "POST", "GET", "POST"],
  voiceCallerIdLookup: [true, false, true, false],
  voiceReceiveMode: ["fax", "voice", "fax", "voice"],
  smsUrl: [address("one"), address("two"), address("hand"), ""],
  smsMethod: ["GET", "POST", "GET", "POST"],
  smsFallbackUrl: [address("one"), address("two"), address("hand"), ""],
  smsFallbackMethod: ["GET", "POST", "GET", "POST"],
  smsApplicationSid: [...ways.map(application), ""],
};
/** Settings with regulatory requirements, tested in `requirements.test.ts`. */
const ELSEWHERE = ["addressSid", "bundleSid", "identitySid", "emergencyAddressSid"];

test("each setting has a row", () => {
  expect([...Object.keys(SETTINGS), ...ELSEWHERE].sort()).toEqual([...settingNames].sort());
});

test.each(Object.entries(SETTINGS))(
  "%s: given at the purchase, changed, drift found and mended, imported, and cleared at Twilio when the program drops it",
  async (name, [first, second, byHand, empty]) => {
    const at = Object.keys(SETTINGS).indexOf(name);
    const [urn, phoneNumber] = [numberUrn(`line-${name}`), `+141555501${50 + at}`];
    const held = () => world.held(phoneNumber) as unknown as Raw;
    const live = () => held()[keyOf(name)] ?? "";
    const shown = (value: unknown) =>
      name === "friendlyName" ? expect.stringMatching(`^${value} [0-9a-f]{12}$`) : value;
    // Twilio accepts a fallback URL only together with the main URL (error 21405).
    const fallback = /^(voice|sms)FallbackUrl$/.exec(name)?.[1];
    const always = { acquire: "buy", phoneNumber, ...(fallback && { [`${fallback}Url`]: address("main") }) };
    const inputs = (value: unknown) => ({ ...always, [name]: value });

    const { id, state } = await engine.create(urn, inputs(first));
    expect(live()).toEqual(shown(first));
    expect(await engine.read(urn, id, inputs(first), state)).toEqual({ id, inputs: inputs(first), state });

    const q = { id, oldInputs: inputs(first), oldState: state, news: inputs(second) };
    expect((await engine.diff(urn, q)).changes).toEqual({ [name]: "update" });
    const changed = await engine.update(urn, q);
    expect([live(), changed.state[name]]).toEqual([shown(second), second]);

    held()[keyOf(name)] = byHand;
    const drifted = await engine.read(urn, id, inputs(second), changed.state);
    expect(drifted.inputs).toEqual(inputs(byHand));
    const imported = await engine.read(urn, id);
    expect(imported.inputs).toMatchObject({ acquire: "adopt", phoneNumber, [name]: byHand });
    const mend = { id, oldInputs: drifted.inputs, oldState: drifted.state, news: inputs(second) };
    expect((await engine.diff(urn, mend)).changes).toEqual({ [name]: "update" });
    await engine.update(urn, mend);
    expect(live()).toEqual(shown(second));

    held()[keyOf(name)] = byHand;
    const drop = { id, oldInputs: inputs(byHand), oldState: changed.state, news: always };
    expect((await engine.diff(urn, drop)).changes).toEqual({ [name]: "delete" });
    await engine.update(urn, drop);
    expect(live()).toEqual(empty === undefined ? shown(`line-${name}`) : empty);
  },
);
