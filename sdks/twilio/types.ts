import type * as pulumi from "@pulumi/pulumi";

/** What to buy. It matters at the purchase only: later changes buy nothing and release nothing. */
export interface NumberSearch {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country: string;
  /** Kind of number. Which kinds there are differs by country. One of `local`, `mobile`, `national`, `tollFree`, `sharedCost`, `voip`, `machineToMachine`. */
  readonly type: string;
  /** Area code; in the US and Canada alone. */
  readonly areaCode?: string;
  /** Digits, letters or `*` that the number contains. */
  readonly contains?: string;
  /** Town. */
  readonly locality?: string;
  /** State or province: `CA`. */
  readonly region?: string;
  /** Only numbers that take calls; `false`: only others. */
  readonly voiceEnabled?: boolean;
  /** Only numbers that take texts; `false`: only others. */
  readonly smsEnabled?: boolean;
  /** Only numbers that take pictures; `false`: only others. */
  readonly mmsEnabled?: boolean;
  /** Only numbers that take faxes; `false`: only others. */
  readonly faxEnabled?: boolean;
  /** No numbers that want any address of their holder. */
  readonly excludeAllAddressRequired?: boolean;
  /** No numbers that want an address in their own place. */
  readonly excludeLocalAddressRequired?: boolean;
  /** No numbers that want an address abroad. */
  readonly excludeForeignAddressRequired?: boolean;
}

/** Time between the end of a number's service and its end: a delete is refused until the number has rested for that long, by Twilio's clock. When it began is written into the number's friendly name at Twilio. */
export interface NumberQuarantine {
  /** Days for which it has to rest before it may be given up. */
  readonly days: number;
  /** Whether it rests now. What its callers hear is for the program. */
  readonly active: boolean;
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
  /** Address of its holder, where the number's country wants one. */
  readonly addressSid?: string;
  /** Approved regulatory bundle, where the number's country wants one. */
  readonly bundleSid?: string;
  /** Identity of its holder, where the number's country wants one. */
  readonly identitySid?: string;
  /** Address that emergency services are told. A change takes the first one away, waits until it is unregistered, and gives the next. */
  readonly emergencyAddressSid?: string;
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
  /** Address of its holder, where the number's country wants one. */
  readonly addressSid?: string;
  /** Approved regulatory bundle, where the number's country wants one. */
  readonly bundleSid?: string;
  /** Identity of its holder, where the number's country wants one. */
  readonly identitySid?: string;
  /** Address that emergency services are told. A change takes the first one away, waits until it is unregistered, and gives the next. */
  readonly emergencyAddressSid?: string;
}

/** How its calls are recorded: a `TrunkRecording` changes it. */
export interface TrunkRecordingSettings {
  /** Which calls are recorded. */
  readonly mode: string;
  /** Whether silence is cut off. */
  readonly trim: string;
}

/** What may be dialled in a country. */
export interface DialingPermission {
  /** Ordinary numbers. Off by default. */
  readonly lowRiskNumbers?: boolean;
  /** Numbers of ranges that are often used for fraud: premium, special. Off by default. */
  readonly highRiskSpecialNumbers?: boolean;
  /** Numbers that are known for toll fraud. Off by default. */
  readonly highRiskTollfraudNumbers?: boolean;
}

/** What may be dialled in a country. */
export interface EarlierDialingPermission {
  /** Ordinary numbers. Off by default. */
  readonly lowRiskNumbers?: boolean;
  /** Numbers of ranges that are often used for fraud: premium, special. Off by default. */
  readonly highRiskSpecialNumbers?: boolean;
  /** Numbers that are known for toll fraud. Off by default. */
  readonly highRiskTollfraudNumbers?: boolean;
}

/** An application that the account has. */
export interface HeldApplication {
  /** The application's SID, `AP...`. */
  readonly sid: string;
  /** Name for people. */
  readonly friendlyName: string;
  /** Address asked for TwiML when a call comes in, or "". */
  readonly voiceUrl: string;
  /** Address told when a call ends, or "". */
  readonly statusCallback: string;
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
  /** Address of its holder, or "". */
  readonly addressSid: string;
  /** Regulatory bundle, or "". */
  readonly bundleSid: string;
  /** Identity of its holder, or "". */
  readonly identitySid: string;
  /** Address that emergency services are told, or "". */
  readonly emergencyAddressSid: string;
  /** What it can do: `voice`, `sms`, `mms`, `fax`. */
  readonly capabilities: Readonly<Record<string, boolean>>;
}

/** What to buy. It matters at the purchase only: later changes buy nothing and release nothing. */
export interface NumberSearchArgs {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country: pulumi.Input<string>;
  /** Kind of number. Which kinds there are differs by country. One of `local`, `mobile`, `national`, `tollFree`, `sharedCost`, `voip`, `machineToMachine`. */
  readonly type: pulumi.Input<string>;
  /** Area code; in the US and Canada alone. */
  readonly areaCode?: pulumi.Input<string>;
  /** Digits, letters or `*` that the number contains. */
  readonly contains?: pulumi.Input<string>;
  /** Town. */
  readonly locality?: pulumi.Input<string>;
  /** State or province: `CA`. */
  readonly region?: pulumi.Input<string>;
  /** Only numbers that take calls; `false`: only others. */
  readonly voiceEnabled?: pulumi.Input<boolean>;
  /** Only numbers that take texts; `false`: only others. */
  readonly smsEnabled?: pulumi.Input<boolean>;
  /** Only numbers that take pictures; `false`: only others. */
  readonly mmsEnabled?: pulumi.Input<boolean>;
  /** Only numbers that take faxes; `false`: only others. */
  readonly faxEnabled?: pulumi.Input<boolean>;
  /** No numbers that want any address of their holder. */
  readonly excludeAllAddressRequired?: pulumi.Input<boolean>;
  /** No numbers that want an address in their own place. */
  readonly excludeLocalAddressRequired?: pulumi.Input<boolean>;
  /** No numbers that want an address abroad. */
  readonly excludeForeignAddressRequired?: pulumi.Input<boolean>;
}

/** Time between the end of a number's service and its end: a delete is refused until the number has rested for that long, by Twilio's clock. When it began is written into the number's friendly name at Twilio. */
export interface NumberQuarantineArgs {
  /** Days for which it has to rest before it may be given up. */
  readonly days: pulumi.Input<number>;
  /** Whether it rests now. What its callers hear is for the program. */
  readonly active: pulumi.Input<boolean>;
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
  /** Address of its holder, where the number's country wants one. */
  readonly addressSid?: pulumi.Input<string>;
  /** Approved regulatory bundle, where the number's country wants one. */
  readonly bundleSid?: pulumi.Input<string>;
  /** Identity of its holder, where the number's country wants one. */
  readonly identitySid?: pulumi.Input<string>;
  /** Address that emergency services are told. A change takes the first one away, waits until it is unregistered, and gives the next. */
  readonly emergencyAddressSid?: pulumi.Input<string>;
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
  /** Address of its holder, where the number's country wants one. */
  readonly addressSid?: pulumi.Input<string>;
  /** Approved regulatory bundle, where the number's country wants one. */
  readonly bundleSid?: pulumi.Input<string>;
  /** Identity of its holder, where the number's country wants one. */
  readonly identitySid?: pulumi.Input<string>;
  /** Address that emergency services are told. A change takes the first one away, waits until it is unregistered, and gives the next. */
  readonly emergencyAddressSid?: pulumi.Input<string>;
}

/** How its calls are recorded: a `TrunkRecording` changes it. */
export interface TrunkRecordingSettingsArgs {
  /** Which calls are recorded. */
  readonly mode: pulumi.Input<string>;
  /** Whether silence is cut off. */
  readonly trim: pulumi.Input<string>;
}

/** What may be dialled in a country. */
export interface DialingPermissionArgs {
  /** Ordinary numbers. Off by default. */
  readonly lowRiskNumbers?: pulumi.Input<boolean>;
  /** Numbers of ranges that are often used for fraud: premium, special. Off by default. */
  readonly highRiskSpecialNumbers?: pulumi.Input<boolean>;
  /** Numbers that are known for toll fraud. Off by default. */
  readonly highRiskTollfraudNumbers?: pulumi.Input<boolean>;
}

/** What may be dialled in a country. */
export interface EarlierDialingPermissionArgs {
  /** Ordinary numbers. Off by default. */
  readonly lowRiskNumbers?: pulumi.Input<boolean>;
  /** Numbers of ranges that are often used for fraud: premium, special. Off by default. */
  readonly highRiskSpecialNumbers?: pulumi.Input<boolean>;
  /** Numbers that are known for toll fraud. Off by default. */
  readonly highRiskTollfraudNumbers?: pulumi.Input<boolean>;
}
