import { ACME, ACME_NUMBER, CALL, CALLER } from "./fixture.ts";
import { sid } from "./sender.ts";

/** An entry of Acme's error log, as Event Streams delivers it. https://www.twilio.com/docs/events/event-types/errors/error-logs */
export function loggedError(code: number, change: { id?: string; account?: string; level?: string } = {}) {
  const { id = sid("NO", code), account = ACME, level = "ERROR" } = change;
  return {
    specversion: "1.0",
    type: "com.twilio.error-logs.error.logged",
    source: id,
    id,
    dataschema: "https://events-schemas.twilio.com/ErrorLogs.Error/2",
    datacontenttype: "application/json",
    time: "2026-11-23T12:00:00.000Z",
    data: {
      sid: id,
      account_sid: account,
      date_created: "2026-11-23T12:00:00.000Z",
      level,
      correlation_sid: CALL,
      product_name: "Programmable Voice",
      error_code: String(code),
      payload: JSON.stringify({
        resource_sid: CALL,
        error_code: String(code),
        webhook: { type: "application/json", request: { parameters: { From: CALLER, To: ACME_NUMBER } } },
      }),
    },
  };
}
