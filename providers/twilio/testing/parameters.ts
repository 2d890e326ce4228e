/** How a resource's inputs cover the parameters of Twilio's create and update requests. */
export interface Coverage {
  /** Operation names: `CreateQueue`; for a product's API with the API's name as prefix, `trunking_v1.CreateTrunk`. */
  readonly by: readonly string[];
  /** Input name by parameter, if the two names differ. */
  readonly otherwise?: Readonly<Record<string, string>>;
  /** Reason by parameter, for parameters that have no input. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

const API_VERSION = "the other version, of 2008, is out of use";
const OWN_ACCOUNT = "a provider manages one account: configure one for the subaccount";
const JAPAN = "for Japanese ports: by Twilio's guide, a `PortIn` ports US numbers";
const operations = (...by: string[]): Coverage => ({ by });

/** The coverage of each resource's parameters, by resource. */
export const PARAMETERS: Readonly<Record<string, Coverage>> = {
  Account: operations("CreateAccount", "UpdateAccount"),
  Address: {
    by: ["CreateAddress", "UpdateAddress"],
    leftOut: { AutoCorrectAddress: "always false: Twilio must not correct an address silently" },
  },
  ApiKey: operations("CreateNewKey", "UpdateKey"),
  Application: {
    by: ["CreateApplication", "UpdateApplication"],
    leftOut: {
      ApiVersion: API_VERSION,
      SmsStatusCallback: "the older name of `messageStatusCallback`",
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
    leftOut: { SinkType: "webhooks only: a sink of Kinesis or Segment has a secret, and no user needs one" },
  },
  EventSubscription: operations("events_v1.CreateSubscription", "events_v1.UpdateSubscription"),
  HostedNumberOrder: {
    by: ["numbers_v2.CreateHostedNumberOrder", "numbers_v2.UpdateHostedNumberOrder"],
    leftOut: {
      AccountSid: OWN_ACCOUNT,
      SmsCapability: "always true: hosting is for messages",
      Status: "a person verifies the number by telephone: `pending-verification` makes Twilio call",
      VerificationCallDelay: "only used with a change of `Status`",
      VerificationCallExtension: "only used with a change of `Status`",
    },
  },
  IncomingPhoneNumber: {
    by: ["CreateIncomingPhoneNumber", "UpdateIncomingPhoneNumber"],
    otherwise: { AreaCode: "search", AccountSid: "transfer" },
    leftOut: {
      ApiVersion: API_VERSION,
      EmergencyStatus: "ignored by Twilio since October 2021: the address decides",
    },
  },
  IpRecord: operations("voice_v1.CreateIpRecord", "voice_v1.UpdateIpRecord"),
  OutgoingCallerId: {
    by: ["CreateValidationRequest", "UpdateOutgoingCallerId"],
    leftOut: {
      StatusCallback: "notifies of the verification, for which the create waits anyway",
      StatusCallbackMethod: "only used with `StatusCallback`",
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
  // Twilio's OpenAPI description of this operation lists no parameters.
  PortInWebhook: operations("numbers_v1.CreatePortingWebhookConfiguration"),
  Queue: operations("CreateQueue", "UpdateQueue"),
  RegulatoryBundle: {
    by: ["numbers_v2.CreateBundle", "numbers_v2.UpdateBundle"],
    otherwise: { Status: "submit" },
    leftOut: { RegulationSid: "country, number type and end user type select the regulation" },
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
