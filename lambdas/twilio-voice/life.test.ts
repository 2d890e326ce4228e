import { describe, expect, test } from "vitest";
import { call, record, STATIC, XML } from "../testbed/calls.ts";
import { ACME, ACME_NUMBER, bed, GLOBEX, GLOBEX_TOKEN, ROUTE } from "../testbed/fixture.ts";
import { captureOutput } from "../testbed/output.ts";
import { sid, webhook } from "../testbed/sender.ts";
import { voiceHandler } from "./handler.ts";

const output = captureOutput();
const CALLED = "globex-agent";

test("a number in quarantine speaks its notice and hangs up, and the record says so", async () => {
  const b = bed();
  b.setRoute({ ...ROUTE, quarantined: { notice: "Acme has closed." } });
  const reply = await voiceHandler(b.deps)(call());
  expect(reply.body).toBe(`${XML}<Response><Say language="en-US">Acme has closed.</Say><Hangup/></Response>`);
  expect(record(b)).toMatchObject({ outcome: "quarantined", answered: false, status: "ringing", tenant: "acme" });
  expect(record(b)).not.toHaveProperty("agent");
  expect(output.metrics().counts).toEqual({ Latency: 1 });
});

describe("a number that Acme gives to Globex", () => {
  /** A call that arrives in Globex's account after the number has moved there. */
  const arrived = (callSid = sid("CA", 7)) => call({ AccountSid: GLOBEX, CallSid: callSid }, GLOBEX_TOKEN);
  const theirs = { ...ROUTE, tenant: "globex", accountSid: GLOBEX, agent: { ...ROUTE.agent, name: CALLED } };

  test("is answered by Acme's agent while its route is still Acme's, and by Globex' from then on", async () => {
    const b = bed();
    const handle = voiceHandler(b.deps);
    b.setRoute({ ...ROUTE, transferTo: "globex" });
    expect((await handle(call())).body).toContain('value="reception"');
    expect((await handle(arrived())).body).toContain('value="reception"');
    b.setRoute({ ...theirs, transferFrom: "acme" });
    expect((await handle(arrived(sid("CA", 8)))).body).toContain(`value="${CALLED}"`);
  });

  test("lets a call end that began in Acme's account", async () => {
    const b = bed();
    b.setRoute({ ...theirs, transferFrom: "acme" });
    const ended = webhook("/twilio/after", { ...form, SessionStatus: "ended" }, "acme-primary-token-7f3a");
    expect(await voiceHandler(b.deps)(ended)).toMatchObject({
      ...{ statusCode: 200, body: `${XML}<Response><Hangup/></Response>` },
    });
  });

  test("is Globex' at once for a handler that remembers the route before", async () => {
    const b = bed();
    const handle = voiceHandler(b.deps);
    await handle(call());
    b.setRoute(theirs);
    expect((await handle(arrived())).body).toContain(`value="${CALLED}"`);
  });

  test.each(["globe", "birch", undefined])(
    "given to %s, isn't Globex': its webhooks are refused",
    async (transferTo) => {
      const b = bed();
      b.setRoute({ ...ROUTE, ...(transferTo !== undefined && { transferTo }) });
      expect(await voiceHandler(b.deps)(arrived())).toMatchObject({ statusCode: 403 });
      expect(b.db.writes).toBe(0);
    },
  );

  test("leaves the region's notice where the table hangs and only the route before is known", async () => {
    const b = bed({ ROUTE_CACHE_MS: "0" });
    const handle = voiceHandler(b.deps);
    await handle(call());
    await handle(call({ To: "+14155550172", AccountSid: GLOBEX, CallSid: sid("CA", 9) }, GLOBEX_TOKEN));
    b.db.mood = "throws";
    expect(await handle(arrived())).toMatchObject({ statusCode: 200, body: STATIC });
  });
});

const form = {
  ...{ CallSid: sid("CA", 0xca11), AccountSid: ACME, From: "+12125550123", To: ACME_NUMBER },
  ...{ CallStatus: "in-progress", Direction: "inbound" },
};
