import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * A phone number of an account: bought, adopted or transferred. It is never replaced, and deleted only after an update with `release: true`. Settings that the program doesn't set stay as they are at Twilio. Import it by its SID or its number. An imported number counts as adopted, so it is never released.
 *
 * ## Example Usage
 * ### Buy any number with an area code
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const search = { country: "US", type: "local", areaCode: "415" };
 * const line = new twilio.IncomingPhoneNumber(
 *   "line",
 *   { acquire: "buy", search, voiceUrl: "https://voice.us.aybiza.example/twilio/voice" },
 *   { provider, protect: true },
 * );
 *
 * export const number = line.phoneNumber;
 * ```
 * ### Adopt a number that the account already has
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const calls = new twilio.Application("calls", { voiceUrl: "https://voice.us.aybiza.example/twilio/voice" }, { provider });
 * new twilio.IncomingPhoneNumber(
 *   "front-desk",
 *   {
 *     acquire: "adopt",
 *     phoneNumber: "+14155550101",
 *     voiceApplicationSid: calls.sid,
 *     handBack: { voiceUrl: "https://pbx.acme.example/voice" },
 *   },
 *   { provider, protect: true },
 * );
 * ```
 */
export class IncomingPhoneNumber extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:IncomingPhoneNumber";

  /** Looks an existing IncomingPhoneNumber up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: IncomingPhoneNumberState,
    opts?: pulumi.CustomResourceOptions,
  ): IncomingPhoneNumber {
    return new IncomingPhoneNumber(name, state as IncomingPhoneNumberArgs | undefined, { ...opts, id });
  }

  /** True for an IncomingPhoneNumber, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is IncomingPhoneNumber {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === IncomingPhoneNumber.__pulumiType;
  }

  /** How the resource gets its number. `buy`: purchase it. `adopt`: take over a number that the account already has. `transfer`: move it from account `transferFrom`, which has the same parent account or is it; this needs the parent account's credentials, and the number then counts as bought. Ignored once the resource has its number. One of `buy`, `adopt`, `transfer`. */
  declare public readonly acquire: pulumi.Output<string>;

  /** The number, E.164. */
  declare public readonly phoneNumber: pulumi.Output<string>;

  /** Criteria for the number to buy. Used only at the purchase: later changes neither buy nor release a number. */
  declare public readonly search: pulumi.Output<types.NumberSearch | undefined>;

  /** Allow a delete to release the number if it was bought, or to hand it back if it was adopted. While this is false, the default, the provider refuses the delete. */
  declare public readonly release: pulumi.Output<boolean | undefined>;

  /** Source account of a `transfer`. Ignored once the number has arrived. */
  declare public readonly transferFrom: pulumi.Output<string | undefined>;

  /** What a delete does instead of releasing the number. `taken`: nothing, since another account's program moves the number there or another carrier ports it; the delete is refused while this account still has the number. `parent`: it moves the number to the parent account. `kept`: it leaves the number in this account and removes the provider's token from its friendly name. With `parent` and `kept`, an adopted number is handed back instead. One of `taken`, `parent`, `kept`. */
  declare public readonly transfer: pulumi.Output<string | undefined>;

  /** Waiting period before a release: a delete is refused until the number has been in quarantine for `days`, by Twilio's clock. The start time is stored in the number's friendly name at Twilio. */
  declare public readonly quarantine: pulumi.Output<types.NumberQuarantine | undefined>;

  /** Settings sent with the purchase, then neither compared nor changed. They answer the first calls, until another resource of the program configures the number. For a transfer, the URLs answer calls during the move, and the application answers them afterwards. */
  declare public readonly initial: pulumi.Output<types.NumberInitial | undefined>;

  /** Settings that an adopted number gets when it is handed back. By default, the settings that the provider recorded at the adoption. Setting this is safer: a run killed between the adoption and its record loses the recorded settings. */
  declare public readonly handBack: pulumi.Output<types.NumberHandBack | undefined>;

  /** Friendly name, without the provider's token. */
  declare public readonly friendlyName: pulumi.Output<string>;

  /** Application that answers calls. While it is set, Twilio ignores the number's own voice URLs. */
  declare public readonly voiceApplicationSid: pulumi.Output<string | undefined>;

  /** SIP trunk that receives calls. Twilio allows a trunk or a voice application, not both. */
  declare public readonly trunkSid: pulumi.Output<string | undefined>;

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

  /** What the number receives: `voice` calls or `fax`. One of `voice`, `fax`. */
  declare public readonly voiceReceiveMode: pulumi.Output<string | undefined>;

  /** Address of the number's holder, if the number's country requires one. */
  declare public readonly addressSid: pulumi.Output<string | undefined>;

  /** Approved regulatory bundle, if the number's country requires one. */
  declare public readonly bundleSid: pulumi.Output<string | undefined>;

  /** Identity of the number's holder, if the number's country requires one. */
  declare public readonly identitySid: pulumi.Output<string | undefined>;

  /** Address registered with the emergency services. A change removes the current address, waits until it is unregistered, then sets the new one. */
  declare public readonly emergencyAddressSid: pulumi.Output<string | undefined>;

  /** URL that Twilio requests for TwiML when a message arrives. */
  declare public readonly smsUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `smsUrl`. One of `GET`, `POST`. */
  declare public readonly smsMethod: pulumi.Output<string | undefined>;

  /** URL that Twilio requests when `smsUrl` fails. */
  declare public readonly smsFallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `smsFallbackUrl`. One of `GET`, `POST`. */
  declare public readonly smsFallbackMethod: pulumi.Output<string | undefined>;

  /** Application that answers messages. While it is set, Twilio ignores the number's own SMS URLs. */
  declare public readonly smsApplicationSid: pulumi.Output<string | undefined>;

  /** The number's SID, `PN...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Capabilities: `voice`, `sms`, `mms` and `fax`, each true or false. */
  declare public readonly capabilities: pulumi.Output<Readonly<Record<string, boolean>>>;

  /** `twilio`, or `hosted` for a number hosted by another carrier. */
  declare public readonly origin: pulumi.Output<string>;

  /** Status at Twilio, such as `in-use`. */
  declare public readonly status: pulumi.Output<string>;

  /** Start of the quarantine, ISO 8601. Absent while the number isn't in quarantine. */
  declare public readonly quarantinedSince: pulumi.Output<string | undefined>;

  /** Status of the emergency address: `registered`, `unregistered`, or a pending or failed registration. */
  declare public readonly emergencyAddressStatus: pulumi.Output<string>;

  /** True if this resource bought the number or received it by a transfer. Any other number is never released. */
  declare public readonly bought: pulumi.Output<boolean>;

  /** Settings of an adopted number before the adoption. */
  declare public readonly adoptedFrom: pulumi.Output<types.NumberAdoptedFrom | undefined>;

  /** Names of the settings that the program set at the last update. */
  declare public readonly managed: pulumi.Output<readonly string[]>;

  /** Names of URLs that Twilio discarded because the number has an application or a trunk. */
  declare public readonly dropped: pulumi.Output<readonly string[] | undefined>;

  /** Random mark of each create. By it the delete half of a replacement recognises that a new resource has the number, and leaves the number alone. */
  declare public readonly incarnation: pulumi.Output<string | undefined>;

  /** Declares an IncomingPhoneNumber under a name that is unique in the stack. */
  constructor(name: string, args: IncomingPhoneNumberArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.acquire === undefined)
      throw new Error(`IncomingPhoneNumber "${name}" needs "acquire"`);
    const inputs: pulumi.Inputs = {
      acquire: args?.acquire,
      phoneNumber: args?.phoneNumber,
      search: args?.search,
      release: args?.release,
      transferFrom: args?.transferFrom,
      transfer: args?.transfer,
      quarantine: args?.quarantine,
      initial: args?.initial,
      handBack: args?.handBack,
      friendlyName: args?.friendlyName,
      voiceApplicationSid: args?.voiceApplicationSid,
      trunkSid: args?.trunkSid,
      voiceUrl: args?.voiceUrl,
      voiceMethod: args?.voiceMethod,
      voiceFallbackUrl: args?.voiceFallbackUrl,
      voiceFallbackMethod: args?.voiceFallbackMethod,
      statusCallback: args?.statusCallback,
      statusCallbackMethod: args?.statusCallbackMethod,
      voiceCallerIdLookup: args?.voiceCallerIdLookup,
      voiceReceiveMode: args?.voiceReceiveMode,
      addressSid: args?.addressSid,
      bundleSid: args?.bundleSid,
      identitySid: args?.identitySid,
      emergencyAddressSid: args?.emergencyAddressSid,
      smsUrl: args?.smsUrl,
      smsMethod: args?.smsMethod,
      smsFallbackUrl: args?.smsFallbackUrl,
      smsFallbackMethod: args?.smsFallbackMethod,
      smsApplicationSid: args?.smsApplicationSid,
      sid: (args as IncomingPhoneNumberState | undefined)?.sid,
      accountSid: (args as IncomingPhoneNumberState | undefined)?.accountSid,
      capabilities: (args as IncomingPhoneNumberState | undefined)?.capabilities,
      origin: (args as IncomingPhoneNumberState | undefined)?.origin,
      status: (args as IncomingPhoneNumberState | undefined)?.status,
      quarantinedSince: (args as IncomingPhoneNumberState | undefined)?.quarantinedSince,
      emergencyAddressStatus: (args as IncomingPhoneNumberState | undefined)?.emergencyAddressStatus,
      bought: (args as IncomingPhoneNumberState | undefined)?.bought,
      adoptedFrom: (args as IncomingPhoneNumberState | undefined)?.adoptedFrom,
      managed: (args as IncomingPhoneNumberState | undefined)?.managed,
      dropped: (args as IncomingPhoneNumberState | undefined)?.dropped,
      incarnation: (args as IncomingPhoneNumberState | undefined)?.incarnation,
    };
    super(IncomingPhoneNumber.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What an IncomingPhoneNumber takes. */
export interface IncomingPhoneNumberArgs {
  /** How the resource gets its number. `buy`: purchase it. `adopt`: take over a number that the account already has. `transfer`: move it from account `transferFrom`, which has the same parent account or is it; this needs the parent account's credentials, and the number then counts as bought. Ignored once the resource has its number. One of `buy`, `adopt`, `transfer`. */
  readonly acquire: pulumi.Input<string>;
  /** The number, E.164. To buy, set this or `search`; to adopt or transfer, this is required. Refused if it differs from the number that the resource has. */
  readonly phoneNumber?: pulumi.Input<string>;
  /** Criteria for the number to buy. Used only at the purchase: later changes neither buy nor release a number. */
  readonly search?: pulumi.Input<types.NumberSearchArgs>;
  /** Allow a delete to release the number if it was bought, or to hand it back if it was adopted. While this is false, the default, the provider refuses the delete. */
  readonly release?: pulumi.Input<boolean>;
  /** Source account of a `transfer`. Ignored once the number has arrived. */
  readonly transferFrom?: pulumi.Input<string>;
  /** What a delete does instead of releasing the number. `taken`: nothing, since another account's program moves the number there or another carrier ports it; the delete is refused while this account still has the number. `parent`: it moves the number to the parent account. `kept`: it leaves the number in this account and removes the provider's token from its friendly name. With `parent` and `kept`, an adopted number is handed back instead. One of `taken`, `parent`, `kept`. */
  readonly transfer?: pulumi.Input<string>;
  /** Waiting period before a release: a delete is refused until the number has been in quarantine for `days`, by Twilio's clock. The start time is stored in the number's friendly name at Twilio. */
  readonly quarantine?: pulumi.Input<types.NumberQuarantineArgs>;
  /** Settings sent with the purchase, then neither compared nor changed. They answer the first calls, until another resource of the program configures the number. For a transfer, the URLs answer calls during the move, and the application answers them afterwards. */
  readonly initial?: pulumi.Input<types.NumberInitialArgs>;
  /** Settings that an adopted number gets when it is handed back. By default, the settings that the provider recorded at the adoption. Setting this is safer: a run killed between the adoption and its record loses the recorded settings. */
  readonly handBack?: pulumi.Input<types.NumberHandBackArgs>;
  /** Friendly name. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Application that answers calls. While it is set, Twilio ignores the number's own voice URLs. */
  readonly voiceApplicationSid?: pulumi.Input<string>;
  /** SIP trunk that receives calls. Twilio allows a trunk or a voice application, not both. */
  readonly trunkSid?: pulumi.Input<string>;
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
  /** What the number receives: `voice` calls or `fax`. One of `voice`, `fax`. */
  readonly voiceReceiveMode?: pulumi.Input<string>;
  /** Address of the number's holder, if the number's country requires one. */
  readonly addressSid?: pulumi.Input<string>;
  /** Approved regulatory bundle, if the number's country requires one. */
  readonly bundleSid?: pulumi.Input<string>;
  /** Identity of the number's holder, if the number's country requires one. */
  readonly identitySid?: pulumi.Input<string>;
  /** Address registered with the emergency services. A change removes the current address, waits until it is unregistered, then sets the new one. */
  readonly emergencyAddressSid?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when a message arrives. */
  readonly smsUrl?: pulumi.Input<string>;
  /** HTTP method for `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `smsUrl` fails. */
  readonly smsFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: pulumi.Input<string>;
  /** Application that answers messages. While it is set, Twilio ignores the number's own SMS URLs. */
  readonly smsApplicationSid?: pulumi.Input<string>;
}

/** What is known of an IncomingPhoneNumber that `IncomingPhoneNumber.get` looks up. */
export interface IncomingPhoneNumberState {
  /** How the resource gets its number. `buy`: purchase it. `adopt`: take over a number that the account already has. `transfer`: move it from account `transferFrom`, which has the same parent account or is it; this needs the parent account's credentials, and the number then counts as bought. Ignored once the resource has its number. One of `buy`, `adopt`, `transfer`. */
  readonly acquire?: pulumi.Input<string>;
  /** The number, E.164. */
  readonly phoneNumber?: pulumi.Input<string>;
  /** Criteria for the number to buy. Used only at the purchase: later changes neither buy nor release a number. */
  readonly search?: pulumi.Input<types.NumberSearchArgs>;
  /** Allow a delete to release the number if it was bought, or to hand it back if it was adopted. While this is false, the default, the provider refuses the delete. */
  readonly release?: pulumi.Input<boolean>;
  /** Source account of a `transfer`. Ignored once the number has arrived. */
  readonly transferFrom?: pulumi.Input<string>;
  /** What a delete does instead of releasing the number. `taken`: nothing, since another account's program moves the number there or another carrier ports it; the delete is refused while this account still has the number. `parent`: it moves the number to the parent account. `kept`: it leaves the number in this account and removes the provider's token from its friendly name. With `parent` and `kept`, an adopted number is handed back instead. One of `taken`, `parent`, `kept`. */
  readonly transfer?: pulumi.Input<string>;
  /** Waiting period before a release: a delete is refused until the number has been in quarantine for `days`, by Twilio's clock. The start time is stored in the number's friendly name at Twilio. */
  readonly quarantine?: pulumi.Input<types.NumberQuarantineArgs>;
  /** Settings sent with the purchase, then neither compared nor changed. They answer the first calls, until another resource of the program configures the number. For a transfer, the URLs answer calls during the move, and the application answers them afterwards. */
  readonly initial?: pulumi.Input<types.NumberInitialArgs>;
  /** Settings that an adopted number gets when it is handed back. By default, the settings that the provider recorded at the adoption. Setting this is safer: a run killed between the adoption and its record loses the recorded settings. */
  readonly handBack?: pulumi.Input<types.NumberHandBackArgs>;
  /** Friendly name, without the provider's token. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Application that answers calls. While it is set, Twilio ignores the number's own voice URLs. */
  readonly voiceApplicationSid?: pulumi.Input<string>;
  /** SIP trunk that receives calls. Twilio allows a trunk or a voice application, not both. */
  readonly trunkSid?: pulumi.Input<string>;
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
  /** What the number receives: `voice` calls or `fax`. One of `voice`, `fax`. */
  readonly voiceReceiveMode?: pulumi.Input<string>;
  /** Address of the number's holder, if the number's country requires one. */
  readonly addressSid?: pulumi.Input<string>;
  /** Approved regulatory bundle, if the number's country requires one. */
  readonly bundleSid?: pulumi.Input<string>;
  /** Identity of the number's holder, if the number's country requires one. */
  readonly identitySid?: pulumi.Input<string>;
  /** Address registered with the emergency services. A change removes the current address, waits until it is unregistered, then sets the new one. */
  readonly emergencyAddressSid?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when a message arrives. */
  readonly smsUrl?: pulumi.Input<string>;
  /** HTTP method for `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `smsUrl` fails. */
  readonly smsFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: pulumi.Input<string>;
  /** Application that answers messages. While it is set, Twilio ignores the number's own SMS URLs. */
  readonly smsApplicationSid?: pulumi.Input<string>;
  /** The number's SID, `PN...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Capabilities: `voice`, `sms`, `mms` and `fax`, each true or false. */
  readonly capabilities?: pulumi.Input<Readonly<Record<string, pulumi.Input<boolean>>>>;
  /** `twilio`, or `hosted` for a number hosted by another carrier. */
  readonly origin?: pulumi.Input<string>;
  /** Status at Twilio, such as `in-use`. */
  readonly status?: pulumi.Input<string>;
  /** Start of the quarantine, ISO 8601. Absent while the number isn't in quarantine. */
  readonly quarantinedSince?: pulumi.Input<string>;
  /** Status of the emergency address: `registered`, `unregistered`, or a pending or failed registration. */
  readonly emergencyAddressStatus?: pulumi.Input<string>;
  /** True if this resource bought the number or received it by a transfer. Any other number is never released. */
  readonly bought?: pulumi.Input<boolean>;
  /** Settings of an adopted number before the adoption. */
  readonly adoptedFrom?: pulumi.Input<types.NumberAdoptedFromArgs>;
  /** Names of the settings that the program set at the last update. */
  readonly managed?: pulumi.Input<pulumi.Input<string>[]>;
  /** Names of URLs that Twilio discarded because the number has an application or a trunk. */
  readonly dropped?: pulumi.Input<pulumi.Input<string>[]>;
  /** Random mark of each create. By it the delete half of a replacement recognises that a new resource has the number, and leaves the number alone. */
  readonly incarnation?: pulumi.Input<string>;
}
