import type * as pulumi from "@pulumi/pulumi";

/** What to buy. It matters at the purchase only: later changes buy nothing and release nothing. */
export interface NumberSearch {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country: string;
  /** Kind of number. Which kinds there are differs by country. One of `local`, `mobile`, `national`, `tollFree`, `sharedCost`, `voip`, `machineToMachine`. */
  readonly type: string;
  /** Area code; in the US and Canada alone. */
  readonly areaCode?: string;
  /** What the number contains, in 2 to 16 characters: digits, or letters as on a keypad. Before or after at least two of them `*` is any digit, `%` any number of them; `+` is the number's beginning, `$` its end. */
  readonly contains?: string;
  /** Town. */
  readonly locality?: string;
  /** State or province, `CA`; in the US and Canada alone. */
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

/** Settings that the number gets in the request that buys it, and that are never compared or changed afterwards: what answers its first calls until another resource of the program takes it into service. Of a number that is transferred, the URLs answer its calls on the way, and the application once it is here. */
export interface NumberInitial {
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
  /** Address that Twilio asks for TwiML when a message comes in. */
  readonly smsUrl?: string;
  /** HTTP method of `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: string;
  /** Address that Twilio asks when `smsUrl` fails. */
  readonly smsFallbackUrl?: string;
  /** HTTP method of `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: string;
  /** Application that answers its messages; the addresses above rest meanwhile. */
  readonly smsApplicationSid?: string;
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
  /** Address that Twilio asks for TwiML when a message comes in. */
  readonly smsUrl?: string;
  /** HTTP method of `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: string;
  /** Address that Twilio asks when `smsUrl` fails. */
  readonly smsFallbackUrl?: string;
  /** HTTP method of `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: string;
  /** Application that answers its messages; the addresses above rest meanwhile. */
  readonly smsApplicationSid?: string;
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
  /** Address that Twilio asks for TwiML when a message comes in. */
  readonly smsUrl?: string;
  /** HTTP method of `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: string;
  /** Address that Twilio asks when `smsUrl` fails. */
  readonly smsFallbackUrl?: string;
  /** HTTP method of `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: string;
  /** Application that answers its messages; the addresses above rest meanwhile. */
  readonly smsApplicationSid?: string;
}

/** A number to bring. */
export interface PortInNumber {
  /** The number, E.164: a US number, local or mobile. */
  readonly phoneNumber: string;
  /** The PIN that the losing carrier asks for; a mobile number needs one. Twilio never shows it. */
  readonly pin?: string;
}

/** Its address there. Give this or `addressSid`. */
export interface PortInAddress {
  /** Street and house number. */
  readonly street: string;
  /** Suite, floor. */
  readonly street2?: string;
  /** Town. */
  readonly city: string;
  /** State: `CA`. */
  readonly state: string;
  /** Postal code. */
  readonly zip: string;
  /** Country: `US`. */
  readonly country: string;
}

/** The customer, as the losing carrier knows it: what differs from its books, it rejects. */
export interface PortInLosingCarrier {
  /** A business or a person. One of `Business`, `Individual`. */
  readonly customerType: string;
  /** Name of the customer. */
  readonly customerName: string;
  /** Number of the account. */
  readonly accountNumber?: string;
  /** The account's main telephone number. */
  readonly accountTelephoneNumber?: string;
  /** An address of the Twilio account. */
  readonly addressSid?: string;
  /** Its address there. Give this or `addressSid`. */
  readonly address?: PortInAddress;
  /** Who signs the letter of authorisation. */
  readonly authorizedRepresentative: string;
  /** Where the letter is sent to be signed. */
  readonly authorizedRepresentativeEmail: string;
}

/** How one number of the request stands. */
export interface PortInNumberStatus {
  /** The number. */
  readonly phoneNumber: string;
  /** Its SID in the request, `PU...`. */
  readonly sid: string;
  /** How it stands: `Submitted`, `Completed`, `Rejected`. */
  readonly status: string;
  /** Why the losing carrier rejected it, or "". */
  readonly rejectionReason: string;
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

/** How one requirement stands. */
export interface EvaluatedRequirement {
  /** What is asked for. */
  readonly name: string;
  /** Kind of end user or document. */
  readonly objectType: string;
  /** Whether it is there. */
  readonly passed: boolean;
  /** What is wrong, or "". */
  readonly failureReason: string;
  /** Twilio's code of what is wrong: 22214 to 22219. */
  readonly errorCode?: number;
  /** The fields that are missing or wrong. */
  readonly invalidFields: readonly string[];
}

/** A country in which numbers are sold. */
export interface NumberCountry {
  /** ISO 3166-1 alpha-2. */
  readonly isoCountry: string;
  /** The country's name. */
  readonly name: string;
  /** Whether its numbers are new to Twilio. */
  readonly beta: boolean;
  /** Kinds of numbers, by Twilio's names: `local`, `mobile`, `toll_free`, `national`. */
  readonly numberTypes: readonly string[];
}

/** What a kind of number costs for a month. */
export interface NumberPrice {
  /** `local`, `mobile`, `toll free`, `national`. */
  readonly numberType: string;
  /** What this account pays, as Twilio writes it: exact decimals. */
  readonly currentPrice: string;
  /** The list price, where Twilio says it. */
  readonly basePrice?: string;
}

/** A kind of document. */
export interface AcceptedDocument {
  /** Kind of document: `type` of a `SupportingDocument`. */
  readonly type: string;
  /** Its name. */
  readonly name: string;
  /** What must be said of it. */
  readonly fields: readonly string[];
}

/** Something to be proved. */
export interface DocumentRequirement {
  /** What it proves. */
  readonly name: string;
  /** In Twilio's words. */
  readonly description: string;
  /** The kinds that will do, any one of them. */
  readonly accepted: readonly AcceptedDocument[];
}

/** What one country asks for one kind of number. */
export interface Regulation {
  /** Its SID, `RN...`. */
  readonly sid: string;
  /** Its name. */
  readonly friendlyName: string;
  /** Country, as ISO 3166-1 alpha-2. */
  readonly isoCountry: string;
  /** Kind of number. */
  readonly numberType: string;
  /** Kind of end user. */
  readonly endUserType: string;
  /** What the end user must say. */
  readonly endUserFields: readonly string[];
  /** What must be proved, each by a document. */
  readonly documents: readonly DocumentRequirement[];
}

/** A minute of a call that comes in. */
export interface InboundPrice {
  /** Kind of number that is called. */
  readonly numberType: string;
  /** What this account pays, as Twilio writes it: exact decimals. */
  readonly currentPrice: string;
  /** The list price, where Twilio says it. */
  readonly basePrice?: string;
}

/** A minute of a call that goes out. */
export interface OutboundPrice {
  /** What this account pays, as Twilio writes it: exact decimals. */
  readonly currentPrice: string;
  /** The list price, where Twilio says it. */
  readonly basePrice?: string;
  /** Digits that called numbers begin with, without the plus; none for one number. */
  readonly destinationPrefixes: readonly string[];
  /** Digits that calling numbers begin with, or `ALL`. */
  readonly originationPrefixes: readonly string[];
  /** In Twilio's words, or "". */
  readonly name: string;
}

/** What to buy. It matters at the purchase only: later changes buy nothing and release nothing. */
export interface NumberSearchArgs {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country: pulumi.Input<string>;
  /** Kind of number. Which kinds there are differs by country. One of `local`, `mobile`, `national`, `tollFree`, `sharedCost`, `voip`, `machineToMachine`. */
  readonly type: pulumi.Input<string>;
  /** Area code; in the US and Canada alone. */
  readonly areaCode?: pulumi.Input<string>;
  /** What the number contains, in 2 to 16 characters: digits, or letters as on a keypad. Before or after at least two of them `*` is any digit, `%` any number of them; `+` is the number's beginning, `$` its end. */
  readonly contains?: pulumi.Input<string>;
  /** Town. */
  readonly locality?: pulumi.Input<string>;
  /** State or province, `CA`; in the US and Canada alone. */
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

/** Settings that the number gets in the request that buys it, and that are never compared or changed afterwards: what answers its first calls until another resource of the program takes it into service. Of a number that is transferred, the URLs answer its calls on the way, and the application once it is here. */
export interface NumberInitialArgs {
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

/** A number to bring. */
export interface PortInNumberArgs {
  /** The number, E.164: a US number, local or mobile. */
  readonly phoneNumber: pulumi.Input<string>;
  /** The PIN that the losing carrier asks for; a mobile number needs one. Twilio never shows it. */
  readonly pin?: pulumi.Input<string>;
}

/** Its address there. Give this or `addressSid`. */
export interface PortInAddressArgs {
  /** Street and house number. */
  readonly street: pulumi.Input<string>;
  /** Suite, floor. */
  readonly street2?: pulumi.Input<string>;
  /** Town. */
  readonly city: pulumi.Input<string>;
  /** State: `CA`. */
  readonly state: pulumi.Input<string>;
  /** Postal code. */
  readonly zip: pulumi.Input<string>;
  /** Country: `US`. */
  readonly country: pulumi.Input<string>;
}

/** The customer, as the losing carrier knows it: what differs from its books, it rejects. */
export interface PortInLosingCarrierArgs {
  /** A business or a person. One of `Business`, `Individual`. */
  readonly customerType: pulumi.Input<string>;
  /** Name of the customer. */
  readonly customerName: pulumi.Input<string>;
  /** Number of the account. */
  readonly accountNumber?: pulumi.Input<string>;
  /** The account's main telephone number. */
  readonly accountTelephoneNumber?: pulumi.Input<string>;
  /** An address of the Twilio account. */
  readonly addressSid?: pulumi.Input<string>;
  /** Its address there. Give this or `addressSid`. */
  readonly address?: pulumi.Input<PortInAddressArgs>;
  /** Who signs the letter of authorisation. */
  readonly authorizedRepresentative: pulumi.Input<string>;
  /** Where the letter is sent to be signed. */
  readonly authorizedRepresentativeEmail: pulumi.Input<string>;
}

/** How one number of the request stands. */
export interface PortInNumberStatusArgs {
  /** The number. */
  readonly phoneNumber: pulumi.Input<string>;
  /** Its SID in the request, `PU...`. */
  readonly sid: pulumi.Input<string>;
  /** How it stands: `Submitted`, `Completed`, `Rejected`. */
  readonly status: pulumi.Input<string>;
  /** Why the losing carrier rejected it, or "". */
  readonly rejectionReason: pulumi.Input<string>;
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
