import { below, type Fields, type Question, type Step } from "../question.ts";

const numberPage = "https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource";
const common = {
  stage: "number",
  mend: "rehearsal/twilio/operations/numbers/incoming-numbers.ts",
  source: numberPage,
} as const;

/** Fields that describe a particular number, so only their type is compared. */
const OF_THE_NUMBER = ["capabilities.*", "address_requirements", "beta", "type"].flatMap((field) => [
  field,
  `incoming_phone_numbers.*.${field}`,
]);

const ask = (name: string, method: Step["method"], path: string, form?: Fields): Step => ({
  ...{ name, as: "account", method, path: below("subaccount", path), ...(form && { form }) },
  varies: OF_THE_NUMBER,
  tells: ["voice_application_sid", "voice_url", "status_callback", "trunk_sid"],
});
const change = (name: string, form: Fields) => ask(name, "POST", "IncomingPhoneNumbers/{numberSid}.json", form);

/** Questions answered by one number, which is bought in the new subaccount and released at the end. */
export const numbers: readonly Question[] = [
  {
    id: "number-keeps-both",
    asks: "Does a number that is bought with both an application and a status callback keep both?",
    ...common,
    steps: [
      {
        ...ask("search", "GET", "AvailablePhoneNumbers/US/Local.json"),
        query: { PageSize: "1", VoiceEnabled: "true", ExcludeAllAddressRequired: "true" },
        ...{ items: "first", varies: ["available_phone_numbers.*"], tells: [] },
        keep: { number: "available_phone_numbers.0.phone_number" },
      },
      {
        ...ask("buy", "POST", "IncomingPhoneNumbers.json", {
          PhoneNumber: "{number}",
          FriendlyName: "{token}",
          VoiceApplicationSid: "{application}",
          StatusCallback: "https://voice.aybiza.example/status",
        }),
        makes: { kind: "number", name: "{token}" },
        keep: { numberSid: "sid" },
      },
      ask("read it", "GET", "IncomingPhoneNumbers/{numberSid}.json"),
      {
        ...ask("find it by its name", "GET", "IncomingPhoneNumbers.json"),
        query: { FriendlyName: "{token}" },
        tells: [],
      },
    ],
  },
  {
    id: "number-bought-again",
    asks: "Does buying a number that the account has change it, and answer 201?",
    ...common,
    source: "https://github.com/danielberkompas/ex_twilio/pull/116",
    steps: [
      ask("buy it again", "POST", "IncomingPhoneNumbers.json", {
        PhoneNumber: "{number}",
        FriendlyName: "{token} again",
      }),
    ],
  },
  {
    id: "number-voice-url-beside-application",
    asks: "Does setting a number's VoiceUrl clear its application, and the application its VoiceUrl?",
    ...common,
    steps: [
      change("set its VoiceUrl", { VoiceUrl: "https://old.aybiza.example/answer" }),
      change("set its application", { VoiceApplicationSid: "{application}" }),
    ],
  },
  {
    id: "number-moved",
    asks: "Which settings does a number have after a move to another subaccount?",
    ...common,
    source: "https://www.twilio.com/docs/iam/api/subaccounts#exchanging-numbers",
    steps: [
      change("move it", { AccountSid: "{second}" }),
      ask("read it in the first subaccount", "GET", "IncomingPhoneNumbers/{numberSid}.json"),
      {
        ...ask("read it in the second", "GET", ""),
        path: below("second", "IncomingPhoneNumbers/{numberSid}.json"),
      },
      {
        ...change("move it back", { AccountSid: "{subaccount}" }),
        path: below("second", "IncomingPhoneNumbers/{numberSid}.json"),
      },
    ],
  },
  {
    id: "number-emptied",
    asks: "Which settings of a number does an empty value clear?",
    ...common,
    steps: [
      change("its application", { VoiceApplicationSid: "" }),
      change("its VoiceUrl", { VoiceUrl: "" }),
      change("its status callback", { StatusCallback: "" }),
    ],
  },
  {
    id: "number-trunk-excludes-application",
    asks: "Do a number's trunk and its application clear each other?",
    ...common,
    steps: [
      change("set its application", { VoiceApplicationSid: "{application}" }),
      change("set its trunk", { TrunkSid: "{trunk}" }),
      change("set its application again", { VoiceApplicationSid: "{application}" }),
      change("empty its trunk", { TrunkSid: "" }),
    ],
  },
  {
    id: "number-application-deleted",
    asks: "Does a number keep naming an application that was deleted?",
    ...common,
    mend: "rehearsal/twilio/operations/calls/applications.ts",
    steps: [
      change("set its application", { VoiceApplicationSid: "{emptied}" }),
      { ...ask("delete the application", "DELETE", "Applications/{emptied}.json"), tells: [] },
      ask("read the number", "GET", "IncomingPhoneNumbers/{numberSid}.json"),
      change("set another application", { VoiceApplicationSid: "{application}" }),
    ],
  },
];
