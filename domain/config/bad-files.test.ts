import { expect, it, test } from "vitest";
import rows from "./testing/bad-files.json" with { type: "json" };
import { sampleFiles } from "./testing/sample-files.ts";

const { edit, problems } = sampleFiles();

/** A mistake as the table has it: line, code, path, message, fix. */
type Told = readonly [line: number, code: string, path: string, message: string, fix: string];
/** A bad file: a sample with one edit, and every mistake that the loader has to report. */
interface Bad {
  readonly stack: string;
  readonly from: string;
  readonly to: string;
  readonly problems: readonly Told[];
}
const BAD = rows as unknown as readonly Bad[];

const shown = (text: string) => JSON.stringify(text.trim().slice(0, 60));

it.each(BAD.map((bad) => [bad.stack, shown(bad.from), shown(bad.to), bad] as const))(
  "%s with %s as %s",
  (stack, _from, _to, { from, to, problems: wanted }) => {
    edit(stack, from, to);
    const found = problems(stack).map(
      ({ line = 0, code, path, message, fix }): Told => [line, code, path, message, fix],
    );
    expect(found).toEqual(wanted);
  },
);

test("the table has 200 bad files or more, of every kind", () => {
  expect(BAD.length).toBeGreaterThanOrEqual(200);
  expect(new Set(BAD.map(({ stack }) => stack)).size).toBeGreaterThanOrEqual(10);
  expect(new Set(BAD.flatMap(({ problems: wanted }) => wanted.map(([, code]) => code))).size).toBeGreaterThanOrEqual(
    60,
  );
});

test("no message is a schema's raw text, a stack trace or a credential", () => {
  for (const { problems: wanted } of BAD)
    for (const [, , , message, fix] of wanted) {
      expect(`${message} ${fix}`).not.toMatch(
        /Invalid (?:input|ISO)|expected \w+, received|\n\s+at |ZodError|tUzxR\+3Jk/,
      );
      expect(message.length).toBeGreaterThan(8);
      expect(fix.length).toBeGreaterThan(4);
    }
});
