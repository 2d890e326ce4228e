import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { loadStackFile, type TenantFile } from "../../domain/config/load.ts";
import { sampleFiles } from "../../domain/config/testing/sample-files.ts";
import { keys } from "../../domain/contract/route.ts";
import { planTenant } from "../../domain/rules/plan.ts";
import { main } from "../main.ts";
import { type Asked, type Explanation, explanationOf } from "./explanation.ts";
import { linesOf } from "./text.ts";

const { path, edit } = sampleFiles();
const asked = (to: string, more: Partial<Asked> = {}): Asked => ({
  to,
  from: "+14155550123",
  at: "2026-12-01T09:00",
  event: "incoming",
  ...more,
});
const explained = (to: string, more: Partial<Asked> = {}): Explanation =>
  explanationOf(asked(to, more), path("us").replace(/\/[^/]+$/, ""));
const lines = (explanation: Explanation, why = false) => linesOf(explanation, (_, text) => text, { why });

/** Error of a question: its code, and whether the command line is wrong. */
function refused(to: string, more: Partial<Asked> = {}) {
  try {
    explained(to, more);
  } catch (error) {
    const { code, message, fix, isUsage } = error as {
      code: string;
      message: string;
      fix: string[];
      isUsage: boolean;
    };
    return { code, message, fix, isUsage };
  }
  return undefined;
}

describe("a number of a file", () => {
  it("is told with the place of each part, and why not the others", () => {
    const { number, region, at } = explained("+14155550102");
    expect({ region, at }).toEqual({ region: "us", at: "2026-12-01T09:00:00.000Z" });
    expect(number).toEqual({
      tenant: "acme",
      stack: "acme-us",
      key: "+14155550102",
      from: "stacks/Pulumi.acme-us.yaml:60",
      origins: [
        {
          part: "agent",
          value: "reception",
          from: "stacks/Pulumi.acme-us.yaml:60",
          rule: "the entry names the agent",
          others: [{ what: "after-hours", why: "the entry names reception" }],
        },
        {
          part: "fallback",
          value: 'says "We are with another patient. Please hold.", then dials +14155550198',
          from: "stacks/Pulumi.acme-us.yaml:60",
          rule: "the number's own comes before its agent's, which comes before the region's",
          others: [
            { what: "the agent's", why: "the number's comes first" },
            { what: "the region's", why: "the number's comes first" },
          ],
        },
        {
          part: "state",
          value: "active",
          from: undefined,
          rule: "a number is active unless its entry says `state: quarantined`",
          others: [{ what: "quarantined", why: "the entry doesn't say so" }],
        },
      ],
    });
  });

  it("falls back to its agent's fallback, then to the region's", () => {
    expect(explained("+14155550101").number?.origins[1]).toMatchObject({
      from: "stacks/Pulumi.acme-us.yaml:41",
      others: [
        { what: "the number's", why: "the number has none" },
        { what: "the region's", why: "the agent's comes first" },
      ],
    });
    edit("acme-us", /^ {6}fallback: \{ say: "One moment.*\n/m, "");
    expect(explained("+14155550101").number?.origins[1]).toMatchObject({
      value: `says "We are sorry, we can't take your call right now. Please try again in a few minutes."`,
      from: expect.stringMatching(/^stacks\/Pulumi\.us\.yaml:\d+$/),
      others: [
        { what: "the number's", why: "the number has none" },
        { what: "the agent's", why: "the agent has none" },
      ],
    });
  });

  it("may be named by its last digits, or in another spelling", () => {
    expect(explained("0102").to).toBe("+14155550102");
    expect(explained("+1 (415) 555-0102").number?.key).toBe("+14155550102");
  });

  it("is told as in quarantine", () => {
    edit("willow-us", 'areaCode: "415" }, agent: reception', 'areaCode: "415" }, agent: reception, state: quarantined');
    const told = explained("front-desk", { tenant: "willow" });
    expect(told.number?.origins[2]).toMatchObject({ part: "state", value: "quarantined" });
    expect(told.call.steps.find(({ decides }) => decides)?.rule).toBe("quarantine");
  });

  it("shows the called number to the dialled person where the caller's can't be shown", () => {
    const dialled = (from: string) => {
      const { decision } = explained("+14155550101", { from, event: "agent-failed" }).call;
      return decision.action === "dial" ? decision.callerId : undefined;
    };
    expect(dialled("+14155550123")).toBe("+14155550123");
    expect(dialled("anonymous")).toBe("+14155550101");
  });

  it("is read as during an outage with --outage", () => {
    const { call, outage } = explained("+14155550101", { outage: true });
    expect(outage).toBe(true);
    expect(call.steps.find(({ decides }) => decides)?.rule).toBe("routes-unreadable");
  });
});

describe("a number that is bought by search", () => {
  it("is named by its entry", () => {
    const { to, number } = explained("front-desk", { tenant: "willow" });
    expect(to).toBe("(number of front-desk)");
    expect(number?.key).toBe("front-desk");
  });

  it("with a count is named by its index", () => {
    edit("willow-us", 'areaCode: "415" }', 'areaCode: "415", count: 3 }');
    expect(explained("front-desk-2", { tenant: "willow" }).number?.key).toBe("front-desk-2");
    expect(refused("front-desk", { tenant: "willow" })).toEqual({
      code: "entry-ambiguous",
      message: "the entry `front-desk` has 3 numbers",
      fix: ["Name one of:  front-desk-1, front-desk-2, front-desk-3"],
      isUsage: true,
    });
    expect(refused("front-desk-4", { tenant: "willow" })?.code).toBe("entry-unknown");
  });

  it("may be the one that no file declares", () => {
    const told = explained("+14155559999");
    expect(told.number).toBe(undefined);
    expect(told.maybe).toEqual(["emergency-line of birch", "front-desk of willow"]);
    expect(told.call.steps.find(({ decides }) => decides)?.rule).toBe("no-route");
    expect(lines(told)[1]).toContain("(emergency-line of birch, front-desk of willow)");
  });
});

it("is lines for people: the route, every rule of the first event, and what can happen then", () => {
  const text = lines(explained("+14155550101"));
  expect(text.slice(0, 2)).toEqual([
    "+14155550101: of acme, region us  stacks/Pulumi.acme-us.yaml:59",
    "  agent     reception  stacks/Pulumi.acme-us.yaml:59: the entry names the agent",
  ]);
  const from = text.indexOf("When a caller dials the number:");
  expect(text.slice(from + 1)).toEqual([
    "  agent reception answers",
    "  no   fallback-answered  the fallback's phone wasn't called",
    "  no   caller-gone        the fallback's phone wasn't called",
    "  no   last-notice        no fallback has failed",
    "  no   session-over       no agent's session has ended",
    "  no   no-route           the number has a route",
    "  no   routes-unreadable  the routes can be read",
    "  no   quarantine         the number is in service",
    expect.stringMatching(/^ {2}yes {2}agent {14}agent reception \(\w+\) of acme takes calls to \+14155550101$/),
    "  no   fallback           the agent hasn't failed, and hasn't handed over",
    "  no   region-fallback    the agent hasn't failed, and hasn't handed over",
    "  if the caller hangs up, or the agent ends the call:",
    "    the call ends",
    "    session-over: the call is over when the agent's session ends without a handover",
    "  if the agent can't be reached, or its session breaks,",
    "  or if the agent hands the caller over,",
    "  or if the carrier can't fetch or use our answer:",
    `    "One moment please, I'm connecting you with our front desk." (en-US), then +14155550199 is dialled, which sees +14155550123 as the caller`,
    "    fallback: the route's fallback takes over from an agent that failed or handed over, and from an answer that failed",
    "    if a person answers there:",
    "      the call ends",
    "      fallback-answered: the call is over after a person took it from the fallback",
    "    if nobody answers there, it is busy, or it can't be reached:",
    `      "We are sorry, we can't take your call right now. Please try again in a few minutes." (en-US), and the call ends`,
    "      last-notice: a fallback that failed isn't tried again: the region's notice ends the call",
    "    if the caller hangs up while it rings there:",
    "      the call ends",
    "      caller-gone: the call is over if the caller hung up while the fallback rang",
  ]);
  const all = lines(explained("+14155550101"), true);
  expect(all.filter((line) => line.includes("no-route")).length).toBe(14);
});

describe("the command", () => {
  let out = "";
  let err = "";
  beforeEach(() => {
    [out, err] = ["", ""];
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      out += text;
      return true;
    });
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      err += text;
      return true;
    });
    vi.spyOn(console, "log").mockImplementation((text) => {
      out += `${text}\n`;
    });
  });
  afterEach(() => vi.restoreAllMocks());

  it("ends with 0 for a route, with 3 without one", async () => {
    expect(await main(["explain", "--to", "+14155550101", "--json"])).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ to: "+14155550101", region: "us", call: { event: "incoming" } });
    expect(await main(["explain", "--to", "+14155559999"])).toBe(3);
    expect(out).toContain("+14155559999 stands in no file of region us: it has no route.");
  });

  it.each([
    [["--to", "nope"], "no tenant's file has an entry `nope`"],
    [["--to", "+1415"], "+1415 isn't a phone number in E.164"],
    [["--to", "+14155550101", "--at", "2026-02-31T10:00"], "--at 2026-02-31T10:00 isn't a time"],
    [["--to", "+14155550101", "--at", "noon"], "--at noon isn't a time"],
    [["--to", "+14155550101", "--from", "x"], "--from x is neither a phone number nor what carriers send"],
    [["--to", "+14155550101", "--tenant", "acmee"], "there is no tenant acmee"],
    [["--to", "+14155550101", "--event", "ring"], "argument 'ring' is invalid"],
    [[], "required option '--to <number>' not specified"],
  ])("ends with 2 for what can't be meant: %j", async (args, said) => {
    expect(await main(["explain", ...args])).toBe(2);
    expect(err).toContain(said);
  });
});

describe("the deployed route", () => {
  const number = "+14155550101";
  let stored: object | undefined;
  let asked: object[] = [];
  let server: Server;
  let out = "";
  let err = "";
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const { TableName, Key } = JSON.parse(Buffer.concat(await request.toArray()).toString());
      asked.push({ TableName, Key });
      response.setHeader("content-type", "application/x-amz-json-1.0");
      response.end(JSON.stringify(stored === undefined ? {} : { Item: marshall(stored) }));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });
  afterAll(() => server.close());
  beforeEach(() => {
    [asked, out, err] = [[], "", ""];
    vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      out += text;
      return true;
    });
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      err += text;
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  const planned = () => {
    const file = loadStackFile(path("us").replace(/\/[^/]+$/, ""), "acme-us") as TenantFile;
    return planTenant(file).numbers.find((one) => one.number === number)!.route;
  };
  const item = (change: object = {}) => ({
    ...{ ...keys.route(number), owner: "urn", number, accountSid: "AC1" },
    ...{ ...planned(), ...change },
  });

  it("is read from the table, and compared with the files", async () => {
    stored = item();
    expect(await main(["explain", "--to", number, "--deployed", "--json"])).toBe(0);
    expect(asked).toEqual([{ TableName: "aybiza-us-routes", Key: marshall(keys.route(number)) }]);
    expect(JSON.parse(out).deployed).toEqual({ tenant: "acme", agent: "reception", differs: [] });
  });

  it("decides, whatever the files say", async () => {
    const { agent } = planned();
    stored = item({ agent: { ...agent, name: "night" }, quarantined: { notice: "Gone." } });
    expect(await main(["explain", "--to", number, "--deployed", "--json"])).toBe(0);
    const { deployed, call } = JSON.parse(out);
    expect(deployed).toEqual({ tenant: "acme", agent: "night", differs: ["agent", "quarantined"] });
    expect(call.decision).toMatchObject({ action: "say", say: "Gone." });
  });

  it("ends with 3 where none is stored, and with 1 for one of another version", async () => {
    stored = undefined;
    expect(await main(["explain", "--to", number, "--deployed", "--json"])).toBe(3);
    expect(JSON.parse(out).deployed).toBe(null);
    stored = item({ schema: 9 });
    expect(await main(["explain", "--to", number, "--deployed"])).toBe(1);
    expect(err).toContain(`the route of ${number} has schema 9, and this version reads schema 1`);
  });

  it.each([
    [["--to", "front-desk", "--deployed"], "--deployed needs a number in E.164, and --to is front-desk"],
    [["--to", number, "--world"], "--world needs --deployed: without it, the files are explained"],
  ])("ends with 2 for %j", async (args, said) => {
    expect(await main(["explain", ...args])).toBe(2);
    expect(err).toContain(said);
    expect(asked).toEqual([]);
  });
});

it("reads a time in UTC, or in the zone that it names", () => {
  const at = (text: string) => explained("+14155550101", { at: text }).at;
  expect(at("2026-12-01T09:00")).toBe("2026-12-01T09:00:00.000Z");
  expect(at("2026-12-01 09:00-05:00")).toBe("2026-12-01T14:00:00.000Z");
  expect(at("2026-12-01T23:30-05:00")).toBe("2026-12-02T04:30:00.000Z");
  expect(at("2026-12-01")).toBe("2026-12-01T00:00:00.000Z");
});

it("reports the mistakes of a file that declares the number in a way that no update accepts", () => {
  edit("acme-us", '"+14155550102": {', "+14155550102: {");
  expect(() => explained("+14155550102")).toThrow(/\+14155550102 has no quotes/);
  edit("birch-us", "config:", "config: [");
  expect(() => explained("+12125550142")).toThrow(/the file isn't valid YAML/);
});

it("reports every mistake of the file that declares the number", () => {
  edit(
    "acme-us",
    '"+14155550102": { connection: own, agent: reception',
    '"+14155550102": { connection: own, agent: nobody',
  );
  expect(() => explained("+14155550101")).toThrow(/there is no agent `nobody` in this file/);
});
