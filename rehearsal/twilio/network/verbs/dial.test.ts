import { afterEach, expect, test } from "vitest";
import type { Invite, SimulatedPhone } from "../index.ts";
import { CALLER, closeWorlds, codes, HOST, heard, NUMBER, startPhones, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

const ONE = "+14155550181";
const TWO = "+14155550182";

async function dial(
  attributes: string,
  nouns: string,
  {
    phones = {},
    says = [] as string[],
    extra = {},
  }: { phones?: Record<string, SimulatedPhone>; says?: string[]; extra?: Record<string, string> } = {},
) {
  const world = await startPhones(
    {
      "/voice": twiml(`<Dial action="/after" ${attributes}>${nouns}</Dial>`),
      "/after": twiml(""),
      "/leg": twiml(""),
      ...extra,
    },
    { phones },
  );
  const result = await world.clock.runUntil(world.place({ says }));
  const legs = result.legs.filter((leg) => leg.kind === "phone").map(({ to, status }) => [to, status]);
  return { ...world, result, legs, after: world.application.at("/after")[0] };
}

const phone = (name: string, rest: Partial<SimulatedPhone> = {}): SimulatedPhone => ({
  ...{ name, answers: true, says: [`${name} here.`] },
  ...rest,
});
const numbers = `<Number>${ONE}</Number><Number>${TWO}</Number>`;

test("several ring at once; the first to pick up is joined, the others stop ringing", async () => {
  const phones = { [ONE]: phone("Ann", { ringsMs: 8_000 }), [TWO]: phone("Bob", { ringsMs: 4_000 }) };
  const { result, legs, after, calls } = await dial("", numbers, { phones });
  expect(heard(result)).toEqual(["phone: Bob here."]);
  expect(legs).toEqual([
    [ONE, "canceled"],
    [TWO, "completed"],
  ]);
  expect(after).toMatchObject({ DialCallStatus: "completed", DialBridged: "true" });
  const [, ann, bob] = [...calls.values()];
  expect(ann).toMatchObject({ history: ["queued", "ringing", "canceled"], at: [0, 0, 4_000] });
  expect(bob).toMatchObject({ history: ["queued", "ringing", "in-progress", "completed"], at: [0, 0, 4_000, 4_700] });
});

test("sequential: one after the other, until one picks up", async () => {
  const phones = { [ONE]: phone("Ann", { answers: false }), [TWO]: phone("Bob") };
  const { legs, calls } = await dial('sequential="true" timeout="10"', numbers, { phones });
  expect(legs).toEqual([
    [ONE, "no-answer"],
    [TWO, "completed"],
  ]);
  expect([...calls.values()][2]?.at[0]).toBe(10_000);
});

test.each<[string, Partial<SimulatedPhone>, string, number]>([
  ["nobody answers", { answers: false }, "no-answer", 20_000],
  ["it rings longer than the timeout", { ringsMs: 25_000 }, "no-answer", 20_000],
  ["it is busy", { answers: "busy" }, "busy", 1_000],
  ["it is declined", { answers: "rejects" }, "busy", 1_000],
  ["it can't be reached", { answers: "failed" }, "failed", 0],
])("%s", async (_what, rest, status, ms) => {
  const { legs, after, calls, result } = await dial('timeout="20"', `<Number>${ONE}</Number>`, {
    phones: { [ONE]: phone("Ann", rest) },
  });
  expect(legs).toEqual([[ONE, status]]);
  expect(after).toMatchObject({ DialCallStatus: status, DialBridged: "false" });
  const leg = calls.get(result.legs[0]?.sid ?? "");
  expect(leg?.at.at(-1)).toBe(ms);
});

test("a whisper is heard by the called party alone, before they are joined", async () => {
  const nouns = `<Number url="/whisper">${ONE}</Number>`;
  const joined = await dial("", nouns, {
    phones: { [ONE]: phone("Ann") },
    extra: { "/whisper": twiml("<Say>A patient.</Say>") },
  });
  expect(heard(joined.result)).toEqual(["phone: Ann here."]);
  expect(joined.application.at("/whisper")[0]).toMatchObject({
    ...{ ParentCallSid: joined.result.sid, Direction: "outbound-dial", CallStatus: "in-progress", To: ONE },
  });
  const refused = await dial("", nouns, {
    phones: { [ONE]: phone("Ann", { says: [{ digits: "2" }] }) },
    extra: {
      "/whisper": twiml('<Gather numDigits="1" action="/choice"/>'),
      "/choice": twiml("<Hangup/>"),
    },
  });
  expect(refused.application.at("/choice")[0]?.Digits).toBe("2");
  expect(refused.after).toMatchObject({ DialBridged: "false" });
});

test("SIP: the invitation, headers, encryption and credentials", async () => {
  const invites: Invite[] = [];
  const desk = phone("Desk", {
    credentials: { username: "acme", password: "s3cret" },
    invited: (one) => void invites.push(one),
  });
  const uri = "sip:desk@pbx.example;secure=true?X-Tenant=acme&amp;X-Note=a%20b";
  const phones = { "sip:desk@pbx.example": desk };
  const right = await dial("", `<Sip username="acme" password="s3cret">${uri}</Sip>`, { phones });
  expect(right.legs).toEqual([["sip:desk@pbx.example", "completed"]]);
  expect(invites[0]).toMatchObject({ secure: true, from: CALLER, headers: { "X-Tenant": "acme", "X-Note": "a b" } });
  const wrong = await dial("", `<Sip username="acme" password="guess">${uri}</Sip>`, { phones });
  expect(wrong.legs).toEqual([["sip:desk@pbx.example", "failed"]]);
  expect(codes(wrong.result)).toEqual(["error 32202"]);
  expect((await dial("", "<Sip>sip:nobody@pbx.example</Sip>")).after?.DialCallStatus).toBe("failed");
});

test("a SIP device is transferred where the document allows it", async () => {
  const phones = { "sip:desk@pbx.example": phone("Desk", { says: ["One moment.", { refer: "sip:lab@pbx.example" }] }) };
  const sip = "<Sip>sip:desk@pbx.example</Sip>";
  const { application, result } = await dial('referUrl="/refer"', sip, {
    phones,
    extra: { "/refer": twiml("<Say>To the lab.</Say>") },
  });
  expect(application.at("/refer")[0]?.ReferTransferTarget).toBe("sip:lab@pbx.example");
  expect(heard(result)).toEqual(["phone: One moment.", "network: To the lab."]);
  expect(codes((await dial("", sip, { phones })).result)).toEqual(["warning 13222"]);
});

test("a client has its parameters", async () => {
  const invites: Invite[] = [];
  const phones = { "client:ann": phone("Ann", { invited: (one) => void invites.push(one) }) };
  const nouns = '<Client><Identity>ann</Identity><Parameter name="room" value="4"/></Client>';
  expect((await dial("", nouns, { phones })).legs).toEqual([["client:ann", "completed"]]);
  expect(invites[0]?.headers).toEqual({ room: "4" });
});

test("the caller leaves by the star key, and the document goes on", async () => {
  const world = await startPhones(
    {
      "/voice": twiml(`<Dial hangupOnStar="true">${ONE}</Dial><Say>Welcome back.</Say>`),
    },
    { phones: { [ONE]: phone("Ann", { says: ["Hello.", "Are you there?", "Hello?"] }) } },
  );
  const result = await world.clock.runUntil(world.place({ says: ["Hm.", { digits: "*" }] }));
  expect(heard(result)).toEqual([
    "phone: Hello.",
    "caller: Hm.",
    "phone: Are you there?",
    "caller: (presses *)",
    "network: Welcome back.",
  ]);
});

test("a time limit ends the conversation", async () => {
  const says = Array.from({ length: 20 }, () => "one two three four five six seven eight nine ten");
  const { after } = await dial('timeLimit="30"', `<Number>${ONE}</Number>`, {
    phones: { [ONE]: phone("Ann", { says }) },
    says,
  });
  expect(after).toMatchObject({ DialCallStatus: "completed", DialCallDuration: "32" });
});

test("a called party who hangs up by himself", async () => {
  const says = ["one two three four five six", "seven eight nine ten", "eleven"];
  const { legs, result } = await dial("", `<Number>${ONE}</Number>`, {
    phones: { [ONE]: phone("Ann", { says, hangsUpAfterMs: 2_500 }) },
  });
  expect(heard(result)).toEqual(["phone: one two three four five six", "phone: seven eight nine ten"]);
  expect([legs[0], result.status]).toEqual([[ONE, "completed"], "completed"]);
});

test("a caller who hangs up while it rings: the leg is canceled and the action is told", async () => {
  const world = await startPhones({
    "/voice": twiml(`<Dial action="/after">${ONE}</Dial>`),
    "/after": twiml("<Say>Never.</Say>"),
  });
  let hangUp = (): void => {};
  const caller = {
    connected: (handset: { hangUp(): void }) => {
      hangUp = () => handset.hangUp();
    },
    turn: () => new Promise<undefined>(() => {}),
  };
  const placed = world.place({ caller });
  await world.clock.advance(5_000);
  hangUp();
  const result = await world.clock.runUntil(placed);
  expect(world.application.at("/after")[0]).toMatchObject({ DialCallStatus: "canceled", CallStatus: "completed" });
  expect([result.status, heard(result)]).toEqual(["completed", []]);
  expect(world.network.liveCalls.size).toBe(0);
});

test("another number of the exchange is a second call: its own webhooks answer, both hear each other", async () => {
  const world = await startPhones(
    {
      "/voice": (seen, response) => {
        const second = seen.params.From === NUMBER;
        const verbs = second
          ? '<Say>Second line.</Say><Gather input="speech" action="/heard"/>'
          : `<Dial callerId="${NUMBER}" action="/after">${NUMBER}</Dial>`;
        response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml(verbs));
      },
      "/heard": twiml("<Say>Thank you.</Say><Hangup/>"),
      "/after": twiml(""),
      "/status": twiml(""),
    },
    { voice: { statusCallback: `https://${HOST}/status` } },
  );
  const result = await world.clock.runUntil(world.place({ says: ["It's me."] }));
  expect(heard(result)).toEqual(["phone: Second line.", "caller: It's me.", "phone: Thank you."]);
  expect(world.application.at("/heard")[0]).toMatchObject({
    SpeechResult: "It's me.",
    Direction: "inbound",
    From: NUMBER,
  });
  expect([...world.calls.values()].map((one) => [one.direction, one.history.at(-1)])).toEqual([
    ["inbound", "completed"],
    ["outbound-dial", "completed"],
    ["inbound", "completed"],
  ]);
  expect(world.application.at("/status").length).toBe(2);
  expect(world.application.at("/after")[0]).toMatchObject({ DialCallStatus: "completed", DialBridged: "true" });
  expect(world.network.liveCalls.size).toBe(0);
});

test("another number of the exchange that is busy", async () => {
  const world = await startPhones({
    "/voice": (seen, response) => {
      const verbs =
        seen.params.From === NUMBER
          ? '<Reject reason="busy"/>'
          : `<Dial callerId="${NUMBER}" action="/after">${NUMBER}</Dial>`;
      response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml(verbs));
    },
    "/after": twiml(""),
  });
  await world.clock.runUntil(world.place());
  expect(world.application.at("/after")[0]).toMatchObject({ DialCallStatus: "busy", DialBridged: "false" });
});
