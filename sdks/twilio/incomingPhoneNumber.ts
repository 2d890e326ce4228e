import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * A phone number of an account, bought or adopted. It is never replaced, and deleted only after an update with `release: true`. Settings that the program doesn't give stay as they are at Twilio. Import it by its SID or its number; an imported number is treated as adopted, so it is never given up at Twilio.
 *
 * ## Example Usage
 * ### Buy any number of an area
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
 * ### Adopt a number that the account has
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

  /** `buy`: purchase the number; `adopt`: take over one that the account has; `transfer`: move it here from the account `transferFrom`, of the same family, with the credentials of the account above; from then on it is held as if bought. It matters until the number is held; from then on a change of it changes nothing. One of `buy`, `adopt`, `transfer`. */
  declare public readonly acquire: pulumi.Output<string>;

  /** The number, E.164. */
  declare public readonly phoneNumber: pulumi.Output<string>;

  /** What to buy. It matters at the purchase only: later changes buy nothing and release nothing. */
  declare public readonly search: pulumi.Output<types.NumberSearch | undefined>;

  /** Allows the removal of this resource to end what it stands for: a bought number is given up at Twilio, an adopted one is handed back. While it is false, the default, a delete is refused. */
  declare public readonly release: pulumi.Output<boolean | undefined>;

  /** Account that gives a number which is transferred. It matters until the number is here. */
  declare public readonly transferFrom: pulumi.Output<string | undefined>;

  /** The number goes elsewhere, and is never released. `taken`: another account's program moves it there, or another carrier ports it; the removal of this resource is refused while the number is still here, and afterwards does nothing. `parent`: the removal moves it to the account above. `kept`: it stays in this account when the resource is removed, without the settings and the name that it had from the program. One of `taken`, `parent`, `kept`. */
  declare public readonly transfer: pulumi.Output<string | undefined>;

  /** Time between the end of a number's service and its end: a delete is refused until the number has rested for that long, by Twilio's clock. When it began is written into the number's friendly name at Twilio. */
  declare public readonly quarantine: pulumi.Output<types.NumberQuarantine | undefined>;

  /** Settings that the number gets in the request that buys it, and that are never compared or changed afterwards: what answers its first calls until another resource of the program takes it into service. Of a number that is transferred, the URLs answer its calls on the way, and the application once it is here. */
  declare public readonly initial: pulumi.Output<types.NumberInitial | undefined>;

  /** Settings that an adopted number gets when it is handed back. Where it isn't given, the provider records at adoption what it finds; giving it is safer, since a run that is killed between the change and its record loses what was found. */
  declare public readonly handBack: pulumi.Output<types.NumberHandBack | undefined>;

  /** Name for people. */
  declare public readonly friendlyName: pulumi.Output<string>;

  /** Application that answers its calls; the number's own voice settings rest meanwhile. */
  declare public readonly voiceApplicationSid: pulumi.Output<string | undefined>;

  /** SIP trunk that takes its calls. Twilio allows a trunk or an application, not both. */
  declare public readonly trunkSid: pulumi.Output<string | undefined>;

  /** Address that Twilio asks for TwiML when a call comes in. */
  declare public readonly voiceUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `voiceUrl`. One of `GET`, `POST`. */
  declare public readonly voiceMethod: pulumi.Output<string | undefined>;

  /** Address that Twilio asks when `voiceUrl` fails or answers nonsense. */
  declare public readonly voiceFallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `voiceFallbackUrl`. One of `GET`, `POST`. */
  declare public readonly voiceFallbackMethod: pulumi.Output<string | undefined>;

  /** Address that Twilio tells when a call ends. */
  declare public readonly statusCallback: pulumi.Output<string | undefined>;

  /** HTTP method of `statusCallback`. One of `GET`, `POST`. */
  declare public readonly statusCallbackMethod: pulumi.Output<string | undefined>;

  /** Look the caller's name up for each call (Twilio charges for it). */
  declare public readonly voiceCallerIdLookup: pulumi.Output<boolean | undefined>;

  /** What its calls are taken as. One of `voice`, `fax`. */
  declare public readonly voiceReceiveMode: pulumi.Output<string | undefined>;

  /** Address of its holder, where the number's country wants one. */
  declare public readonly addressSid: pulumi.Output<string | undefined>;

  /** Approved regulatory bundle, where the number's country wants one. */
  declare public readonly bundleSid: pulumi.Output<string | undefined>;

  /** Identity of its holder, where the number's country wants one. */
  declare public readonly identitySid: pulumi.Output<string | undefined>;

  /** Address that emergency services are told. A change takes the first one away, waits until it is unregistered, and gives the next. */
  declare public readonly emergencyAddressSid: pulumi.Output<string | undefined>;

  /** Address that Twilio asks for TwiML when a message comes in. */
  declare public readonly smsUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `smsUrl`. One of `GET`, `POST`. */
  declare public readonly smsMethod: pulumi.Output<string | undefined>;

  /** Address that Twilio asks when `smsUrl` fails. */
  declare public readonly smsFallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `smsFallbackUrl`. One of `GET`, `POST`. */
  declare public readonly smsFallbackMethod: pulumi.Output<string | undefined>;

  /** Application that answers its messages; the addresses above rest meanwhile. */
  declare public readonly smsApplicationSid: pulumi.Output<string | undefined>;

  /** The number's SID, `PN...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** What it can do: `voice`, `sms`, `mms`, `fax`. */
  declare public readonly capabilities: pulumi.Output<Readonly<Record<string, boolean>>>;

  /** `twilio`, or `hosted` elsewhere. */
  declare public readonly origin: pulumi.Output<string>;

  /** `in-use`, say. */
  declare public readonly status: pulumi.Output<string>;

  /** When its quarantine began, ISO 8601; not there while it isn't in quarantine. */
  declare public readonly quarantinedSince: pulumi.Output<string | undefined>;

  /** `registered`, `unregistered`, or what is pending or failed. */
  declare public readonly emergencyAddressStatus: pulumi.Output<string>;

  /** True for a number that this resource bought, or got by a transfer. Any other is never given up at Twilio. */
  declare public readonly bought: pulumi.Output<boolean>;

  /** The settings that an adopted number had before. */
  declare public readonly adoptedFrom: pulumi.Output<types.NumberAdoptedFrom | undefined>;

  /** Names of the settings that the program gave at the last change. */
  declare public readonly managed: pulumi.Output<readonly string[]>;

  /** Names of URLs that Twilio didn't keep beside the number's application or trunk. */
  declare public readonly dropped: pulumi.Output<readonly string[] | undefined>;

  /** A mark that each create makes anew: a resource that was replaced by itself is known by it, and its removal leaves the number alone. */
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
  /** `buy`: purchase the number; `adopt`: take over one that the account has; `transfer`: move it here from the account `transferFrom`, of the same family, with the credentials of the account above; from then on it is held as if bought. It matters until the number is held; from then on a change of it changes nothing. One of `buy`, `adopt`, `transfer`. */
  readonly acquire: pulumi.Input<string>;
  /** The number, E.164. Give this, or `search` to buy any that fits. A held number's identity never changes. */
  readonly phoneNumber?: pulumi.Input<string>;
  /** What to buy. It matters at the purchase only: later changes buy nothing and release nothing. */
  readonly search?: pulumi.Input<types.NumberSearchArgs>;
  /** Allows the removal of this resource to end what it stands for: a bought number is given up at Twilio, an adopted one is handed back. While it is false, the default, a delete is refused. */
  readonly release?: pulumi.Input<boolean>;
  /** Account that gives a number which is transferred. It matters until the number is here. */
  readonly transferFrom?: pulumi.Input<string>;
  /** The number goes elsewhere, and is never released. `taken`: another account's program moves it there, or another carrier ports it; the removal of this resource is refused while the number is still here, and afterwards does nothing. `parent`: the removal moves it to the account above. `kept`: it stays in this account when the resource is removed, without the settings and the name that it had from the program. One of `taken`, `parent`, `kept`. */
  readonly transfer?: pulumi.Input<string>;
  /** Time between the end of a number's service and its end: a delete is refused until the number has rested for that long, by Twilio's clock. When it began is written into the number's friendly name at Twilio. */
  readonly quarantine?: pulumi.Input<types.NumberQuarantineArgs>;
  /** Settings that the number gets in the request that buys it, and that are never compared or changed afterwards: what answers its first calls until another resource of the program takes it into service. Of a number that is transferred, the URLs answer its calls on the way, and the application once it is here. */
  readonly initial?: pulumi.Input<types.NumberInitialArgs>;
  /** Settings that an adopted number gets when it is handed back. Where it isn't given, the provider records at adoption what it finds; giving it is safer, since a run that is killed between the change and its record loses what was found. */
  readonly handBack?: pulumi.Input<types.NumberHandBackArgs>;
  /** Name for people. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Application that answers its calls; the number's own voice settings rest meanwhile. */
  readonly voiceApplicationSid?: pulumi.Input<string>;
  /** SIP trunk that takes its calls. Twilio allows a trunk or an application, not both. */
  readonly trunkSid?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when a call comes in. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** Address that Twilio asks when `voiceUrl` fails or answers nonsense. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** Address that Twilio tells when a call ends. */
  readonly statusCallback?: pulumi.Input<string>;
  /** HTTP method of `statusCallback`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
  /** Look the caller's name up for each call (Twilio charges for it). */
  readonly voiceCallerIdLookup?: pulumi.Input<boolean>;
  /** What its calls are taken as. One of `voice`, `fax`. */
  readonly voiceReceiveMode?: pulumi.Input<string>;
  /** Address of its holder, where the number's country wants one. */
  readonly addressSid?: pulumi.Input<string>;
  /** Approved regulatory bundle, where the number's country wants one. */
  readonly bundleSid?: pulumi.Input<string>;
  /** Identity of its holder, where the number's country wants one. */
  readonly identitySid?: pulumi.Input<string>;
  /** Address that emergency services are told. A change takes the first one away, waits until it is unregistered, and gives the next. */
  readonly emergencyAddressSid?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when a message comes in. */
  readonly smsUrl?: pulumi.Input<string>;
  /** HTTP method of `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: pulumi.Input<string>;
  /** Address that Twilio asks when `smsUrl` fails. */
  readonly smsFallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: pulumi.Input<string>;
  /** Application that answers its messages; the addresses above rest meanwhile. */
  readonly smsApplicationSid?: pulumi.Input<string>;
}

/** What is known of an IncomingPhoneNumber that `IncomingPhoneNumber.get` looks up. */
export interface IncomingPhoneNumberState {
  /** `buy`: purchase the number; `adopt`: take over one that the account has; `transfer`: move it here from the account `transferFrom`, of the same family, with the credentials of the account above; from then on it is held as if bought. It matters until the number is held; from then on a change of it changes nothing. One of `buy`, `adopt`, `transfer`. */
  readonly acquire?: pulumi.Input<string>;
  /** The number, E.164. */
  readonly phoneNumber?: pulumi.Input<string>;
  /** What to buy. It matters at the purchase only: later changes buy nothing and release nothing. */
  readonly search?: pulumi.Input<types.NumberSearchArgs>;
  /** Allows the removal of this resource to end what it stands for: a bought number is given up at Twilio, an adopted one is handed back. While it is false, the default, a delete is refused. */
  readonly release?: pulumi.Input<boolean>;
  /** Account that gives a number which is transferred. It matters until the number is here. */
  readonly transferFrom?: pulumi.Input<string>;
  /** The number goes elsewhere, and is never released. `taken`: another account's program moves it there, or another carrier ports it; the removal of this resource is refused while the number is still here, and afterwards does nothing. `parent`: the removal moves it to the account above. `kept`: it stays in this account when the resource is removed, without the settings and the name that it had from the program. One of `taken`, `parent`, `kept`. */
  readonly transfer?: pulumi.Input<string>;
  /** Time between the end of a number's service and its end: a delete is refused until the number has rested for that long, by Twilio's clock. When it began is written into the number's friendly name at Twilio. */
  readonly quarantine?: pulumi.Input<types.NumberQuarantineArgs>;
  /** Settings that the number gets in the request that buys it, and that are never compared or changed afterwards: what answers its first calls until another resource of the program takes it into service. Of a number that is transferred, the URLs answer its calls on the way, and the application once it is here. */
  readonly initial?: pulumi.Input<types.NumberInitialArgs>;
  /** Settings that an adopted number gets when it is handed back. Where it isn't given, the provider records at adoption what it finds; giving it is safer, since a run that is killed between the change and its record loses what was found. */
  readonly handBack?: pulumi.Input<types.NumberHandBackArgs>;
  /** Name for people. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Application that answers its calls; the number's own voice settings rest meanwhile. */
  readonly voiceApplicationSid?: pulumi.Input<string>;
  /** SIP trunk that takes its calls. Twilio allows a trunk or an application, not both. */
  readonly trunkSid?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when a call comes in. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** Address that Twilio asks when `voiceUrl` fails or answers nonsense. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** Address that Twilio tells when a call ends. */
  readonly statusCallback?: pulumi.Input<string>;
  /** HTTP method of `statusCallback`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
  /** Look the caller's name up for each call (Twilio charges for it). */
  readonly voiceCallerIdLookup?: pulumi.Input<boolean>;
  /** What its calls are taken as. One of `voice`, `fax`. */
  readonly voiceReceiveMode?: pulumi.Input<string>;
  /** Address of its holder, where the number's country wants one. */
  readonly addressSid?: pulumi.Input<string>;
  /** Approved regulatory bundle, where the number's country wants one. */
  readonly bundleSid?: pulumi.Input<string>;
  /** Identity of its holder, where the number's country wants one. */
  readonly identitySid?: pulumi.Input<string>;
  /** Address that emergency services are told. A change takes the first one away, waits until it is unregistered, and gives the next. */
  readonly emergencyAddressSid?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when a message comes in. */
  readonly smsUrl?: pulumi.Input<string>;
  /** HTTP method of `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: pulumi.Input<string>;
  /** Address that Twilio asks when `smsUrl` fails. */
  readonly smsFallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: pulumi.Input<string>;
  /** Application that answers its messages; the addresses above rest meanwhile. */
  readonly smsApplicationSid?: pulumi.Input<string>;
  /** The number's SID, `PN...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** What it can do: `voice`, `sms`, `mms`, `fax`. */
  readonly capabilities?: pulumi.Input<Readonly<Record<string, pulumi.Input<boolean>>>>;
  /** `twilio`, or `hosted` elsewhere. */
  readonly origin?: pulumi.Input<string>;
  /** `in-use`, say. */
  readonly status?: pulumi.Input<string>;
  /** When its quarantine began, ISO 8601; not there while it isn't in quarantine. */
  readonly quarantinedSince?: pulumi.Input<string>;
  /** `registered`, `unregistered`, or what is pending or failed. */
  readonly emergencyAddressStatus?: pulumi.Input<string>;
  /** True for a number that this resource bought, or got by a transfer. Any other is never given up at Twilio. */
  readonly bought?: pulumi.Input<boolean>;
  /** The settings that an adopted number had before. */
  readonly adoptedFrom?: pulumi.Input<types.NumberAdoptedFromArgs>;
  /** Names of the settings that the program gave at the last change. */
  readonly managed?: pulumi.Input<pulumi.Input<string>[]>;
  /** Names of URLs that Twilio didn't keep beside the number's application or trunk. */
  readonly dropped?: pulumi.Input<pulumi.Input<string>[]>;
  /** A mark that each create makes anew: a resource that was replaced by itself is known by it, and its removal leaves the number alone. */
  readonly incarnation?: pulumi.Input<string>;
}
