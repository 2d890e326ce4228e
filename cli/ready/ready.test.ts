import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../main.ts";
import { type OnConnection, readinessOf, type TakenCall } from "./readiness.ts";

const OWN = `AC${"0a".repeat(16)}`;
const BEFORE = `AC${"0b".repeat(16)}`;
const month = new Date().toISOString().slice(0, 7);
const lastMonth = new Date(Date.parse(`${month}-01`) - 1).toISOString().slice(0, 7);

/** A call that an agent answered. */
const taken = (callSid: string, more: object = {}) => ({
  ...{ callSid, accountSid: OWN, tenant: "acme", connection: "own", number: "+14155550101", agent: "reception" },
  ...{ startedAt: `${month}-01T09:00:00.000Z`, endedAt: `${month}-01T09:00:40.000Z`, billing: `acme#${month}#0` },
  ...{ sessionStatus: "completed", sessionSeconds: 31 },
  ...more,
});
const FAILED = { sessionStatus: "failed", sessionSeconds: 0, sessionError: "39001", fallbackReason: "agent-failed" };
const signer = { pk: `account#${OWN}`, sk: "token#1", accountSid: OWN, tenant: "acme", connection: "own" };
const bought = (number: string, more: object = {}) => ({
  ...{ pk: `ledger#${number}`, sk: "00000001", number, at: "2026-03-02T09:01:02.345Z" },
  ...{ tenant: "acme", connection: "own", state: "active", ...more },
});

let routes: object[];
let calls: ReturnType<typeof taken>[];
let asked: string[];
let server: Server;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    const operation = String(request.headers["x-amz-target"]).split(".")[1]!;
    asked.push(operation);
    const answer = () => {
      if (operation === "Scan") return { Items: routes.map((item) => marshall(item, { removeUndefinedValues: true })) };
      if (operation === "BatchGetItem") {
        const sids = body.RequestItems["aybiza-us-calls"].Keys.map((key: { callSid: { S: string } }) => key.callSid.S);
        const found = calls.filter(({ callSid }) => sids.includes(callSid));
        return {
          Responses: { "aybiza-us-calls": found.map((item) => marshall(item, { removeUndefinedValues: true })) },
        };
      }
      const key = body.ExpressionAttributeValues[":key"].S;
      return {
        Items: calls
          .filter(({ billing }) => billing === key)
          .map((item) => marshall(item, { removeUndefinedValues: true })),
      };
    };
    response.setHeader("content-type", "application/x-amz-json-1.0").end(JSON.stringify(answer()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => server.close());

let out: string;
beforeEach(() => {
  [routes, calls, asked, out] = [[signer, bought("+14155550101"), bought("+14155550102")], [], [], ""];
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  vi.spyOn(console, "log").mockImplementation((line: string) => {
    out += `${line}\n`;
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
const readiness = async () => {
  const code = await main(["ready", "acme", "--json"]);
  return { code, ...JSON.parse(out) };
};

describe("aybiza ready", () => {
  it("ends with 0 when an agent has answered a call, however many later ones reached none", async () => {
    calls = [
      taken("CA1"),
      ...Array.from({ length: 99 }, (_, i) =>
        taken(`CA${i + 2}`, { startedAt: `${month}-01T10:00:00.000Z`, ...FAILED }),
      ),
    ];
    const { code, ready, rehearsal, connections } = await readiness();
    expect([code, ready, rehearsal]).toEqual([0, true, true]);
    expect(connections).toMatchObject([
      { connection: "own", accountSid: OWN, state: "answered", call: { callSid: "CA1" }, fix: [] },
    ]);
    expect(asked.filter((operation) => operation !== "Query")).toEqual(["Scan", "BatchGetItem"]);
  });

  it("looks into the last month too", async () => {
    calls = [taken("CA1", { billing: `acme#${lastMonth}#f`, startedAt: `${lastMonth}-20T09:00:00.000Z` })];
    expect((await readiness()).code).toBe(0);
  });

  it("ends with 3 where no call reached an agent, and says which, why, and what to do", async () => {
    calls = [
      taken("CA1", FAILED),
      taken("CA2", { startedAt: `${month}-01T10:00:00.000Z`, sessionStatus: undefined, sessionSeconds: undefined }),
    ];
    expect(await main(["ready", "acme-us"])).toBe(3);
    expect(out).toBe(
      `target: AWS endpoint ${process.env.AWS_ENDPOINT_URL} (rehearsal)
own  not answered  ${month}-01 10:00:00Z +14155550101 CA2: our answer connected agent reception, but Twilio reported no session
  In the Console of account ${OWN}, accept the ConversationRelay addendum unless it is accepted already: docs/deploy.md, "A Twilio account is made ready"
  Look into the error log of account ${OWN}: Twilio Console, Monitor, Logs, Errors
  Call +14155550101, talk to the agent, hang up, and run this again
not ready: not every connection has had a call that an agent answered; don't treat the tenant's numbers as live before that
rehearsal: this run didn't check the accounts at Twilio
`,
    );
  });

  it("doesn't take another connection's call for it, nor one of another account or tenant", async () => {
    calls = [
      taken("CA1", { connection: "other" }),
      taken("CA2", { accountSid: BEFORE }),
      taken("CA3", { billing: `birch#${month}#0` }),
    ];
    routes.push(bought("+14155550101", { sk: "00000002", tenant: "birch" }));
    const { code, connections } = await readiness();
    expect(code).toBe(3);
    expect(connections).toEqual([
      {
        ...{ connection: "own", accountSid: OWN, state: "no-call" },
        fix: [
          "Call +14155550102, talk to the agent, hang up, and run this again",
          `If you have called already, look into the error log of account ${OWN}: Twilio Console, Monitor, Logs, Errors`,
        ],
      },
    ]);
  });

  it("says that a connection isn't deployed", async () => {
    routes = [];
    const { code, connections } = await readiness();
    expect([code, connections]).toEqual([
      3,
      [{ connection: "own", state: "not-deployed", fix: ["Deploy it:  npx pulumi up --stack acme-us"] }],
    ]);
  });

  it("is refused for a record that can't be read, in place of leaving it out", async () => {
    calls = [taken("CA1", { sessionSeconds: "31" })];
    expect(await main(["ready", "acme"])).toBe(1);
    expect(out).toContain("the record of call CA1 is malformed: sessionSeconds");
  });
});

describe("a connection with one call", () => {
  const of = (more: Partial<TakenCall>) => {
    const on: OnConnection = {
      ...{ connection: "own", accountSid: OWN, numbers: [], stack: "acme-us" },
      calls: [taken("CA1", more) as TakenCall],
    };
    const { state, why, fix } = readinessOf(on);
    return [state, why, fix.some((step) => step.includes("addendum"))];
  };
  it.each<[string, Partial<TakenCall>, ReturnType<typeof of>]>([
    ["that the caller ended", {}, ["answered", undefined, false]],
    ["that the agent ended, or handed over", { sessionStatus: "ended" }, ["answered", undefined, false]],
    ["of which Twilio gives no length", { sessionSeconds: undefined }, ["answered", undefined, false]],
    ["that goes on", { sessionStatus: undefined, endedAt: undefined }, ["under-way", undefined, false]],
    ["that failed", FAILED, ["not-answered", "the session with agent reception failed (39001)", true]],
    [
      "that was dropped",
      { sessionStatus: undefined },
      ["not-answered", "our answer connected agent reception, but Twilio reported no session", true],
    ],
    [
      "that ended before its session",
      { sessionSeconds: 0 },
      ["not-answered", "the call ended before the session with agent reception began", false],
    ],
    [
      "that Twilio took to the fallback",
      { sessionStatus: undefined, agent: undefined, fallbackReason: "answer-failed" },
      ["not-answered", "Twilio couldn't get or use our answer", false],
    ],
    [
      "without routes",
      { sessionStatus: undefined, agent: undefined, fallbackReason: "routes-unreadable" },
      ["not-answered", "the region's routes couldn't be read", false],
    ],
    [
      "to a number without a route",
      { sessionStatus: undefined, agent: undefined },
      ["not-answered", "its number had no route", false],
    ],
  ])("%s", (_what, more, expected) => {
    expect(of(more)).toEqual(expected);
  });
});
