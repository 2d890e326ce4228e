import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { sampleFiles } from "./testing/sample-files.ts";

const { edit, problems } = sampleFiles();

/** The file to edit (`us > willow-us`: edit `us`, then load `willow-us`), the edit, and the texts that the problem must contain: value, rule and fix. */
type Sample = readonly [stack: string, from: string, to: string, value: string, rule: string, fix: string];

/** A mistake for each error code. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  "account-holds-numbers": [
    "willow-us",
    "{ type: managed }",
    "{ type: managed, close: true }",
    "`front-desk`",
    "closed after its last number has left",
    "remove `close`",
  ],
  "area-code-not-searchable": [
    "willow-us",
    "country: US",
    "country: GB",
    "`areaCode` is 415",
    "US and Canada only",
    "use `locality`",
  ],
  "aws-region-mismatch": [
    "acme-us",
    "aws:region: us-east-1",
    "aws:region: us-west-2",
    '"us-west-2"',
    "the tables of region `us` are in us-east-1",
    'write `"aws:region": us-east-1`',
  ],
  "aws-setting-not-allowed": [
    "acme-us",
    "aws:region: us-east-1",
    "aws:region: us-east-1\n  aws:assumeRole: { roleArn: x }",
    "`aws:assumeRole`",
    "only package `aws` reads it",
    "remove it; set `aws:profile`",
  ],
  "bad-name": [
    "willow-us",
    "front-desk:",
    "Front Desk:",
    '"Front Desk"',
    "neither an E.164 number nor a name",
    "write the number as",
  ],
  "certificate-region-mismatch": [
    "us",
    "zone: aybiza.example",
    "certificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/1f0c",
    "in eu-west-1",
    "of its own AWS Region",
    "request a certificate in us-east-1",
  ],
  "cloudfront-unavailable": [
    "us",
    "aws:region: us-east-1",
    "aws:region: cn-north-1",
    "cn-north-1",
    "CloudFront has no domain names",
    "write `fallback: { by: lambda",
  ],
  "concurrency-too-high": [
    "us",
    "    alarms:",
    "    limits: { concurrency: { voice: 950 } }\n    alarms:",
    "reserves 1060 executions",
    "must keep 100 unreserved",
    "reserve at most 900",
  ],
  "connection-type-not-offered": [
    "us > willow-us",
    "managed: { availability: full, carrier: twilio }",
    "managed: { availability: none }",
    "`managed`",
    "region `us` doesn't offer",
    "use a `twilio` connection",
  ],
  "costly-number": [
    "acme-us",
    "+14155550198",
    "+19005550100",
    "+19005550100",
    "dials an ordinary phone",
    "write the number of an ordinary phone",
  ],
  "count-missing": [
    "willow-us",
    "agent: reception }",
    "agent: reception, except: [front-desk-1] }",
    "`except`",
    "without `count` is one number",
    "remove `except`",
  ],
  "country-not-in-region": [
    "acme-us",
    '"+14155550102"',
    '"+442079460123"',
    "GB",
    "region `us` serves US",
    "add GB to the `countries`",
  ],
  "domain-outside-zone": [
    "us",
    "zone: aybiza.example",
    "zone: other.example",
    "other.example",
    "has to hold its records",
    "write the Route 53 zone",
  ],
  "duplicate-account": [
    "acme-us",
    "  # The account's auth",
    "    again: { type: twilio, accountSid: AC0a7e11fc1e9f4a3b8d2c5e6f70819203 }\n  # The account's auth",
    "`own` and `again`",
    "an account has one connection",
    "remove one of the two",
  ],
  "duplicate-key": [
    "acme-us",
    "  aybiza:agents:",
    "  aws:region: us-east-1\n  aybiza:agents:",
    '"aws:region" (first in line 4)',
    "each key once",
    "remove one of the two",
  ],
  "duplicate-name": [
    "willow-us",
    "    front-desk: { connection: aybiza, buy: { country: US",
    "    desk-2: { connection: aybiza, buy: { country: US }, agent: reception }\n    desk: { connection: aybiza, buy: { country: US, count: 3",
    "`desk-2`",
    "a name belongs to one number",
    "rename this entry",
  ],
  "duplicate-number": [
    "birch-us > acme-us",
    '"+12125550142"',
    '"+14155550101"',
    "+14155550101",
    "a number belongs to one tenant",
    "remove it from one of the two files",
  ],
  "duplicate-tenant": [
    "birch-us > acme-us",
    "id: birch",
    "id: acme",
    "tenant `acme`",
    "unique in a region",
    "write another id",
  ],
  "emergency-number": [
    "acme-us",
    '"+14155550198"',
    '"911"',
    "911",
    "never dials one",
    "write the number of a person's phone",
  ],
  empty: ["acme-us", "name: Acme Dental", 'name: ""', "`name` is empty", "needs a value", "give it a value"],
  "empty-secret": [
    "acme-us",
    "v1:tUzxR+3JkPxOwX2j:rtZbih0ugz9DTbnfZzvz2XO9HxnhHnOzQ47PcJ6k2WtpuB75dxtj8PlOYyts6uck",
    '""',
    "`authToken` is empty",
    "an unset variable",
    "run: pulumi config set --secret",
  ],
  "fallback-loop": [
    "acme-us",
    '"+14155550198"',
    '"+14155550101"',
    "+14155550101",
    "the call could loop",
    "write the number of a person's phone",
  ],
  "fallback-region-missing": [
    "us",
    "zone: aybiza.example",
    "zone: aybiza.example, fallback: { by: lambda }",
    "no `awsRegion`",
    "you choose where it runs",
    "add `awsRegion`",
  ],
  "fallback-region-unusable": [
    "us",
    "zone: aybiza.example",
    "zone: aybiza.example, fallback: { awsRegion: us-east-1 }",
    "us-east-1",
    "from another one",
    "write another AWS Region",
  ],
  "hidden-character": [
    "acme-us",
    "name: Acme Dental",
    'name: "Acme\\u202e Dental"',
    "U+202E RIGHT-TO-LEFT OVERRIDE",
    "a text of one line can't contain",
    "remove it",
  ],
  "invalid-yaml": [
    "acme-us",
    "  aybiza:agents:",
    "  aybiza:agents: {",
    "line 20",
    "isn't valid YAML",
    "compare the indentation",
  ],
  "manifest-too-large": [
    "acme-us",
    "persona: A calm",
    `persona: ${"x".repeat(409_000)}A calm`,
    "409,",
    "holds at most 409,600",
    "shorten `persona`",
  ],
  missing: ["acme-us", ", agent: reception }", " }", "`agent` is missing", "required", "add `agent`"],
  "missing-credential": [
    "acme-us",
    "      authToken:",
    "      previousAuthToken:",
    "connection `own`",
    "need one",
    "run: pulumi config set --secret",
  ],
  "missing-key": [
    "acme-us",
    "  aybiza:numbers:",
    "  numbers:",
    "`aybiza:numbers`",
    "this kind of file needs",
    'write `"aybiza:numbers": {}`',
  ],
  "no-config": ["acme-us", "config:", "settings:", "no `config`", "no `config`", "write `config:`"],
  "no-file": ["acme-us", "", "", "`nonesuch`", "each stack has one", "create it"],
  "no-kind": [
    "acme-us",
    "  aybiza:tenant:",
    "  tenant:",
    "neither `aybiza:region` nor",
    "a region or a tenant",
    "add one of the two",
  ],
  "not-e164": [
    "acme-us",
    '"+14155550102"',
    '"+1 415 555 0102"',
    '"+1 415 555 0102"',
    "a plus sign and 2 to 15 digits",
    'write "+14155550102"',
  ],
  "notice-without-quarantine": [
    "willow-us",
    "agent: reception }",
    "agent: reception, notice: Gone. }",
    "`notice`",
    "only a number in quarantine",
    "remove `notice`",
  ],
  "number-and-count": [
    "willow-us",
    'country: US, type: local, areaCode: "415"',
    'number: "+14155550150", count: 3',
    "`count` is 3",
    "names one number",
    "remove `count` or `number`",
  ],
  "number-and-criteria": [
    "willow-us",
    'country: US, type: local, areaCode: "415"',
    'number: "+14155550150", locality: Oakland',
    "`locality`",
    "names the one number to buy",
    "remove `locality`",
  ],
  "number-and-search": [
    "acme-us",
    '"+14155550101": { connection: own',
    '"+14155550101": { connection: own, buy: { country: US }',
    "+14155550101",
    "adopts that number and buys none",
    "rename the entry",
  ],
  "number-type-mismatch": [
    "willow-us",
    'country: US, type: local, areaCode: "415"',
    'number: "+18005550150", type: local',
    "+18005550150",
    "is a toll-free number",
    "remove `type`",
  ],
  "number-unspecified": [
    "willow-us",
    ' buy: { country: US, type: local, areaCode: "415" },',
    "",
    "`front-desk`",
    "neither a number to adopt",
    "write the E.164 number as the key",
  ],
  "parent-account-used": [
    "acme-us",
    "accountSid: AC0a7e11fc1e9f4a3b8d2c5e6f70819203",
    "accountSid: AC9d51c07b2e864f3fa0c7d18e5b6293f4",
    "AC9d51c07b2e864f3fa0c7d18e5b6293f4",
    "a tenant's connection can't use it",
    "write `type: managed`",
  ],
  "private-host": [
    "us",
    "wss://agents.us.aybiza.example",
    "wss://localhost",
    "localhost",
    "isn't reachable from the Internet",
    "write a public host name",
  ],
  "region-id-mismatch": ["us", "id: us", "id: usa", '"usa"', "tenants find a region by this name", "write `id: us`"],
  "release-and-transfer": [
    "willow-us",
    "agent: reception }",
    "agent: reception, state: quarantined, release: true, transfer: { to: birch } }",
    "(to `birch`)",
    "is never released",
    "remove `release`",
  ],
  "release-without-quarantine": [
    "willow-us",
    "agent: reception }",
    "agent: reception, release: true }",
    "`release`",
    "released only from quarantine, after 30 days",
    "write `state: quarantined`",
  ],
  "secret-in-plaintext": [
    "acme-us",
    "        secure: v1:tUzxR+3JkPxOwX2j:rtZbih0ugz9DTbnfZzvz2XO9HxnhHnOzQ47PcJ6k2WtpuB75dxtj8PlOYyts6uck",
    "        secure: hunter2",
    "`authToken`",
    "exposed to everyone",
    "rotate it at Twilio",
  ],
  "state-not-searchable": [
    "willow-us",
    'country: US, type: local, areaCode: "415"',
    "country: GB, region: Kent",
    "`region` is Kent",
    "US and Canada only",
    "use `locality`",
  ],
  "too-long": [
    "acme-us",
    "name: Acme Dental",
    "name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "101 characters",
    "at most 100",
    "shorten it",
  ],
  "transfer-not-managed": [
    "acme-us",
    "agent: reception }",
    "agent: reception, transfer: { to: birch } }",
    "`transfer`",
    "only numbers in accounts below",
    "release the number",
  ],
  "transfer-target-missing": [
    "willow-us",
    "agent: reception }",
    'agent: reception, transfer: { to: "@tenant" } }',
    "`@tenant`",
    "in an account of AYBIZA's",
    'write `to: "@other-carrier"`',
  ],
  "transfer-to-itself": [
    "willow-us",
    "agent: reception }",
    "agent: reception, transfer: { to: willow } }",
    "`willow`",
    "the tenant that has the number",
    "write the id of the tenant",
  ],
  "transfer-with-count": [
    "willow-us",
    'areaCode: "415" }, agent: reception }',
    'areaCode: "415", count: 2 }, agent: reception, transfer: { to: birch } }',
    "`count: 2`",
    "only an entry of one number",
    "remove `transfer`",
  ],
  "transferred-number-missing": [
    "willow-us",
    "agent: reception }",
    "agent: reception, transferFrom: birch }",
    "`front-desk`",
    "has it as its key",
    "write the E.164 number as the key",
  ],
  "two-kinds": [
    "acme-us",
    "  aybiza:tenant:",
    "  aybiza:region: {}\n  aybiza:tenant:",
    "both `aybiza:region` and",
    "a region or a tenant",
    "remove one of the two",
  ],
  "type-not-offered": [
    "willow-us",
    "type: local",
    "type: mobile",
    "`mobile`",
    "mobile phones have local ones",
    "write `type: local`",
  ],
  "unknown-agent": [
    "acme-us",
    "agent: reception }",
    "agent: receptoin }",
    "`receptoin`",
    "an agent of its own file",
    "write `agent: reception`",
  ],
  "unknown-aws-region": [
    "us",
    "aws:region: us-east-1",
    "aws:region: us-esat-1",
    '"us-esat-1"',
    "isn't an AWS Region",
    "write the Region's code",
  ],
  "unknown-connection": [
    "acme-us",
    "connection: own, agent: reception }",
    "connection: owm, agent: reception }",
    "`owm`",
    "a connection of its own file",
    "write `connection: own`",
  ],
  "unknown-connection-type": [
    "acme-us",
    "type: twilio",
    "type: pigeon",
    '"pigeon"',
    "the types that can be provisioned",
    "write `type: managed`",
  ],
  "unknown-key": [
    "acme-us",
    "agent: reception }",
    "agent: reception, colour: red }",
    "`colour`",
    "there is no setting",
    "remove `colour`",
  ],
  "unknown-member": [
    "willow-us",
    'areaCode: "415" }, agent: reception }',
    'areaCode: "415", count: 2 }, agent: reception, except: [front-desk-3] }',
    "`front-desk-3`",
    "`front-desk-1` to `front-desk-2`",
    "correct the name",
  ],
  "unknown-region": ["acme-us", "region: us }", "region: usa }", '"usa"', "a region is a file", "write `region: us`"],
  "unknown-tenant": [
    "willow-us",
    "agent: reception }",
    "agent: reception, transfer: { to: elm } }",
    "`elm`",
    "a tenant of the same region",
    "correct the id",
  ],
  "unknown-voice": [
    "acme-us",
    "en-US-Chirp3-HD-Aoede",
    "en-US-Nonesuch",
    '"en-US-Nonesuch"',
    "isn't a voice of Google",
    "write one of the voices",
  ],
  "unquoted-number": [
    "acme-us",
    '"+14155550101":',
    "+14155550101:",
    "+14155550101",
    "drops the plus sign",
    'write "+14155550101" in quotes',
  ],
  "unquoted-value": [
    "willow-us",
    'areaCode: "415"',
    "areaCode: 0415",
    "0415",
    "`areaCode` is a text",
    "put it in quotes",
  ],
  "unreadable-file": ["acme-us", "config:", "config:\u0000", "line 3", "YAML doesn't allow", "remove the character"],
  "unreadable-neighbour": [
    "birch-us > acme-us",
    "  aybiza:numbers:",
    '  x: *nothing # "+14155550101"\n  aybiza:numbers:',
    "`*nothing`",
    "a number belongs to one tenant",
    "write `&nothing`",
  ],
  "unused-credential": [
    "acme-us",
    "      accountSid: AC0a7e11fc1e9f4a3b8d2c5e6f70819203\n",
    "      accountSid: AC1111111111111111111111111111111f\n",
    "AC0a7e11fc1e9f4a3b8d2c5e6f70819203",
    "only for its own accounts",
    "remove `AC0a7e",
  ],
  "voice-language-mismatch": [
    "acme-us",
    "name: en-US-Chirp3-HD-Aoede, language: en-US",
    "name: en-US-Chirp3-HD-Aoede, language: de-DE",
    "`en-US-Chirp3-HD-Aoede`",
    "speaks en-US, not de-DE",
    "write a voice that speaks de-DE",
  ],
  "voice-provider-mismatch": [
    "acme-us",
    "provider: Google, name: en-US-Chirp3-HD-Aoede",
    "provider: Amazon, name: en-US-Chirp3-HD-Aoede",
    "`Amazon`",
    "is a voice of Google",
    "write `provider: Google`",
  ],
  "wrong-type": [
    "acme-us",
    "greeting: Acme Dental, this is",
    "greeting: [a] #",
    "`greeting` is a list",
    "not a text",
    "write a text",
  ],
  "wrong-value": [
    "us",
    "callRetentionDays: 90",
    "callRetentionDays: 0",
    "`callRetentionDays` is 0",
    "out of range",
    "write at least 1",
  ],
};

/** Verbs that a fix may begin with. */
const IMPERATIVE =
  /^(add|compare|correct|create|declare|give|move|put|release|remove|rename|request|reserve|restore|retype|rotate|run|save|set|shorten|sort|use|write)\b/;

it.each(Object.entries(SAMPLES))("%s says the value, the rule and the fix", (code, sample) => {
  const [where, from, to, value, rule, fix] = sample;
  const [file, stack = file] = where.split(" > ");
  if (from !== "") edit(file!, from, to);
  const problem = problems(from === "" ? "nonesuch" : stack!).find((one) => one.code === code);
  expect(problem?.message).toContain(value);
  expect(problem?.message).toContain(rule);
  expect(problem?.fix).toContain(fix);
  expect(problem?.fix).toMatch(IMPERATIVE);
});

it("has a sample for every code in the source of the loader", () => {
  expect(Object.keys(SAMPLES)).toEqual([...codesInSource()].sort());
});

/** Finds the error codes in the source: arguments of `violation` and `here`, and `code` properties. */
function codesInSource(): Set<string> {
  const codes = new Set<string>();
  const note = (node: ts.Expression | undefined): void => {
    if (node === undefined) return;
    if (ts.isStringLiteral(node)) codes.add(node.text);
    else if (ts.isConditionalExpression(node)) for (const one of [node.whenTrue, node.whenFalse]) note(one);
  };
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText();
      // Codes of zod's own issues.
      if (called.endsWith(".addIssue")) return;
      if (called === "violation") note(node.arguments[1]);
      if (called === "here") note(node.arguments[0]);
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === "code") note(node.initializer);
    ts.forEachChild(node, walk);
  };
  for (const name of readdirSync(import.meta.dirname)) {
    if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
    const text = readFileSync(join(import.meta.dirname, name), "utf8");
    walk(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  }
  return codes;
}
