import type { Perform } from "../twiml/script.ts";
import { action, NEXT, notModelled, refuseOthers } from "../twiml/step.ts";

/** How long a SIP device takes to follow a REFER. */
const REFER_MS = 1_000;

/**
 * Asks the SIP device at the other end of the call to call another party instead. Only SIP calls can be referred.
 * https://www.twilio.com/docs/voice/twiml/refer
 */
export const refer: Perform = async (call, verb) => {
  const refusal = await refuseOthers(call, verb, "Sip");
  if (refusal) return refusal;
  const target = verb.nouns.find((noun) => noun.name === "Sip")?.text;
  if (!target) {
    await call.log("warning", 12200, "Schema validation warning: <Refer> has no <Sip>; it is skipped");
    return NEXT;
  }
  const device = call.options.direction === "inbound" ? call.from : call.to;
  if (!device.startsWith("sip:"))
    return notModelled(call, `<Refer> of ${device}, which isn't a SIP call (Twilio refuses it too),`);
  await call.answer();
  const answered = call.network.phones.get(device)?.referred?.(target) ?? 202;
  await call.wait(REFER_MS);
  const accepted = answered === 202;
  return action(verb, {
    ReferCallStatus: accepted ? "completed" : "failed",
    ReferSipResponseCode: String(answered),
    ...(accepted ? { NotifySipResponseCode: "200" } : {}),
  });
};
