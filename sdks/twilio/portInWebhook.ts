import * as pulumi from "@pulumi/pulumi";

/**
 * The account's porting webhook: URLs that Twilio notifies of ports of the account and its subaccounts. An account has only one, so declare one. If another configuration exists, the create is refused: import it by the account's SID. Twilio doesn't sign these events, so treat an event as a hint and read the port's status.
 *
 * ## Example Usage
 * ### Get notified of ports
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * new twilio.PortInWebhook(
 *   "ports",
 *   { portInUrl: "https://ports.acme.example/twilio", notificationsOf: ["PortInCompleted", "PortInActionRequired"] },
 *   { provider },
 * );
 * ```
 */
export class PortInWebhook extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:PortInWebhook";

  /** Looks an existing PortInWebhook up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: PortInWebhookState,
    opts?: pulumi.CustomResourceOptions,
  ): PortInWebhook {
    return new PortInWebhook(name, state as PortInWebhookArgs | undefined, { ...opts, id });
  }

  /** True for a PortInWebhook, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is PortInWebhook {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === PortInWebhook.__pulumiType;
  }

  /** URL that Twilio notifies of ports to Twilio. */
  declare public readonly portInUrl: pulumi.Output<string | undefined>;

  /** URL that Twilio notifies of ports away from Twilio. */
  declare public readonly portOutUrl: pulumi.Output<string | undefined>;

  /** Events to notify of. All by default. */
  declare public readonly notificationsOf: pulumi.Output<readonly string[] | undefined>;

  /** SID of the account. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Declares a PortInWebhook under a name that is unique in the stack. */
  constructor(name: string, args?: PortInWebhookArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      portInUrl: args?.portInUrl,
      portOutUrl: args?.portOutUrl,
      notificationsOf: args?.notificationsOf,
      accountSid: (args as PortInWebhookState | undefined)?.accountSid,
    };
    super(PortInWebhook.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a PortInWebhook takes. */
export interface PortInWebhookArgs {
  /** URL that Twilio notifies of ports to Twilio. */
  readonly portInUrl?: pulumi.Input<string>;
  /** URL that Twilio notifies of ports away from Twilio. */
  readonly portOutUrl?: pulumi.Input<string>;
  /** Events to notify of. All by default. */
  readonly notificationsOf?: pulumi.Input<pulumi.Input<string>[]>;
}

/** What is known of a PortInWebhook that `PortInWebhook.get` looks up. */
export interface PortInWebhookState {
  /** URL that Twilio notifies of ports to Twilio. */
  readonly portInUrl?: pulumi.Input<string>;
  /** URL that Twilio notifies of ports away from Twilio. */
  readonly portOutUrl?: pulumi.Input<string>;
  /** Events to notify of. All by default. */
  readonly notificationsOf?: pulumi.Input<pulumi.Input<string>[]>;
  /** SID of the account. */
  readonly accountSid?: pulumi.Input<string>;
}
