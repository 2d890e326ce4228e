import { fromAttributes } from "../tables/attributes.ts";
import { ACME, ACME_NUMBER, ACME_TOKEN, type Bed, CALL, CALLER } from "./fixture.ts";
import { webhook } from "./sender.ts";

/** A caller dials Acme's number. */
export const CALL_IN = {
  CallSid: CALL,
  AccountSid: ACME,
  From: CALLER,
  To: ACME_NUMBER,
  CallStatus: "ringing",
  Direction: "inbound",
};
/** The webhook of that call, by default signed by Acme. */
export const call = (change: Record<string, string> = {}, token = ACME_TOKEN) =>
  webhook("/twilio/voice", { ...CALL_IN, ...change }, token);
/** A later webhook of the call. */
export const later = (params: Record<string, string>, path = "/twilio/after") =>
  webhook(path, { ...CALL_IN, CallStatus: "in-progress", ...params }, ACME_TOKEN);

/** The call's record, as plain values. */
export const record = ({ db }: Bed, callSid = CALL) => {
  const item = db.item("calls", callSid);
  return item && fromAttributes(item);
};
export const XML = '<?xml version="1.0" encoding="UTF-8"?>';
/** The region's notice. */
export const STATIC = `${XML}<Response><Say language="en-US">Please call again later.</Say><Hangup/></Response>`;

/** A region with a desk that takes calls when nothing else is known. */
export const DESK = JSON.stringify({ say: "Please call again later.", dial: "+14155550100" });
