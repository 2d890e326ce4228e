import { fromAttributes } from "../tables/attributes.ts";
import { ACME, ACME_NUMBER, ACME_TOKEN, type Bed, CALL, CALLER } from "./fixture.ts";
import { webhook } from "./sender.ts";

/** Event: a caller dials Acme's number. */
export const CALL_IN = {
  CallSid: CALL,
  AccountSid: ACME,
  From: CALLER,
  To: ACME_NUMBER,
  CallStatus: "ringing",
  Direction: "inbound",
};
/** The webhook of an incoming call to Acme's number, by default signed by Acme. */
export const call = (change: Record<string, string> = {}, token = ACME_TOKEN) =>
  webhook("/twilio/voice", { ...CALL_IN, ...change }, token);
/** A later webhook of the call. */
export const later = (params: Record<string, string>, path = "/twilio/after") =>
  webhook(path, { ...CALL_IN, CallStatus: "in-progress", ...params }, ACME_TOKEN);

/** Returns the call's record as plain values. */
export const record = ({ db }: Bed, callSid = CALL) => {
  const item = db.item("calls", callSid);
  return item && fromAttributes(item);
};
export const XML = '<?xml version="1.0" encoding="UTF-8"?>';
/** TwiML of the region's notice. */
export const STATIC = `${XML}<Response><Say language="en-US">Please call again later.</Say><Hangup/></Response>`;

/** A region with a desk, which is dialled when no route can be read. */
export const DESK = JSON.stringify({ say: "Please call again later.", dial: "+14155550100" });
