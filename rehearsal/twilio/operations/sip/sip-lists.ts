import { refused } from "../../api/errors.ts";
import type { Fields } from "../../store.ts";
import { checkIpv4, checkLength, checkRange, checkRequired } from "../checks.ts";
import { type Family, operationsOf } from "../family.ts";
import {
  CALLS_CREDENTIAL_LISTS,
  CALLS_IP_LISTS,
  CREDENTIAL_LISTS,
  CREDENTIALS,
  type Credential,
  DOMAIN_CREDENTIAL_LISTS,
  DOMAIN_IP_LISTS,
  IP_ADDRESSES,
  IP_LISTS,
  type IpAddress,
  isUsed,
  type Named,
  REGISTRATION_CREDENTIAL_LISTS,
  TRUNK_CREDENTIAL_LISTS,
  TRUNK_IP_LISTS,
} from "../kinds.ts";
import type { ApiRequest, Handler } from "../request.ts";

/** Error codes for an invalid or duplicate parameter, by resource. https://www.twilio.com/docs/api/errors/21235, 21240 and 21243 */
const INVALID = { ipAccessControlList: 21235, credentialList: 21240, credential: 21243 } as const;

/** Declares a list resource: its name is unique in the account, and a list in use can't be deleted. */
function list(
  kind: typeof CREDENTIAL_LISTS,
  invalid: number,
  longest: number,
  parts: { kind: typeof CREDENTIALS | typeof IP_ADDRESSES; field: string },
  mapped: { kinds: readonly (typeof DOMAIN_IP_LISTS)[]; code: number; by: string }[],
): Pick<Family<Named>, "changed" | "check" | "checkDelete" | "kind"> {
  return {
    kind,
    check(request, fields, current) {
      checkLength(fields, longest);
      // Twilio requires FriendlyName in an update too.
      checkRequired(fields, ["friendly_name"], invalid);
      checkUnique(request, kind, fields, "friendly_name", invalid, current);
      return fields;
    },
    checkDelete({ store }, { sid }) {
      for (const { kinds, code, by } of mapped) {
        if (isUsed(store, kinds, (one) => one.sid === sid)) throw refused(code, `${sid} is still mapped to a ${by}`);
      }
    },
    /** Deletes a deleted list's entries. */
    changed({ store }, { sid }, verb) {
      if (verb !== "Delete") return;
      for (const [key, one] of store.all<Named>(parts.kind as never)) {
        if (one[parts.field] === sid) store.all(parts.kind as never).delete(key);
      }
    },
  };
}

/** https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource */
const credentialList: Family<Named> = {
  noun: "SipCredentialList",
  prefix: "CL",
  most: { count: 100, code: 21239 },
  ...list(CREDENTIAL_LISTS, INVALID.credentialList, 64, { kind: CREDENTIALS, field: "credential_list_sid" }, [
    {
      kinds: [DOMAIN_CREDENTIAL_LISTS, CALLS_CREDENTIAL_LISTS, REGISTRATION_CREDENTIAL_LISTS],
      code: 21241,
      by: "SIP domain",
    },
    { kinds: [TRUNK_CREDENTIAL_LISTS], code: 21247, by: "trunk" },
  ]),
};

/** https://www.twilio.com/docs/voice/sip/api/sip-ipaccesscontrollist-resource */
const ipAccessControlList: Family<Named> = {
  noun: "SipIpAccessControlList",
  prefix: "AL",
  most: { count: 1000, code: 21255 },
  ...list(IP_LISTS, INVALID.ipAccessControlList, 255, { kind: IP_ADDRESSES, field: "ip_access_control_list_sid" }, [
    { kinds: [DOMAIN_IP_LISTS, CALLS_IP_LISTS], code: 21236, by: "SIP domain" },
    { kinds: [TRUNK_IP_LISTS], code: 21247, by: "trunk" },
  ]),
};

/** https://www.twilio.com/docs/voice/sip/api/sip-credential-resource */
const credential: Family<Credential> = {
  noun: "SipCredential",
  kind: CREDENTIALS,
  prefix: "CR",
  parents: { CredentialListSid: CREDENTIAL_LISTS },
  most: { count: 1000, code: 21242 },
  check(request, fields, current) {
    checkRequired(fields, ["username", "password"], INVALID.credential, current);
    const { username, password } = fields;
    if (username !== undefined && String(username).length > 32) {
      throw refused(INVALID.credential, "Username must be at most 32 characters");
    }
    if (password !== undefined && !/^(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{12,}$/s.test(String(password))) {
      throw refused(INVALID.credential, "Password must have 12 characters or more, a digit, and letters of both cases");
    }
    if (!current) checkUnique(request, CREDENTIALS, fields, "username", INVALID.credential);
    return fields;
  },
};

/**
 * A list has at most 100 addresses, by the resource's own page; the error dictionary still says 25 (21237).
 * https://www.twilio.com/docs/voice/sip/api/sip-ipaddress-resource
 */
const ipAddress: Family<IpAddress> = {
  noun: "SipIpAddress",
  kind: IP_ADDRESSES,
  prefix: "IP",
  parents: { IpAccessControlListSid: IP_LISTS },
  defaults: { cidr_prefix_length: 32 },
  most: { count: 100, code: 21237 },
  check(request, fields, current) {
    checkLength(fields, 255);
    const invalid = INVALID.ipAccessControlList;
    checkRequired(fields, ["friendly_name", "ip_address"], invalid, current);
    checkIpv4(fields, "ip_address", invalid);
    checkRange(fields, "cidr_prefix_length", 1, 32, invalid);
    checkUnique(request, IP_ADDRESSES, fields, "ip_address", invalid, current);
    return fields;
  },
};

/** Checks that a value is unique in the account or in the path's list. */
function checkUnique(
  { store, account, parameters }: ApiRequest,
  kind: typeof CREDENTIALS | typeof IP_ADDRESSES | typeof CREDENTIAL_LISTS,
  fields: Fields,
  field: string,
  code: number,
  current?: object,
): void {
  const { CredentialListSid, IpAccessControlListSid } = parameters;
  const within = CredentialListSid ?? IpAccessControlListSid;
  const twin = [...store.all<Named>(kind as never).values()].find(
    (one) =>
      one.account_sid === account.sid &&
      one[field] === fields[field] &&
      (within === undefined || (one.credential_list_sid ?? one.ip_access_control_list_sid) === within),
  );
  if (field in fields && twin && twin !== current) throw refused(code, `${field} ${fields[field]} exists already`);
}

/** Credential and IP lists, by which SIP domains and trunks authenticate callers. https://www.twilio.com/docs/voice/sip/api */
export const sipLists: Readonly<Record<string, Handler>> = {
  ...operationsOf(credentialList),
  ...operationsOf(credential),
  ...operationsOf(ipAccessControlList),
  ...operationsOf(ipAddress),
};
