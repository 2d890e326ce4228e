import { kind, type Resource, type Store } from "../store.ts";

/** A resource that belongs to an account. */
export interface Owned extends Resource {
  readonly account_sid: string;
}

/** An Elastic SIP Trunk. */
export interface Trunk extends Owned {
  friendly_name: string;
  recording: { readonly mode: string; readonly trim: string };
}
export const TRUNKS = kind<Trunk>("trunks");

/** Defaults of a trunk. */
export const TRUNK_DEFAULTS = {
  friendly_name: "",
  secure: false,
  cnam_lookup_enabled: false,
  symmetric_rtp_enabled: false,
  transfer_mode: "disable-all",
  transfer_caller_id: "from-transferee",
  recording: { mode: "do-not-record", trim: "do-not-trim" },
} as const;

/** A SIP URI to which a trunk delivers its inbound calls. */
export interface OriginationUrl extends Owned {
  readonly trunk_sid: string;
}
export const ORIGINATION_URLS = kind<OriginationUrl>("origination URLs");

/** Attaches an IP or credential list, which authenticates callers, to a trunk or SIP domain. Its SID is the list's. */
export interface Mapping extends Owned {
  readonly trunk_sid?: string;
  readonly domain_sid?: string;
}
export const TRUNK_CREDENTIAL_LISTS = kind<Mapping>("credential lists of trunks");
export const TRUNK_IP_LISTS = kind<Mapping>("IP access control lists of trunks");
export const DOMAIN_CREDENTIAL_LISTS = kind<Mapping>("credential lists of SIP domains");
export const DOMAIN_IP_LISTS = kind<Mapping>("IP access control lists of SIP domains");
export const CALLS_CREDENTIAL_LISTS = kind<Mapping>("credential lists for calls of SIP domains");
export const CALLS_IP_LISTS = kind<Mapping>("IP access control lists for calls of SIP domains");
export const REGISTRATION_CREDENTIAL_LISTS = kind<Mapping>("credential lists for registrations of SIP domains");

export interface Named extends Owned {
  friendly_name: string;
}
export const CREDENTIAL_LISTS = kind<Named>("credential lists");
export const IP_LISTS = kind<Named>("IP access control lists");
/** An entry of a credential list. Answers never contain the password. */
export interface Credential extends Owned {
  readonly credential_list_sid: string;
  readonly username: string;
  password: string;
}
export const CREDENTIALS = kind<Credential>("credentials");
export interface IpAddress extends Named {
  readonly ip_access_control_list_sid: string;
  ip_address: string;
  cidr_prefix_length: number;
}
export const IP_ADDRESSES = kind<IpAddress>("IP addresses");

export interface SipDomain extends Owned {
  domain_name: string;
  byoc_trunk_sid?: string;
}
export const SIP_DOMAINS = kind<SipDomain>("SIP domains");

export interface ByocTrunk extends Named {
  connection_policy_sid?: string;
  from_domain_sid?: string;
}
export const BYOC_TRUNKS = kind<ByocTrunk>("BYOC trunks");
export const CONNECTION_POLICIES = kind<Named>("connection policies");
export interface PolicyTarget extends Named {
  readonly connection_policy_sid: string;
}
export const POLICY_TARGETS = kind<PolicyTarget>("connection policy targets");
export interface IpRecord extends Named {
  readonly ip_address: string;
  readonly cidr_prefix_length: number;
}
export const IP_RECORDS = kind<IpRecord>("IP records");
export interface SourceIpMapping extends Owned {
  readonly ip_record_sid: string;
  sip_domain_sid: string;
}
export const SOURCE_IP_MAPPINGS = kind<SourceIpMapping>("source IP mappings");

/** Whether any stored resource of the given kinds matches `like`. */
// biome-ignore lint/suspicious/noExplicitAny: resources of any kind
export function isUsed(store: Store, kinds: readonly any[], like: (resource: Resource) => boolean): boolean {
  return kinds.some((one) => [...store.all(one).values()].some((resource) => like(resource as Resource)));
}
