import * as pulumi from "@pulumi/pulumi";

/**
 * Notifies a URL when the usage or spending of the account and its subaccounts reaches a threshold. What it measures can't be changed: such a change replaces the trigger. Import it by its SID.
 *
 * ## Example Usage
 * ### Get notified of spending above 500 dollars a month
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * new twilio.UsageTrigger(
 *   "bill",
 *   {
 *     usageCategory: "totalprice",
 *     triggerBy: "price",
 *     triggerValue: "500",
 *     recurring: "monthly",
 *     callbackUrl: "https://ops.aybiza.example/twilio/usage",
 *   },
 *   { provider },
 * );
 * ```
 */
export class UsageTrigger extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:UsageTrigger";

  /** Looks an existing UsageTrigger up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: UsageTriggerState,
    opts?: pulumi.CustomResourceOptions,
  ): UsageTrigger {
    return new UsageTrigger(name, state as UsageTriggerArgs | undefined, { ...opts, id });
  }

  /** True for an UsageTrigger, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is UsageTrigger {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === UsageTrigger.__pulumiType;
  }

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Usage category to watch, such as `calls`, `calls-inbound`, `phonenumbers` or `totalprice`. A change replaces the trigger. */
  declare public readonly usageCategory: pulumi.Output<string>;

  /** What is measured: `count` (number of events), `usage` (such as minutes) or `price`. `usage` by default. A change replaces the trigger. One of `count`, `usage`, `price`. */
  declare public readonly triggerBy: pulumi.Output<string | undefined>;

  /** Threshold at which the trigger fires, a decimal number as text. A change replaces the trigger. */
  declare public readonly triggerValue: pulumi.Output<string>;

  /** Period after which the count restarts: `daily`, `monthly` or `yearly`. Without it, the trigger fires once. A change replaces the trigger. One of `daily`, `monthly`, `yearly`. */
  declare public readonly recurring: pulumi.Output<string | undefined>;

  /** URL that Twilio notifies when the trigger fires. */
  declare public readonly callbackUrl: pulumi.Output<string>;

  /** HTTP method for `callbackUrl`. `POST` by default. One of `GET`, `POST`. */
  declare public readonly callbackMethod: pulumi.Output<string | undefined>;

  /** The trigger's SID, `UT...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Value in the current period, as of the last refresh. */
  declare public readonly currentValue: pulumi.Output<string>;

  /** Time when the trigger last fired, RFC 2822. */
  declare public readonly dateFired: pulumi.Output<string | undefined>;

  /** Declares an UsageTrigger under a name that is unique in the stack. */
  constructor(name: string, args: UsageTriggerArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.usageCategory === undefined)
      throw new Error(`UsageTrigger "${name}" needs "usageCategory"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.triggerValue === undefined)
      throw new Error(`UsageTrigger "${name}" needs "triggerValue"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.callbackUrl === undefined)
      throw new Error(`UsageTrigger "${name}" needs "callbackUrl"`);
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      usageCategory: args?.usageCategory,
      triggerBy: args?.triggerBy,
      triggerValue: args?.triggerValue,
      recurring: args?.recurring,
      callbackUrl: args?.callbackUrl,
      callbackMethod: args?.callbackMethod,
      sid: (args as UsageTriggerState | undefined)?.sid,
      accountSid: (args as UsageTriggerState | undefined)?.accountSid,
      dateCreated: (args as UsageTriggerState | undefined)?.dateCreated,
      currentValue: (args as UsageTriggerState | undefined)?.currentValue,
      dateFired: (args as UsageTriggerState | undefined)?.dateFired,
    };
    super(UsageTrigger.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What an UsageTrigger takes. */
export interface UsageTriggerArgs {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Usage category to watch, such as `calls`, `calls-inbound`, `phonenumbers` or `totalprice`. A change replaces the trigger. */
  readonly usageCategory: pulumi.Input<string>;
  /** What is measured: `count` (number of events), `usage` (such as minutes) or `price`. `usage` by default. A change replaces the trigger. One of `count`, `usage`, `price`. */
  readonly triggerBy?: pulumi.Input<string>;
  /** Threshold at which the trigger fires, a decimal number as text. A change replaces the trigger. */
  readonly triggerValue: pulumi.Input<string>;
  /** Period after which the count restarts: `daily`, `monthly` or `yearly`. Without it, the trigger fires once. A change replaces the trigger. One of `daily`, `monthly`, `yearly`. */
  readonly recurring?: pulumi.Input<string>;
  /** URL that Twilio notifies when the trigger fires. */
  readonly callbackUrl: pulumi.Input<string>;
  /** HTTP method for `callbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly callbackMethod?: pulumi.Input<string>;
}

/** What is known of an UsageTrigger that `UsageTrigger.get` looks up. */
export interface UsageTriggerState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Usage category to watch, such as `calls`, `calls-inbound`, `phonenumbers` or `totalprice`. A change replaces the trigger. */
  readonly usageCategory?: pulumi.Input<string>;
  /** What is measured: `count` (number of events), `usage` (such as minutes) or `price`. `usage` by default. A change replaces the trigger. One of `count`, `usage`, `price`. */
  readonly triggerBy?: pulumi.Input<string>;
  /** Threshold at which the trigger fires, a decimal number as text. A change replaces the trigger. */
  readonly triggerValue?: pulumi.Input<string>;
  /** Period after which the count restarts: `daily`, `monthly` or `yearly`. Without it, the trigger fires once. A change replaces the trigger. One of `daily`, `monthly`, `yearly`. */
  readonly recurring?: pulumi.Input<string>;
  /** URL that Twilio notifies when the trigger fires. */
  readonly callbackUrl?: pulumi.Input<string>;
  /** HTTP method for `callbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly callbackMethod?: pulumi.Input<string>;
  /** The trigger's SID, `UT...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** Value in the current period, as of the last refresh. */
  readonly currentValue?: pulumi.Input<string>;
  /** Time when the trigger last fired, RFC 2822. */
  readonly dateFired?: pulumi.Input<string>;
}
