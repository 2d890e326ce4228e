import { afterEach, expect, test } from "vitest";
import type { CallRequest } from "../index.ts";
import { closeWorlds, codes, HOST, heard, place, type Reply, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

const run = (verbs: string, extra: Record<string, Reply> = {}, request: Partial<CallRequest> = {}) =>
  place({ "/voice": twiml(verbs), ...extra }, {}, request);

test("Say, Pause, Hangup: what follows a Hangup isn't heard", async () => {
  const { result, calls } = await run('<Pause/><Say loop="2">One.</Say><Hangup/><Say>Two.</Say>');
  expect(heard(result)).toEqual(["network: One.", "network: One."]);
  expect(result).toMatchObject({ status: "completed", answeredBy: "twiml", errors: [] });
  expect(calls.get(result.sid)?.history).toEqual(["ringing", "in-progress", "completed"]);
});

test.each([
  ["", 4_096, "a"],
  ['voice="Polly.Joanna"', 3_000, "a"],
  ['voice="Google.en-US-Standard-A"', 4_500, "a"],
  ["", 500, "東"],
])(
  "Say %s speaks a text up to its limit; a longer one is skipped with 13521, and the document goes on",
  async (voice, most, letter) => {
    const text = letter.repeat(most);
    const { result } = await run(`<Say ${voice}>${text}</Say><Say ${voice}>${text}a</Say><Say>Bye.</Say>`);
    expect([heard(result), codes(result)]).toEqual([[`network: ${text}`, "network: Bye."], ["warning 13521"]]);
  },
);

test("a document over 64 KB is 11750, and the fallback URL answers", async () => {
  const whole = (bytes: number) =>
    twiml("<Say>Hi</Say>").replace("</Response>", `<!--${"x".repeat(bytes)}--></Response>`);
  const most = 65_536 - whole(0).length;
  const fallback = { fallbackUrl: `https://${HOST}/fallback` };
  const extra = { "/fallback": twiml("<Say>Sorry.</Say>") };
  const fits = await place({ "/voice": whole(most), ...extra }, fallback);
  expect([heard(fits.result), codes(fits.result)]).toEqual([["network: Hi"], []]);
  const over = await place({ "/voice": whole(most + 1), ...extra }, fallback);
  expect([heard(over.result), codes(over.result)]).toEqual([["network: Sorry."], ["error 11750"]]);
  expect(over.application.at("/fallback")[0]).toMatchObject({ ErrorCode: "11750", ErrorUrl: `https://${HOST}/voice` });
});

test("Pause waits without picking up when it is the first verb, and only then", async () => {
  const status = async (verbs: string) => {
    const { application } = await run(`${verbs}<Redirect>/next</Redirect>`, { "/next": twiml("") });
    return application.at("/next")[0]?.CallStatus;
  };
  expect(await status('<Pause length="2"/>')).toBe("ringing");
  expect(await status("<Pause/><Pause/>")).toBe("in-progress");
});

test("Reject leaves the call unanswered: busy, or no answer", async () => {
  const busy = await run('<Reject reason="busy"/><Say>No.</Say>');
  expect(busy.result).toMatchObject({ status: "busy", answered: false, seconds: 0 });
  expect(busy.calls.get(busy.result.sid)).toMatchObject({ history: ["ringing", "busy"], duration: 0, price: null });
  expect((await run("<Reject/>")).result).toMatchObject({ status: "no-answer", answered: false });
});

test("Redirect goes on with another document, relative to the first, while the call still rings", async () => {
  const { application, result } = await run("<Redirect>next?x=1&amp;y=2</Redirect><Say>Never.</Say>", {
    "/next": twiml("<Say>Here.</Say>"),
  });
  expect(application.seen[1]?.path).toBe("/next?x=1&y=2");
  expect(application.at("/next")[0]?.CallStatus).toBe("ringing");
  expect(heard(result)).toEqual(["network: Here."]);
  expect(result.twiml.length).toBe(2);
});

test("a loop of redirects is stopped", async () => {
  const { result } = await run("<Redirect>/voice</Redirect>");
  expect(result.status).toBe("failed");
  expect(result.errors.at(-1)?.message).toBe("The call was stopped after 50 documents: they redirect in a loop");
});

test("Dial: somebody answers, both speak, the action hears of it", async () => {
  const dial =
    '<Dial callerId="+14155550101" timeout="20" action="/after"><Number>+1 (415) 555-0188</Number></Dial><Say>Never.</Say>';
  const { result, application, calls } = await run(
    dial,
    { "/after": twiml("<Say>Rate us.</Say>") },
    { says: ["Hello."] },
  );
  expect(heard(result)).toEqual(["phone: Ames speaking.", "caller: Hello.", "phone: Bye.", "network: Rate us."]);
  const leg = result.legs[0];
  expect(leg).toMatchObject({ kind: "phone", to: "+14155550188", status: "completed" });
  expect(application.at("/after")[0]).toMatchObject({
    CallStatus: "in-progress",
    DialCallStatus: "completed",
    DialCallSid: leg?.sid,
    DialCallDuration: "1",
    DialBridged: "true",
  });
  expect(calls.get(leg?.sid ?? "")).toMatchObject({
    history: ["queued", "ringing", "in-progress", "completed"],
    parentCallSid: result.sid,
    direction: "outbound-dial",
    from: "+14155550101",
    to: "+14155550188",
    duration: 1,
  });
  expect(result).toMatchObject({ answered: true, answeredBy: "phone" });
});

test.each([
  ["+14155550177", "busy"],
  ["+14155550144", "no-answer"],
  ["not a number", "failed"],
])("Dial to %s is %s; without an action the document goes on", async (number, status) => {
  const { result } = await run(`<Dial>${number}</Dial><Say>Sorry.</Say>`);
  expect(result.legs[0]).toMatchObject({ kind: "phone", status, seconds: 0 });
  expect(heard(result)).toEqual(["network: Sorry."]);
  expect(result.answeredBy).toBe("twiml");
  expect(codes(result)).toEqual(status === "failed" ? ["error 13223"] : []);
});

test("Dial's action after no answer has no duration; a bad caller ID is refused", async () => {
  const { application } = await run('<Dial action="/after" method="GET">+14155550144</Dial>', {
    "/after": twiml(""),
  });
  expect(application.seen[1]?.method).toBe("GET");
  const params = application.at("/after")[0] ?? {};
  expect(params).toMatchObject({ DialCallStatus: "no-answer", DialBridged: "false" });
  expect("DialCallDuration" in params).toBe(false);
  expect(codes((await run('<Dial callerId="reception">+14155550188</Dial>')).result)).toEqual(["warning 13214"]);
});

test("answerOnBridge keeps the call ringing until somebody answers", async () => {
  const dial = '<Dial answerOnBridge="true" action="/after">';
  const no = await run(`${dial}+14155550177</Dial>`, { "/after": twiml("<Reject/>") });
  expect(no.application.at("/after")[0]?.CallStatus).toBe("ringing");
  expect(no.result).toMatchObject({ status: "no-answer", answered: false });
  expect((await run(`${dial}+14155550188</Dial>`, { "/after": twiml("") })).result.answered).toBe(true);
});

test("the events of a dialled number come in order, numbered, whatever one of them is answered", async () => {
  let first = true;
  let underWay = 0;
  let most = 0;
  const events = "initiated ringing answered completed";
  const { application, result } = await run(
    `<Dial><Number statusCallback="https://${HOST}/leg" statusCallbackEvent="${events}">+14155550188</Number></Dial>`,
    {
      "/leg": async (_seen, response) => {
        underWay += 1;
        most = Math.max(most, underWay);
        if (first) await new Promise((resolve) => setTimeout(resolve, 80));
        underWay -= 1;
        response.writeHead(first ? 500 : 204).end();
        first = false;
      },
    },
  );
  expect(application.at("/leg").map((one) => [one.SequenceNumber, one.CallStatus])).toEqual([
    ["0", "initiated"],
    ["1", "ringing"],
    ["2", "in-progress"],
    ["3", "completed"],
  ]);
  expect(most).toBe(1);
  expect(application.at("/leg")[3]).toMatchObject({
    ParentCallSid: result.sid,
    CallDuration: "1",
    Direction: "outbound-dial",
  });
  expect(codes(result)).toEqual(["warning 15003"]);
  expect(heard(result)).toEqual(["phone: Ames speaking.", "phone: Bye."]);
});

test("a verb that isn't modelled ends the call with an error that names it", async () => {
  for (const [verbs, name] of [
    ["<Say>Hi</Say><Pay/><Say>Never</Say>", "<Pay> in <Response>"],
    ["<Dial><Sim>DE1</Sim></Dial>", "<Sim> in <Dial>"],
    ["<Connect><Room>daily</Room></Connect>", "<Room> in <Connect>"],
    ["<Start><Siprec/></Start>", "<Siprec> in <Start>"],
    ['<Record transcribe="true"/>', 'transcribe="true" of <Record>'],
    ['<Enqueue workflowSid="WW1"/>', 'workflowSid="WW1" of <Enqueue>'],
    ['<Dial><Number machineDetection="Enable">+14155550188</Number></Dial>', 'machineDetection="Enable" of <Number>'],
    ["<Refer><Sip>sip:a@pbx.example</Sip></Refer>", "<Refer> of +14155550123, which isn't a SIP call"],
  ]) {
    const { result } = await run(verbs as string);
    expect(result.status).toBe("failed");
    expect(result.errors.at(-1)).toMatchObject({ code: 501, level: "error" });
    expect(result.errors.at(-1)?.message).toContain(name);
  }
});

test("what Twilio doesn't know is skipped with a warning", async () => {
  const { result } = await run(
    '<Shout>A</Shout><Say volume="11" loop="x">B</Say><Dial ringTone="us">+14155550177</Dial><Connect/>',
  );
  expect(heard(result)).toEqual(["network: B"]);
  expect(result.errors.map(({ code, message }) => [code, message])).toEqual([
    [12200, "Schema validation warning: <Shout> isn't allowed in <Response>; it is skipped"],
    [12200, "Schema validation warning: volume isn't an attribute of <Say>"],
    [12200, 'Schema validation warning: loop="x" of <Say> is an invalid value'],
    [501, 'ringTone="us" of <Dial> has no effect in the rehearsal'],
    [12200, "Schema validation warning: <Connect> has nothing to connect to; it is skipped"],
  ]);
  expect(result.errors.map((one) => one.level)).toEqual(Array(5).fill("warning"));
});
