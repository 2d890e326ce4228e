import type { Stack } from "../../domain/config/stacks.ts";
import type { Fault } from "../../domain/user-error.ts";

/** A request on a world's control socket, which carries one JSON object a line. Each connection has one request, its events, and its result. */
export type Request =
  | { readonly verb: "status"; readonly brief?: boolean }
  /** Returns the environment. With `twilio`, that of a Twilio client with the credentials of this account, or for "" of the first one. */
  | { readonly verb: "env"; readonly twilio?: string }
  /** Deploys stacks. A {@link Cancel} on the same connection, or closing the connection, interrupts the engine. */
  | { readonly verb: "up"; readonly stacks: readonly string[] }
  | { readonly verb: "reset" }
  /** Ends the reviews of regulatory bundles at Twilio. */
  | { readonly verb: "review"; readonly reject: boolean }
  | { readonly verb: "stop" }
  /** Writes the new entries of all parts to the world's log file. */
  | { readonly verb: "log" }
  | ({ readonly verb: "call" } & CallOrder);

/** A call to place. Without `says` the caller speaks by {@link Utterance}s on the same connection. */
export interface CallOrder {
  readonly to: string;
  /** A number, or the text that carriers send for a withheld number. */
  readonly from: string;
  readonly says?: readonly string[];
  /** Pace of the call: 1 for natural pauses, 0 for none. */
  readonly pace: number;
}

/**
 * What the caller does, sent during the call. With `interrupts`, the caller doesn't wait for its turn. After `done`, the caller hangs up at its next
 * turn. Closing the connection hangs up at once.
 */
export type Utterance =
  | { readonly say: string; readonly interrupts?: boolean }
  | { readonly dtmf: string; readonly interrupts?: boolean }
  | { readonly hangUp: true }
  | { readonly done: true };

/** A message from the world: an event, or at the end a result or an error. */
export type Reply<Event = unknown, Result = unknown> =
  | { readonly event: Event }
  | { readonly result: Result }
  | { readonly error: Fault };

/** A bundle whose review a world ended, in the result `{ reviewed: [...] }` of `review`. */
export interface Reviewed {
  readonly bundle: string;
  /** Name of its account at Twilio. */
  readonly account: string;
  readonly status: string;
}

/** The result of `env`: the environment in which `npx pulumi`, or a Twilio client, uses this world. */
export interface Environment {
  readonly set: Readonly<Record<string, string>>;
  /** Variables to unset, because the user's values would take precedence. */
  readonly unset: readonly string[];
}

/** Sent during `up`: the first one cancels the update in progress, the second one kills it. */
export interface Cancel {
  readonly cancel: true;
}

/** The result of a stack's update. */
export interface Deployed {
  readonly stack: string;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  readonly replaced: number;
  readonly seconds: number;
  /** Numbers that the update bought. */
  readonly bought: readonly NumberStatus[];
  /** Only for tenants: the monthly cost of its numbers, and the change by this update: `11.50 USD (this update: +2.50)`. */
  readonly monthlyCost?: string;
}
export type UpEvent = { readonly stack: string; readonly begins: true } | Deployed;

/** The result of `up`. */
export interface UpResult {
  readonly done: readonly Deployed[];
  /** The work that an interruption prevented. */
  readonly interrupted?: {
    /** The interrupted update; absent if the interruption came between two updates. */
    readonly cutOff?: Deployed;
    readonly notBegun: readonly string[];
  };
}

/** One part of a world: a process, or a server within one. */
export interface PartStatus {
  readonly part: string;
  readonly pid: number;
  /** URL or port of the part, if it has its own. */
  readonly address?: string;
  /** Resident memory of the part's process, in bytes; undefined for a part in another part's process. */
  readonly memoryBytes?: number;
  readonly detail?: string;
}

export interface StackStatus {
  readonly stack: string;
  readonly kind: Stack["kind"];
  /** Count of resources; 0 if the stack isn't deployed. */
  readonly resources: number;
}

export interface NumberStatus {
  readonly number: string;
  /** Name of the account that has the number. */
  readonly account: string;
  /** Id of the tenant whose stack has the number; absent if no stack has it. */
  readonly tenant?: string;
  /** The number's key in the tenant's stack file, if it isn't the number itself. */
  readonly entry?: string;
  /** Whether the number's webhooks point at our handlers. */
  readonly inService: boolean;
}

export interface Status {
  readonly name: string;
  readonly state: "running";
  readonly pid: number;
  readonly startedAt: string;
  readonly uptimeSeconds: number;
  /** Seconds from the start until all parts ran, without the deployment of stacks. */
  readonly startSeconds: number;
  /** Resident memory of all the world's processes, in bytes. */
  readonly memoryBytes: number;
  readonly parts: readonly PartStatus[];
  readonly stacks: readonly StackStatus[];
  readonly numbers: readonly NumberStatus[];
  /** Counts of calls. `completed` has Twilio's meaning: it includes calls that only the network answered. */
  readonly calls: { readonly placed: number; readonly completed: number; readonly underWay: number };
}
