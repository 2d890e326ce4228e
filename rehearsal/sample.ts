import type { SimulatedPhone } from "./twilio/network/index.ts";
import type { AccountSeed } from "./twilio/seed.ts";

/** Our parent account at Twilio, which the sample region names. Its subaccounts have the managed numbers. */
const resellerSid = "AC9d51c07b2e864f3fa0c7d18e5b6293f4";

/**
 * Auth tokens of our parent account and of the sample tenants' accounts, all invented. A world's environment has the parent account's token; the
 * stack files have the others, encrypted.
 */
export const sampleAuthTokens: Readonly<Record<string, string>> = {
  AC0a7e11fc1e9f4a3b8d2c5e6f70819203: "5f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d",
  AC1b8f22ad2fa05b4c9e3d6f7a8192a314: "6a1c2d3e4f5061728394a5b6c7d8e9f0",
  AC2c9a33be3fb16c5daf4e7a8b9203a425: "7b2d3e4f5061728394a5b6c7d8e9f0a1",
  [resellerSid]: "c2b4d6e8fa0b1c3d5e7f90a1b2c3d4e5",
};

/** Our parent account before any update, without subaccounts of tenants. */
export const resellerAccount: AccountSeed = {
  sid: resellerSid,
  friendlyName: "AYBIZA",
  authToken: sampleAuthTokens[resellerSid]!,
};

/** Persons whose phones ring when an agent transfers a call or is down. The numbers are fictional. */
export const samplePhones: ReadonlyMap<string, SimulatedPhone> = new Map([
  [
    "+14155550199",
    { name: "Robin at the front desk", answers: true, says: ["Acme Dental, this is Robin. How can I help?"] },
  ],
  ["+14155550198", { name: "Kim in the behaviour room", answers: true, says: ["Kim speaking."] }],
  ["+14155550197", { name: "Dr. Juno on call", answers: true, says: ["Willow Vets, Juno here. What happened?"] }],
  ["+442079460199", { name: "Ellis at the till", answers: true, says: ["Thistle Tea Rooms, Ellis speaking."] }],
  ["+493023125199", { name: "Frau Vogt im Büro", answers: true, says: ["Lindenhof Verwaltung, Vogt, guten Tag."] }],
  ["+12125550177", { name: "Sam in the workshop", answers: true, says: ["Birch and Sons, the workshop, Sam here."] }],
]);
