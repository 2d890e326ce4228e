import * as pulumi from "@pulumi/pulumi";

/**
 * Where Twilio tells of ports: of the account and of those below it. An account has one such configuration, so declare one; one that is there already, and differs, is refused: import it by the account's SID. Twilio doesn't sign these events: take one as a hint, and ask how the port stands.
 *
 * ## Example Usage
 * ### Be told how ports go
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

  /** Address that is told of ports to Twilio. */
  declare public readonly portInUrl: pulumi.Output<string | undefined>;

  /** Address that is told of ports away from Twilio. */
  declare public readonly portOutUrl: pulumi.Output<string | undefined>;

  /** The events that are told. All by default. */
  declare public readonly notificationsOf: pulumi.Output<readonly string[] | undefined>;

  /** The account. */
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
  /** Address that is told of ports to Twilio. */
  readonly portInUrl?: pulumi.Input<string>;
  /** Address that is told of ports away from Twilio. */
  readonly portOutUrl?: pulumi.Input<string>;
  /** The events that are told. All by default. */
  readonly notificationsOf?: pulumi.Input<pulumi.Input<string>[]>;
}

/** What is known of a PortInWebhook that `PortInWebhook.get` looks up. */
export interface PortInWebhookState {
  /** Address that is told of ports to Twilio. */
  readonly portInUrl?: pulumi.Input<string>;
  /** Address that is told of ports away from Twilio. */
  readonly portOutUrl?: pulumi.Input<string>;
  /** The events that are told. All by default. */
  readonly notificationsOf?: pulumi.Input<pulumi.Input<string>[]>;
  /** The account. */
  readonly accountSid?: pulumi.Input<string>;
}
