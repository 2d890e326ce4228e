import type { AccountSeed } from "../../rehearsal/twilio/seed.ts";
import { ACME } from "../../rehearsal/twilio/testing/world.ts";

/** The tests' Twilio account (OWN) and its test credentials (TEST). Both have no numbers or subaccounts. */
export const OWN: AccountSeed = { ...ACME, sid: `AC${"5c".repeat(16)}`, authToken: "9d".repeat(16) };
export const TEST: AccountSeed = {
  sid: `AC${"7e".repeat(16)}`,
  authToken: "3b".repeat(16),
  friendlyName: "Test",
  test: true,
};

/** Returns the environment in which `npm run live` uses the stand-in at `origin` as Twilio. */
export const environmentFor = (origin: string): Record<string, string> => ({
  AYBIZA_TWILIO_URL: origin,
  TWILIO_ACCOUNT_SID: OWN.sid,
  TWILIO_AUTH_TOKEN: OWN.authToken,
  TWILIO_TEST_ACCOUNT_SID: TEST.sid,
  TWILIO_TEST_AUTH_TOKEN: TEST.authToken,
});
