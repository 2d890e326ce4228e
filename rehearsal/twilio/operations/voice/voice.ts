import { refused } from "../../api/errors.ts";
import { checkIpv4, checkLength, checkOwn, checkRange, checkRequired } from "../checks.ts";
import { type Family, operationsOf } from "../family.ts";
import {
  BYOC_TRUNKS,
  type ByocTrunk,
  CONNECTION_POLICIES,
  IP_RECORDS,
  type IpRecord,
  isUsed,
  type Named,
  POLICY_TARGETS,
  type PolicyTarget,
  SIP_DOMAINS,
  SOURCE_IP_MAPPINGS,
  type SourceIpMapping,
} from "../kinds.ts";
import type { Handler } from "../request.ts";

/** The API of Programmable Voice. */
export const VOICE = "voice_v1";

/** Error codes: 20001 for an invalid parameter, 21247 for deleting a resource in use. */
const INVALID = 20001;
const IN_USE = 21247;

/** https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/byoctrunk-resource */
const byocTrunk: Family<ByocTrunk> = {
  api: VOICE,
  noun: "ByocTrunk",
  kind: BYOC_TRUNKS,
  prefix: "BY",
  defaults: {
    friendly_name: "",
    voice_method: "POST",
    voice_fallback_method: "POST",
    status_callback_method: "POST",
    cnam_lookup_enabled: false,
  },
  check({ store, account }, fields) {
    checkLength(fields, 255);
    checkOwn(store, account.sid, fields, "connection_policy_sid", CONNECTION_POLICIES, INVALID);
    checkOwn(store, account.sid, fields, "from_domain_sid", SIP_DOMAINS, INVALID);
    return fields;
  },
  checkDelete({ store }, { sid }) {
    if (isUsed(store, [SIP_DOMAINS], (domain) => domain.byoc_trunk_sid === sid)) {
      throw refused(IN_USE, `${sid} is still the BYOC trunk of a SIP domain`);
    }
  },
};

/** https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicy-resource */
const connectionPolicy: Family<Named> = {
  api: VOICE,
  noun: "ConnectionPolicy",
  kind: CONNECTION_POLICIES,
  prefix: "NY",
  defaults: { friendly_name: "" },
  most: { count: 10_000, code: 21253 },
  check(_, fields) {
    checkLength(fields, 255);
    return fields;
  },
  checkDelete({ store }, { sid }) {
    if (isUsed(store, [BYOC_TRUNKS], (trunk) => trunk.connection_policy_sid === sid)) {
      throw refused(IN_USE, `${sid} is still the connection policy of a BYOC trunk`);
    }
  },
  /** Deletes a deleted policy's targets. */
  changed({ store }, { sid }, verb) {
    const targets = store.all(POLICY_TARGETS);
    for (const [key, one] of targets) if (verb === "Delete" && one.connection_policy_sid === sid) targets.delete(key);
  },
};

/** https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicytarget-resource */
const target: Family<PolicyTarget> = {
  api: VOICE,
  noun: "ConnectionPolicyTarget",
  kind: POLICY_TARGETS,
  prefix: "NE",
  parents: { ConnectionPolicySid: CONNECTION_POLICIES },
  defaults: { friendly_name: "", priority: 10, weight: 10, enabled: true },
  most: { count: 10, code: 21254 },
  codes: { url: INVALID, method: INVALID },
  check(_, fields, current) {
    checkLength(fields, 255);
    checkRequired(fields, ["target"], INVALID, current);
    checkRange(fields, "weight", 1, 65535, INVALID);
    checkRange(fields, "priority", 0, 65535, INVALID);
    return fields;
  },
};

/** https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/iprecord-resource */
const ipRecord: Family<IpRecord> = {
  api: VOICE,
  noun: "IpRecord",
  kind: IP_RECORDS,
  prefix: "IL",
  defaults: { friendly_name: "", cidr_prefix_length: 32 },
  check(_, fields, current) {
    checkLength(fields, 255);
    checkRequired(fields, current ? [] : ["ip_address"], INVALID);
    checkIpv4(fields, "ip_address", INVALID);
    checkRange(fields, "cidr_prefix_length", 1, 32, INVALID);
    return fields;
  },
  checkDelete({ store }, { sid }) {
    if (isUsed(store, [SOURCE_IP_MAPPINGS], (mapping) => mapping.ip_record_sid === sid)) {
      throw refused(IN_USE, `${sid} still has a source IP mapping`);
    }
  },
};

/** https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/sourceipmapping-resource */
const sourceIpMapping: Family<SourceIpMapping> = {
  api: VOICE,
  noun: "SourceIpMapping",
  kind: SOURCE_IP_MAPPINGS,
  prefix: "IB",
  check({ store, account }, fields, current) {
    checkRequired(fields, current ? ["sip_domain_sid"] : ["ip_record_sid", "sip_domain_sid"], INVALID);
    checkOwn(store, account.sid, fields, "ip_record_sid", IP_RECORDS, INVALID);
    checkOwn(store, account.sid, fields, "sip_domain_sid", SIP_DOMAINS, INVALID);
    const { ip_record_sid } = fields;
    if (!current && isUsed(store, [SOURCE_IP_MAPPINGS], (mapping) => mapping.ip_record_sid === ip_record_sid)) {
      throw refused(INVALID, `${ip_record_sid} has a source IP mapping already`);
    }
    return fields;
  },
};

/** Bring your own carrier. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc */
export const voice: Readonly<Record<string, Handler>> = {
  ...operationsOf(byocTrunk),
  ...operationsOf(connectionPolicy),
  ...operationsOf(target),
  ...operationsOf(ipRecord),
  ...operationsOf(sourceIpMapping),
};
