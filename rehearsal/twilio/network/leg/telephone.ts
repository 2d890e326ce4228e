import { after } from "../../clock.ts";
import { type Caller, scripted } from "../call/caller.ts";
import { Interrupted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { Invite, SimulatedPhone } from "../call/phone.ts";
import type { CallStatus } from "../exchange.ts";
import type { Transport } from "./transport.ts";

/** How long a telephone rings before it is picked up. */
const RING_MS = 3_000;
/** How long a telephone takes to signal busy. */
const BUSY_MS = 1_000;
/** How long an answering machine records before it hangs up. */
const MACHINE_MS = 60_000;

/** Returns a transport to a simulated telephone in this process. */
export const telephone = (phone: SimulatedPhone): Transport => ({
  end: personAt(phone),
  phone,
  ring: (leg, timeoutMs, invite) => ring(leg, phone, timeoutMs, invite),
});

/** Returns the party that picks up a telephone. */
function personAt(phone: SimulatedPhone): Caller {
  if (phone.person) return phone.person();
  if (phone.answers === "machine" || phone.answers === "fax") return { turn: () => undefined };
  return scripted(phone.says ?? []);
}

async function ring(call: LiveCall, phone: SimulatedPhone, timeoutMs: number, invite?: Invite): Promise<CallStatus> {
  const { clock } = call.network;
  try {
    if (invite) phone.invited?.(invite);
    const { credentials } = phone;
    if (credentials && (invite?.username !== credentials.username || invite.password !== credentials.password)) {
      await call.log("error", 32202, `SIP: ${call.to} refuses the user's credentials`);
      return "failed";
    }
    if (phone.answers === "failed") return "failed";
    await call.progress("ringing");
    for (const run of call.onRinging) run();
    if (phone.answers === "busy" || phone.answers === "rejects") {
      await call.wait(BUSY_MS);
      return "busy";
    }
    const ringsMs = phone.answers === false ? Number.POSITIVE_INFINITY : (phone.ringsMs ?? RING_MS);
    await call.wait(Math.min(ringsMs, timeoutMs));
    if (ringsMs > timeoutMs) return "no-answer";
    await call.answer();
    const hangUpMs =
      phone.hangsUpAfterMs ?? (phone.answers === "machine" || phone.answers === "fax" ? MACHINE_MS : undefined);
    if (hangUpMs !== undefined) {
      const stop = after(
        clock,
        hangUpMs * Math.max(call.pace, phone.hangsUpAfterMs === undefined ? 0 : 1),
        () => void call.hangUp(),
      );
      call.ended.addEventListener("abort", stop, { once: true });
    }
    return "in-progress";
  } catch (error) {
    if (error instanceof Interrupted) return call.over ? call.status : "canceled";
    throw error;
  }
}
