import * as pulumi from "@pulumi/pulumi";

/**
 * A queue of waiting calls: TwiML adds calls with `<Enqueue>` and takes them with `<Dial><Queue>`, by the queue's name. If the account already has a queue of that name, the create is refused: import that queue, or choose another name. A delete is refused while calls wait. Import it by its SID.
 *
 * ## Example Usage
 * ### Queue callers until an agent is free
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const support = new twilio.Queue("support", { friendlyName: "support", maxSize: 20 }, { provider });
 *
 * export const supportQueue = support.sid;
 * ```
 */
export class Queue extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:Queue";

  /** Looks an existing Queue up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: QueueState,
    opts?: pulumi.CustomResourceOptions,
  ): Queue {
    return new Queue(name, state as QueueArgs | undefined, { ...opts, id });
  }

  /** True for a Queue, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is Queue {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === Queue.__pulumiType;
  }

  /** Name of the queue, unique in the account, which `<Enqueue>` and `<Queue>` in TwiML refer to. The resource's name with a random suffix by default. */
  declare public readonly friendlyName: pulumi.Output<string>;

  /** Maximum number of waiting calls, 1 to 5000. 1000 by default. */
  declare public readonly maxSize: pulumi.Output<number | undefined>;

  /** The queue's SID, `QU...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, RFC 2822. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Number of waiting calls, as of the last refresh. */
  declare public readonly currentSize: pulumi.Output<number>;

  /** Average waiting time of those calls, in seconds. */
  declare public readonly averageWaitTime: pulumi.Output<number>;

  /** Declares a Queue under a name that is unique in the stack. */
  constructor(name: string, args?: QueueArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      maxSize: args?.maxSize,
      sid: (args as QueueState | undefined)?.sid,
      accountSid: (args as QueueState | undefined)?.accountSid,
      dateCreated: (args as QueueState | undefined)?.dateCreated,
      currentSize: (args as QueueState | undefined)?.currentSize,
      averageWaitTime: (args as QueueState | undefined)?.averageWaitTime,
    };
    super(Queue.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a Queue takes. */
export interface QueueArgs {
  /** Name of the queue, unique in the account, which `<Enqueue>` and `<Queue>` in TwiML refer to. The resource's name with a random suffix by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Maximum number of waiting calls, 1 to 5000. 1000 by default. */
  readonly maxSize?: pulumi.Input<number>;
}

/** What is known of a Queue that `Queue.get` looks up. */
export interface QueueState {
  /** Name of the queue, unique in the account, which `<Enqueue>` and `<Queue>` in TwiML refer to. The resource's name with a random suffix by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Maximum number of waiting calls, 1 to 5000. 1000 by default. */
  readonly maxSize?: pulumi.Input<number>;
  /** The queue's SID, `QU...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, RFC 2822. */
  readonly dateCreated?: pulumi.Input<string>;
  /** Number of waiting calls, as of the last refresh. */
  readonly currentSize?: pulumi.Input<number>;
  /** Average waiting time of those calls, in seconds. */
  readonly averageWaitTime?: pulumi.Input<number>;
}
