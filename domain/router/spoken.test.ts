import { expect, test } from "vitest";
import { isSpeakable, SPOKEN_BYTES, SPOKEN_ENCODED, speakable, xmlText } from "./spoken.ts";

const sentence = "We are open from nine to five, Monday to Friday. ";

test("a text that every voice speaks stays as it is", () => {
  for (const text of ["Hello.", "a".repeat(SPOKEN_BYTES), "東".repeat(SPOKEN_ENCODED / 9), sentence.repeat(55).trim()])
    expect(speakable(text)).toBe(text);
});

test("one byte or one encoded character more is too much", () => {
  expect([isSpeakable("a".repeat(SPOKEN_BYTES)), isSpeakable("a".repeat(SPOKEN_BYTES + 1))]).toEqual([true, false]);
  const most = "東".repeat(SPOKEN_ENCODED / 9);
  expect([isSpeakable(most), isSpeakable(`${most}a`)]).toEqual([true, false]);
});

test("a longer text is cut after the last sentence that fits", () => {
  const cut = speakable(sentence.repeat(1_500));
  expect(cut).toBe(sentence.repeat(Math.floor(SPOKEN_BYTES / sentence.length)).trim());
  expect(isSpeakable(cut)).toBe(true);
});

test("a long sentence is cut after a word, a long word after a character", () => {
  expect(speakable("lorem ".repeat(10_000))).toBe("lorem ".repeat(SPOKEN_BYTES / 6).trim());
  expect(speakable("a".repeat(70_000))).toBe("a".repeat(SPOKEN_BYTES));
  expect(speakable("👩‍👩‍👧‍👦".repeat(1_000))).toBe("👩‍👩‍👧‍👦".repeat(Math.floor(SPOKEN_ENCODED / 75)));
  expect(speakable(`${"a".repeat(2_998)}\u{1f600}`)).toBe("a".repeat(2_998));
});

test.each(["。", " ", ""])("whatever the script, and with %j between sentences, what is left is spoken", (end) => {
  for (const script of ["ご予約は午前九時から", "เปิดทุกวันจันทร์", "مفتوح كل يوم", "Открыто каждый день", "&<>\"'"]) {
    const cut = speakable(`${script}${end}`.repeat(3_000));
    expect(isSpeakable(cut)).toBe(true);
    expect(encodeURIComponent(cut).length).toBeGreaterThan(SPOKEN_ENCODED * 0.6);
  }
});

test("what XML can't hold is left out, and what is left of letters stays", () => {
  expect(xmlText("a\u0000b\u001b[2Jc\u0085d\ufffee\ud800f\ud83d\ude00\tg\nh")).toBe("ab[2Jcdef😀\tg\nh");
  expect(speakable("\u0000 \u0007")).toBe("");
});

test("a megabyte is cut in 50 ms or less", () => {
  const text = sentence.repeat(20_000);
  speakable(text);
  const start = performance.now();
  speakable(text);
  expect(performance.now() - start).toBeLessThan(50);
});
