import { below, type Question, type Step } from "../question.ts";

const number = below("subaccount", "IncomingPhoneNumbers/{numberSid}.json");
const account = "/2010-04-01/Accounts/{subaccount}.json";

const ask = (name: string, as: Step["as"], method: Step["method"], path: string): Step => ({
  ...{ name, as, method, path },
  ...(path === account && { tells: ["status"] }),
});

/** Questions about released numbers, and about suspended and closed subaccounts. */
export const closing: readonly Question[] = [
  {
    id: "number-released",
    asks: "What do requests for a released number return, and is the number for sale again at once?",
    ...{ stage: "closing", mend: "rehearsal/twilio/operations/numbers/incoming-numbers.ts" },
    source: "https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource",
    steps: [
      ask("release", "account", "DELETE", number),
      ask("read it", "account", "GET", number),
      ask("release it again", "account", "DELETE", number),
      {
        ...ask("search for it", "account", "GET", below("subaccount", "AvailablePhoneNumbers/US/Local.json")),
        query: { Contains: "{number}" },
        ...{ items: "first", counts: true, varies: ["available_phone_numbers.*"] },
        tells: ["available_phone_numbers.length"],
      },
    ],
  },
  {
    id: "subaccount-suspended",
    asks: "What do requests to a suspended subaccount return, with the parent's token and with its own?",
    ...{ stage: "closing", mend: "rehearsal/twilio/account/status.ts" },
    source: "https://www.twilio.com/docs/api/errors/20005",
    steps: [
      { ...ask("suspend", "account", "POST", account), form: { Status: "suspended" } },
      ask("read it", "account", "GET", account),
      ask("read it with its own token", "subaccount", "GET", account),
      {
        ...ask("create an application in it", "account", "POST", below("subaccount", "Applications.json")),
        form: { FriendlyName: "{token} suspended" },
      },
      { ...ask("reactivate", "account", "POST", account), form: { Status: "active" } },
      { ...ask("a status that isn't one", "account", "POST", account), form: { Status: "paused" } },
    ],
  },
  {
    id: "subaccount-closed",
    asks: "What do requests to a closed subaccount return, with the parent's token and with its own?",
    ...{ stage: "closing", mend: "rehearsal/twilio/account/status.ts" },
    source: "https://www.twilio.com/docs/iam/api/subaccounts",
    steps: [
      { ...ask("close", "account", "POST", account), form: { Status: "closed" } },
      ask("read it", "account", "GET", account),
      ask("read it with its own token", "subaccount", "GET", account),
      ask("list its numbers", "account", "GET", below("subaccount", "IncomingPhoneNumbers.json")),
      {
        ...ask("create an application in it", "account", "POST", below("subaccount", "Applications.json")),
        form: { FriendlyName: "{token} closed" },
      },
      { ...ask("reopen", "account", "POST", account), form: { Status: "active" } },
    ],
  },
];
