import * as pulumi from "@pulumi/pulumi";

/**
 * A carrier's gateway, to which a connection policy sends outbound calls. A policy has 10 targets at most. Twilio tries the lowest `priority` first and balances calls of the same priority by `weight`. Import it by the policy's SID and its own: `NY.../NE...`.
 *
 * ## Example Usage
 * ### Send calls to a gateway, with a second one as failover
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
export class ConnectionPolicyTarget extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:ConnectionPolicyTarget";

  /** Looks an existing ConnectionPolicyTarget up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ConnectionPolicyTargetState,
    opts?: pulumi.CustomResourceOptions,
  ): ConnectionPolicyTarget {
    return new ConnectionPolicyTarget(name, state as ConnectionPolicyTargetArgs | undefined, { ...opts, id });
  }

  /** True for a ConnectionPolicyTarget, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is ConnectionPolicyTarget {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === ConnectionPolicyTarget.__pulumiType;
  }

  /** SID of the connection policy. A change replaces the target. */
  declare public readonly connectionPolicySid: pulumi.Output<string>;

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** SIP URI of the gateway. */
  declare public readonly target: pulumi.Output<string>;

  /** Priority, 0 to 65535: Twilio tries the lowest first. 10 by default. */
  declare public readonly priority: pulumi.Output<number | undefined>;

  /** Share of the calls among destinations of the same priority, 1 to 65535. 10 by default. */
  declare public readonly weight: pulumi.Output<number | undefined>;

  /** Whether it gets calls. True by default. */
  declare public readonly enabled: pulumi.Output<boolean | undefined>;

  /** The target's SID, `NE...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares a ConnectionPolicyTarget under a name that is unique in the stack. */
  constructor(name: string, args: ConnectionPolicyTargetArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.connectionPolicySid === undefined)
      throw new Error(`ConnectionPolicyTarget "${name}" needs "connectionPolicySid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.target === undefined)
      throw new Error(`ConnectionPolicyTarget "${name}" needs "target"`);
    const inputs: pulumi.Inputs = {
      connectionPolicySid: args?.connectionPolicySid,
      friendlyName: args?.friendlyName,
      target: args?.target,
      priority: args?.priority,
      weight: args?.weight,
      enabled: args?.enabled,
      sid: (args as ConnectionPolicyTargetState | undefined)?.sid,
      accountSid: (args as ConnectionPolicyTargetState | undefined)?.accountSid,
      dateCreated: (args as ConnectionPolicyTargetState | undefined)?.dateCreated,
    };
    super(ConnectionPolicyTarget.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a ConnectionPolicyTarget takes. */
export interface ConnectionPolicyTargetArgs {
  /** SID of the connection policy. A change replaces the target. */
  readonly connectionPolicySid: pulumi.Input<string>;
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** SIP URI of the gateway. */
  readonly target: pulumi.Input<string>;
  /** Priority, 0 to 65535: Twilio tries the lowest first. 10 by default. */
  readonly priority?: pulumi.Input<number>;
  /** Share of the calls among destinations of the same priority, 1 to 65535. 10 by default. */
  readonly weight?: pulumi.Input<number>;
  /** Whether it gets calls. True by default. */
  readonly enabled?: pulumi.Input<boolean>;
}

/** What is known of a ConnectionPolicyTarget that `ConnectionPolicyTarget.get` looks up. */
export interface ConnectionPolicyTargetState {
  /** SID of the connection policy. A change replaces the target. */
  readonly connectionPolicySid?: pulumi.Input<string>;
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** SIP URI of the gateway. */
  readonly target?: pulumi.Input<string>;
  /** Priority, 0 to 65535: Twilio tries the lowest first. 10 by default. */
  readonly priority?: pulumi.Input<number>;
  /** Share of the calls among destinations of the same priority, 1 to 65535. 10 by default. */
  readonly weight?: pulumi.Input<number>;
  /** Whether it gets calls. True by default. */
  readonly enabled?: pulumi.Input<boolean>;
  /** The target's SID, `NE...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
