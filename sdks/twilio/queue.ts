import * as pulumi from "@pulumi/pulumi";

/**
 * A queue in which calls wait: `<Enqueue>` puts them in by its name, `<Dial><Queue>` takes them out. A name that a queue of the account has already is refused: import that queue, or take another name. It can be deleted when nobody waits in it. Import it by its SID.
 *
 * ## Example Usage
 * ### Let callers wait for a person
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

  /** Name of the queue, the only one in the account: what `<Enqueue>` and `<Queue>` in TwiML say. By default the resource's name and a suffix. */
  declare public readonly friendlyName: pulumi.Output<string>;

  /** How many calls may wait at once, 5000 at most. 1000 by default. */
  declare public readonly maxSize: pulumi.Output<number | undefined>;

  /** The queue's SID, `QU...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as RFC 2822 writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** How many calls waited at the last look. */
  declare public readonly currentSize: pulumi.Output<number>;

  /** How long those calls had waited on average, in seconds. */
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
  /** Name of the queue, the only one in the account: what `<Enqueue>` and `<Queue>` in TwiML say. By default the resource's name and a suffix. */
  readonly friendlyName?: pulumi.Input<string>;
  /** How many calls may wait at once, 5000 at most. 1000 by default. */
  readonly maxSize?: pulumi.Input<number>;
}

/** What is known of a Queue that `Queue.get` looks up. */
export interface QueueState {
  /** Name of the queue, the only one in the account: what `<Enqueue>` and `<Queue>` in TwiML say. By default the resource's name and a suffix. */
  readonly friendlyName?: pulumi.Input<string>;
  /** How many calls may wait at once, 5000 at most. 1000 by default. */
  readonly maxSize?: pulumi.Input<number>;
  /** The queue's SID, `QU...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as RFC 2822 writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** How many calls waited at the last look. */
  readonly currentSize?: pulumi.Input<number>;
  /** How long those calls had waited on average, in seconds. */
  readonly averageWaitTime?: pulumi.Input<number>;
}
