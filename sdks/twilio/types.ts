import type * as pulumi from "@pulumi/pulumi";

/** Criteria for the number to buy. Used only at the purchase: later changes neither buy nor release a number. */
export interface NumberSearch {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country: string;
  /** Type of number. Each country sells some of the types. One of `local`, `mobile`, `national`, `tollFree`, `sharedCost`, `voip`, `machineToMachine`. */
  readonly type: string;
  /** Area code, three digits. Refused outside the US and Canada. */
  readonly areaCode?: string;
  /** Pattern that the number contains, 2 to 16 characters: digits, or letters as on a keypad, at least two of them. `*` is any digit, `%` any number of digits, `+` the start of the number, `$` its end. */
  readonly contains?: string;
  /** City or town. */
  readonly locality?: string;
  /** State or province, such as `CA`. Refused outside the US and Canada. */
  readonly region?: string;
  /** `true`: only numbers with voice. `false`: only numbers without. */
  readonly voiceEnabled?: boolean;
  /** `true`: only numbers with SMS. `false`: only numbers without. */
  readonly smsEnabled?: boolean;
  /** `true`: only numbers with MMS. `false`: only numbers without. */
  readonly mmsEnabled?: boolean;
  /** `true`: only numbers with fax. `false`: only numbers without. */
  readonly faxEnabled?: boolean;
  /** Exclude numbers that require an address of their holder. */
  readonly excludeAllAddressRequired?: boolean;
  /** Exclude numbers that require a local address of their holder. */
  readonly excludeLocalAddressRequired?: boolean;
  /** Exclude numbers that require a foreign address of their holder. */
  readonly excludeForeignAddressRequired?: boolean;
}

/** Waiting period before a release: a delete is refused until the number has been in quarantine for `days`, by Twilio's clock. The start time is stored in the number's friendly name at Twilio. */
export interface NumberQuarantine {
  /** Days in quarantine before a release, 1 to 365. */
  readonly days: number;
  /** Whether the number is in quarantine now. The program decides what callers hear meanwhile. */
  readonly active: boolean;
}

/** Settings sent with the purchase, then neither compared nor changed. They answer the first calls, until another resource of the program configures the number. For a transfer, the URLs answer calls during the move, and the application answers them afterwards. */
export interface NumberInitial {
  /** Friendly name. */
  readonly friendlyName?: string;
  /** Application that answers calls. While it is set, Twilio ignores the number's own voice URLs. */
  readonly voiceApplicationSid?: string;
  /** SIP trunk that receives calls. Twilio allows a trunk or a voice application, not both. */
  readonly trunkSid?: string;
  /** URL that Twilio requests for TwiML when a call comes in. */
  readonly voiceUrl?: string;
  /** HTTP method for `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: string;
  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  readonly voiceFallbackUrl?: string;
  /** HTTP method for `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: string;
  /** URL that Twilio notifies when a call ends. */
  readonly statusCallback?: string;
  /** HTTP method for `statusCallback`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: string;
  /** Look up the caller's name for each call. Twilio charges for each lookup. */
  readonly voiceCallerIdLookup?: boolean;
  /** What the number receives: `voice` calls or `fax`. One of `voice`, `fax`. */
  readonly voiceReceiveMode?: string;
  /** Address of the number's holder, if the number's country requires one. */
  readonly addressSid?: string;
  /** Approved regulatory bundle, if the number's country requires one. */
  readonly bundleSid?: string;
  /** Identity of the number's holder, if the number's country requires one. */
  readonly identitySid?: string;
  /** Address registered with the emergency services. A change removes the current address, waits until it is unregistered, then sets the new one. */
  readonly emergencyAddressSid?: string;
  /** URL that Twilio requests for TwiML when a message arrives. */
  readonly smsUrl?: string;
  /** HTTP method for `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: string;
  /** URL that Twilio requests when `smsUrl` fails. */
  readonly smsFallbackUrl?: string;
  /** HTTP method for `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: string;
  /** Application that answers messages. While it is set, Twilio ignores the number's own SMS URLs. */
  readonly smsApplicationSid?: string;
}

/** Settings that an adopted number gets when it is handed back. By default, the settings that the provider recorded at the adoption. Setting this is safer: a run killed between the adoption and its record loses the recorded settings. */
export interface NumberHandBack {
  /** Friendly name. */
  readonly friendlyName?: string;
  /** Application that answers calls. While it is set, Twilio ignores the number's own voice URLs. */
  readonly voiceApplicationSid?: string;
  /** SIP trunk that receives calls. Twilio allows a trunk or a voice application, not both. */
  readonly trunkSid?: string;
  /** URL that Twilio requests for TwiML when a call comes in. */
  readonly voiceUrl?: string;
  /** HTTP method for `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: string;
  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  readonly voiceFallbackUrl?: string;
  /** HTTP method for `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: string;
  /** URL that Twilio notifies when a call ends. */
  readonly statusCallback?: string;
  /** HTTP method for `statusCallback`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: string;
  /** Look up the caller's name for each call. Twilio charges for each lookup. */
  readonly voiceCallerIdLookup?: boolean;
  /** What the number receives: `voice` calls or `fax`. One of `voice`, `fax`. */
  readonly voiceReceiveMode?: string;
  /** Address of the number's holder, if the number's country requires one. */
  readonly addressSid?: string;
  /** Approved regulatory bundle, if the number's country requires one. */
  readonly bundleSid?: string;
  /** Identity of the number's holder, if the number's country requires one. */
  readonly identitySid?: string;
  /** Address registered with the emergency services. A change removes the current address, waits until it is unregistered, then sets the new one. */
  readonly emergencyAddressSid?: string;
  /** URL that Twilio requests for TwiML when a message arrives. */
  readonly smsUrl?: string;
  /** HTTP method for `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: string;
  /** URL that Twilio requests when `smsUrl` fails. */
  readonly smsFallbackUrl?: string;
  /** HTTP method for `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: string;
  /** Application that answers messages. While it is set, Twilio ignores the number's own SMS URLs. */
  readonly smsApplicationSid?: string;
}

/** Settings of an adopted number before the adoption. */
export interface NumberAdoptedFrom {
  /** Friendly name. */
  readonly friendlyName?: string;
  /** Application that answers calls. While it is set, Twilio ignores the number's own voice URLs. */
  readonly voiceApplicationSid?: string;
  /** SIP trunk that receives calls. Twilio allows a trunk or a voice application, not both. */
  readonly trunkSid?: string;
  /** URL that Twilio requests for TwiML when a call comes in. */
  readonly voiceUrl?: string;
  /** HTTP method for `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: string;
  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  readonly voiceFallbackUrl?: string;
  /** HTTP method for `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: string;
  /** URL that Twilio notifies when a call ends. */
  readonly statusCallback?: string;
  /** HTTP method for `statusCallback`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: string;
  /** Look up the caller's name for each call. Twilio charges for each lookup. */
  readonly voiceCallerIdLookup?: boolean;
  /** What the number receives: `voice` calls or `fax`. One of `voice`, `fax`. */
  readonly voiceReceiveMode?: string;
  /** Address of the number's holder, if the number's country requires one. */
  readonly addressSid?: string;
  /** Approved regulatory bundle, if the number's country requires one. */
  readonly bundleSid?: string;
  /** Identity of the number's holder, if the number's country requires one. */
  readonly identitySid?: string;
  /** Address registered with the emergency services. A change removes the current address, waits until it is unregistered, then sets the new one. */
  readonly emergencyAddressSid?: string;
  /** URL that Twilio requests for TwiML when a message arrives. */
  readonly smsUrl?: string;
  /** HTTP method for `smsUrl`. One of `GET`, `POST`. */
  readonly smsMethod?: string;
  /** URL that Twilio requests when `smsUrl` fails. */
  readonly smsFallbackUrl?: string;
  /** HTTP method for `smsFallbackUrl`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: string;
  /** Application that answers messages. While it is set, Twilio ignores the number's own SMS URLs. */
  readonly smsApplicationSid?: string;
}

/** A number to port. */
export interface PortInNumber {
  /** The number, E.164: a US local or mobile number. */
  readonly phoneNumber: string;
  /** PIN of the number at the losing carrier. Required for a mobile number. Twilio never returns it. */
  readonly pin?: string;
}

/** Address of the customer at the losing carrier. Set this or `addressSid`. */
export interface PortInAddress {
  /** Street and house number. */
  readonly street: string;
  /** Suite or floor. */
  readonly street2?: string;
  /** City or town. */
  readonly city: string;
  /** State, such as `CA`. */
  readonly state: string;
  /** Postal code. */
  readonly zip: string;
  /** Country, such as `US`. */
  readonly country: string;
}

/** The customer's data at the losing carrier, which rejects the port if any of it differs from its records. */
export interface PortInLosingCarrier {
  /** Type of customer: `Business` or `Individual`. One of `Business`, `Individual`. */
  readonly customerType: string;
  /** Customer name at the losing carrier. */
  readonly customerName: string;
  /** Account number at the losing carrier. */
  readonly accountNumber?: string;
  /** Main telephone number of that account, E.164. */
  readonly accountTelephoneNumber?: string;
  /** SID of an `Address` of the Twilio account. Set this or `address`. */
  readonly addressSid?: string;
  /** Address of the customer at the losing carrier. Set this or `addressSid`. */
  readonly address?: PortInAddress;
  /** Name of the person who signs the letter of authorization. */
  readonly authorizedRepresentative: string;
  /** Email address to which Twilio sends the letter for signature. */
  readonly authorizedRepresentativeEmail: string;
}

/** Status of one number of the request. */
export interface PortInNumberStatus {
  /** The number, E.164. */
  readonly phoneNumber: string;
  /** SID of the number in the request, `PU...`. */
  readonly sid: string;
  /** Status of the number: `Submitted`, `Completed` or `Rejected`, among others. */
  readonly status: string;
  /** Reason for the losing carrier's rejection, or "". */
  readonly rejectionReason: string;
}

/** Recording of the trunk's calls. Change it with a `TrunkRecording`. */
export interface TrunkRecordingSettings {
  /** Recording mode, as `mode` of a `TrunkRecording`. */
  readonly mode: string;
  /** Whether silence is trimmed, as `trim` of a `TrunkRecording`. */
  readonly trim: string;
}

/** Dialing permissions of one country. */
export interface DialingPermission {
  /** Allow calls to ordinary numbers. False by default. */
  readonly lowRiskNumbers?: boolean;
  /** Allow calls to premium and special numbers, whose ranges are often used for fraud. False by default. */
  readonly highRiskSpecialNumbers?: boolean;
  /** Allow calls to numbers known for toll fraud. False by default. */
  readonly highRiskTollfraudNumbers?: boolean;
}

/** Dialing permissions of one country. */
export interface EarlierDialingPermission {
  /** Allow calls to ordinary numbers. False by default. */
  readonly lowRiskNumbers?: boolean;
  /** Allow calls to premium and special numbers, whose ranges are often used for fraud. False by default. */
  readonly highRiskSpecialNumbers?: boolean;
  /** Allow calls to numbers known for toll fraud. False by default. */
  readonly highRiskTollfraudNumbers?: boolean;
}

/** An application of the account. */
export interface HeldApplication {
  /** The application's SID, `AP...`. */
  readonly sid: string;
  /** Friendly name. */
  readonly friendlyName: string;
  /** URL that Twilio requests for TwiML when a call comes in, or "". */
  readonly voiceUrl: string;
  /** URL that Twilio notifies when a call ends, or "". */
  readonly statusCallback: string;
}

/** A number that can be bought. */
export interface AvailableNumber {
  /** The number, E.164. */
  readonly phoneNumber: string;
  /** The number in national format. */
  readonly friendlyName: string;
  /** Country, as ISO 3166-1 alpha-2. */
  readonly country: string;
  /** City or town, or "". */
  readonly locality: string;
  /** State or province, or "". */
  readonly region: string;
  /** Postal code, or "". */
  readonly postalCode: string;
  /** Address that the holder must have: `none`, `any`, `local` or `foreign`. */
  readonly addressRequirements: string;
  /** Capabilities by Twilio's names: `voice`, `SMS`, `MMS` and `fax`, each true or false. */
  readonly capabilities: Readonly<Record<string, boolean>>;
}

/** A number of the account. */
export interface HeldNumber {
  /** The number's SID, `PN...`. */
  readonly sid: string;
  /** The number, E.164. */
  readonly phoneNumber: string;
  /** Friendly name. */
  readonly friendlyName: string;
  /** Application that answers calls, or "". */
  readonly voiceApplicationSid: string;
  /** SIP trunk that receives calls, or "". */
  readonly trunkSid: string;
  /** URL that Twilio requests for TwiML when a call comes in, or "". */
  readonly voiceUrl: string;
  /** HTTP method for `voiceUrl`. */
  readonly voiceMethod: string;
  /** URL that Twilio requests when `voiceUrl` fails, or "". */
  readonly voiceFallbackUrl: string;
  /** HTTP method for `voiceFallbackUrl`. */
  readonly voiceFallbackMethod: string;
  /** URL that Twilio notifies when a call ends, or "". */
  readonly statusCallback: string;
  /** HTTP method for `statusCallback`. */
  readonly statusCallbackMethod: string;
  /** Whether Twilio looks up the caller's name for each call. */
  readonly voiceCallerIdLookup: boolean;
  /** What the number receives: `voice` or `fax`. */
  readonly voiceReceiveMode: string;
  /** Address of the number's holder, or "". */
  readonly addressSid: string;
  /** Regulatory bundle, or "". */
  readonly bundleSid: string;
  /** Identity of the number's holder, or "". */
  readonly identitySid: string;
  /** Address registered with the emergency services, or "". */
  readonly emergencyAddressSid: string;
  /** State of that address: `registered`, `registration-failure`, ... */
  readonly emergencyAddressStatus: string;
  /** Capabilities: `voice`, `sms`, `mms` and `fax`, each true or false. */
  readonly capabilities: Readonly<Record<string, boolean>>;
}

/** Evaluation of one requirement. */
export interface EvaluatedRequirement {
  /** Name of the requirement. */
  readonly name: string;
  /** Type of the end user or document. */
  readonly objectType: string;
  /** Whether the bundle meets the requirement. */
  readonly passed: boolean;
  /** Reason why the requirement isn't met, or "". */
  readonly failureReason: string;
  /** Twilio's code of the reason, 22214 to 22219. Absent if the requirement is met. */
  readonly errorCode?: number;
  /** Names of the attributes that are missing or invalid. */
  readonly invalidFields: readonly string[];
}

/** A country in which numbers are sold. */
export interface NumberCountry {
  /** Country, as ISO 3166-1 alpha-2. */
  readonly isoCountry: string;
  /** The country's name. */
  readonly name: string;
  /** Whether the country's numbers are in beta at Twilio. */
  readonly beta: boolean;
  /** Types of numbers by Twilio's names, such as `local`, `mobile`, `toll_free` and `national`. */
  readonly numberTypes: readonly string[];
}

/** Monthly price of one type of number. */
export interface NumberPrice {
  /** Type of number: `local`, `mobile`, `toll free` or `national`. */
  readonly numberType: string;
  /** Price for this account, a decimal number as text. */
  readonly currentPrice: string;
  /** List price, a decimal number as text. Absent if Twilio returns none. */
  readonly basePrice?: string;
}

/** An accepted type of document. */
export interface AcceptedDocument {
  /** Type of document, as `type` of a `SupportingDocument`. */
  readonly type: string;
  /** Its name. */
  readonly name: string;
  /** Names of the attributes that the document must have. */
  readonly fields: readonly string[];
}

/** A required document. */
export interface DocumentRequirement {
  /** Name of the requirement. */
  readonly name: string;
  /** Twilio's description of the requirement. */
  readonly description: string;
  /** Accepted types of documents, of which one is enough. */
  readonly accepted: readonly AcceptedDocument[];
}

/** A country's requirements for one type of number and end user. */
export interface Regulation {
  /** SID of the regulation, `RN...`. */
  readonly sid: string;
  /** Its name. */
  readonly friendlyName: string;
  /** Country, as ISO 3166-1 alpha-2. */
  readonly isoCountry: string;
  /** Type of number. */
  readonly numberType: string;
  /** Type of end user. */
  readonly endUserType: string;
  /** Names of the attributes that the `EndUser` must have. */
  readonly endUserFields: readonly string[];
  /** Required documents. */
  readonly documents: readonly DocumentRequirement[];
}

/** Price of an inbound call per minute. */
export interface InboundPrice {
  /** Type of the called number. */
  readonly numberType: string;
  /** Price for this account, a decimal number as text. */
  readonly currentPrice: string;
  /** List price, a decimal number as text. Absent if Twilio returns none. */
  readonly basePrice?: string;
}

/** Price of an outbound call per minute. */
export interface OutboundPrice {
  /** Price for this account, a decimal number as text. */
  readonly currentPrice: string;
  /** List price, a decimal number as text. Absent if Twilio returns none. */
  readonly basePrice?: string;
  /** Prefixes of called numbers, without the plus. Empty if the price is for one number. */
  readonly destinationPrefixes: readonly string[];
  /** Prefixes of calling numbers, or `ALL`. */
  readonly originationPrefixes: readonly string[];
  /** Twilio's name of the price, or "". */
  readonly name: string;
}

/** Criteria for the number to buy. Used only at the purchase: later changes neither buy nor release a number. */
export interface NumberSearchArgs {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country: pulumi.Input<string>;
  /** Type of number. Each country sells some of the types. One of `local`, `mobile`, `national`, `tollFree`, `sharedCost`, `voip`, `machineToMachine`. */
  readonly type: pulumi.Input<string>;
  /** Area code, three digits. Refused outside the US and Canada. */
  readonly areaCode?: pulumi.Input<string>;
  /** Pattern that the number contains, 2 to 16 characters: digits, or letters as on a keypad, at least two of them. `*` is any digit, `%` any number of digits, `+` the start of the number, `$` its end. */
  readonly contains?: pulumi.Input<string>;
  /** City or town. */
  readonly locality?: pulumi.Input<string>;
  /** State or province, such as `CA`. Refused outside the US and Canada. */
  readonly region?: pulumi.Input<string>;
  /** `true`: only numbers with voice. `false`: only numbers without. */
  readonly voiceEnabled?: pulumi.Input<boolean>;
  /** `true`: only numbers with SMS. `false`: only numbers without. */
  readonly smsEnabled?: pulumi.Input<boolean>;
  /** `true`: only numbers with MMS. `false`: only numbers without. */
  readonly mmsEnabled?: pulumi.Input<boolean>;
  /** `true`: only numbers with fax. `false`: only numbers without. */
  readonly faxEnabled?: pulumi.Input<boolean>;
  /** Exclude numbers that require an address of their holder. */
  readonly excludeAllAddressRequired?: pulumi.Input<boolean>;
  /** Exclude numbers that require a local address of their holder. */
  readonly excludeLocalAddressRequired?: pulumi.Input<boolean>;
  /** Exclude numbers that require a foreign address of their holder. */
  readonly excludeForeignAddressRequired?: pulumi.Input<boolean>;
}

/** Waiting period before a release: a delete is refused until the number has been in quarantine for `days`, by Twilio's clock. The start time is stored in the number's friendly name at Twilio. */
export interface NumberQuarantineArgs {
  /** Days in quarantine before a release, 1 to 365. */
  readonly days: pulumi.Input<number>;
  /** Whether the number is in quarantine now. The program decides what callers hear meanwhile. */
  readonly active: pulumi.Input<boolean>;
}

/** Settings sent with the purchase, then neither compared nor changed. They answer the first calls, until another resource of the program configures the number. For a transfer, the URLs answer calls during the move, and the application answers them afterwards. */
export interface NumberInitialArgs {
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

/** Settings that an adopted number gets when it is handed back. By default, the settings that the provider recorded at the adoption. Setting this is safer: a run killed between the adoption and its record loses the recorded settings. */
export interface NumberHandBackArgs {
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

/** Settings of an adopted number before the adoption. */
export interface NumberAdoptedFromArgs {
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

/** A number to port. */
export interface PortInNumberArgs {
  /** The number, E.164: a US local or mobile number. */
  readonly phoneNumber: pulumi.Input<string>;
  /** PIN of the number at the losing carrier. Required for a mobile number. Twilio never returns it. */
  readonly pin?: pulumi.Input<string>;
}

/** Address of the customer at the losing carrier. Set this or `addressSid`. */
export interface PortInAddressArgs {
  /** Street and house number. */
  readonly street: pulumi.Input<string>;
  /** Suite or floor. */
  readonly street2?: pulumi.Input<string>;
  /** City or town. */
  readonly city: pulumi.Input<string>;
  /** State, such as `CA`. */
  readonly state: pulumi.Input<string>;
  /** Postal code. */
  readonly zip: pulumi.Input<string>;
  /** Country, such as `US`. */
  readonly country: pulumi.Input<string>;
}

/** The customer's data at the losing carrier, which rejects the port if any of it differs from its records. */
export interface PortInLosingCarrierArgs {
  /** Type of customer: `Business` or `Individual`. One of `Business`, `Individual`. */
  readonly customerType: pulumi.Input<string>;
  /** Customer name at the losing carrier. */
  readonly customerName: pulumi.Input<string>;
  /** Account number at the losing carrier. */
  readonly accountNumber?: pulumi.Input<string>;
  /** Main telephone number of that account, E.164. */
  readonly accountTelephoneNumber?: pulumi.Input<string>;
  /** SID of an `Address` of the Twilio account. Set this or `address`. */
  readonly addressSid?: pulumi.Input<string>;
  /** Address of the customer at the losing carrier. Set this or `addressSid`. */
  readonly address?: pulumi.Input<PortInAddressArgs>;
  /** Name of the person who signs the letter of authorization. */
  readonly authorizedRepresentative: pulumi.Input<string>;
  /** Email address to which Twilio sends the letter for signature. */
  readonly authorizedRepresentativeEmail: pulumi.Input<string>;
}

/** Status of one number of the request. */
export interface PortInNumberStatusArgs {
  /** The number, E.164. */
  readonly phoneNumber: pulumi.Input<string>;
  /** SID of the number in the request, `PU...`. */
  readonly sid: pulumi.Input<string>;
  /** Status of the number: `Submitted`, `Completed` or `Rejected`, among others. */
  readonly status: pulumi.Input<string>;
  /** Reason for the losing carrier's rejection, or "". */
  readonly rejectionReason: pulumi.Input<string>;
}

/** Recording of the trunk's calls. Change it with a `TrunkRecording`. */
export interface TrunkRecordingSettingsArgs {
  /** Recording mode, as `mode` of a `TrunkRecording`. */
  readonly mode: pulumi.Input<string>;
  /** Whether silence is trimmed, as `trim` of a `TrunkRecording`. */
  readonly trim: pulumi.Input<string>;
}

/** Dialing permissions of one country. */
export interface DialingPermissionArgs {
  /** Allow calls to ordinary numbers. False by default. */
  readonly lowRiskNumbers?: pulumi.Input<boolean>;
  /** Allow calls to premium and special numbers, whose ranges are often used for fraud. False by default. */
  readonly highRiskSpecialNumbers?: pulumi.Input<boolean>;
  /** Allow calls to numbers known for toll fraud. False by default. */
  readonly highRiskTollfraudNumbers?: pulumi.Input<boolean>;
}

/** Dialing permissions of one country. */
export interface EarlierDialingPermissionArgs {
  /** Allow calls to ordinary numbers. False by default. */
  readonly lowRiskNumbers?: pulumi.Input<boolean>;
  /** Allow calls to premium and special numbers, whose ranges are often used for fraud. False by default. */
  readonly highRiskSpecialNumbers?: pulumi.Input<boolean>;
  /** Allow calls to numbers known for toll fraud. False by default. */
  readonly highRiskTollfraudNumbers?: pulumi.Input<boolean>;
}
