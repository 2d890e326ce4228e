import type * as pulumi from "@pulumi/pulumi";

/** What to buy. It matters at the purchase only: later changes buy nothing and release nothing. */
export interface NumberSearch {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country: string;
  /** Kind of number. One of `local`, `mobile`, `tollFree`. */
  readonly type: string;
  /** Area code; in the US and Canada alone. */
  readonly areaCode?: string;
  /** Digits, letters or `*` that the number contains. */
  readonly contains?: string;
  /** Town. */
  readonly locality?: string;
  /** State or province: `CA`. */
  readonly region?: string;
}

/** Settings that an adopted number gets when it is handed back. Where it isn't given, the provider records at adoption what it finds; giving it is safer, since a run that is killed between the change and its record loses what was found. */
export interface NumberHandBack {
  /** Name for people. */
  readonly friendlyName?: string;
  /** Application that answers its calls; the number's own voice settings rest meanwhile. */
  readonly voiceApplicationSid?: string;
  /** SIP trunk that takes its calls. Twilio allows a trunk or an application, not both. */
  readonly trunkSid?: string;
  /** Address that Twilio asks for TwiML when a call comes in. */
  readonly voiceUrl?: string;
  /** HTTP method of `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: string;
  /** Address that Twilio asks when `voiceUrl` fails or answers nonsense. */
  readonly voiceFallbackUrl?: string;
  /** HTTP method of `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: string;
  /** Address that Twilio tells when a call ends. */
  readonly statusCallback?: string;
  /** HTTP method of `statusCallback`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: string;
  /** Look the caller's name up for each call (Twilio charges for it). */
  readonly voiceCallerIdLookup?: boolean;
  /** What its calls are taken as. One of `voice`, `fax`. */
  readonly voiceReceiveMode?: string;
}

/** The settings that an adopted number had before. */
export interface NumberAdoptedFrom {
  /** Name for people. */
  readonly friendlyName?: string;
  /** Application that answers its calls; the number's own voice settings rest meanwhile. */
  readonly voiceApplicationSid?: string;
  /** SIP trunk that takes its calls. Twilio allows a trunk or an application, not both. */
  readonly trunkSid?: string;
  /** Address that Twilio asks for TwiML when a call comes in. */
  readonly voiceUrl?: string;
  /** HTTP method of `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: string;
  /** Address that Twilio asks when `voiceUrl` fails or answers nonsense. */
  readonly voiceFallbackUrl?: string;
  /** HTTP method of `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: string;
  /** Address that Twilio tells when a call ends. */
  readonly statusCallback?: string;
  /** HTTP method of `statusCallback`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: string;
  /** Look the caller's name up for each call (Twilio charges for it). */
  readonly voiceCallerIdLookup?: boolean;
  /** What its calls are taken as. One of `voice`, `fax`. */
  readonly voiceReceiveMode?: string;
}

/** How its calls are recorded: a `TrunkRecording` changes it. */
export interface TrunkRecordingSettings {
  /** Which calls are recorded. */
  readonly mode: string;
  /** Whether silence is cut off. */
  readonly trim: string;
}

/** A number that can be bought. */
export interface AvailableNumber {
  /** The number, E.164. */
  readonly phoneNumber: string;
  /** The number as its country writes it. */
  readonly friendlyName: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Town, or "". */
  readonly locality: string;
  /** State or province, or "". */
  readonly region: string;
  /** Postal code, or "". */
  readonly postalCode: string;
  /** Address that the buyer must give: `none`, `any`, `local` or `foreign`. */
  readonly addressRequirements: string;
  /** What the number can do: `voice`, `SMS`, `MMS`, `fax`, as Twilio spells them. */
  readonly capabilities: Readonly<Record<string, boolean>>;
}

/** A number that the account has. */
export interface HeldNumber {
  /** The number's SID, `PN...`. */
  readonly sid: string;
  /** The number, E.164. */
  readonly phoneNumber: string;
  /** Name for people. */
  readonly friendlyName: string;
  /** Application that answers its calls, or "". */
  readonly voiceApplicationSid: string;
  /** SIP trunk that takes its calls, or "". */
  readonly trunkSid: string;
  /** Address asked for TwiML when a call comes in, or "". */
  readonly voiceUrl: string;
  /** HTTP method of `voiceUrl`. */
  readonly voiceMethod: string;
  /** Address asked when `voiceUrl` fails, or "". */
  readonly voiceFallbackUrl: string;
  /** HTTP method of `voiceFallbackUrl`. */
  readonly voiceFallbackMethod: string;
  /** Address told when a call ends, or "". */
  readonly statusCallback: string;
  /** HTTP method of `statusCallback`. */
  readonly statusCallbackMethod: string;
  /** Whether each caller's name is looked up. */
  readonly voiceCallerIdLookup: boolean;
  /** What its calls are taken as: `voice` or `fax`. */
  readonly voiceReceiveMode: string;
  /** What it can do: `voice`, `sms`, `mms`, `fax`. */
  readonly capabilities: Readonly<Record<string, boolean>>;
}

/** What to buy. It matters at the purchase only: later changes buy nothing and release nothing. */
export interface NumberSearchArgs {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country: pulumi.Input<string>;
  /** Kind of number. One of `local`, `mobile`, `tollFree`. */
  readonly type: pulumi.Input<string>;
  /** Area code; in the US and Canada alone. */
  readonly areaCode?: pulumi.Input<string>;
  /** Digits, letters or `*` that the number contains. */
  readonly contains?: pulumi.Input<string>;
  /** Town. */
  readonly locality?: pulumi.Input<string>;
  /** State or province: `CA`. */
  readonly region?: pulumi.Input<string>;
}

/** Settings that an adopted number gets when it is handed back. Where it isn't given, the provider records at adoption what it finds; giving it is safer, since a run that is killed between the change and its record loses what was found. */
export interface NumberHandBackArgs {
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
}

/** The settings that an adopted number had before. */
export interface NumberAdoptedFromArgs {
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
}

/** How its calls are recorded: a `TrunkRecording` changes it. */
export interface TrunkRecordingSettingsArgs {
  /** Which calls are recorded. */
  readonly mode: pulumi.Input<string>;
  /** Whether silence is cut off. */
  readonly trim: pulumi.Input<string>;
}
