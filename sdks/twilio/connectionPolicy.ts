import * as pulumi from "@pulumi/pulumi";

/**
 * A connection policy: the set of gateways (`ConnectionPolicyTarget`) to which a `ByocTrunk` sends outbound calls. A delete removes its targets too, and is refused while a BYOC trunk uses the policy. Import it by its SID.
 *
 * ## Example Usage
 * ### Send calls to a carrier's two gateways
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const carrier = new twilio.ConnectionPolicy("carrier", {}, { provider });
 * const connectionPolicySid = carrier.sid;
 * const first = { connectionPolicySid, target: "sip:gw1.carrier.example", priority: 1 };
 * new twilio.ConnectionPolicyTarget("first", first, { provider });
 * const second = { connectionPolicySid, target: "sip:gw2.carrier.example", priority: 2 };
 * new twilio.ConnectionPolicyTarget("second", second, { provider });
 * new twilio.ByocTrunk("carrier", { connectionPolicySid }, { provider });
 * ```
 */
export class ConnectionPolicy extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:ConnectionPolicy";

  /** Looks an existing ConnectionPolicy up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ConnectionPolicyState,
    opts?: pulumi.CustomResourceOptions,
  ): ConnectionPolicy {
    return new ConnectionPolicy(name, state as ConnectionPolicyArgs | undefined, { ...opts, id });
  }

  /** True for a ConnectionPolicy, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is ConnectionPolicy {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === ConnectionPolicy.__pulumiType;
  }

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** The connection policy's SID, `NY...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares a ConnectionPolicy under a name that is unique in the stack. */
  constructor(name: string, args?: ConnectionPolicyArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      sid: (args as ConnectionPolicyState | undefined)?.sid,
      accountSid: (args as ConnectionPolicyState | undefined)?.accountSid,
      dateCreated: (args as ConnectionPolicyState | undefined)?.dateCreated,
    };
    super(ConnectionPolicy.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a ConnectionPolicy takes. */
export interface ConnectionPolicyArgs {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
}

/** What is known of a ConnectionPolicy that `ConnectionPolicy.get` looks up. */
export interface ConnectionPolicyState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** The connection policy's SID, `NY...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
