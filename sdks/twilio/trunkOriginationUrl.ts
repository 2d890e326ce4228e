import * as pulumi from "@pulumi/pulumi";

/**
 * A SIP URI to which a trunk sends calls of its numbers. Of several, Twilio tries the lowest `priority` first and balances calls of the same priority by `weight`. Import it by the trunk's SID and its own: `TK.../OU...`.
 *
 * ## Example Usage
 * ### Send calls to a phone system, with a second one as failover
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.Trunk("office", {}, { provider });
 * const trunkSid = office.sid;
 * new twilio.TrunkOriginationUrl("first", { trunkSid, sipUrl: "sip:pbx1.acme.example", priority: 1 }, { provider });
 * new twilio.TrunkOriginationUrl("second", { trunkSid, sipUrl: "sip:pbx2.acme.example", priority: 2 }, { provider });
 * ```
 */
export class TrunkOriginationUrl extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:TrunkOriginationUrl";

  /** Looks an existing TrunkOriginationUrl up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: TrunkOriginationUrlState,
    opts?: pulumi.CustomResourceOptions,
  ): TrunkOriginationUrl {
    return new TrunkOriginationUrl(name, state as TrunkOriginationUrlArgs | undefined, { ...opts, id });
  }

  /** True for a TrunkOriginationUrl, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is TrunkOriginationUrl {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === TrunkOriginationUrl.__pulumiType;
  }

  /** SID of the trunk. A change replaces the origination URL. */
  declare public readonly trunkSid: pulumi.Output<string>;

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** SIP URI that receives the calls. */
  declare public readonly sipUrl: pulumi.Output<string>;

  /** Priority, 0 to 65535: Twilio tries the lowest first. 10 by default. */
  declare public readonly priority: pulumi.Output<number | undefined>;

  /** Share of the calls among destinations of the same priority, 1 to 65535. 10 by default. */
  declare public readonly weight: pulumi.Output<number | undefined>;

  /** Whether it gets calls. True by default. */
  declare public readonly enabled: pulumi.Output<boolean | undefined>;

  /** The origination URL's SID, `OU...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares a TrunkOriginationUrl under a name that is unique in the stack. */
  constructor(name: string, args: TrunkOriginationUrlArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.trunkSid === undefined)
      throw new Error(`TrunkOriginationUrl "${name}" needs "trunkSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.sipUrl === undefined)
      throw new Error(`TrunkOriginationUrl "${name}" needs "sipUrl"`);
    const inputs: pulumi.Inputs = {
      trunkSid: args?.trunkSid,
      friendlyName: args?.friendlyName,
      sipUrl: args?.sipUrl,
      priority: args?.priority,
      weight: args?.weight,
      enabled: args?.enabled,
      sid: (args as TrunkOriginationUrlState | undefined)?.sid,
      accountSid: (args as TrunkOriginationUrlState | undefined)?.accountSid,
      dateCreated: (args as TrunkOriginationUrlState | undefined)?.dateCreated,
    };
    super(TrunkOriginationUrl.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a TrunkOriginationUrl takes. */
export interface TrunkOriginationUrlArgs {
  /** SID of the trunk. A change replaces the origination URL. */
  readonly trunkSid: pulumi.Input<string>;
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** SIP URI that receives the calls. */
  readonly sipUrl: pulumi.Input<string>;
  /** Priority, 0 to 65535: Twilio tries the lowest first. 10 by default. */
  readonly priority?: pulumi.Input<number>;
  /** Share of the calls among destinations of the same priority, 1 to 65535. 10 by default. */
  readonly weight?: pulumi.Input<number>;
  /** Whether it gets calls. True by default. */
  readonly enabled?: pulumi.Input<boolean>;
}

/** What is known of a TrunkOriginationUrl that `TrunkOriginationUrl.get` looks up. */
export interface TrunkOriginationUrlState {
  /** SID of the trunk. A change replaces the origination URL. */
  readonly trunkSid?: pulumi.Input<string>;
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** SIP URI that receives the calls. */
  readonly sipUrl?: pulumi.Input<string>;
  /** Priority, 0 to 65535: Twilio tries the lowest first. 10 by default. */
  readonly priority?: pulumi.Input<number>;
  /** Share of the calls among destinations of the same priority, 1 to 65535. 10 by default. */
  readonly weight?: pulumi.Input<number>;
  /** Whether it gets calls. True by default. */
  readonly enabled?: pulumi.Input<boolean>;
  /** The origination URL's SID, `OU...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
