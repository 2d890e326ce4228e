import { Attached } from "../call/attached.ts";
import { passOn } from "../call/bridge.ts";
import type { Act } from "../call/caller.ts";
import { aborted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { StatusCallbacks } from "../call/status-callbacks.ts";
import type { Switchboard } from "../call/switchboard.ts";
import { Recording, type RecordingOptions } from "../recording/recording.ts";
import type { ConferenceRecord, ParticipantRecord } from "../records.ts";

/** A call in a conference. */
export interface Member {
  readonly call: LiveCall;
  readonly record: ParticipantRecord;
  readonly beep: "true" | "false" | "onEnter" | "onExit";
  /** Aborts when the participant leaves the conference while its call goes on. */
  readonly left: AbortController;
  /** Whether the API removed the participant. */
  kicked?: boolean;
}

/** Each network's conferences that have participants, by account and name. */
export const ROOMS = new Attached<Switchboard, Map<string, Room>>(() => new Map());

type Reason = NonNullable<ConferenceRecord["reason_conference_ended"]>;
const BEEP_MS = 500;

/** A conference: its participants, who of them hears whom, and its status callback. https://www.twilio.com/docs/voice/twiml/conference */
export class Room {
  readonly record: ConferenceRecord;
  readonly members: Member[] = [];
  readonly #key: string;
  readonly #rooms: Map<string, Room>;
  #callbacks: { readonly to: StatusCallbacks; readonly events: ReadonlySet<string> } | undefined;
  #changed = new AbortController();
  #talking = false;
  #recording: Recording | undefined;

  constructor(record: ConferenceRecord, key: string, rooms: Map<string, Room>) {
    this.record = record;
    this.#key = key;
    this.#rooms = rooms;
    rooms.set(key, this);
  }

  /** True once participants hear each other. */
  get live(): boolean {
    return this.record.status === "in-progress" && this.members.length > 1;
  }

  /** Aborts at the next change of the participants or of their settings (muted, hold, coaching). */
  get changed(): AbortSignal {
    return this.#changed.signal;
  }

  /** Sets the status callback. Only the first participant's is used, as at Twilio. */
  subscribe(callbacks: StatusCallbacks, events: ReadonlySet<string>): void {
    this.#callbacks ??= { to: callbacks, events };
  }

  join(member: Member, recording?: Omit<RecordingOptions, "conferenceSid" | "source">): void {
    this.members.push(member);
    this.record.participants.push(member.record);
    this.notify("join", "participant-join", member);
    if (this.record.status === "init" && member.record.start_conference_on_enter) {
      this.record.status = "in-progress";
      this.notify("start", "conference-start");
      if (recording) {
        this.#recording = new Recording(member.call, {
          ...recording,
          source: "Conference",
          conferenceSid: this.record.sid,
        });
      }
    }
    if (member.beep === "true" || member.beep === "onEnter") this.#beep(member);
    this.change();
    void this.#talk();
  }

  /** Removes a participant. The conference ends when the last one or one with `endConferenceOnExit` leaves. */
  leave(member: Member): void {
    const index = this.members.indexOf(member);
    if (index < 0) return;
    this.members.splice(index, 1);
    this.record.participants.splice(this.record.participants.indexOf(member.record), 1);
    this.notify("leave", "participant-leave", member, {
      ReasonParticipantLeft: member.kicked ? "participant_kicked_via_api" : "participant_hung_up",
    });
    if (member.beep === "true" || member.beep === "onExit") this.#beep(member);
    if (member.record.end_conference_on_exit) {
      this.end(
        member.kicked
          ? "participant-with-end-conference-on-exit-kicked"
          : "participant-with-end-conference-on-exit-left",
        member,
      );
    } else if (this.members.length === 0) {
      this.end(member.kicked ? "last-participant-kicked" : "last-participant-left", member);
    } else this.change();
  }

  /** Ends the conference. Each participant's call continues with the verb after its `<Dial>`. */
  end(reason: Reason, by?: Member): void {
    if (this.record.status === "completed") return;
    this.record.status = "completed";
    this.record.reason_conference_ended = reason;
    if (by) this.record.call_sid_ending_conference = by.call.sid;
    this.#rooms.delete(this.#key);
    this.#recording?.stop();
    for (const member of [...this.members]) {
      member.left.abort();
      this.leave(member);
    }
    this.notify("end", "conference-end", undefined, {
      ReasonConferenceEnded: reason,
      ...(by ? { CallSidEndingConference: by.call.sid } : {}),
    });
    this.change();
  }

  /** Wakes all code that waits for a change of the conference. */
  change(): void {
    const before = this.#changed;
    this.#changed = new AbortController();
    before.abort();
  }

  /**
   * Sends an event to the status callback, if it subscribes to that event.
   * https://www.twilio.com/docs/voice/twiml/conference#attributes-statusCallback
   */
  notify(event: string, name: string, member?: Member, more: Record<string, string> = {}): void {
    if (!this.#callbacks?.events.has(event)) return;
    const { record } = this;
    this.#callbacks.to.send({
      ConferenceSid: record.sid,
      FriendlyName: record.friendly_name,
      AccountSid: record.account_sid,
      StatusCallbackEvent: name,
      ...(member
        ? {
            CallSid: member.call.sid,
            Muted: String(member.record.muted),
            Hold: String(member.record.hold),
            Coaching: String(member.record.coaching),
            StartConferenceOnEnter: String(member.record.start_conference_on_enter),
            EndConferenceOnExit: String(member.record.end_conference_on_exit),
            ...(member.record.label ? { ParticipantLabel: member.record.label } : {}),
          }
        : {}),
      ...more,
    });
  }

  #beep(of: Member): void {
    for (const { call } of this.members) {
      if (call !== of.call) call.heard({ kind: "tone", who: "network", text: "(beep)", ms: BEEP_MS });
    }
  }

  /** Passes each participant's speech to the others, in turns, while there are two or more. Scripted callers hang up when all are silent. */
  async #talk(): Promise<void> {
    if (this.#talking) return;
    this.#talking = true;
    let floor = 0;
    for (let silent = 0; this.live; ) {
      const speakers = this.members.filter(({ record }) => !record.muted && !record.hold);
      const heard = await this.#next(speakers, speakers[floor % Math.max(1, speakers.length)]);
      if (heard === "changed") continue;
      if (heard === undefined) {
        silent += 1;
        floor += 1;
        if (silent < speakers.length) continue;
        silent = 0;
        for (const { call } of speakers) if (!call.caller.unhurried) await call.hangUp();
        await new Promise((resolve) => setImmediate(resolve));
        continue;
      }
      silent = 0;
      await this.#pass(heard.member, heard.act);
      floor = speakers.indexOf(heard.member) + 1;
    }
    this.#talking = false;
  }

  async #next(speakers: readonly Member[], floor: Member | undefined) {
    const done = new AbortController();
    const signal = AbortSignal.any([this.changed, done.signal, ...speakers.map(({ call }) => call.signal)]);
    try {
      return await Promise.race([
        aborted(signal).then(() => new Promise<"changed">((resolve) => setImmediate(() => resolve("changed")))),
        ...speakers.map(async (member) => {
          const act = await member.call.caller.turn({ by: "person", floor: member === floor }, signal);
          if (act) return { member, act };
          return member === floor ? undefined : new Promise<never>(() => {});
        }),
      ]);
    } finally {
      done.abort();
    }
  }

  async #pass(member: Member, act: Act): Promise<void> {
    if ("hangUp" in act) return member.call.hangUp();
    if ("refer" in act) return;
    const { coaching, call_sid_to_coach } = member.record;
    const listeners = this.members.filter(
      ({ call, record }) => call !== member.call && !record.hold && (!coaching || call.sid === call_sid_to_coach),
    );
    await passOn(
      member.call,
      listeners.map(({ call }) => call),
      act,
    );
  }
}
