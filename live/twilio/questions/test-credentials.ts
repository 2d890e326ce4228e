import { below, type Question, type Step } from "../question.ts";

const source = "https://www.twilio.com/docs/iam/test-credentials";

const buy = (name: string, form: Step["form"]): Step => ({
  name,
  as: "test",
  method: "POST",
  path: below("testAccount", "IncomingPhoneNumbers.json"),
  form: form!,
});

/** Test credentials validate a request as real ones do, and never change or cost anything. */
export const testCredentials: readonly Question[] = [
  {
    id: "test-purchase-codes",
    asks: "Which codes refuse a purchase, and which fields has its answer?",
    stage: "test-credentials",
    mend: "rehearsal/twilio/operations/incoming-numbers.ts",
    source,
    steps: [
      { ...buy("an available number", { PhoneNumber: "+15005550006" }), varies: ["friendly_name", "capabilities.*"] },
      buy("a number that is taken", { PhoneNumber: "+15005550000" }),
      buy("what isn't a number", { PhoneNumber: "+15005550001" }),
      { ...buy("an area code with numbers", { AreaCode: "500" }), varies: ["friendly_name", "capabilities.*"] },
      buy("an area code without", { AreaCode: "533" }),
    ],
  },
];
