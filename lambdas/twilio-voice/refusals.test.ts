import { afterEach, describe, expect, test, vi } from "vitest";
import type { HttpEvent } from "../http/request.ts";
import { CALL_IN, call, STATIC } from "../testbed/calls.ts";
import {
  ACME,
  ACME_NEXT_TOKEN,
  ACME_NUMBER,
  ACME_TOKEN,
  bed,
  CALL,
  GLOBEX,
  GLOBEX_NUMBER,
  GLOBEX_TOKEN,
} from "../testbed/fixture.ts";
import { seal } from "../testbed/kms.ts";
import { captureOutput } from "../testbed/output.ts";
import { sid, webhook } from "../testbed/sender.ts";
import { voiceHandler } from "./handler.ts";

const output = captureOutput();
afterEach(() => {
  vi.useRealTimers();
});

describe("refused, with nothing written", () => {
  const accountOnly = [`routes account#${ACME} token#*`];

  test.each<[string, HttpEvent, number, readonly string[], true?]>([
    ["no signature: not even the account is read", webhook("/twilio/voice", CALL_IN, undefined), 403, []],
    ["a bad signature: the account is read, no route", call({}, "wrong-token"), 403, accountOnly, true],
    ["another tenant's token", call({}, GLOBEX_TOKEN), 403, accountOnly, true],
    [
      "an account that isn't ours",
      call({ AccountSid: sid("AC", 0xbad) }),
      403,
      [`routes account#${sid("AC", 0xbad)} token#*`],
    ],
    [
      "a signature over another origin",
      webhook("/twilio/voice", CALL_IN, ACME_TOKEN, "https://evil.example"),
      403,
      accountOnly,
      true,
    ],
    [
      "what no signature of Twilio's looks like",
      { ...call(), headers: { ...call().headers, "x-twilio-signature": "' OR 1=1 --" } },
      403,
      accountOnly,
    ],
    ["a signature over another path", { ...call(), rawPath: "/twilio/fallback" }, 403, accountOnly, true],
    [
      "another tenant's number, truly signed",
      call({ To: GLOBEX_NUMBER }),
      403,
      [...accountOnly, `routes number#${GLOBEX_NUMBER} route`],
    ],
    ["a form that isn't one", { ...call(), body: "%", isBase64Encoded: false }, 400, []],
    ["no CallSid", webhook("/twilio/voice", { AccountSid: ACME, To: ACME_NUMBER }, ACME_TOKEN), 400, []],
    ["no body", { ...call(), body: undefined }, 400, []],
    ["a body over 64 KB", call({ Pad: "x".repeat(65_536) }), 413, []],
    ["a GET", { ...call(), requestContext: { http: { method: "GET" } } }, 405, []],
    [
      "another path, truly signed",
      webhook("/twilio/other", CALL_IN, ACME_TOKEN),
      404,
      [...accountOnly, `routes number#${ACME_NUMBER} route`],
    ],
  ])("%s", async (_, event, status, reads, counted) => {
    const b = bed();
    const before = structuredClone([...b.db.items]);
    const reply = await voiceHandler(b.deps)(event);
    expect(reply.statusCode).toBe(status);
    expect(reply.body).toMatch(/^(Forbidden|Bad request|Payload too large|Method not allowed|Not found)$/);
    expect(b.db.reads).toEqual(reads);
    expect([...b.db.items]).toEqual(before);
    expect(b.db.writes).toBe(0);
    const signature = counted ? { SignatureRefused: 1 } : {};
    expect(output.metrics().counts).toEqual({ WebhookRefused: 1, ...signature, Latency: 1 });
    // The log names a known account, so that its tenant can be found, but nothing else of an unverified request.
    expect(output.logs()).toMatchObject([
      { level: "INFO", status, ...(counted && { accountSid: ACME, tenant: "acme", connection: "own" }) },
    ]);
    if (!counted) expect(output.logs()[0]).not.toHaveProperty("tenant");
  });

  test("a Host header decides nothing", async () => {
    const event = webhook("/twilio/voice", CALL_IN, ACME_TOKEN, "https://evil.example");
    const spoofed = {
      ...event,
      headers: { ...event.headers, host: "evil.example", "x-forwarded-host": "evil.example" },
    };
    expect((await voiceHandler(bed().deps)(spoofed)).statusCode).toBe(403);
    const true_ = call();
    expect(
      (await voiceHandler(bed().deps)({ ...true_, headers: { ...true_.headers, host: "evil.example" } })).statusCode,
    ).toBe(200);
  });

  test("another account's call: its answer isn't disclosed, its record isn't touched", async () => {
    const b = bed();
    const handle = voiceHandler(b.deps);
    await handle(call());
    const before = structuredClone(b.db.item("calls", CALL));
    const globex = { ...CALL_IN, AccountSid: GLOBEX, To: GLOBEX_NUMBER };
    for (const event of [
      webhook("/twilio/voice", globex, GLOBEX_TOKEN),
      webhook("/twilio/after", { ...globex, SessionStatus: "failed" }, GLOBEX_TOKEN),
    ]) {
      expect(await handle(event)).toMatchObject({ statusCode: 403, body: "Forbidden" });
    }
    expect(b.db.item("calls", CALL)).toEqual(before);
  });
});

describe("a token is rotated", () => {
  test("the new one verifies within a second though the old one is cached for five minutes, and both do while both are stored", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const b = bed();
    const handle = voiceHandler(b.deps);
    expect((await handle(call())).statusCode).toBe(200);
    b.addToken(ACME, ACME_NEXT_TOKEN);
    expect((await handle(call({ CallSid: sid("CA", 2) }, ACME_NEXT_TOKEN))).statusCode).toBe(403);
    vi.advanceTimersByTime(1_001);
    expect((await handle(call({ CallSid: sid("CA", 2) }, ACME_NEXT_TOKEN))).statusCode).toBe(200);
    expect((await handle(call({ CallSid: sid("CA", 3) }))).statusCode).toBe(200);
    expect(b.kms.opened).toBe(2);
  });

  test("a stranger's signatures cause one read of the account in a second, not one each", async () => {
    const b = bed();
    const handle = voiceHandler(b.deps);
    for (let i = 0; i < 20; i++) await handle(call({}, "wrong-token"));
    expect(b.db.reads).toHaveLength(1);
  });

  test("a sealed token that can't be opened leaves the other; a signature that it might verify isn't refused but gets the notice", async () => {
    const b = bed();
    b.addToken(ACME, ACME_NEXT_TOKEN, { sealed: seal(ACME, ACME_NEXT_TOKEN, { strange: true }) });
    const handle = voiceHandler(b.deps);
    expect((await handle(call())).body).toContain("<ConversationRelay");
    expect((await handle(call({ CallSid: sid("CA", 2) }, ACME_NEXT_TOKEN))).body).toBe(STATIC);
  });
});

test("an account in two tenants' stacks is refused to both, with one error that names them; no token is opened", async () => {
  const b = bed();
  b.addToken(ACME, ACME_NEXT_TOKEN, { tenant: "globex" });
  for (const token of [ACME_TOKEN, ACME_NEXT_TOKEN])
    expect(await voiceHandler(b.deps)(call({}, token))).toMatchObject({ statusCode: 403, body: "Forbidden" });
  expect(b.db.reads).toEqual([`routes account#${ACME} token#*`, `routes account#${ACME} token#*`]);
  expect([b.kms.asked, b.db.writes]).toEqual([0, 0]);
  const [fault, done] = output.logs();
  expect(fault).toMatchObject({
    level: "ERROR",
    message: "request rejected because of a fault in our own data",
    refusal: "account-contested",
    error: {
      name: "AccountError",
      message: expect.stringMatching(
        `^account ${ACME} belongs to more than one tenant \\((acme, globex|globex, acme)\\): remove the account from all but one tenant's file, and deploy that one$`,
      ),
    },
  });
  expect(done).toMatchObject({ level: "INFO", refusal: "account-contested", status: 403 });
  expect(output.metrics().counts).toEqual({ WebhookRefused: 2, Latency: 2 });
});
