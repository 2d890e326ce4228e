import { below, type Question } from "../question.ts";

/** What the account's own credentials may read: nothing is made. */
export const reading: readonly Question[] = [
  {
    id: "search-size",
    asks: "How many numbers does a search give at most, whatever the page size?",
    stage: "reading",
    mend: "rehearsal/twilio/operations/available-numbers.ts",
    source: "https://github.com/twilio/twilio-node/issues/316",
    steps: [
      {
        name: "1,000 numbers of the US",
        as: "account",
        method: "GET",
        path: below("account", "AvailablePhoneNumbers/US/Local.json"),
        query: { PageSize: "1000" },
        items: "first",
        counts: true,
        varies: ["available_phone_numbers.*"],
      },
    ],
  },
];
