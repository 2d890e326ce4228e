import { below, type Question } from "../question.ts";

/** Fields of a number that say which one it is, not how numbers behave. */
export const OF_THE_NUMBER = ["capabilities.*", "address_requirements", "beta", "type"];

/** What one number settles, which is bought in the new subaccount and released at the end. */
export const numbers: readonly Question[] = [
  {
    id: "number-keeps-both",
    asks: "Does a number that is bought with an application keep a status callback of its own beside it?",
    stage: "number",
    mend: "rehearsal/twilio/operations/incoming-numbers.ts",
    source: "https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource",
    steps: [
      {
        name: "search",
        as: "account",
        method: "GET",
        path: below("subaccount", "AvailablePhoneNumbers/US/Local.json"),
        query: { PageSize: "1", VoiceEnabled: "true" },
        items: "first",
        varies: ["available_phone_numbers.*"],
        keep: { number: "available_phone_numbers.0.phone_number" },
      },
      {
        name: "buy",
        as: "account",
        method: "POST",
        path: below("subaccount", "IncomingPhoneNumbers.json"),
        form: {
          PhoneNumber: "{number}",
          FriendlyName: "{token}",
          VoiceApplicationSid: "{application}",
          StatusCallback: "https://voice.aybiza.example/status",
        },
        makes: { kind: "number", name: "{token}" },
        varies: OF_THE_NUMBER,
        keep: { numberSid: "sid" },
      },
    ],
  },
];
