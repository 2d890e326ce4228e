import * as pulumi from "@pulumi/pulumi";

/**
 * A subscription: the event types that Event Streams delivers to a sink. Only the description can be changed in place. Any other change replaces the subscription, deleting the old one first, since a sink takes one subscription. Import it by its SID.
 *
 * ## Example Usage
 * ### Receive events of undelivered messages
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const sink = new twilio.EventSink("messages", { destination: "https://ops.aybiza.example/messages" }, { provider });
 * new twilio.EventSubscription(
 *   "messages",
 *   {
 *     sinkSid: sink.sid,
 *     types: { "com.twilio.messaging.message.failed": 1, "com.twilio.messaging.message.undelivered": 1 },
 *   },
 *   { provider },
 * );
 * ```
 */
export class EventSubscription extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:EventSubscription";

  /** Looks an existing EventSubscription up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: EventSubscriptionState,
    opts?: pulumi.CustomResourceOptions,
  ): EventSubscription {
    return new EventSubscription(name, state as EventSubscriptionArgs | undefined, { ...opts, id });
  }

  /** True for an EventSubscription, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is EventSubscription {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === EventSubscription.__pulumiType;
  }

  /** Description. The resource's name by default. It must not contain personal data. */
  declare public readonly description: pulumi.Output<string | undefined>;

  /** SID of the `EventSink`, which takes one subscription. A change replaces the subscription. */
  declare public readonly sinkSid: pulumi.Output<string>;

  /** Event types to deliver, each with its schema version: `{ "com.twilio.error-logs.error.logged": 2 }`. A change replaces the subscription. */
  declare public readonly types: pulumi.Output<Readonly<Record<string, number>>>;

  /** The event subscription's SID, `DF...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares an EventSubscription under a name that is unique in the stack. */
  constructor(name: string, args: EventSubscriptionArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.sinkSid === undefined)
      throw new Error(`EventSubscription "${name}" needs "sinkSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.types === undefined)
      throw new Error(`EventSubscription "${name}" needs "types"`);
    const inputs: pulumi.Inputs = {
      description: args?.description,
      sinkSid: args?.sinkSid,
      types: args?.types,
      sid: (args as EventSubscriptionState | undefined)?.sid,
      accountSid: (args as EventSubscriptionState | undefined)?.accountSid,
      dateCreated: (args as EventSubscriptionState | undefined)?.dateCreated,
    };
    super(EventSubscription.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What an EventSubscription takes. */
export interface EventSubscriptionArgs {
  /** Description. The resource's name by default. It must not contain personal data. */
  readonly description?: pulumi.Input<string>;
  /** SID of the `EventSink`, which takes one subscription. A change replaces the subscription. */
  readonly sinkSid: pulumi.Input<string>;
  /** Event types to deliver, each with its schema version: `{ "com.twilio.error-logs.error.logged": 2 }`. A change replaces the subscription. */
  readonly types: pulumi.Input<Readonly<Record<string, pulumi.Input<number>>>>;
}

/** What is known of an EventSubscription that `EventSubscription.get` looks up. */
export interface EventSubscriptionState {
  /** Description. The resource's name by default. It must not contain personal data. */
  readonly description?: pulumi.Input<string>;
  /** SID of the `EventSink`, which takes one subscription. A change replaces the subscription. */
  readonly sinkSid?: pulumi.Input<string>;
  /** Event types to deliver, each with its schema version: `{ "com.twilio.error-logs.error.logged": 2 }`. A change replaces the subscription. */
  readonly types?: pulumi.Input<Readonly<Record<string, pulumi.Input<number>>>>;
  /** The event subscription's SID, `DF...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
