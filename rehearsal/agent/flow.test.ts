import { expect, test } from "vitest";
import { reply } from "./flow.ts";
import { RECEPTION } from "./manifest.fixture.ts";
import { tokens } from "./protocol.ts";

const { flow } = RECEPTION;

test.each([
  ["Are you OPEN today?", "hours"],
  ["What are your opening-hours", "hours"],
  ["open", "hours"],
  ["I'd like a person, please", "human"],
  ["Is a person open to talk?", "hours"],
  ["My car won't reopen", undefined],
  ["a personal matter", undefined],
  ["", undefined],
])("%j is %s", (sentence, intent) => {
  expect(reply(sentence, flow).intent).toBe(intent);
});

test("an intent says what comes next; nothing matched means to go on listening", () => {
  expect(reply("a person", flow)).toEqual({ intent: "human", text: "I'll put you through.", next: "hand-over" });
  expect(reply("Goodbye!", flow)).toEqual({ intent: "bye", text: "Goodbye.", next: "end" });
  expect(reply("?", flow)).toEqual({ intent: undefined, text: "I can tell you our opening hours.", next: "listen" });
});

test("words of any script are matched whole", () => {
  const intents = [{ name: "cafe", phrases: ["CAFÉ"], answer: "Oui." }];
  expect(reply("Un café?", { intents, otherwise: "-" }).intent).toBe("cafe");
  expect(reply("cafétéria", { intents, otherwise: "-" }).intent).toBe(undefined);
});

test.each(["One.", "One two three.", "One two  three four."])(
  "the tokens of %j are the text, the last one marked",
  (text) => {
    const stream = tokens(text).filter((message) => message.type === "text");
    expect(stream.map((message) => message.token).join("")).toBe(text);
    expect(stream.map((message) => message.last)).toEqual([...Array(stream.length - 1).fill(false), true]);
  },
);
