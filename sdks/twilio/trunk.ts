import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * An Elastic SIP Trunk. Origination brings calls of Twilio's numbers to your equipment (`TrunkOriginationUrl`). Termination brings your equipment's calls to the phone network (`domainName` with a `TrunkCredentialList` or a `TrunkIpAccessControlList`). All settings can be changed in place; after a change of `domainName`, your equipment must use the new name at once. A delete removes the origination URLs too. It is refused while a number is on the trunk, since its calls would go unanswered. Import it by its SID.
 *
 * ## Example Usage
 * ### Bring calls to your own phone system
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

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Domain name to which your equipment sends calls (termination). It ends with `.pstn.twilio.com` and must be unique among all Twilio customers. */
  declare public readonly domainName: pulumi.Output<string | undefined>;

  /** URL that Twilio requests for TwiML when no origination URL can be reached. */
  declare public readonly disasterRecoveryUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `disasterRecoveryUrl`. `POST` by default. One of `GET`, `POST`. */
  declare public readonly disasterRecoveryMethod: pulumi.Output<string | undefined>;

  /** Which calls your equipment may transfer with SIP REFER. `disable-all` by default. One of `disable-all`, `enable-all`, `sip-only`. */
  declare public readonly transferMode: pulumi.Output<string | undefined>;

  /** Caller ID that the transfer target sees. `from-transferee` by default. One of `from-transferee`, `from-transferor`. */
  declare public readonly transferCallerId: pulumi.Output<string | undefined>;

  /** Require TLS and SRTP, and reject other calls. False by default. */
  declare public readonly secure: pulumi.Output<boolean | undefined>;

  /** Look up the caller's name for calls from the US and Canada. Twilio charges for each lookup. False by default. */
  declare public readonly cnamLookupEnabled: pulumi.Output<boolean | undefined>;

  /** The trunk's SID, `TK...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Recording of the trunk's calls. Change it with a `TrunkRecording`. */
  declare public readonly recording: pulumi.Output<types.TrunkRecordingSettings>;

  /** How your equipment authenticates: `CREDENTIAL_LIST`, `IP_ACL` or both, by the lists mapped to the trunk. Empty without a list. */
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
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Domain name to which your equipment sends calls (termination). It ends with `.pstn.twilio.com` and must be unique among all Twilio customers. */
  readonly domainName?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when no origination URL can be reached. */
  readonly disasterRecoveryUrl?: pulumi.Input<string>;
  /** HTTP method for `disasterRecoveryUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly disasterRecoveryMethod?: pulumi.Input<string>;
  /** Which calls your equipment may transfer with SIP REFER. `disable-all` by default. One of `disable-all`, `enable-all`, `sip-only`. */
  readonly transferMode?: pulumi.Input<string>;
  /** Caller ID that the transfer target sees. `from-transferee` by default. One of `from-transferee`, `from-transferor`. */
  readonly transferCallerId?: pulumi.Input<string>;
  /** Require TLS and SRTP, and reject other calls. False by default. */
  readonly secure?: pulumi.Input<boolean>;
  /** Look up the caller's name for calls from the US and Canada. Twilio charges for each lookup. False by default. */
  readonly cnamLookupEnabled?: pulumi.Input<boolean>;
}

/** What is known of a Trunk that `Trunk.get` looks up. */
export interface TrunkState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Domain name to which your equipment sends calls (termination). It ends with `.pstn.twilio.com` and must be unique among all Twilio customers. */
  readonly domainName?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when no origination URL can be reached. */
  readonly disasterRecoveryUrl?: pulumi.Input<string>;
  /** HTTP method for `disasterRecoveryUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly disasterRecoveryMethod?: pulumi.Input<string>;
  /** Which calls your equipment may transfer with SIP REFER. `disable-all` by default. One of `disable-all`, `enable-all`, `sip-only`. */
  readonly transferMode?: pulumi.Input<string>;
  /** Caller ID that the transfer target sees. `from-transferee` by default. One of `from-transferee`, `from-transferor`. */
  readonly transferCallerId?: pulumi.Input<string>;
  /** Require TLS and SRTP, and reject other calls. False by default. */
  readonly secure?: pulumi.Input<boolean>;
  /** Look up the caller's name for calls from the US and Canada. Twilio charges for each lookup. False by default. */
  readonly cnamLookupEnabled?: pulumi.Input<boolean>;
  /** The trunk's SID, `TK...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** Recording of the trunk's calls. Change it with a `TrunkRecording`. */
  readonly recording?: pulumi.Input<types.TrunkRecordingSettingsArgs>;
  /** How your equipment authenticates: `CREDENTIAL_LIST`, `IP_ACL` or both, by the lists mapped to the trunk. Empty without a list. */
  readonly authType?: pulumi.Input<string>;
}
