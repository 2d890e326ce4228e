import type { RehearsalProject } from "./project.ts";
import type { SimulatedPhone } from "./twilio/network/index.ts";
import type { AccountSeed } from "./twilio/seed.ts";

/** Auth tokens of the sample tenants' Twilio accounts. Invented, like the accounts: the stack files hold the same, encrypted. */
export const sampleAuthTokens: Readonly<Record<string, string>> = {
  AC0a7e11fc1e9f4a3b8d2c5e6f70819203: "5f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d",
  AC1b8f22ad2fa05b4c9e3d6f7a8192a314: "6a1c2d3e4f5061728394a5b6c7d8e9f0",
};

/** Persons whose telephones ring when an agent hands a call over, or is down. Fictional numbers. */
export const samplePhones: ReadonlyMap<string, SimulatedPhone> = new Map([
  [
    "+14155550199",
    { name: "Robin at the front desk", answers: true, says: ["Acme Dental, this is Robin. How can I help?"] },
  ],
  ["+14155550198", { name: "Kim in the treatment room", answers: true, says: ["Kim speaking."] }],
  ["+12125550177", { name: "Sam in the workshop", answers: true, says: ["Birch and Sons, the workshop, Sam here."] }],
]);

/** The sample tenants' Twilio accounts as they are before AYBIZA comes: numbers that still point at what answered them until now. */
export function sampleAccounts(project: Pick<RehearsalProject, "twilioAccounts">): AccountSeed[] {
  return project.twilioAccounts().map(({ sid, name, tenant, numbers }) => ({
    sid,
    friendlyName: name,
    authToken: sampleAuthTokens[sid]!,
    numbers: numbers.map((phoneNumber) => ({
      phoneNumber,
      voiceUrl: `https://old-ivr.${tenant}.example/answer`,
      voiceMethod: "POST",
    })),
  }));
}
