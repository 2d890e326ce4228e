/** How the parameters of Twilio's that make or change a thing are said by its resource. */
export interface Said {
  /** The operations: `CreateQueue`; of a product's API with its name before it, `trunking_v1.CreateTrunk`. */
  readonly by: readonly string[];
  /** Parameters that aren't named as their inputs are, with what says them. */
  readonly otherwise?: Readonly<Record<string, string>>;
  /** Parameters that nothing says, each with the reason. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

const API_VERSION = "Twilio's other version, of 2008, is out of use";
const OWN_ACCOUNT = "a provider instance acts in one account: give it the subaccount's";
const JAPAN = "Japanese ports: a `PortIn` brings US numbers, as Twilio's own guide says";
const operations = (...by: string[]): Said => ({ by });

/** For each resource. */
export const PARAMETERS: Readonly<Record<string, Said>> = {
  Account: operations("CreateAccount", "UpdateAccount"),
  Address: {
    by: ["CreateAddress", "UpdateAddress"],
    leftOut: { AutoCorrectAddress: "always off: nothing is put right behind the program's back" },
  },
  ApiKey: operations("CreateNewKey", "UpdateKey"),
  Application: {
    by: ["CreateApplication", "UpdateApplication"],
    leftOut: {
      ApiVersion: API_VERSION,
      SmsStatusCallback: "`messageStatusCallback` by its older name",
    },
  },
  BundleItemAssignment: operations("numbers_v2.CreateItemAssignment"),
  ByocTrunk: operations("voice_v1.CreateByocTrunk", "voice_v1.UpdateByocTrunk"),
  ConnectionPolicy: operations("voice_v1.CreateConnectionPolicy", "voice_v1.UpdateConnectionPolicy"),
  ConnectionPolicyTarget: operations("voice_v1.CreateConnectionPolicyTarget", "voice_v1.UpdateConnectionPolicyTarget"),
  DialingPermissions: {
    by: ["voice_v1.CreateDialingPermissionsCountryBulkUpdate", "voice_v1.UpdateDialingPermissionsSettings"],
    otherwise: { UpdateRequest: "countries", DialingPermissionsInheritance: "inheritance" },
  },
  EndUser: operations("numbers_v2.CreateEndUser", "numbers_v2.UpdateEndUser"),
  EventSink: {
    by: ["events_v1.CreateSink", "events_v1.UpdateSink"],
    otherwise: { SinkConfiguration: "destination" },
    leftOut: { SinkType: "webhooks alone: a sink of Kinesis or Segment holds a secret, and nothing here needs one" },
  },
  EventSubscription: operations("events_v1.CreateSubscription", "events_v1.UpdateSubscription"),
  HostedNumberOrder: {
    by: ["numbers_v2.CreateHostedNumberOrder", "numbers_v2.UpdateHostedNumberOrder"],
    leftOut: {
      AccountSid: OWN_ACCOUNT,
      SmsCapability: "always on: it is what hosting is for",
      Status: "a verification is a person's, at the telephone: `pending-verification` has Twilio call",
      VerificationCallDelay: "goes with a change of the status",
      VerificationCallExtension: "goes with a change of the status",
    },
  },
  IncomingPhoneNumber: {
    by: ["CreateIncomingPhoneNumber", "UpdateIncomingPhoneNumber"],
    otherwise: { AreaCode: "search", AccountSid: "transfer" },
    leftOut: {
      ApiVersion: API_VERSION,
      EmergencyStatus: "Twilio has ignored it since October 2021: the address decides",
    },
  },
  IpRecord: operations("voice_v1.CreateIpRecord", "voice_v1.UpdateIpRecord"),
  OutgoingCallerId: {
    by: ["CreateValidationRequest", "UpdateOutgoingCallerId"],
    leftOut: {
      StatusCallback: "tells whether the code was typed, which the create itself waits for",
      StatusCallbackMethod: "goes with the callback",
    },
  },
  PortIn: {
    by: ["numbers_v1.CreatePortingPortIn"],
    otherwise: {
      account_sid: "targetAccountSid",
      documents: "documents",
      phone_numbers: "phoneNumbers",
      losing_carrier_information: "losingCarrier",
      notification_emails: "notificationEmails",
      target_port_in_date: "targetDate",
      target_port_in_time_range_start: "targetTimeRangeStart",
      target_port_in_time_range_end: "targetTimeRangeEnd",
      bundle_sid: "bundleSid",
    },
    leftOut: { portability_advance_carrier: JAPAN, auto_cancel_approval_numbers: JAPAN },
  },
  // Twilio's description of it names no parameters.
  PortInWebhook: operations("numbers_v1.CreatePortingWebhookConfiguration"),
  Queue: operations("CreateQueue", "UpdateQueue"),
  RegulatoryBundle: {
    by: ["numbers_v2.CreateBundle", "numbers_v2.UpdateBundle"],
    otherwise: { Status: "submit" },
    leftOut: { RegulationSid: "country and kinds say which regulation it is, in words that can be read" },
  },
  SigningKey: operations("CreateNewSigningKey", "UpdateSigningKey"),
  SipCredential: operations("CreateSipCredential", "UpdateSipCredential"),
  SipCredentialList: operations("CreateSipCredentialList", "UpdateSipCredentialList"),
  SipDomain: operations("CreateSipDomain", "UpdateSipDomain"),
  SipDomainCallsCredentialListMapping: operations("CreateSipAuthCallsCredentialListMapping"),
  SipDomainCallsIpAccessControlListMapping: operations("CreateSipAuthCallsIpAccessControlListMapping"),
  SipDomainCredentialListMapping: operations("CreateSipCredentialListMapping"),
  SipDomainIpAccessControlListMapping: operations("CreateSipIpAccessControlListMapping"),
  SipDomainRegistrationsCredentialListMapping: operations("CreateSipAuthRegistrationsCredentialListMapping"),
  SipIpAccessControlList: operations("CreateSipIpAccessControlList", "UpdateSipIpAccessControlList"),
  SipIpAddress: operations("CreateSipIpAddress", "UpdateSipIpAddress"),
  SourceIpMapping: operations("voice_v1.CreateSourceIpMapping", "voice_v1.UpdateSourceIpMapping"),
  SupportingDocument: operations("numbers_v2.CreateSupportingDocument", "numbers_v2.UpdateSupportingDocument"),
  Trunk: operations("trunking_v1.CreateTrunk", "trunking_v1.UpdateTrunk"),
  TrunkCredentialList: operations("trunking_v1.CreateCredentialList"),
  TrunkIpAccessControlList: operations("trunking_v1.CreateIpAccessControlList"),
  TrunkOriginationUrl: operations("trunking_v1.CreateOriginationUrl", "trunking_v1.UpdateOriginationUrl"),
  TrunkPhoneNumber: operations("trunking_v1.CreatePhoneNumber"),
  TrunkRecording: operations("trunking_v1.UpdateRecording"),
  UsageTrigger: operations("CreateUsageTrigger", "UpdateUsageTrigger"),
};
