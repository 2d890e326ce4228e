import { below, type Question } from "../question.ts";

/** Questions answered by one call of a few seconds, from the run's number to itself. No real telephone rings. */
export const calls: readonly Question[] = [
  {
    id: "call-unreachable-webhooks",
    asks: "Which errors does Twilio log where a number's webhook and its fallback can't be reached, and how does the call end?",
    ...{ stage: "call", mend: "rehearsal/twilio/network/webhook/webhook.ts" },
    source: "https://www.twilio.com/docs/api/errors/11200",
    steps: [
      {
        ...{ name: "call itself", as: "account", method: "POST", path: below("subaccount", "Calls.json") },
        form: {
          From: "{number}",
          To: "{number}",
          Twiml: '<Response><Pause length="2"/></Response>',
          Timeout: "15",
          TimeLimit: "20",
        },
        varies: ["status", "price_unit"],
        keep: { call: "sid" },
      },
      {
        ...{ name: "its end", as: "account", method: "GET", path: below("subaccount", "Calls/{call}.json") },
        varies: ["duration", "price", "start_time", "end_time", "price_unit", "queue_time"],
        tells: ["status"],
        until: {
          ...{ field: "status", values: ["completed", "busy", "failed", "no-answer", "canceled"] },
          ...{ everyMs: 500, withinMs: 60_000 },
        },
      },
      {
        ...{ name: "the error log", as: "account", method: "GET", path: below("subaccount", "Notifications.json") },
        varies: ["notifications.*.message_text", "notifications.*.request_url"],
        tells: ["notifications.0.error_code", "notifications.1.error_code"],
        until: { field: "notifications.0.log", values: ["0", "1"], everyMs: 1_000, withinMs: 30_000 },
      },
    ],
  },
];
