import { below, type Fields, type Question, type Step } from "../question.ts";

const source = "https://www.twilio.com/docs/iam/test-credentials";
const numbers = "rehearsal/twilio/operations/numbers/incoming-numbers.ts";

const buy = (name: string, form: Fields): Step => ({
  ...{ name, as: "test", method: "POST", path: below("testAccount", "IncomingPhoneNumbers.json"), form },
  varies: ["friendly_name", "capabilities.*"],
});
const call = (name: string, From: string, To: string): Step => ({
  ...{ name, as: "test", method: "POST", path: below("testAccount", "Calls.json") },
  form: { From, To, Url: "https://voice.aybiza.example/out" },
});
const ok = { PhoneNumber: "+15005550006" };

/** Questions answered with test credentials: Twilio validates their requests as usual, but changes and bills nothing. */
export const testCredentials: readonly Question[] = [
  {
    id: "test-purchase-codes",
    asks: "Which error codes does a purchase return, and which fields does its answer have?",
    ...{ stage: "test-credentials", mend: numbers, source },
    steps: [
      buy("an available number", ok),
      buy("a number that is taken", { PhoneNumber: "+15005550000" }),
      buy("what isn't a number", { PhoneNumber: "+15005550001" }),
      buy("an area code with numbers", { AreaCode: "500" }),
      buy("an area code without", { AreaCode: "533" }),
      buy("neither", { FriendlyName: "neither" }),
    ],
  },
  {
    id: "test-purchase-settings",
    asks: "Which error codes does a purchase with invalid settings return, and which settings does its answer show?",
    ...{ stage: "test-credentials", mend: numbers, source: "https://www.twilio.com/docs/api/errors" },
    steps: [
      buy("webhooks", {
        ...ok,
        FriendlyName: "front desk",
        VoiceUrl: "https://voice.aybiza.example/answer",
        VoiceFallbackUrl: "https://voice.aybiza.example/fallback",
        StatusCallback: "https://voice.aybiza.example/status",
        VoiceMethod: "GET",
      }),
      buy("a URL that isn't one", { ...ok, VoiceUrl: "answer" }),
      buy("a method that isn't one", { ...ok, VoiceUrl: "https://voice.aybiza.example/answer", VoiceMethod: "PATCH" }),
      buy("a fallback alone", { ...ok, VoiceFallbackUrl: "https://voice.aybiza.example/fallback" }),
      buy("an application that isn't the account's", { ...ok, VoiceApplicationSid: `AP${"0".repeat(32)}` }),
      buy("a name of 65 characters", { ...ok, FriendlyName: "n".repeat(65) }),
    ],
  },
  {
    id: "test-call-codes",
    asks: "Which error codes does a call return, and which fields does its answer have?",
    ...{ stage: "test-credentials", mend: "rehearsal/twilio/operations/calls/place-call.ts", source },
    steps: [
      call("a call", "+15005550006", "+14155550143"),
      call("from what isn't a number", "+15005550001", "+14155550143"),
      call("from a number that isn't the account's", "+15005550000", "+14155550143"),
      call("to what isn't a number", "+15005550006", "+15005550001"),
      call("to a number that can't be reached", "+15005550006", "+15005550002"),
      call("to a country that isn't allowed", "+15005550006", "+15005550003"),
      call("to a number that is blocked", "+15005550006", "+15005550004"),
    ],
  },
  {
    id: "test-elsewhere",
    asks: "What do test credentials return for other requests?",
    ...{ stage: "test-credentials", mend: "rehearsal/twilio/api/answer.ts", source },
    steps: [
      { name: "applications", as: "test", method: "GET", path: below("testAccount", "Applications.json") },
      { name: "trunks", as: "test", method: "GET", product: "trunking", path: "/v1/Trunks" },
    ],
  },
  {
    id: "wrong-token",
    asks: "What do requests with a wrong auth token return?",
    ...{ stage: "test-credentials", mend: "rehearsal/twilio/account/auth.ts" },
    source: "https://www.twilio.com/docs/api/errors/20003",
    steps: [
      {
        ...{ name: "buy", as: "wrong-token", method: "POST", path: below("testAccount", "IncomingPhoneNumbers.json") },
        form: ok,
      },
    ],
  },
];
