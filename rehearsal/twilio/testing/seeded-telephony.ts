import * as kinds from "../operations/kinds.ts";
import type { Kind, Resource, Store } from "../store.ts";

const sid = (prefix: string) => prefix + "f1".repeat(16);
/** SIDs of seeded resources that no other resource uses, so that tests can delete or assign them. */
const FREE = { CL: sid("CL"), AL: sid("AL"), SD: sid("SD"), NY: sid("NY"), IL: sid("IL") };

/**
 * Seeds one of each resource of trunking, SIP and bring-your-own-carrier. Returns their SIDs by prefix; those of unused ones by a
 * name.
 */
export function seedTelephony(store: Store, account_sid: string): Readonly<Record<string, string>> {
  const put = <T extends Resource>(kind: Kind<T>, prefix: string, fields: object, free?: string): string => {
    const made = { ...store.stamp(prefix, free), account_sid, ...fields } as unknown as T;
    store.all(kind).set(made.sid, made);
    return made.sid;
  };
  const map = (kind: Kind<kinds.Mapping>, list: string, parent: { trunk_sid: string } | { domain_sid: string }) => {
    const mapping = { ...store.dates(), sid: list, account_sid, ...parent };
    store.all(kind).set([...Object.values(parent), list].join("/"), mapping);
  };
  const named = { friendly_name: "office" };
  const shares = { priority: 10, weight: 10, enabled: true };
  const TK = put(kinds.TRUNKS, "TK", { ...kinds.TRUNK_DEFAULTS, ...named });
  const OU = put(kinds.ORIGINATION_URLS, "OU", { trunk_sid: TK, ...named, sip_url: "sip:pbx.acme.example", ...shares });
  const NY = put(kinds.CONNECTION_POLICIES, "NY", named);
  put(kinds.CONNECTION_POLICIES, "NY", named, FREE.NY);
  const target = { connection_policy_sid: NY, ...named, target: "sip:carrier.example", ...shares };
  const NE = put(kinds.POLICY_TARGETS, "NE", target);
  const BY = put(kinds.BYOC_TRUNKS, "BY", { ...named, cnam_lookup_enabled: false, connection_policy_sid: NY });
  const domain = {
    ...named,
    voice_method: "POST",
    voice_fallback_method: "POST",
    voice_status_callback_method: "POST",
    sip_registration: false,
    emergency_calling_enabled: false,
    secure: false,
  };
  const SD = put(kinds.SIP_DOMAINS, "SD", { ...domain, domain_name: "acme-north.sip.twilio.com" });
  put(kinds.SIP_DOMAINS, "SD", { ...domain, domain_name: "acme-south.sip.twilio.com" }, FREE.SD);
  const CL = put(kinds.CREDENTIAL_LISTS, "CL", named);
  put(kinds.CREDENTIAL_LISTS, "CL", named, FREE.CL);
  const CR = put(kinds.CREDENTIALS, "CR", { credential_list_sid: CL, username: "front", password: "Not-Shown-1234" });
  const AL = put(kinds.IP_LISTS, "AL", named);
  put(kinds.IP_LISTS, "AL", named, FREE.AL);
  const address = { ...named, ip_address: "192.0.2.10", cidr_prefix_length: 32 };
  const IP = put(kinds.IP_ADDRESSES, "IP", { ip_access_control_list_sid: AL, ...address });
  map(kinds.TRUNK_CREDENTIAL_LISTS, CL, { trunk_sid: TK });
  map(kinds.TRUNK_IP_LISTS, AL, { trunk_sid: TK });
  const { DOMAIN_CREDENTIAL_LISTS, CALLS_CREDENTIAL_LISTS, REGISTRATION_CREDENTIAL_LISTS } = kinds;
  for (const kind of [DOMAIN_CREDENTIAL_LISTS, CALLS_CREDENTIAL_LISTS, REGISTRATION_CREDENTIAL_LISTS]) {
    map(kind, CL, { domain_sid: SD });
  }
  for (const kind of [kinds.DOMAIN_IP_LISTS, kinds.CALLS_IP_LISTS]) map(kind, AL, { domain_sid: SD });
  const IL = put(kinds.IP_RECORDS, "IL", address);
  put(kinds.IP_RECORDS, "IL", address, FREE.IL);
  const IB = put(kinds.SOURCE_IP_MAPPINGS, "IB", { ip_record_sid: IL, sip_domain_sid: SD });
  const freeTrunk = put(kinds.TRUNKS, "TK", { ...kinds.TRUNK_DEFAULTS, ...named });
  for (const number of store.numbers.values()) if (number.account_sid === account_sid) number.trunk_sid = TK;
  const free = { freeList: FREE.CL, freeAcl: FREE.AL, freeDomain: FREE.SD, freePolicy: FREE.NY, freeIp: FREE.IL };
  return { TK, OU, NY, NE, BY, SD, CL, CR, AL, IP, IL, IB, freeTrunk, ...free };
}

/** By operation, the seeded resource that it needs if the first one of the type isn't suitable. */
export const TELEPHONY_OTHER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DeleteSipCredentialList: { CL: "freeList" },
  DeleteSipDomain: { SD: "freeDomain" },
  DeleteSipIpAccessControlList: { AL: "freeAcl" },
  "trunking_v1.CreatePhoneNumber": { TK: "freeTrunk" },
  "voice_v1.DeleteConnectionPolicy": { NY: "freePolicy" },
  "voice_v1.DeleteIpRecord": { IL: "freeIp" },
};

const list = { CredentialListSid: FREE.CL };
const acl = { IpAccessControlListSid: FREE.AL };
const destination = { Weight: "5", Priority: "5", Enabled: "true" };

/** Optional form parameters, by operation. `$PN` is replaced by the seeded number's SID. */
export const TELEPHONY_FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateSipAuthCallsCredentialListMapping: list,
  CreateSipAuthCallsIpAccessControlListMapping: acl,
  CreateSipAuthRegistrationsCredentialListMapping: list,
  CreateSipCredential: { Username: "back", Password: "Never-Shown-1234" },
  CreateSipCredentialListMapping: list,
  CreateSipDomain: { DomainName: "acme-west.sip.twilio.com" },
  CreateSipIpAccessControlListMapping: acl,
  CreateSipIpAddress: { IpAddress: "192.0.2.20" },
  UpdateSipCredential: { Password: "Never-Seen-1234" },
  "trunking_v1.CreateCredentialList": list,
  "trunking_v1.CreateIpAccessControlList": acl,
  "trunking_v1.CreateOriginationUrl": { ...destination, SipUrl: "sip:second.acme.example" },
  "trunking_v1.CreatePhoneNumber": { PhoneNumberSid: "$PN" },
  "trunking_v1.UpdateRecording": { Mode: "record-from-answer" },
  "voice_v1.CreateConnectionPolicyTarget": { Target: "sip:second.example" },
  "voice_v1.CreateDialingPermissionsCountryBulkUpdate": {
    UpdateRequest: JSON.stringify([{ iso_code: "GB", low_risk_numbers_enabled: "true" }]),
  },
  "voice_v1.CreateIpRecord": { IpAddress: "192.0.2.20" },
  "voice_v1.CreateSourceIpMapping": { IpRecordSid: FREE.IL, SipDomainSid: sid("SD") },
  "voice_v1.UpdateDialingPermissionsSettings": { DialingPermissionsInheritance: "true" },
  "voice_v1.UpdateSourceIpMapping": { SipDomainSid: FREE.SD },
};
