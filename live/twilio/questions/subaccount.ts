import { below, type Question } from "../question.ts";

/** What is made in a new subaccount, and costs nothing. */
export const subaccounts: readonly Question[] = [
  {
    id: "subaccount-created",
    asks: "Which fields and which state has a new subaccount?",
    stage: "subaccount",
    mend: "rehearsal/twilio/operations/accounts.ts",
    source: "https://www.twilio.com/docs/iam/api/subaccounts",
    steps: [
      {
        name: "create",
        as: "account",
        method: "POST",
        path: "/2010-04-01/Accounts.json",
        form: { FriendlyName: "{token}" },
        makes: { kind: "subaccount", name: "{token}" },
        keep: { subaccount: "sid", subaccountToken: "auth_token" },
      },
    ],
  },
  {
    id: "application-created",
    asks: "Which fields and defaults has a new application?",
    stage: "subaccount",
    mend: "rehearsal/twilio/operations/applications.ts",
    source: "https://www.twilio.com/docs/usage/api/applications",
    steps: [
      {
        name: "create",
        as: "account",
        method: "POST",
        path: below("subaccount", "Applications.json"),
        form: { FriendlyName: "{token} voice", VoiceUrl: "https://voice.aybiza.example/answer" },
        keep: { application: "sid" },
      },
    ],
  },
];
