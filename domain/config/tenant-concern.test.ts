import { expect, test } from "vitest";
import { StackDocument } from "./document.ts";
import { concerns } from "./tenant-concern.ts";

const ours = new StackDocument(
  "stacks/Pulumi.acme-us.yaml",
  `config:
  aybiza:tenant: { id: acme, region: us }
  aybiza:connections: { own: { type: twilio, accountSid: AC0a7e11fc1e9f4a3b8d2c5e6f70819203 } }
  aybiza:agents: { desk: { fallback: { dial: "+14155550199" } } }
  aybiza:numbers:
    "+14155550101": { connection: own, agent: desk, fallback: { dial: "+14155550198" } }
    line-1: { connection: own, buy: { number: "+1 415 555 0102" } }
`,
);

test.each([
  ["the tenant's id", "aybiza:tenant: { id: acme }"],
  ["its account", "accountSid: AC0a7e11fc1e9f4a3b8d2c5e6f70819203"],
  ["a number", '"+14155550101": {}'],
  ["a number without quotes", "+14155550101: {}"],
  ["a number as people write it", '"+1 (415) 555-0101": {}'],
  ["a number that is bought exactly", '"+14155550102": {}'],
  ["an agent's fallback", '"+14155550199": {}'],
  ["a number's fallback", 'buy: { number: "+14155550198" }'],
  ["a number over two lines", '? "+1415\n  5550101"\n: {}'],
  ["an escape, which can hide anything", '"\\x2b14155550101": {}'],
])("a file with %s may concern this one", (_what, text) => {
  expect(concerns(ours)(`config:\n  ${text}\n`)).toBe(true);
});

test("a file with none of them doesn't", () => {
  const other = `config:
  aybiza:tenant: { id: birch, region: us }
  aybiza:connections: { own: { type: twilio, accountSid: AC1b8f22ad2fa05b4c9e3d6f7a8192a314 } }
  aybiza:numbers: { "+12125550142": { connection: own, agent: dispatch }, line-1: {} }
`;
  expect(concerns(ours)(other)).toBe(false);
});
