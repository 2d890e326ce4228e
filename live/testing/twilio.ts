import type { AccountSeed } from "../../rehearsal/twilio/seed.ts";
import { ACME } from "../../rehearsal/twilio/testing/world.ts";

/** The account that a kit under test is pointed at, and its test credentials. Both are empty. */
export const OWN: AccountSeed = { ...ACME, sid: `AC${"5c".repeat(16)}`, authToken: "9d".repeat(16) };
export const TEST: AccountSeed = {
  sid: `AC${"7e".repeat(16)}`,
  authToken: "3b".repeat(16),
  friendlyName: "Test",
  test: true,
};

/** The environment that points the kit to a stand-in at `origin`. */
export const environmentFor = (origin: string): Record<string, string> => ({
  AYBIZA_TWILIO_URL: origin,
  TWILIO_ACCOUNT_SID: OWN.sid,
  TWILIO_AUTH_TOKEN: OWN.authToken,
  TWILIO_TEST_ACCOUNT_SID: TEST.sid,
  TWILIO_TEST_AUTH_TOKEN: TEST.authToken,
});
