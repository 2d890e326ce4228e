import { afterAll, expect, test } from "vitest";
import { startTwilio } from "../../rehearsal/twilio/server.ts";
import { Project } from "../kit/testing/project.ts";
import { acme } from "./testing/world.ts";

const project = new Project("twilio-crowd", { name: "twilio", folder: import.meta.dirname });
afterAll(() => project.remove());

const HUNDRED = 100;
/** Concurrent requests that the account allows; Twilio answers any further one with 429. https://www.twilio.com/docs/api/errors/20429 */
const LIMIT = 5;

test("a hundred numbers, twenty at a time, in an account that takes five requests at once: none fails, none is bought twice", async () => {
  const twilio = await startTwilio({ accounts: [{ ...acme, concurrency: LIMIT }], resolve: async () => undefined });
  try {
    const env = { AYBIZA_TWILIO_URL: twilio.origin };
    await project.init("dev", { "twilio:credentials": { [acme.sid]: { authToken: acme.authToken } } });
    // The stand-in delays each response, so that twenty requests overlap.
    twilio.faults.push({ when: "before", delayMs: 30 });
    project.declare({
      config: { accountSid: acme.sid },
      resources: Array.from({ length: HUNDRED }, (_, i) => ({
        token: "twilio:index:IncomingPhoneNumber",
        name: `line-${i}`,
        inputs: { acquire: "buy", search: { country: "US", type: "local" } },
      })),
    });
    const run = await project.must("dev", "up", ["--parallel", "20"], { env });
    expect(run.changes).toMatchObject({ created: HUNDRED + 2 });
    expect(twilio.store.bought).toBe(HUNDRED);
    const { journal } = twilio.store;
    const turnedAway = journal.filter(({ status }) => status === 429).length;
    expect(turnedAway).toBeGreaterThan(0);
    // The provider adapts its concurrency to the limit: most requests aren't throttled.
    expect(turnedAway).toBeLessThan(journal.length / 2);
    expect(journal.length - turnedAway).toBeLessThan(6 * HUNDRED);
  } finally {
    await twilio.close();
  }
}, 180_000);
