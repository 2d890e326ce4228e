import { afterEach, expect, test } from "vitest";
import type { Cue } from "../index.ts";
import { closeWorlds, codes, HOST, heard, startPhones, twiml } from "../testing/world.ts";

afterEach(closeWorlds);

async function ask(attributes: string, says: readonly Cue[], nested = "") {
  const world = await startPhones({
    "/voice": twiml(`<Gather action="/got" ${attributes}>${nested}</Gather><Say>Nothing.</Say>`),
    "/got": twiml("<Hangup/>"),
    "/partial": twiml(""),
  });
  const result = await world.clock.runUntil(world.place({ says }));
  const [got] = world.application.at("/got");
  return { ...world, result, got, input: got && { digits: got.Digits, speech: got.SpeechResult } };
}

const digits = (text: string | undefined) => ({ digits: text, speech: undefined });
const speech = (text: string | undefined) => ({ digits: undefined, speech: text });

test.each<[string, string, readonly Cue[], object | undefined]>([
  ["keys are collected up to numDigits", 'numDigits="3"', [{ digits: "12345" }], digits("123")],
  ["keys come one by one", 'numDigits="3"', [{ digits: "1" }, { digits: "2" }, { digits: "3" }], digits("123")],
  ["the pound key ends them and isn't one of them", "", [{ digits: "42#9" }], digits("42")],
  ["another key may end them", 'finishOnKey="*"', [{ digits: "4#2*" }], digits("4#2")],
  ["no key ends them", 'finishOnKey="" numDigits="3"', [{ digits: "4#*" }], digits("4#*")],
  ["a silence ends them", 'timeout="2"', [{ digits: "7w8" }], digits("78")],
  ["speech isn't heard where keys are asked for", "", ["Reception."], undefined],
  [
    "keys aren't heard where speech is asked for",
    'input="speech"',
    [{ digits: "1" }, "Reception."],
    speech("Reception."),
  ],
  ["speech is recognised", 'input="speech" speechTimeout="auto"', ["Reception, please."], speech("Reception, please.")],
  ["whichever comes first", 'input="dtmf speech" numDigits="1"', [{ digits: "2" }], digits("2")],
  ["whichever comes first, spoken", 'input="dtmf speech"', ["Two."], speech("Two.")],
  ["nothing leads on", "", [], undefined],
  ["nothing is told where that is asked for", 'actionOnEmptyResult="true"', [], digits("")],
  ["only the finish key is nothing", "", [{ digits: "#" }], undefined],
])("%s", async (_what, attributes, says, expected) => {
  const { input, result } = await ask(attributes, says);
  expect(input).toEqual(expected);
  expect(codes(result)).toEqual([]);
  expect(heard(result).includes("network: Nothing.")).toBe(expected === undefined);
});

test("a result has its confidence, and the call's parameters", async () => {
  const { got, result } = await ask('input="speech"', ["Yes."]);
  expect(got).toMatchObject({
    SpeechResult: "Yes.",
    Confidence: "0.9",
    CallSid: result.sid,
    CallStatus: "in-progress",
  });
});

test("without an action the document's own address hears of it", async () => {
  let asked = 0;
  const { place, clock, application } = await startPhones({
    "/voice": (_seen, response) => {
      asked += 1;
      const verbs = asked === 1 ? '<Gather numDigits="1"/>' : "<Say>Thanks.</Say>";
      response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml(verbs));
    },
  });
  const result = await clock.runUntil(place({ says: [{ digits: "5" }] }));
  expect(application.at("/voice").map((one) => one.Digits)).toEqual([undefined, "5"]);
  expect(heard(result)).toEqual(["caller: (presses 5)", "network: Thanks."]);
});

test("the time: what is nested, then five seconds of silence", async () => {
  const { result } = await ask("", [], '<Say>one two</Say><Pause length="3"/>');
  // 0.7 s for "one two", 3 s of pause, 5 s of silence, 0.35 s for "Nothing."
  expect(result.seconds).toBeCloseTo(9.05, 2);
});

test("a key interrupts what is nested, speech too where it is asked for", async () => {
  const nested = "<Say>one two three four five six seven eight</Say><Say>Never.</Say>";
  const pressed = await ask('numDigits="1"', [{ digits: "1", interrupts: true }], nested);
  expect(heard(pressed.result)).toEqual(["network: one two three four five six seven eight", "caller: (presses 1)"]);
  expect(pressed.result.seconds).toBeCloseTo(0.2, 2);
  const spoken = await ask('input="speech"', [{ speech: "Stop.", interrupts: true }], nested);
  expect(heard(spoken.result).slice(1)).toEqual(["caller: Stop."]);
  const firm = await ask('input="speech" bargeIn="false"', [{ speech: "Stop.", interrupts: true }], nested);
  expect(heard(firm.result).slice(0, 2)).toEqual([
    "network: one two three four five six seven eight",
    "network: Never.",
  ]);
});

test("partial results are told in order while the caller speaks", async () => {
  const { application } = await ask(`input="speech" partialResultCallback="https://${HOST}/partial"`, [
    { speech: "When do you open?", partials: ["When", "When do you"] },
  ]);
  expect(application.at("/partial").map((one) => [one.SequenceNumber, one.UnstableSpeechResult])).toEqual([
    ["0", "When"],
    ["1", "When do you"],
  ]);
});

test("a verb that can't be nested is skipped with a warning", async () => {
  const { result } = await ask("", [], "<Dial>+14155550188</Dial>");
  expect(result.errors.map((one) => one.message)).toEqual([
    "Schema validation warning: <Dial> isn't allowed in <Gather>; it is skipped",
  ]);
});

test("a person who types isn't hurried; one who hasn't decided is", async () => {
  const call = async (unhurried: boolean) => {
    const world = await startPhones({ "/voice": twiml('<Gather input="speech" action="/got"/>'), "/got": twiml("") });
    const late = world.clock.sleep(60_000).then(() => ({ speech: "At last." }));
    const caller = { unhurried, turn: () => late };
    await world.clock.runUntil(world.place({ caller }));
    return world.application.at("/got").map((one) => one.SpeechResult);
  };
  expect(await call(true)).toEqual(["At last."]);
  expect(await call(false)).toEqual([]);
});
