import type { Stack } from "../../domain/config/stacks.ts";
import type { Fault } from "../../domain/user-error.ts";

/** A world's control socket carries JSON, one object in each line. A connection is one request: its events, then its end. */
export type Request =
  | { readonly verb: "status"; readonly brief?: boolean }
  /** `twilio` asks for what a foreign client of Twilio's needs, signed in as that account or, with "", as the first one. */
  | { readonly verb: "env"; readonly twilio?: string }
  /** Brings stacks up. A {@link Cancel} on the same connection, or its end, interrupts the engine. */
  | { readonly verb: "up"; readonly stacks: readonly string[] }
  | { readonly verb: "reset" }
  | { readonly verb: "stop" }
  /** Brings the world's log file up to date with what its parts have said. */
  | { readonly verb: "log" }
  | ({ readonly verb: "call" } & CallOrder);

/** A call that somebody wants placed. Where `says` is left out, the caller speaks by {@link Utterance}s on the same connection. */
export interface CallOrder {
  readonly to: string;
  /** A number, or what a carrier sends in its place. */
  readonly from: string;
  readonly says?: readonly string[];
  /** 1 is natural, 0 is none. */
  readonly pace: number;
}

/**
 * What the caller does, sent while the call is under way. One that `interrupts` doesn't wait for its turn. After `done` he has nothing
 * more to say, and hangs up at his next turn. The end of the connection hangs up at once.
 */
export type Utterance =
  | { readonly say: string; readonly interrupts?: boolean }
  | { readonly dtmf: string; readonly interrupts?: boolean }
  | { readonly hangUp: true }
  | { readonly done: true };

/** What comes back. */
export type Reply<Event = unknown, Result = unknown> =
  | { readonly event: Event }
  | { readonly result: Result }
  | { readonly error: Fault };

/** What `env` gives: the environment with which `npx pulumi`, or a foreign client of Twilio's, works on this world. */
export interface Environment {
  readonly set: Readonly<Record<string, string>>;
  /** Variables of the user's own that would go before those. */
  readonly unset: readonly string[];
}

/** Sent while stacks come up: the first one cancels the update under way, a second one ends it at once. */
export interface Cancel {
  readonly cancel: true;
}

/** What an update did to a stack. */
export interface Deployed {
  readonly stack: string;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  readonly replaced: number;
  readonly seconds: number;
  /** Numbers that it bought. */
  readonly bought: readonly NumberStatus[];
  /** Of a tenant: what its numbers cost each month, and what this update changed in it: `11.50 USD (this update: +2.50)`. */
  readonly monthlyCost?: string;
}
export type UpEvent = { readonly stack: string; readonly begins: true } | Deployed;

/** What `up` gives at the end. */
export interface UpResult {
  readonly done: readonly Deployed[];
  /** What an interruption left open. */
  readonly interrupted?: {
    /** The stack whose update was cut off, with what it did until then; absent where the interruption came between two. */
    readonly cutOff?: Deployed;
    readonly notBegun: readonly string[];
  };
}

/** One part of a world: a process, or a server within one. */
export interface PartStatus {
  readonly part: string;
  readonly pid: number;
  /** Its own address, where it listens. */
  readonly address?: string;
  /** Resident memory of its process, in bytes; undefined for a part within another's process. */
  readonly memoryBytes?: number;
  readonly detail?: string;
}

export interface StackStatus {
  readonly stack: string;
  readonly kind: Stack["kind"];
  /** 0 where it isn't deployed. */
  readonly resources: number;
}

export interface NumberStatus {
  readonly number: string;
  /** Name of the account that holds it. */
  readonly account: string;
  /** Id of the tenant whose stack holds it; absent where none does. */
  readonly tenant?: string;
  /** Its name in the tenant's file, where that isn't the number itself. */
  readonly entry?: string;
  /** Whether it points at a handler of ours. */
  readonly inService: boolean;
}

export interface Status {
  readonly name: string;
  readonly state: "running";
  readonly pid: number;
  readonly startedAt: string;
  readonly uptimeSeconds: number;
  /** Seconds that the start of all parts took, without stacks. */
  readonly startSeconds: number;
  /** Resident memory of all its processes, in bytes. */
  readonly memoryBytes: number;
  readonly parts: readonly PartStatus[];
  readonly stacks: readonly StackStatus[];
  readonly numbers: readonly NumberStatus[];
  /** `completed` as Twilio has it: also a call in which the network alone spoke. */
  readonly calls: { readonly placed: number; readonly completed: number; readonly underWay: number };
}
