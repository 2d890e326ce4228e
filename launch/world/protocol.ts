import type { Stack } from "../../domain/config/stacks.ts";
import type { Fault } from "../../domain/user-error.ts";

/** A world's control socket carries JSON, one object in each line. A connection is one request: its events, then its end. */
export type Request =
  | { readonly verb: "status"; readonly brief?: boolean }
  /** With `twilio`: the environment of a Twilio client, signed in as that account or, with "", as the first one. */
  | { readonly verb: "env"; readonly twilio?: string }
  /** Deploys stacks. A {@link Cancel} on the same connection, or its end, interrupts the engine. */
  | { readonly verb: "up"; readonly stacks: readonly string[] }
  | { readonly verb: "reset" }
  | { readonly verb: "stop" }
  /** Writes the new entries of all parts to the world's log file. */
  | { readonly verb: "log" }
  | ({ readonly verb: "call" } & CallOrder);

/** A call to place. Without `says` the caller speaks by {@link Utterance}s on the same connection. */
export interface CallOrder {
  readonly to: string;
  /** A number, or what carriers send in place of one. */
  readonly from: string;
  readonly says?: readonly string[];
  /** 1 is natural, 0 is none. */
  readonly pace: number;
}

/**
 * What the caller does, sent during the call. With `interrupts` it doesn't wait for the caller's turn. After `done` the caller hangs up at the next
 * turn. The end of the connection hangs up at once.
 */
export type Utterance =
  | { readonly say: string; readonly interrupts?: boolean }
  | { readonly dtmf: string; readonly interrupts?: boolean }
  | { readonly hangUp: true }
  | { readonly done: true };

/** What the world sends back: events, then a result or an error. */
export type Reply<Event = unknown, Result = unknown> =
  | { readonly event: Event }
  | { readonly result: Result }
  | { readonly error: Fault };

/** The result of `env`: the environment in which `npx pulumi`, or a Twilio client, uses this world. */
export interface Environment {
  readonly set: Readonly<Record<string, string>>;
  /** Variables of the user that would take precedence. */
  readonly unset: readonly string[];
}

/** Sent during `up`: the first one cancels the update in progress, the second one kills it. */
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
  /** Numbers that the update bought. */
  readonly bought: readonly NumberStatus[];
  /** Of a tenant: the monthly cost of its numbers, and the change by this update: `11.50 USD (this update: +2.50)`. */
  readonly monthlyCost?: string;
}
export type UpEvent = { readonly stack: string; readonly begins: true } | Deployed;

/** The result of `up`. */
export interface UpResult {
  readonly done: readonly Deployed[];
  /** What an interruption left undone. */
  readonly interrupted?: {
    /** The update that was cut off; absent where the interruption came between two updates. */
    readonly cutOff?: Deployed;
    readonly notBegun: readonly string[];
  };
}

/** One part of a world: a process, or a server within one. */
export interface PartStatus {
  readonly part: string;
  readonly pid: number;
  /** Its URL or port, if it listens on one of its own. */
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
  /** Id of the tenant whose stack holds the number; absent where none does. */
  readonly tenant?: string;
  /** Its key in the tenant's file, where that isn't the number itself. */
  readonly entry?: string;
  /** Whether the number points at one of our handlers. */
  readonly inService: boolean;
}

export interface Status {
  readonly name: string;
  readonly state: "running";
  readonly pid: number;
  readonly startedAt: string;
  readonly uptimeSeconds: number;
  /** Seconds from the start until all parts ran, without stacks. */
  readonly startSeconds: number;
  /** Resident memory of all its processes, in bytes. */
  readonly memoryBytes: number;
  readonly parts: readonly PartStatus[];
  readonly stacks: readonly StackStatus[];
  readonly numbers: readonly NumberStatus[];
  /** `completed` as Twilio counts it: also a call that only the network answered. */
  readonly calls: { readonly placed: number; readonly completed: number; readonly underWay: number };
}
