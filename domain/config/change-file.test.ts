import { expect, it } from "vitest";
import { changeFile } from "./change-file.ts";

const file = (numbers: string) => `# Acme.\nconfig:\n  aybiza:tenant: { id: acme }\n\n${numbers}encryptionsalt: v1:x\n`;
const at = (...path: [string, ...string[]]) => ["aybiza:numbers", ...path] as const as [string, ...string[]];

it.each([
  [
    "adds to a flow",
    '  aybiza:numbers:\n    "+14155550101":   { connection: own } # ours\n',
    at("+14155550101", "release"),
    true,
    '  aybiza:numbers:\n    "+14155550101":   { connection: own, release: true } # ours\n',
  ],
  [
    "adds to a block",
    "  aybiza:numbers:\n    desk:\n      connection: own # ours\n\n      # the last\n      agent: a\n\n    # next\n    other: { agent: b }\n",
    at("desk", "transfer"),
    { to: "@other-carrier" },
    '  aybiza:numbers:\n    desk:\n      connection: own # ours\n\n      # the last\n      agent: a\n      transfer: { to: "@other-carrier" }\n\n    # next\n    other: { agent: b }\n',
  ],
  [
    "replaces a value, and nothing around it",
    "  aybiza:numbers:\n    desk: { state:  active , agent: a }\n",
    at("desk", "state"),
    "quarantined",
    "  aybiza:numbers:\n    desk: { state:  quarantined , agent: a }\n",
  ],
  [
    "replaces a map by a word",
    "  aybiza:numbers:\n    desk: { state: { quarantined: [desk-1] }, agent: a }\n",
    at("desk", "state"),
    "quarantined",
    "  aybiza:numbers:\n    desk: { state: quarantined, agent: a }\n",
  ],
  [
    "takes an entry of a block out",
    "  aybiza:numbers:\n    # first\n    desk: { agent: a } # ours\n    # second\n    other:\n      agent: b\n",
    at("other"),
    undefined,
    "  aybiza:numbers:\n    # first\n    desk: { agent: a } # ours\n    # second\n",
  ],
  [
    "takes the last entry out",
    '  aybiza:numbers: # all\n    "+14155550101":\n      agent: a\n\n',
    at("+14155550101"),
    undefined,
    "  aybiza:numbers: {} # all\n\n",
  ],
  [
    "takes the last of a flow out",
    "  aybiza:numbers: { desk: { agent: a } }\n",
    at("desk"),
    undefined,
    "  aybiza:numbers: {}\n",
  ],
  [
    "takes the first of a flow out",
    "  aybiza:numbers: { desk: { agent: a }, other: { agent: b } }\n",
    at("desk"),
    undefined,
    "  aybiza:numbers: { other: { agent: b } }\n",
  ],
  [
    "keeps line ends",
    "  aybiza:numbers:\r\n    desk:\r\n      agent: a\r\n",
    at("desk", "release"),
    true,
    "  aybiza:numbers:\r\n    desk:\r\n      agent: a\r\n      release: true\r\n",
  ],
  ["takes out what isn't there", "  aybiza:numbers: {}\n", at("desk"), undefined, "  aybiza:numbers: {}\n"],
])("%s", (_what, before, path, value, after) => {
  expect(changeFile(file(before), [{ path, value }])).toBe(file(after));
});

it("says what to write by hand where a file can't be changed safely", () => {
  const aliased = file("  aybiza:numbers:\n    desk: &d { agent: a }\n    other: *d\n");
  expect(() => changeFile(aliased, [{ path: at("desk", "release"), value: true }])).toThrow(
    expect.objectContaining({
      message: "the file can't be edited safely",
      fix: ["Write `aybiza:numbers.desk.release: true` by hand, then run this command again"],
    }),
  );
  expect(() => changeFile("config: {}\n", [{ path: at("desk"), value: undefined }])).toThrow(
    expect.objectContaining({
      message: "`aybiza:numbers` isn't a map",
      fix: ["Remove `aybiza:numbers.desk` by hand, then run this command again"],
    }),
  );
});
