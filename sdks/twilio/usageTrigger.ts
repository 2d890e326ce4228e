import * as pulumi from "@pulumi/pulumi";

/**
 * Tells an address of yours when the account, with its subaccounts, has used or spent so much. What it watches can't be changed: a change makes another one in its place. Import it by its SID.
 *
 * ## Example Usage
 * ### Hear of a bill above 500 dollars a month
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

  /** Name for people. The resource's own name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** What is watched: `calls`, `calls-inbound`, `phonenumbers`, `totalprice`, ... Another is another trigger. */
  declare public readonly usageCategory: pulumi.Output<string>;

  /** What of it counts: how often, how much (minutes, say), or what it costs. `usage` by default. One of `count`, `usage`, `price`. */
  declare public readonly triggerBy: pulumi.Output<string | undefined>;

  /** At how much it fires: a decimal number, as text. */
  declare public readonly triggerValue: pulumi.Output<string>;

  /** Begins anew each day, month or year. Without it, it fires once. One of `daily`, `monthly`, `yearly`. */
  declare public readonly recurring: pulumi.Output<string | undefined>;

  /** Address that Twilio tells when it fires. */
  declare public readonly callbackUrl: pulumi.Output<string>;

  /** HTTP method of `callbackUrl`. `POST` by default. One of `GET`, `POST`. */
  declare public readonly callbackMethod: pulumi.Output<string | undefined>;

  /** The trigger's SID, `UT...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** How much it was at the last look, in the current period. */
  declare public readonly currentValue: pulumi.Output<string>;

  /** When it fired last, as RFC 2822 writes it. */
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
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** What is watched: `calls`, `calls-inbound`, `phonenumbers`, `totalprice`, ... Another is another trigger. */
  readonly usageCategory: pulumi.Input<string>;
  /** What of it counts: how often, how much (minutes, say), or what it costs. `usage` by default. One of `count`, `usage`, `price`. */
  readonly triggerBy?: pulumi.Input<string>;
  /** At how much it fires: a decimal number, as text. */
  readonly triggerValue: pulumi.Input<string>;
  /** Begins anew each day, month or year. Without it, it fires once. One of `daily`, `monthly`, `yearly`. */
  readonly recurring?: pulumi.Input<string>;
  /** Address that Twilio tells when it fires. */
  readonly callbackUrl: pulumi.Input<string>;
  /** HTTP method of `callbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly callbackMethod?: pulumi.Input<string>;
}

/** What is known of an UsageTrigger that `UsageTrigger.get` looks up. */
export interface UsageTriggerState {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** What is watched: `calls`, `calls-inbound`, `phonenumbers`, `totalprice`, ... Another is another trigger. */
  readonly usageCategory?: pulumi.Input<string>;
  /** What of it counts: how often, how much (minutes, say), or what it costs. `usage` by default. One of `count`, `usage`, `price`. */
  readonly triggerBy?: pulumi.Input<string>;
  /** At how much it fires: a decimal number, as text. */
  readonly triggerValue?: pulumi.Input<string>;
  /** Begins anew each day, month or year. Without it, it fires once. One of `daily`, `monthly`, `yearly`. */
  readonly recurring?: pulumi.Input<string>;
  /** Address that Twilio tells when it fires. */
  readonly callbackUrl?: pulumi.Input<string>;
  /** HTTP method of `callbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly callbackMethod?: pulumi.Input<string>;
  /** The trigger's SID, `UT...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** How much it was at the last look, in the current period. */
  readonly currentValue?: pulumi.Input<string>;
  /** When it fired last, as RFC 2822 writes it. */
  readonly dateFired?: pulumi.Input<string>;
}
