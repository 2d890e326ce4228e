import * as pulumi from "@pulumi/pulumi";

/**
 * A webhook to which Event Streams delivers, signed with the account's auth token: the URL is signed, and names the body's SHA-256 in its query. One subscription alone can deliver to it. Only its description can be changed: all else makes another one in its place. Import it by its SID.
 *
 * ## Example Usage
 * ### Hear of the account's errors
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

  /** Description for people. The resource's own name by default. Nothing personal. */
  declare public readonly description: pulumi.Output<string | undefined>;

  /** Where events are posted: a public address, which answers within 5 seconds. */
  declare public readonly destination: pulumi.Output<string>;

  /** HTTP method. `POST` by default. One of `GET`, `POST`. */
  declare public readonly method: pulumi.Output<string | undefined>;

  /** Several events in one request, as a list. On by default. */
  declare public readonly batchEvents: pulumi.Output<boolean | undefined>;

  /** The event sink's SID, `DG...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** `active` when events can be delivered to it. */
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
  /** Description for people. The resource's own name by default. Nothing personal. */
  readonly description?: pulumi.Input<string>;
  /** Where events are posted: a public address, which answers within 5 seconds. */
  readonly destination: pulumi.Input<string>;
  /** HTTP method. `POST` by default. One of `GET`, `POST`. */
  readonly method?: pulumi.Input<string>;
  /** Several events in one request, as a list. On by default. */
  readonly batchEvents?: pulumi.Input<boolean>;
}

/** What is known of an EventSink that `EventSink.get` looks up. */
export interface EventSinkState {
  /** Description for people. The resource's own name by default. Nothing personal. */
  readonly description?: pulumi.Input<string>;
  /** Where events are posted: a public address, which answers within 5 seconds. */
  readonly destination?: pulumi.Input<string>;
  /** HTTP method. `POST` by default. One of `GET`, `POST`. */
  readonly method?: pulumi.Input<string>;
  /** Several events in one request, as a list. On by default. */
  readonly batchEvents?: pulumi.Input<boolean>;
  /** The event sink's SID, `DG...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** `active` when events can be delivered to it. */
  readonly status?: pulumi.Input<string>;
}
