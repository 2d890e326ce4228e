import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rulesDigest } from "../contract/region-outputs.ts";
import { loadStackFile, type RegionFile, type TenantFile } from "./load.ts";
import { type Problem, StackFileError } from "./problem.ts";

const samples = join(import.meta.dirname, "../../stacks");
let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "aybiza-config-")), "stacks");
  cpSync(samples, folder, { recursive: true });
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const write = (stack: string, text: string) => writeFileSync(join(folder, `Pulumi.${stack}.yaml`), text);

function problemsOf(stack: string): readonly Problem[] {
  try {
    loadStackFile(folder, stack);
  } catch (error) {
    if (error instanceof StackFileError) return error.problems;
    throw error;
  }
  return [];
}

/** Code, line and path of each mistake. */
const places = (stack: string) => problemsOf(stack).map((p) => `${p.line} ${p.code} ${p.path}`);

const tenant = (numbers: string, rest: { connections?: string; agents?: string; credentials?: string } = {}) => `config:
  aws:region: us-east-1
  aybiza:tenant: { id: cedar, name: Cedar Books, region: us }
  aybiza:connections:
    own: ${rest.connections ?? "{ type: twilio, accountSid: AC2c9a33be30b16c5daf4e708b92a3b425 }"}
  twilio:credentials: ${rest.credentials ?? "{ AC2c9a33be30b16c5daf4e708b92a3b425: { authToken: { secure: v1:xyz } } }"}
  aybiza:agents:
    desk: ${rest.agents ?? "{ persona: p, voice: { language: en-US }, greeting: g, flow: { intents: [], otherwise: o } }"}
  aybiza:numbers:
${numbers}
`;

describe("the sample files", () => {
  it("are a region and two tenants", () => {
    expect(loadStackFile(folder, "us").kind).toBe("region");
    expect(Object.keys((loadStackFile(folder, "acme-us") as TenantFile).numbers)).toEqual([
      "+14155550101",
      "+14155550102",
    ]);
    expect((loadStackFile(folder, "birch-us") as TenantFile).numbers["emergency-line"]?.buy).toEqual({
      country: "US",
      type: "local",
      areaCode: "212",
    });
  });
});

describe("a tenant file with mistakes", () => {
  it("tells every one at once, each with its line, path, rule and fix", () => {
    write(
      "cedar-us",
      tenant(
        `    +14155550150: { connection: own, agent: desk }
    "+14155550151": { connection: own, agent: nobody }
    "+1 415 555 0152": { connection: own, agent: desk }
    "+442079460123": { connection: nowhere, agent: desk, colour: red }
    "+14155550153": { connection: own, agent: desk }
    "+14155550153": { connection: own, agent: desk }
    "+14155550101": { connection: own, agent: desk }`,
        { connections: "{ type: twilio, accountSid: AC0a7e11fc1e9f4a3b8d2c5e6f70819203 }", credentials: "{}" },
      ),
    );
    expect(places("cedar-us")).toEqual([
      "5 duplicate-account aybiza:connections.own.accountSid",
      "6 missing-credential twilio:credentials.AC0a7e11fc1e9f4a3b8d2c5e6f70819203.authToken",
      '10 unquoted-number aybiza:numbers["+14155550150"]',
      '11 unknown-agent aybiza:numbers["+14155550151"].agent',
      '12 not-e164 aybiza:numbers["+1 415 555 0152"]',
      '13 unknown-key aybiza:numbers["+442079460123"].colour',
      '13 unknown-connection aybiza:numbers["+442079460123"].connection',
      '13 country-not-in-region aybiza:numbers["+442079460123"]',
      '15 duplicate-number aybiza:numbers["+14155550153"]',
      '16 duplicate-number aybiza:numbers["+14155550101"]',
    ]);
    for (const problem of problemsOf("cedar-us")) {
      expect(problem.file).toBe("stacks/Pulumi.cedar-us.yaml");
      expect(problem.message.length).toBeGreaterThan(20);
      expect(problem.fix.length).toBeGreaterThan(3);
    }
  });

  it.each([
    ['    "4155550101": { connection: own, agent: desk }', '10 not-e164 aybiza:numbers["4155550101"]'],
    ['    "+1415555015": { connection: own, agent: desk }', '10 not-e164 aybiza:numbers["+1415555015"]'],
    ['    "+99912345678": { connection: own, agent: desk }', '10 not-e164 aybiza:numbers["+99912345678"]'],
    ["    line: { connection: own, agent: desk }", "10 number-unspecified aybiza:numbers.line"],
    [
      "    line: { connection: own, agent: desk, buy: { areaCode: 0415, country: US } }",
      "10 unquoted-value aybiza:numbers.line.buy.areaCode",
    ],
    ['    line: { connection: own, agent: desk, buy: { areaCode: "415" } }', "10 missing aybiza:numbers.line.buy"],
    [
      '    "+14155550150": { connection: own, agent: desk, buy: { country: US } }',
      '10 number-and-search aybiza:numbers["+14155550150"].buy',
    ],
    ['    "+14155550150": { connection: own }', '10 missing aybiza:numbers["+14155550150"].agent'],
    [
      '    "+14155550150": { connection: own, agent: desk, fallback: { dial: "911" } }',
      '10 emergency-number aybiza:numbers["+14155550150"].fallback.dial',
    ],
    [
      '    "+14155550150": { connection: own, agent: desk, fallback: { dial: "+14155550150" } }',
      '10 fallback-loop aybiza:numbers["+14155550150"].fallback.dial',
    ],
  ])("%s", (line, place) => {
    write("cedar-us", tenant(line));
    expect(places("cedar-us")).toEqual([place]);
  });

  it("never repeats a secret that stands in clear", () => {
    write(
      "cedar-us",
      tenant('    "+14155550150": { connection: own, agent: desk }', {
        credentials: "{ AC2c9a33be30b16c5daf4e708b92a3b425: { authToken: 0123456789abcdef0123456789abcdef } }",
      }),
    );
    expect(places("cedar-us")).toEqual([
      "6 secret-in-plaintext twilio:credentials.AC2c9a33be30b16c5daf4e708b92a3b425.authToken",
    ]);
    expect(JSON.stringify(problemsOf("cedar-us"))).not.toContain("0123456789abcdef");
  });

  it("says which connection types can be had, and what the region says of those that it doesn't offer", () => {
    write("cedar-us", tenant("    {}", { connections: "{ type: carrier-pigeon }", credentials: "{}" }));
    expect(places("cedar-us")).toEqual(["5 unknown-connection-type aybiza:connections.own.type"]);
    write("cedar-us", tenant("    {}", { connections: "{ type: sip-trunk }", credentials: "{}" }));
    expect(places("cedar-us")).toEqual(["5 connection-type-not-offered aybiza:connections.own.type"]);
    expect(problemsOf("cedar-us")[0]?.message).toContain("trunks of your own carrier come with a later version");
  });

  it("says where credentials belong when they stand in a connection", () => {
    write(
      "cedar-us",
      tenant("    {}", {
        connections: "{ type: twilio, accountSid: AC2c9a33be30b16c5daf4e708b92a3b425, authToken: { secure: v1:x } }",
      }),
    );
    expect(places("cedar-us")).toEqual(["5 unknown-key aybiza:connections.own.authToken"]);
    expect(problemsOf("cedar-us")[0]?.fix).toContain("move it below `twilio:credentials`");
  });

  it("doesn't repeat what may be a credential in the wrong place", () => {
    const token = "0123456789abcdef0123456789abcdef";
    write("cedar-us", tenant("    {}", { connections: `{ type: twilio, accountSid: ${token} }`, credentials: "{}" }));
    expect(places("cedar-us")).toEqual(["5 wrong-value aybiza:connections.own.accountSid"]);
    expect(JSON.stringify(problemsOf("cedar-us"))).not.toContain(token);
  });

  it.each([
    ["greeting: [a]", "greeting: g", "wrong-type", "write a text"],
    ['greeting: ""', "greeting: g", "empty", "give it a value"],
    ["greeting: yes please", "greeting: g", "", ""],
    ["greeting: 12", "greeting: g", "unquoted-value", 'write "12" in quotes'],
    ["voice: { language: english }", "voice: { language: en-US }", "wrong-value", "BCP 47"],
    ["voice: loud", "voice: { language: en-US }", "wrong-type", "write a map"],
    ["voice: { language: en-US, provider: Acme }", "voice: { language: en-US }", "wrong-value", "`Google`"],
  ])("tells what to write for %s", (bad, good, code, fix) => {
    write("cedar-us", tenant("    {}").replace(good, bad));
    const problems = problemsOf("cedar-us");
    expect(problems.map((p) => p.code)).toEqual(code === "" ? [] : [code]);
    if (code !== "") expect(problems[0]?.fix).toContain(fix);
  });

  it("refuses a fallback that an agent answers, of this tenant or another", () => {
    write(
      "cedar-us",
      tenant(
        '    line: { connection: own, agent: desk, buy: { number: "+14155550150" }, fallback: { dial: "+14155550150" } }',
      ),
    );
    expect(places("cedar-us")).toEqual(
      ["9 fallback-loop aybiza:numbers.line.fallback.dial"].map((p) => p.replace("9", "10")),
    );
    write(
      "cedar-us",
      tenant('    "+14155550150": { connection: own, agent: desk, fallback: { dial: "+12125550142" } }'),
    );
    expect(places("cedar-us")).toEqual(['10 fallback-loop aybiza:numbers["+14155550150"].fallback.dial']);
  });

  it("names a region without a file", () => {
    write("cedar-us", tenant("    {}").replace("region: us }", "region: atlantis }"));
    expect(places("cedar-us")).toEqual(["3 unknown-region aybiza:tenant.region"]);
  });

  it("keeps a tenant in its region's AWS region", () => {
    write("cedar-us", tenant("    {}").replace("us-east-1", "us-west-2"));
    expect(places("cedar-us")).toEqual(["2 aws-region-mismatch aws:region"]);
  });

  it("tells a file that isn't YAML where it breaks", () => {
    write("cedar-us", "config:\n  aybiza:tenant: { id: cedar\n  aybiza:numbers: {}\n");
    expect(problemsOf("cedar-us").map((p) => p.code)).toEqual(["invalid-yaml"]);
  });
});

describe("other files", () => {
  it("a file of neither kind, and one that isn't there", () => {
    write("odd", "config:\n  aws:region: us-east-1\n");
    expect(problemsOf("odd").map((p) => p.code)).toEqual(["no-kind"]);
    expect(problemsOf("gone").map((p) => p.code)).toEqual(["no-file"]);
  });

  it("a region whose fallback dials an emergency number", () => {
    const region = readFileSync(join(folder, "Pulumi.us.yaml"), "utf8");
    write("us", region.replace(/fallback: \{.*\}/, 'fallback: { dial: "911" }'));
    expect(places("us")).toEqual(["24 emergency-number aybiza:region.fallback.dial"]);
  });

  it.each([
    ["alarms: { email: [on call] }", "alarms.email[0]", "an email address, for example on-call@example.com"],
    ["alarms: { email: [a@b.example, a@b.example] }", "alarms.email", "list each address once"],
    ["alarms: { mail: [a@b.example] }", "alarms.mail", "rename `mail` to `email`"],
    ["alarms: { latencyMs: 50 }", "alarms.latencyMs", "write at least 100"],
    ["limits: { concurrency: { voice: 1 } }", "limits.concurrency.voice", "write at least 2"],
    ["limits: { concurrency: { voice: many } }", "limits.concurrency.voice", "2 to 10000, or `unreserved`"],
    ["limits: { burst: 9000 }", "limits.burst", "write at most 5000"],
  ])("a region with %s", (line, path, fix) => {
    const region = readFileSync(join(folder, "Pulumi.us.yaml"), "utf8");
    write("us", region.replace(/alarms: \{.*\}/, line));
    expect(problemsOf("us").map((p) => p.path)).toEqual([`aybiza:region.${path}`]);
    expect(problemsOf("us")[0]?.fix).toContain(fix);
  });

  it("a region that says nothing of limits and alarms gets defaults, and both may change without its tenants", () => {
    const text = readFileSync(join(folder, "Pulumi.us.yaml"), "utf8");
    const load = (lines: string) => {
      // Its support plan promises an answer, which would need an alarm's recipient.
      write("us", text.replace(/ *support: \{.*\n/, "").replace(/ *alarms: \{.*\}\n/, lines));
      return (loadStackFile(folder, "us") as RegionFile).region;
    };
    const plain = load("");
    expect([plain.limits, plain.alarms]).toEqual([
      {
        numbersPerTenant: 100,
        webhooksPerSecond: 1_000,
        burst: 500,
        concurrency: { voice: 400, status: 100, lateEvents: 10 },
      },
      { email: [], latencyMs: 3_000 },
    ]);
    const other = load("    limits: { concurrency: { voice: unreserved } }\n    alarms: { email: [a@b.example] }\n");
    expect(other.limits.concurrency).toEqual({ voice: "unreserved", status: 100, lateEvents: 10 });
    expect(rulesDigest(other)).toBe(rulesDigest(plain));
    expect(rulesDigest({ ...plain, emergency: { numbers: ["112"] } })).not.toBe(rulesDigest(plain));
  });

  it("a region whose id isn't its stack's name", () => {
    cpSync(join(folder, "Pulumi.us.yaml"), join(folder, "Pulumi.west.yaml"));
    expect(places("west")).toEqual(["6 region-id-mismatch aybiza:region.id"]);
  });
});

describe("a number of another tenant that is to be bought", () => {
  it("is named with the place where it stands", () => {
    write("cedar-us", tenant('    desk-line: { connection: own, buy: { number: "+14155550101" }, agent: desk }'));
    expect(problemsOf("cedar-us").map((p) => `${p.path}: ${p.message}`)).toEqual([
      "aybiza:numbers.desk-line.buy.number: +14155550101 belongs to tenant `acme` already (stacks/Pulumi.acme-us.yaml:59); a number belongs to one tenant",
    ]);
  });
});

describe("a number that changes hands", () => {
  const managed = (id: string, entry: string) =>
    tenant(`    "+14155550160": { connection: own, agent: desk, ${entry} }`, {
      connections: "{ type: managed }",
      credentials: "{}",
    }).replace("id: cedar", `id: ${id}`);

  it("is in both files, if the one gives it and the other takes it", () => {
    write("cedar-us", managed("cedar", "transfer: { to: dune }"));
    write("dune-us", managed("dune", "transferFrom: cedar"));
    expect([places("cedar-us"), places("dune-us")]).toEqual([[], []]);
  });

  it.each([
    ["given to another", "transfer: { to: elm }", "transferFrom: cedar"],
    ["not given", "release: false", "transferFrom: cedar"],
    ["taken from another", "transfer: { to: dune }", "transferFrom: elm"],
    ["not taken", "transfer: { to: dune }", "release: false"],
  ])("%s, it is one tenant's alone", (_, gives, takes) => {
    write("cedar-us", managed("cedar", gives));
    write("dune-us", managed("dune", takes));
    write("elm-us", managed("elm", "release: false").replace("+14155550160", "+14155550161"));
    const path = 'aybiza:numbers["+14155550160"]';
    expect([places("cedar-us"), places("dune-us")]).toEqual(Array(2).fill([`10 duplicate-number ${path}`]));
  });

  it("goes to a tenant that a file of the checkout declares, in the same region", () => {
    const path = 'aybiza:numbers["+14155550160"].transfer.to';
    write("cedar-us", managed("cedar", "transfer: { to: elm }"));
    expect(problemsOf("cedar-us")).toEqual([
      {
        ...{ code: "unknown-tenant", file: "stacks/Pulumi.cedar-us.yaml", line: 10, path },
        message:
          "no file of this checkout declares tenant `elm` in region `us`; a number is transferred to a tenant of the same region",
        fix: "correct the id, or add the file of `elm` first",
      },
    ]);
    const elm = managed("elm", "release: false").replace("+14155550160", "+14155550161");
    write("elm-us", elm.replace("region: us }", "region: uk }"));
    expect(places("cedar-us")).toEqual([`10 unknown-tenant ${path}`]);
    write("elm-us", elm);
    expect(places("cedar-us")).toEqual([]);
    write("cedar-us", managed("cedar", 'transfer: { to: "@other-carrier" }'));
    expect(places("cedar-us")).toEqual([]);
  });

  it("and isn't given yet, has to be given, not taken out", () => {
    write("cedar-us", managed("cedar", "release: false"));
    write("dune-us", managed("dune", "transferFrom: cedar"));
    expect(problemsOf("dune-us").map((p) => p.fix)).toEqual([
      "write `transfer: { to: dune }` for it in stacks/Pulumi.cedar-us.yaml, deploy that file, then this one",
    ]);
  });
});
