import { below, type Question } from "../question.ts";

/** What becomes of the subaccount and its number when they are given up. */
export const closing: readonly Question[] = [
  {
    id: "number-released",
    asks: "What does a released number answer?",
    stage: "closing",
    mend: "rehearsal/twilio/operations/incoming-numbers.ts",
    source: "https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource",
    steps: [
      {
        name: "release",
        as: "account",
        method: "DELETE",
        path: below("subaccount", "IncomingPhoneNumbers/{numberSid}.json"),
      },
      {
        name: "read it",
        as: "account",
        method: "GET",
        path: below("subaccount", "IncomingPhoneNumbers/{numberSid}.json"),
      },
    ],
  },
  {
    id: "subaccount-closed",
    asks: "What does a closed subaccount answer, to its parent and to its own token?",
    stage: "closing",
    mend: "rehearsal/twilio/account-status.ts",
    source: "https://www.twilio.com/docs/iam/api/subaccounts",
    steps: [
      {
        name: "close",
        as: "account",
        method: "POST",
        path: "/2010-04-01/Accounts/{subaccount}.json",
        form: { Status: "closed" },
      },
      {
        name: "read it with its own token",
        as: "subaccount",
        method: "GET",
        path: "/2010-04-01/Accounts/{subaccount}.json",
      },
    ],
  },
];
