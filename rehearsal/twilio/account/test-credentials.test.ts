import { afterAll, beforeAll, expect, it } from "vitest";
import { HANDLERS } from "../operations/index.ts";
import { requestOf, type SeededSids, startSeeded } from "../testing/seeded.ts";
import { ACME, type World } from "../testing/world.ts";

const TEST = { sid: `AC${"7e".repeat(16)}`, authToken: "test-token", friendlyName: "Test", test: true };

let world: World;
let sids: SeededSids;
let requested: unknown[];
beforeAll(async () => {
  ({ world, sids, requested } = await startSeeded([TEST]));
});
afterAll(() => world.close());

/** Serializes the numbers, the calls and the requests to the phone network. */
const held = () => JSON.stringify([...world.store.numbers, ...world.store.calls, world.store.bought, requested]);

/** Sends a request with test credentials, and expects that it changes nothing. Returns the refusal's code, or the answer's status. */
async function ask(path: string, form: Record<string, string>): Promise<unknown> {
  const before = held();
  const body = String(new URLSearchParams(form));
  const answer = await world.raw("POST", `/Accounts/${TEST.sid}/${path}.json`, { account: TEST, body });
  expect(held()).toBe(before);
  return (answer.body as { code?: number }).code ?? answer.statusCode;
}

it("refuses every operation but placing a call and buying a number, whatever it is about", async () => {
  const answers = new Map<string, unknown[]>();
  for (const operation of Object.keys(HANDLERS)) {
    const { method, host, path, body, contentType } = requestOf(operation, sids);
    const headers = { Host: host, ...(contentType && { "Content-Type": contentType }) };
    const own = path.replace(ACME.sid, TEST.sid).replace(/(?<=[/]Accounts[/])AC\w+(?=[.]json)/, TEST.sid);
    const answer = await world.raw(method, own, { account: TEST, headers, ...(method === "POST" && { body }) });
    const code = (answer.body as { code?: number }).code;
    const said = JSON.stringify([answer.statusCode, code]);
    answers.set(said, [...(answers.get(said) ?? []), operation]);
  }
  expect(answers.get("[403,20008]")).toHaveLength(Object.keys(HANDLERS).length - 2);
  answers.delete("[403,20008]");
  expect(Object.fromEntries(answers)).toEqual({
    // Neither the number nor the area code in the request is one of Twilio's magic values.
    "[400,21210]": ["CreateCall"],
    "[400,21452]": ["CreateIncomingPhoneNumber"],
  });
});

it("says which of what isn't modelled they might have asked for, and refuses the rest", async () => {
  expect(await ask("Messages", { To: "+15005550006", From: "+15005550006", Body: "x" })).toBe(20501);
  expect(await ask("Tokens", {})).toBe(20008);
});

it.each([
  [{ PhoneNumber: "+15005550006" }, 201],
  [{ PhoneNumber: "+15005550000" }, 21422],
  [{ PhoneNumber: "+15005550001" }, 21421],
  [{ PhoneNumber: "+14155550101" }, 21422],
  [{ AreaCode: "500" }, 201],
  [{ AreaCode: "533" }, 21452],
  [{ AreaCode: "415" }, 21452],
])("buying %j answers %i", async (form, expected) => {
  expect(await ask("IncomingPhoneNumbers", form as Record<string, string>)).toBe(expected);
});

it.each([
  ["+15005550006", "+14155550143", 201],
  ["+15005550001", "+14155550143", 21212],
  ["+15005550000", "+14155550143", 21210],
  ["+14155550101", "+14155550143", 21210],
  ["+15005550006", "+15005550006", 201],
  ["+15005550006", "+15005550001", 21217],
  ["+15005550006", "+15005550002", 21214],
  ["+15005550006", "+15005550003", 21215],
  ["+15005550006", "+15005550004", 21216],
])("a call from %s to %s answers %i", async (From, To, expected) => {
  expect(await ask("Calls", { From, To, Url: "https://voice.us.aybiza.example/out" })).toBe(expected);
});

it("gives back what else was asked for, such as a webhook", async () => {
  const body = "PhoneNumber=%2B15005550006&VoiceUrl=https%3A%2F%2Fvoice.us.aybiza.example%2Fx&FriendlyName=front";
  const path = `/Accounts/${TEST.sid}/IncomingPhoneNumbers.json`;
  expect((await world.raw("POST", path, { account: TEST, body })).body).toMatchObject({
    account_sid: TEST.sid,
    phone_number: "+15005550006",
    friendly_name: "front",
    voice_url: "https://voice.us.aybiza.example/x",
  });
});
