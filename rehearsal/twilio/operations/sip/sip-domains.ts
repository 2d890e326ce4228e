import { refused } from "../../api/errors.ts";
import { checkLength, checkOwn, checkRequired } from "../checks.ts";
import { type Family, operationsOf } from "../family.ts";
import {
  BYOC_TRUNKS,
  CALLS_CREDENTIAL_LISTS,
  CALLS_IP_LISTS,
  DOMAIN_CREDENTIAL_LISTS,
  DOMAIN_IP_LISTS,
  isUsed,
  type Mapping,
  REGISTRATION_CREDENTIAL_LISTS,
  SIP_DOMAINS,
  type SipDomain,
  SOURCE_IP_MAPPINGS,
} from "../kinds.ts";
import type { Handler } from "../request.ts";
import { mappingOf } from "./mapping.ts";

/**
 * Error codes: 21231 for an invalid parameter or a list that is mapped already, 21232 for an invalid or taken name.
 * https://www.twilio.com/docs/api/errors/21231 and 21232
 */
const INVALID = 21231;
const TAKEN_OR_WRONG_NAME = 21232;
const IP_MAPPINGS = [DOMAIN_IP_LISTS, CALLS_IP_LISTS];
const CREDENTIAL_MAPPINGS = [DOMAIN_CREDENTIAL_LISTS, CALLS_CREDENTIAL_LISTS];

/** https://www.twilio.com/docs/voice/sip/api/sip-domain-resource */
const domain: Family<SipDomain> = {
  noun: "SipDomain",
  kind: SIP_DOMAINS,
  prefix: "SD",
  defaults: {
    friendly_name: "",
    voice_method: "POST",
    voice_fallback_method: "POST",
    voice_status_callback_method: "POST",
    sip_registration: false,
    emergency_calling_enabled: false,
    secure: false,
  },
  most: { count: 100, code: 21230 },
  check({ store, account }, fields, current) {
    checkLength(fields, 64);
    checkRequired(fields, ["domain_name"], INVALID, current);
    const { domain_name } = fields;
    if (domain_name !== undefined && !/^[a-z0-9-]+[.]sip[.]twilio[.]com$/i.test(String(domain_name))) {
      throw refused(TAKEN_OR_WRONG_NAME, `Invalid DomainName ${domain_name}: it must end with sip.twilio.com`);
    }
    const holder = [...store.all(SIP_DOMAINS).values()].find((one) => one.domain_name === domain_name);
    if (holder && holder !== current) throw refused(TAKEN_OR_WRONG_NAME, `Domain name ${domain_name} is already taken`);
    checkOwn(store, account.sid, fields, "byoc_trunk_sid", BYOC_TRUNKS, INVALID);
    checkOwn(store, account.sid, fields, "emergency_caller_sid", store.numbers, INVALID);
    return fields;
  },

  /** Computes `auth_type` from the mapped lists, which decide how callers are authenticated. */
  shown({ sid }, store) {
    const mapped = (kinds: typeof IP_MAPPINGS) => isUsed(store, kinds, (one) => one.domain_sid === sid);
    const types = [
      ...(mapped(IP_MAPPINGS) ? ["IP_ACL"] : []),
      ...(mapped(CREDENTIAL_MAPPINGS) ? ["CREDENTIAL_LIST"] : []),
    ];
    return { auth_type: types.join(",") || undefined };
  },
  checkDelete({ store }, { sid }) {
    if (isUsed(store, [BYOC_TRUNKS], (one) => one.from_domain_sid === sid)) {
      throw refused(21247, `${sid} is still the from-domain of a BYOC trunk`);
    }
    if (isUsed(store, [SOURCE_IP_MAPPINGS], (one) => one.sip_domain_sid === sid)) {
      throw refused(21247, `${sid} still has source IP mappings`);
    }
  },
  /** Deletes a deleted domain's mappings, but not the mapped lists. */
  changed({ store }, { sid }, verb) {
    if (verb !== "Delete") return;
    for (const kept of [...IP_MAPPINGS, ...CREDENTIAL_MAPPINGS, REGISTRATION_CREDENTIAL_LISTS]) {
      for (const [key, one] of store.all(kept)) if (one.domain_sid === sid) store.all(kept).delete(key);
    }
  },
};

const mapping = (
  noun: string,
  kind: typeof DOMAIN_IP_LISTS,
  parameter: "CredentialListSid" | "IpAccessControlListSid",
): Family<Mapping> => ({ noun, kind, parents: { DomainSid: SIP_DOMAINS }, ...mappingOf(parameter, INVALID) });

/** SIP domains and the lists that are mapped to them. https://www.twilio.com/docs/voice/sip/api */
export const sipDomains: Readonly<Record<string, Handler>> = {
  ...operationsOf(domain),
  ...operationsOf(mapping("SipCredentialListMapping", DOMAIN_CREDENTIAL_LISTS, "CredentialListSid")),
  ...operationsOf(mapping("SipIpAccessControlListMapping", DOMAIN_IP_LISTS, "IpAccessControlListSid")),
  ...operationsOf(mapping("SipAuthCallsCredentialListMapping", CALLS_CREDENTIAL_LISTS, "CredentialListSid")),
  ...operationsOf(mapping("SipAuthCallsIpAccessControlListMapping", CALLS_IP_LISTS, "IpAccessControlListSid")),
  ...operationsOf(
    mapping("SipAuthRegistrationsCredentialListMapping", REGISTRATION_CREDENTIAL_LISTS, "CredentialListSid"),
  ),
};
