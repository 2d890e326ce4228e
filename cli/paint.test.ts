import { expect, test } from "vitest";
import { linesOf } from "./call/lines.ts";
import { prettyTwiml } from "./call/twiml.ts";
import { columns, type Paint, paintFor } from "./paint.ts";
import { lineOf } from "./world/logs.ts";

const plain: Paint = (_style, text) => text;
/** A hostile name: it clears the screen, starts a new line, and reverses the direction of the text after it. */
const forged = "Acme\n\u001b[2J\u202etotal";
const shown = "Acme\\u{a}\\u{1b}[2J\\u{202e}total";

test("columns and colours escape what isn't seen, and are as wide as what is shown", () => {
  expect(
    columns([
      [forged, "1"],
      ["b", "2"],
    ]),
  ).toEqual([`${shown}  1`, `${"b".padEnd(shown.length)}  2`]);
  expect(paintFor(process.stdout)("bold", forged)).toContain(shown);
});

test("so do the lines of a call, of its TwiML and of a log", () => {
  const line = { type: "line", atMs: 0, who: "caller", text: forged, name: forged } as never;
  expect(linesOf(line, "usual", plain).join("\n")).toBe(`  0.00 s  ${shown} ${" ".repeat(1)}${shown}`);
  const ringing = { type: "ringing", atMs: 0, from: forged, to: "+14155550101", sid: "CA1" } as never;
  expect(linesOf(ringing, "usual", plain)).toEqual([`  0.00 s  ringing  ${shown} calls +14155550101  CA1`]);
  expect(prettyTwiml(`<Response><Say>a\u001bb</Say></Response>`, plain)[1]).toBe("  <Say>a\\u{1b}b</Say>");
  expect(prettyTwiml("no XML <\u001b", plain)).toEqual(["no XML <\\u{1b}"]);
  const entry = { at: "2026-11-30T10:00:00.000Z", part: "world", level: "info", text: forged } as const;
  expect(lineOf(entry, plain)).toContain(shown);
});
