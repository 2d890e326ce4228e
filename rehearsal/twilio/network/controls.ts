import { CALLS } from "./call/live-call.ts";
import type { Switchboard } from "./call/switchboard.ts";
import { ROOMS, type Room } from "./conference/room.ts";
import type { CallChange } from "./leg/outbound-request.ts";
import { WAITING } from "./queue/waiting.ts";
import { RECORDINGS, Recording, type RecordingOptions } from "./recording/recording.ts";

/** https://www.twilio.com/docs/voice/api/conference-participant-resource#update-a-participant-resource */
export interface ParticipantChange {
  readonly muted?: boolean;
  readonly hold?: boolean;
  readonly coaching?: boolean;
  readonly callSidToCoach?: string;
  readonly endConferenceOnExit?: boolean;
}

/** https://www.twilio.com/docs/voice/api/recording#update-a-recording-resource */
export type RecordingChange = { readonly status: "in-progress" | "paused" | "stopped" };

/** The API's changes of live calls, conferences, queues and recordings. Each returns false or undefined for an unknown SID. */
export interface Controls {
  /** Ends a live call or gives it new instructions. Returns false for an unknown SID, and for `canceled` when the call was answered. */
  update(callSid: string, change: CallChange): Promise<boolean>;
  participant(conferenceSid: string, callSid: string, change: ParticipantChange): boolean;
  /** Removes a call from a conference. The call continues with the verb after its `<Dial>`. */
  kick(conferenceSid: string, callSid: string): boolean;
  endConference(conferenceSid: string): boolean;
  /** Takes a call (by SID, or `Front` for the first) out of a queue and gives it new instructions. Returns the call's SID. */
  dequeue(
    queueSid: string,
    callSid: string,
    to: { readonly url: string; readonly method?: string },
  ): string | undefined;
  /** Starts to record an answered call. https://www.twilio.com/docs/voice/api/recording#create-a-recording-resource */
  startRecording(callSid: string, options?: Omit<RecordingOptions, "source">): { readonly sid: string } | undefined;
  updateRecording(recordingSid: string, change: RecordingChange): boolean;
}

export function controls(network: Switchboard): Controls {
  const roomOf = (sid: string): Room | undefined =>
    [...ROOMS.of(network).values()].find((one) => one.record.sid === sid);
  return {
    async update(callSid, change) {
      const call = CALLS.of(network).get(callSid);
      if (!call) return false;
      if (!("status" in change)) {
        if ("url" in change && (change.fallbackUrl !== undefined || change.fallbackMethod !== undefined)) {
          const { fallbackUrl = call.voice.fallbackUrl, fallbackMethod } = change;
          call.voice = { ...call.voice, fallbackUrl, fallbackMethod };
        }
        if (!call.answered) return false;
        call.redirect(change);
        return true;
      }
      if (change.status === "canceled" && call.answered) return false;
      await call.end(call.answered ? "completed" : "canceled");
      return true;
    },
    participant(conferenceSid, callSid, change) {
      const room = roomOf(conferenceSid);
      const member = room?.members.find((one) => one.call.sid === callSid);
      if (!room || !member) return false;
      const { record } = member;
      const { muted = record.muted, hold = record.hold } = change;
      const events: [event: string, name: string][] = [];
      if (muted !== record.muted) events.push(["mute", muted ? "participant-mute" : "participant-unmute"]);
      if (hold !== record.hold) events.push(["hold", hold ? "participant-hold" : "participant-unhold"]);
      Object.assign(record, {
        ...{ muted, hold },
        coaching: change.coaching ?? record.coaching,
        call_sid_to_coach: change.callSidToCoach ?? record.call_sid_to_coach,
        end_conference_on_exit: change.endConferenceOnExit ?? record.end_conference_on_exit,
      });
      for (const [event, name] of events) room.notify(event, name, member);
      if (events.length === 0) room.notify("modify", "participant-modify", member);
      room.change();
      return true;
    },
    kick(conferenceSid, callSid) {
      const room = roomOf(conferenceSid);
      const member = room?.members.find((one) => one.call.sid === callSid);
      if (!room || !member) return false;
      member.kicked = true;
      room.leave(member);
      member.left.abort();
      return true;
    },
    endConference(conferenceSid) {
      const room = roomOf(conferenceSid);
      room?.end("conference-ended-via-api");
      return room !== undefined;
    },
    dequeue(queueSid, callSid, to) {
      const waiting = [...WAITING.of(network).values()].find(
        ({ call, queue }) => queue.sid === queueSid && (callSid === "Front" || call.sid === callSid),
      );
      waiting?.call.redirect(to);
      return waiting?.call.sid;
    },
    startRecording(callSid, options = {}) {
      const call = CALLS.of(network).get(callSid);
      if (!call?.answered) return undefined;
      const recording = new Recording(call, { ...options, source: "StartCallRecordingAPI" });
      call.onEnd.push(() => void recording.stop());
      return { sid: recording.sid };
    },
    updateRecording(recordingSid, { status }) {
      const recording = RECORDINGS.of(network).get(recordingSid);
      if (!recording) return false;
      if (status === "paused") recording.pause();
      else if (status === "in-progress") recording.resume();
      else recording.stop();
      return true;
    },
  };
}
