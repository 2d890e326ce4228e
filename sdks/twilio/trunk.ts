import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * An Elastic SIP Trunk: brings the calls of Twilio's numbers to your equipment (origination, `TrunkOriginationUrl`), and your equipment's calls to the phone network (termination, `domainName` with a `TrunkCredentialList` or a `TrunkIpAccessControlList`). All of it is changed in place; after a change of `domainName` your equipment must call the new one at once. A delete takes its origination URLs with it, and is refused while a number is on the trunk: its calls would go nowhere. Import it by its SID.
 *
 * ## Example Usage
 * ### Bring calls to a phone system of your own
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.Trunk("office", { domainName: "acme-office.pstn.twilio.com", secure: true }, { provider });
 *
 * export const trunkSid = office.sid;
 * ```
 */
export class Trunk extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:Trunk";

  /** Looks an existing Trunk up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: TrunkState,
    opts?: pulumi.CustomResourceOptions,
  ): Trunk {
    return new Trunk(name, state as TrunkArgs | undefined, { ...opts, id });
  }

  /** True for a Trunk, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is Trunk {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === Trunk.__pulumiType;
  }

  /** Name for people. The resource's own name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Where the trunk takes calls from your equipment (termination): a name of your own that ends with `.pstn.twilio.com`, the only one among all of Twilio's customers. */
  declare public readonly domainName: pulumi.Output<string | undefined>;

  /** Address that Twilio asks for TwiML when no origination URL can be reached. */
  declare public readonly disasterRecoveryUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `disasterRecoveryUrl`. `POST` by default. One of `GET`, `POST`. */
  declare public readonly disasterRecoveryMethod: pulumi.Output<string | undefined>;

  /** Which calls your equipment may transfer (SIP REFER). `disable-all` by default. One of `disable-all`, `enable-all`, `sip-only`. */
  declare public readonly transferMode: pulumi.Output<string | undefined>;

  /** Whose number a transfer's target sees. `from-transferee` by default. One of `from-transferee`, `from-transferor`. */
  declare public readonly transferCallerId: pulumi.Output<string | undefined>;

  /** All calls go over TLS and SRTP, and others are refused. Off by default. */
  declare public readonly secure: pulumi.Output<boolean | undefined>;

  /** Look the caller's name up for calls from the US and Canada (Twilio charges for it). Off by default. */
  declare public readonly cnamLookupEnabled: pulumi.Output<boolean | undefined>;

  /** The trunk's SID, `TK...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** How its calls are recorded: a `TrunkRecording` changes it. */
  declare public readonly recording: pulumi.Output<types.TrunkRecordingSettings>;

  /** How your equipment is recognised: `CREDENTIAL_LIST`, `IP_ACL` or both, by the lists that the trunk has; empty where it has none. */
  declare public readonly authType: pulumi.Output<string>;

  /** Declares a Trunk under a name that is unique in the stack. */
  constructor(name: string, args?: TrunkArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      domainName: args?.domainName,
      disasterRecoveryUrl: args?.disasterRecoveryUrl,
      disasterRecoveryMethod: args?.disasterRecoveryMethod,
      transferMode: args?.transferMode,
      transferCallerId: args?.transferCallerId,
      secure: args?.secure,
      cnamLookupEnabled: args?.cnamLookupEnabled,
      sid: (args as TrunkState | undefined)?.sid,
      accountSid: (args as TrunkState | undefined)?.accountSid,
      dateCreated: (args as TrunkState | undefined)?.dateCreated,
      recording: (args as TrunkState | undefined)?.recording,
      authType: (args as TrunkState | undefined)?.authType,
    };
    super(Trunk.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a Trunk takes. */
export interface TrunkArgs {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Where the trunk takes calls from your equipment (termination): a name of your own that ends with `.pstn.twilio.com`, the only one among all of Twilio's customers. */
  readonly domainName?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when no origination URL can be reached. */
  readonly disasterRecoveryUrl?: pulumi.Input<string>;
  /** HTTP method of `disasterRecoveryUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly disasterRecoveryMethod?: pulumi.Input<string>;
  /** Which calls your equipment may transfer (SIP REFER). `disable-all` by default. One of `disable-all`, `enable-all`, `sip-only`. */
  readonly transferMode?: pulumi.Input<string>;
  /** Whose number a transfer's target sees. `from-transferee` by default. One of `from-transferee`, `from-transferor`. */
  readonly transferCallerId?: pulumi.Input<string>;
  /** All calls go over TLS and SRTP, and others are refused. Off by default. */
  readonly secure?: pulumi.Input<boolean>;
  /** Look the caller's name up for calls from the US and Canada (Twilio charges for it). Off by default. */
  readonly cnamLookupEnabled?: pulumi.Input<boolean>;
}

/** What is known of a Trunk that `Trunk.get` looks up. */
export interface TrunkState {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Where the trunk takes calls from your equipment (termination): a name of your own that ends with `.pstn.twilio.com`, the only one among all of Twilio's customers. */
  readonly domainName?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when no origination URL can be reached. */
  readonly disasterRecoveryUrl?: pulumi.Input<string>;
  /** HTTP method of `disasterRecoveryUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly disasterRecoveryMethod?: pulumi.Input<string>;
  /** Which calls your equipment may transfer (SIP REFER). `disable-all` by default. One of `disable-all`, `enable-all`, `sip-only`. */
  readonly transferMode?: pulumi.Input<string>;
  /** Whose number a transfer's target sees. `from-transferee` by default. One of `from-transferee`, `from-transferor`. */
  readonly transferCallerId?: pulumi.Input<string>;
  /** All calls go over TLS and SRTP, and others are refused. Off by default. */
  readonly secure?: pulumi.Input<boolean>;
  /** Look the caller's name up for calls from the US and Canada (Twilio charges for it). Off by default. */
  readonly cnamLookupEnabled?: pulumi.Input<boolean>;
  /** The trunk's SID, `TK...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** How its calls are recorded: a `TrunkRecording` changes it. */
  readonly recording?: pulumi.Input<types.TrunkRecordingSettingsArgs>;
  /** How your equipment is recognised: `CREDENTIAL_LIST`, `IP_ACL` or both, by the lists that the trunk has; empty where it has none. */
  readonly authType?: pulumi.Input<string>;
}
