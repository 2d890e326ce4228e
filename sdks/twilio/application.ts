import * as pulumi from "@pulumi/pulumi";

/**
 * A TwiML application: one set of webhooks that many numbers share through their `voiceApplicationSid` or `smsApplicationSid`. All settings can be changed in place. The provider refuses to delete an application that answers a number; Twilio would delete it, and the number's calls or messages would fail. Import it by its SID.
 *
 * ## Example Usage
 * ### Webhooks that many numbers share
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const calls = new twilio.Application(
 *   "calls",
 *   {
 *     voiceUrl: "https://voice.us.aybiza.example/twilio/voice",
 *     statusCallback: "https://voice.us.aybiza.example/twilio/status",
 *   },
 *   { provider },
 * );
 *
 * export const applicationSid = calls.sid;
 * ```
 */
export class Application extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:Application";

  /** Looks an existing Application up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ApplicationState,
    opts?: pulumi.CustomResourceOptions,
  ): Application {
    return new Application(name, state as ApplicationArgs | undefined, { ...opts, id });
  }

  /** True for an Application, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is Application {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === Application.__pulumiType;
  }

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** URL that Twilio requests for TwiML when a call comes in. */
  declare public readonly voiceUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `voiceUrl`. One of `GET`, `POST`. */
  declare public readonly voiceMethod: pulumi.Output<string | undefined>;

  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  declare public readonly voiceFallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `voiceFallbackUrl`. One of `GET`, `POST`. */
  declare public readonly voiceFallbackMethod: pulumi.Output<string | undefined>;

  /** URL that Twilio notifies when a call ends. */
  declare public readonly statusCallback: pulumi.Output<string | undefined>;

  /** HTTP method for `statusCallback`. One of `GET`, `POST`. */
  declare public readonly statusCallbackMethod: pulumi.Output<string | undefined>;

  /** Look up the caller's name for each call. Twilio charges for each lookup. */
  declare public readonly voiceCallerIdLookup: pulumi.Output<boolean | undefined>;

  /** URL that Twilio requests for TwiML when a message arrives. */
  declare public readonly smsUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `smsUrl`. One of `GET`, `POST`. */
  declare public readonly smsMethod: pulumi.Output<string | undefined>;

  /** URL that Twilio requests when `smsUrl` fails. */
  declare public readonly smsFallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `smsFallbackUrl`. One of `GET`, `POST`. */
  declare public readonly smsFallbackMethod: pulumi.Output<string | undefined>;

  /** URL that Twilio notifies of the delivery status of messages sent by the application. */
  declare public readonly messageStatusCallback: pulumi.Output<string | undefined>;

  /** Allow other Twilio accounts to dial the application. False by default. */
  declare public readonly publicApplicationConnectEnabled: pulumi.Output<boolean | undefined>;

  /** The application's SID, `AP...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares an Application under a name that is unique in the stack. */
  constructor(name: string, args?: ApplicationArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      voiceUrl: args?.voiceUrl,
      voiceMethod: args?.voiceMethod,
      voiceFallbackUrl: args?.voiceFallbackUrl,
      voiceFallbackMethod: args?.voiceFallbackMethod,
      statusCallback: args?.statusCallback,
      statusCallbackMethod: args?.statusCallbackMethod,
      voiceCallerIdLookup: args?.voiceCallerIdLookup,
      smsUrl: args?.smsUrl,
      smsMethod: args?.smsMethod,
      smsFallbackUrl: args?.smsFallbackUrl,
      smsFallbackMethod: args?.smsFallbackMethod,
      messageStatusCallback: args?.messageStatusCallback,
      publicApplicationConnectEnabled: args?.publicApplicationConnectEnabled,
      sid: (args as ApplicationState | undefined)?.sid,
      accountSid: (args as ApplicationState | undefined)?.accountSid,
      dateCreated: (args as ApplicationState | undefined)?.dateCreated,
    };
    super(Application.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What an Application takes. */
export interface ApplicationArgs {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when a call comes in. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** URL that Twilio notifies when a call ends. */
  readonly statusCallback?: pulumi.Input<string>;
  /** HTTP method for `statusCallback`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
  /** Look up the caller's name for each call. Twilio charges for each lookup. */
  readonly voiceCallerIdLookup?: pulumi.Input<boolean>;
  /** URL that Twilio requests for TwiML when a message arrives. */
  readonly smsUrl?: pulumi.Input<string>;
  /** HTTP method for `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `smsUrl` fails. */
  readonly smsFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: pulumi.Input<string>;
  /** URL that Twilio notifies of the delivery status of messages sent by the application. */
  readonly messageStatusCallback?: pulumi.Input<string>;
  /** Allow other Twilio accounts to dial the application. False by default. */
  readonly publicApplicationConnectEnabled?: pulumi.Input<boolean>;
}

/** What is known of an Application that `Application.get` looks up. */
export interface ApplicationState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when a call comes in. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** URL that Twilio notifies when a call ends. */
  readonly statusCallback?: pulumi.Input<string>;
  /** HTTP method for `statusCallback`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
  /** Look up the caller's name for each call. Twilio charges for each lookup. */
  readonly voiceCallerIdLookup?: pulumi.Input<boolean>;
  /** URL that Twilio requests for TwiML when a message arrives. */
  readonly smsUrl?: pulumi.Input<string>;
  /** HTTP method for `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `smsUrl` fails. */
  readonly smsFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: pulumi.Input<string>;
  /** URL that Twilio notifies of the delivery status of messages sent by the application. */
  readonly messageStatusCallback?: pulumi.Input<string>;
  /** Allow other Twilio accounts to dial the application. False by default. */
  readonly publicApplicationConnectEnabled?: pulumi.Input<boolean>;
  /** The application's SID, `AP...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
