import * as pulumi from "@pulumi/pulumi";

/**
 * A webhook to which Event Streams delivers events. Twilio signs each request with the account's auth token: the signature covers the URL, whose query has the SHA-256 of the body. A sink takes one subscription. Only the description can be changed in place; any other change replaces the sink. Import it by its SID.
 *
 * ## Example Usage
 * ### Receive the account's error log
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const sink = new twilio.EventSink("errors", { destination: "https://voice.us.aybiza.example/twilio/events" }, { provider });
 * new twilio.EventSubscription(
 *   "errors",
 *   { sinkSid: sink.sid, types: { "com.twilio.error-logs.error.logged": 2 } },
 *   { provider },
 * );
 * ```
 */
export class EventSink extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:EventSink";

  /** Looks an existing EventSink up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: EventSinkState,
    opts?: pulumi.CustomResourceOptions,
  ): EventSink {
    return new EventSink(name, state as EventSinkArgs | undefined, { ...opts, id });
  }

  /** True for an EventSink, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is EventSink {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === EventSink.__pulumiType;
  }

  /** Description. The resource's name by default. It must not contain personal data. */
  declare public readonly description: pulumi.Output<string | undefined>;

  /** Public URL that receives the events. It must answer within 5 seconds. A change replaces the sink. */
  declare public readonly destination: pulumi.Output<string>;

  /** HTTP method for `destination`. `POST` by default. A change replaces the sink. One of `GET`, `POST`. */
  declare public readonly method: pulumi.Output<string | undefined>;

  /** Send several events in one request, as a list. True by default. A change replaces the sink. */
  declare public readonly batchEvents: pulumi.Output<boolean | undefined>;

  /** The event sink's SID, `DG...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Status of the sink: `active` if events can be delivered. */
  declare public readonly status: pulumi.Output<string>;

  /** Declares an EventSink under a name that is unique in the stack. */
  constructor(name: string, args: EventSinkArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.destination === undefined)
      throw new Error(`EventSink "${name}" needs "destination"`);
    const inputs: pulumi.Inputs = {
      description: args?.description,
      destination: args?.destination,
      method: args?.method,
      batchEvents: args?.batchEvents,
      sid: (args as EventSinkState | undefined)?.sid,
      accountSid: (args as EventSinkState | undefined)?.accountSid,
      dateCreated: (args as EventSinkState | undefined)?.dateCreated,
      status: (args as EventSinkState | undefined)?.status,
    };
    super(EventSink.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What an EventSink takes. */
export interface EventSinkArgs {
  /** Description. The resource's name by default. It must not contain personal data. */
  readonly description?: pulumi.Input<string>;
  /** Public URL that receives the events. It must answer within 5 seconds. A change replaces the sink. */
  readonly destination: pulumi.Input<string>;
  /** HTTP method for `destination`. `POST` by default. A change replaces the sink. One of `GET`, `POST`. */
  readonly method?: pulumi.Input<string>;
  /** Send several events in one request, as a list. True by default. A change replaces the sink. */
  readonly batchEvents?: pulumi.Input<boolean>;
}

/** What is known of an EventSink that `EventSink.get` looks up. */
export interface EventSinkState {
  /** Description. The resource's name by default. It must not contain personal data. */
  readonly description?: pulumi.Input<string>;
  /** Public URL that receives the events. It must answer within 5 seconds. A change replaces the sink. */
  readonly destination?: pulumi.Input<string>;
  /** HTTP method for `destination`. `POST` by default. A change replaces the sink. One of `GET`, `POST`. */
  readonly method?: pulumi.Input<string>;
  /** Send several events in one request, as a list. True by default. A change replaces the sink. */
  readonly batchEvents?: pulumi.Input<boolean>;
  /** The event sink's SID, `DG...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** Status of the sink: `active` if events can be delivered. */
  readonly status?: pulumi.Input<string>;
}
